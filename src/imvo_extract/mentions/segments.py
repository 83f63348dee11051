"""The clauses of a statement, found by their verbs: which words belong together, and what hangs on what.

No parser: a statement is cut at marks, conjunctions and relative pronouns, and a piece without a verb of its own goes
back to the clause that still waits for one. "Aan de meting, die in mei is gehouden, deden 75 fondsen mee" is a main
clause with a relative one inside it; "opgesteld en gepubliceerd" are two clauses, of which the second shares what it
lacks with the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from imvo_extract.dutch.statements import Token

from .wordclasses import (
    ADVERB,
    AUXILIARY,
    BREAK,
    CLOSE,
    COMMA,
    COMPARATOR,
    COORDINATOR,
    DETERMINER,
    FINITE,
    HARD_STOP,
    INFINITIVE,
    NAME,
    OPEN,
    OTHER_AUXILIARY,
    PARTICIPLE,
    PREPOSITION,
    QUESTION,
    QUOTED,
    RELATIVE,
    STATE,
    SUBORDINATOR,
    TIME,
    AuxiliaryForm,
    WordClasses,
)

MAIN, RELATIVE_CLAUSE, SUBORDINATE, PURPOSE, ASIDE = "main", "relative", "subordinate", "purpose", "aside"
_FINITE = FINITE | AUXILIARY
_NONFINITE = PARTICIPLE | INFINITIVE
_WHOLE = QUOTED | TIME | NAME


class Clause:
    """Some words of a statement around one predicate.

    ``kind`` is main, relative, subordinate, purpose ("om ... te") or aside (in brackets); ``opener`` the word that
    opened it, in lower case, or an empty text; ``indices`` its tokens in order, with gaps where another clause
    stands inside.
    ``parent`` is the clause that it hangs on; ``linked`` the one that it is coordinated with and shares what it lacks
    with. ``auxiliaries`` holds (token index, form).
    """

    __slots__ = ("auxiliaries", "finite", "indices", "kind", "linked", "nonfinite", "opener", "parent", "question")

    def __init__(self, kind: str, opener: str = "", parent: Clause | None = None, linked: Clause | None = None) -> None:
        self.kind = kind
        self.opener = opener
        self.parent = parent
        self.linked = linked
        self.indices: list[int] = []
        self.auxiliaries: list[tuple[int, AuxiliaryForm]] = []
        self.finite = False
        self.nonfinite = False
        self.question = False

    @property
    def has_verb(self) -> bool:
        return self.finite or self.nonfinite

    @property
    def is_open(self) -> bool:
        """Whether an auxiliary still waits for its participle or infinitive."""
        return bool(self.auxiliaries) and not self.nonfinite

    @property
    def is_complete(self) -> bool:
        return self.has_verb and not self.is_open

    def __repr__(self) -> str:
        return f"Clause({self.kind} {self.indices})"


class Segmenter:
    """Cuts statements into clauses.

    :param words: the classes of words.
    """

    def __init__(self, words: WordClasses) -> None:
        self._auxiliaries = words.auxiliaries

    def clauses(self, tokens: Sequence[Token], bits: Sequence[int], breaks: bool = True) -> list[Clause]:
        """The clauses of a statement, by their first word.

        :param bits: for each token what it can be here: the word's classes and those of its place (FINITE, TIME ...).
        :param breaks: False where no token can be a border.
        """
        run = _Run(tokens, bits, self._auxiliaries)
        return run.clauses() if breaks else run.one()


class _Run:
    def __init__(self, tokens: Sequence[Token], bits: Sequence[int], auxiliaries: dict[str, AuxiliaryForm]) -> None:
        self.tokens = tokens
        self.bits = bits
        self.auxiliaries = auxiliaries
        self.found: list[Clause] = []
        self.current = self._new(MAIN)
        self.piece: list[int] = []
        self.piece_bits = 0
        self.opening = HARD_STOP

    def _new(self, kind: str, opener: str = "", parent: Clause | None = None, linked: Clause | None = None) -> Clause:
        clause = Clause(kind, opener, parent, linked)
        self.found.append(clause)
        return clause

    def one(self) -> list[Clause]:
        """All words as one clause."""
        self.piece_bits = reduce(or_, self.bits, 0)
        self._extend(self.current, range(len(self.bits)), self.piece_bits)
        return self.found if self.current.indices else []

    def clauses(self) -> list[Clause]:
        bits = self.bits
        at = 0
        for stop in [index for index, bit in enumerate(bits) if bit & BREAK and not bit & _WHOLE]:
            if stop < at:
                continue
            if stop > at:
                self._take(at, stop)
            bit = bits[stop]
            at = stop + 1
            if bit & OPEN:
                at = self._aside(stop) + 1
            elif bit & HARD_STOP and self._is_label(stop):
                pass
            elif bit & HARD_STOP:
                self._flush()
                self.opening = HARD_STOP
            elif bit & COMMA:
                self._flush()
                self.opening = COMMA
            elif bit & (RELATIVE | SUBORDINATOR) and self._subordinates(stop):
                self._flush()
                self._subordinate(stop)
            elif bit & COMPARATOR and self.opening == COMMA and not self.piece and (end := self._remark(stop)):
                self._extend(self._new(ASIDE, parent=self.current), range(stop, end), 0)
                at = end
            elif bit & COORDINATOR:
                self._flush()
                # "..., en": the comma says no more than the conjunction.
                self.opening = COORDINATOR
            else:
                self._take(stop, at)
        self._take(at, len(bits))
        self._flush()
        return [clause for clause in self.found if clause.indices]

    def _take(self, first: int, last: int) -> None:
        """Adds tokens to the piece at hand; a finite verb that takes up the main clause ends it."""
        bits = self.bits
        here = reduce(or_, bits[first:last], 0)
        if here & _FINITE and self.current.kind != MAIN:
            for index in range(first, last):
                if bits[index] & _FINITE:
                    self.piece += range(first, index)
                    self.piece_bits |= reduce(or_, bits[first:index], 0)
                    first = index
                    if self._resumes():
                        self._flush()
                        self.opening = CLOSE
        self.piece += range(first, last)
        self.piece_bits |= here

    def _aside(self, at: int) -> int:
        """The words between brackets, as a clause of their own; gives the index of the closing bracket."""
        close = at + 1
        depth = 1
        while close < len(self.tokens):
            bit = self.bits[close]
            depth += bool(bit & OPEN) - bool(bit & CLOSE)
            if depth == 0:
                break
            close += 1
        if depth or (at == 0 and close >= len(self.tokens) - 2):
            return at  # not closed, or the whole statement: as if there were no bracket
        clause = self._new(ASIDE, parent=self.current)
        self._extend(clause, range(at + 1, close), reduce(or_, self.bits[at + 1 : close], 0))
        return close

    def _remark(self, at: int) -> int:
        """Where a remark between commas ends ("..., zoals eerder gemeld, ..."); 0 where there is none at ``at``."""
        for index in range(at + 1, len(self.bits)):
            if self.bits[index] & COMMA:
                return index if self.bits[index - 1] & _NONFINITE else 0
            if self.bits[index] & (HARD_STOP | RELATIVE | SUBORDINATOR | _FINITE):
                break
        return 0

    def _resumes(self) -> bool:
        """Whether a finite verb behind the piece at hand is the main clause's: "dat is gesloten loopt"."""
        if self.current.kind == PURPOSE or not self.piece:
            return False
        if not self.bits[self.piece[-1]] & (_FINITE | _NONFINITE) and not self._trails():
            return False
        bits = [self.bits[index] for index in self.piece] + [self.bits[index] for index in self.current.indices]
        finite = any(bit & _FINITE for bit in bits)
        return finite and (any(bit & _NONFINITE for bit in bits) or not any(bit & AUXILIARY for bit in bits))

    def _subordinates(self, at: int) -> bool:
        """Whether the relative pronoun or conjunction at ``at`` opens a clause here."""
        bit, word = self.bits[at], self.tokens[at].lower
        before = self.bits[at - 1] if at else HARD_STOP
        if word == "of":
            # "of" joins words, and opens a question only behind a comma or a verb.
            return bool(before & (HARD_STOP | COMMA | _FINITE | _NONFINITE)) and not before & TIME
        if word == "als":
            return bool(before & (HARD_STOP | COMMA | _NONFINITE)) and self._ends_in_verb(at) and not self._is_role(at)
        if word == "om":
            rest = self.tokens[at + 1 : at + 25]
            return not bit & TIME and any(token.lower == "te" for token in rest)
        if bit & SUBORDINATOR:
            return True
        if word in ("die", "dat"):
            if at == 0 or before & (HARD_STOP | OPEN):
                return False
            if before & PREPOSITION and not before & RELATIVE:
                # "tot die tijd"; but "stelt een plan op dat ... wordt beoordeeld" has a particle before it.
                after = self.bits[at + 1] if at + 1 < len(self.bits) else 0
                return bool(after & (PREPOSITION | DETERMINER)) and self._ends_in_verb(at)
            if before & AUXILIARY:
                # "waren dat er 67" has a pronoun, "is dat de organisatie" a conjunction.
                after = self.bits[at + 1] if at + 1 < len(self.bits) else 0
                following = self.tokens[at + 1].lower if at + 1 < len(self.tokens) else ""
                return word == "dat" and bool(after & DETERMINER or not after) and following != "er"
            return True
        if word == "wie" and at == 0:
            # "Wie een training volgt, krijgt ..."
            return self._ends_in_verb(at)
        if bit & PREPOSITION:  # "waaronder", "waarvan": a list follows, unless a verb closes it
            return at > 0 and any(ahead & _FINITE for ahead in self.bits[at + 1 : at + 25])
        return at > 0

    def _ends_in_verb(self, at: int) -> bool:
        """Whether the words from ``at`` to the next comma end in a verb: "als de partijen akkoord gaan,"."""
        for index in range(at + 1, len(self.bits)):
            if self.bits[index] & (COMMA | HARD_STOP) or self.tokens[index].text == ".":
                end = index
                break
        else:
            end = len(self.bits)
        verbal = self.bits[end - 1] & (_FINITE | _NONFINITE)
        return bool(verbal) and any(bit & _FINITE for bit in self.bits[at + 1 : end])

    def _is_label(self, at: int) -> bool:
        """Whether all that stands before the mark is a predicate, as a label: "Afgerond: de proef in Malawi", "Zojuist
        verschenen: een gids", "In voorbereiding: een gids"."""
        if self.tokens[at].text != ":" or self.piece != list(range(at)) or not at:
            return False
        return bool(self.bits[at - 1] & (PARTICIPLE | STATE)) and all(
            bit & (ADVERB | STATE) and not bit & _FINITE for bit in self.bits[: at - 1]
        )

    def _is_role(self, at: int) -> bool:
        """Whether "als" tells in which role: "Als voorzitter is Jan Vos benoemd" has its auxiliary second."""
        for index in range(at + 1, len(self.bits) - 1):
            if self.bits[index] & AUXILIARY:
                return not self.bits[index + 1] & (
                    FINITE | AUXILIARY | _NONFINITE | COMMA | HARD_STOP | OTHER_AUXILIARY
                )
            if self.bits[index] & (COMMA | HARD_STOP | FINITE):
                break
        return False

    def _subordinate(self, at: int) -> None:
        word = self.tokens[at].lower
        parent = self.current
        if self.opening == HARD_STOP and not parent.indices:
            parent = self._new(MAIN)
        elif parent.kind != MAIN and parent.is_complete and self.opening in (COMMA, COORDINATOR) and parent.parent:
            # "bedrijven die tekenden, en die ...": beside the first, not in it.
            parent = parent.parent
        kind = SUBORDINATE
        if word == "om":
            kind = PURPOSE
        elif self.bits[at] & RELATIVE and at and not (word == "dat" and self._after_verb(at)):
            kind = RELATIVE_CLAUSE
        self.current = self._new(kind, word, parent)
        self.current.question = bool(self.bits[at] & QUESTION) and kind == SUBORDINATE
        self.current.indices.append(at)
        self.opening = RELATIVE

    def _after_verb(self, at: int) -> bool:
        """Whether "dat" opens what is said, thought or agreed: there is a verb right before it, but for a comma."""
        before = at - 1
        if before >= 0 and self.bits[before] & (COMMA | COORDINATOR):
            before -= 1
        return before >= 0 and bool(self.bits[before] & (_FINITE | _NONFINITE))

    def _flush(self) -> None:
        """Gives the piece that has just ended to a clause."""
        if not self.piece:
            return
        piece, bits = self.piece, self.piece_bits
        self.piece, self.piece_bits = [], 0
        finite = bool(bits & _FINITE)
        verbal = bool(bits & (_FINITE | _NONFINITE))
        current = self.current
        if self.opening == COMMA and self._describes(piece, current):
            self._extend(self._new(ASIDE, parent=current), piece, bits)
            return
        if self.opening == HARD_STOP:
            if current.indices:
                current = self._new(MAIN)
        elif self.opening == CLOSE or (
            self.opening == COMMA
            and current.kind not in (MAIN, ASIDE)
            # A clause with a conjunction or relative pronoun has its verb last: one in front is the main clause's.
            and (current.has_verb or self.bits[piece[0]] & _FINITE)
        ):
            current = self._back(current, finite, verbal)
        elif self.opening in (COMMA, COORDINATOR) and verbal and current.has_verb and (finite or not current.is_open):
            current = self._new(current.kind, "", current.parent, linked=current)
        self.current = current
        self._extend(current, piece, bits)

    def _describes(self, piece: Sequence[int], current: Clause) -> bool:
        """Whether a piece behind a comma begins with a participle and tells of the noun before it, up to a comma with
        the finite verb behind it: "De gesprekken, gevoerd door de VGB, zijn hervat"."""
        if current.has_verb or current.kind != MAIN or not current.indices or not self.bits[piece[0]] & PARTICIPLE:
            return False
        for index in range(piece[0] + 1, len(self.bits) - 1):
            if self.bits[index] & COMMA:
                return bool(self.bits[index + 1] & _FINITE)
            if self.bits[index] & (_FINITE | HARD_STOP | RELATIVE | SUBORDINATOR):
                break
        return False

    def _back(self, current: Clause, finite: bool, verbal: bool) -> Clause:
        parent = current.parent
        if parent is None:
            return current
        if parent.kind != MAIN and parent.is_complete and parent.parent is not None:
            parent = parent.parent
        if not verbal or not parent.is_complete:
            if finite and parent.finite:
                return self._new(parent.kind, "", parent.parent, linked=parent)
            return parent
        if not finite:
            return self._new(current.kind, "", parent, linked=current)
        return self._new(parent.kind, "", parent.parent, linked=parent)

    def _trails(self) -> bool:
        """Whether the relative clause at hand has its verb, and nothing behind it but a phrase with a preposition: "die
        zich vastlegden op het convenant"."""
        if self.current.kind != RELATIVE_CLAUSE:
            return False
        verbs = [place for place, index in enumerate(self.piece) if self.bits[index] & FINITE]
        if not verbs or verbs[-1] + 1 >= len(self.piece):
            return False
        behind = self.bits[self.piece[verbs[-1] + 1]]
        return bool(behind & PREPOSITION) and not behind & TIME

    def _extend(self, clause: Clause, piece: Sequence[int], bits: int) -> None:
        clause.indices += piece
        if bits & (AUXILIARY | OTHER_AUXILIARY):
            for index in piece:
                if self.bits[index] & (AUXILIARY | OTHER_AUXILIARY):
                    clause.auxiliaries.append((index, self.auxiliaries[self.tokens[index].lower]))
        if bits & _FINITE:
            clause.finite = True
        if bits & _NONFINITE:
            clause.nonfinite = True
