"""The clauses of a statement, found by their verbs: which words belong together, and what hangs on what.

No parser: a statement is cut at marks, conjunctions and relative pronouns, and a piece without a verb of its own goes
back to the clause that still waits for one. "Aan de meting, die in mei is gehouden, deden 75 fondsen mee" is a main
clause with a relative one inside it; "opgesteld en gepubliceerd" are two clauses, of which the second shares what it
lacks with the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from imvo_extract.dutch.statements import Token

from .wordclasses import (
    AUXILIARY,
    CLOSE,
    COMMA,
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
    SUBORDINATOR,
    TIME,
    AuxiliaryForm,
    WordClasses,
)

MAIN, RELATIVE_CLAUSE, SUBORDINATE, PURPOSE, ASIDE = "main", "relative", "subordinate", "purpose", "aside"
_FINITE = FINITE | AUXILIARY
_NONFINITE = PARTICIPLE | INFINITIVE
_WHOLE = QUOTED | TIME | NAME
_BREAK = HARD_STOP | COMMA | OPEN | COORDINATOR | RELATIVE | SUBORDINATOR


class Clause:
    """Some words of a statement around one predicate.

    ``kind`` is main, relative, subordinate, purpose ("om ... te") or aside (in brackets); ``opener`` the word that opened
    it, in lower case, or an empty text; ``indices`` its tokens in order, with gaps where another clause stands inside.
    ``parent`` is the clause that it hangs on; ``linked`` the one that it is coordinated with and shares what it lacks
    with. ``auxiliaries`` holds (token index, form).
    """

    __slots__ = ("auxiliaries", "finite", "indices", "kind", "linked", "nonfinite", "opener", "parent", "question")

    def __init__(
        self, kind: str, opener: str = "", parent: Clause | None = None, linked: Clause | None = None
    ) -> None:
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

    def clauses(self, tokens: Sequence[Token], bits: Sequence[int]) -> list[Clause]:
        """The clauses of a statement, by their first word.

        :param bits: for each token what it can be here: the word's classes and those of its place (FINITE, TIME ...).
        """
        run = _Run(tokens, bits, self._auxiliaries)
        return run.clauses()


class _Run:
    def __init__(
        self, tokens: Sequence[Token], bits: Sequence[int], auxiliaries: dict[str, AuxiliaryForm]
    ) -> None:
        self.tokens = tokens
        self.bits = bits
        self.auxiliaries = auxiliaries
        self.found: list[Clause] = []
        self.current = self._new(MAIN)
        self.piece: list[int] = []
        self.opening = HARD_STOP

    def _new(self, kind: str, opener: str = "", parent: Clause | None = None, linked: Clause | None = None) -> Clause:
        clause = Clause(kind, opener, parent, linked)
        self.found.append(clause)
        return clause

    def clauses(self) -> list[Clause]:
        tokens, bits = self.tokens, self.bits
        at, end = 0, len(tokens)
        while at < end:
            bit = bits[at]
            if not bit & _BREAK or bit & _WHOLE:
                if self._resumes(at):
                    self._flush()
                    self.opening = CLOSE
                self.piece.append(at)
            elif bit & OPEN:
                at = self._aside(at)
            elif bit & HARD_STOP:
                self._flush()
                self.opening = HARD_STOP
            elif bit & COMMA:
                self._flush()
                self.opening = COMMA
            elif bit & (RELATIVE | SUBORDINATOR) and self._subordinates(at):
                self._flush()
                self._subordinate(at)
            elif bit & COORDINATOR:
                self._flush()
                # "..., en": the comma says no more than the conjunction.
                self.opening = COORDINATOR
            else:
                self.piece.append(at)
            at += 1
        self._flush()
        return [clause for clause in self.found if clause.indices]

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
        self._extend(clause, range(at + 1, close))
        return close

    def _resumes(self, at: int) -> bool:
        """Whether a finite verb right behind the verbs of a relative clause is the main clause's: "dat is gesloten loopt"."""
        if not self.bits[at] & _FINITE or self.current.kind in (MAIN, PURPOSE) or not self.piece:
            return False
        if not self.bits[self.piece[-1]] & (_FINITE | _NONFINITE):
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
        if bit & SUBORDINATOR:
            return True
        if word in ("die", "dat"):
            if at == 0 or before & (HARD_STOP | OPEN):
                return False
            if before & PREPOSITION and not before & RELATIVE:
                return False
            if before & AUXILIARY:
                # "waren dat er 67" has a pronoun, "is dat de organisatie" a conjunction.
                after = self.bits[at + 1] if at + 1 < len(self.bits) else 0
                following = self.tokens[at + 1].lower if at + 1 < len(self.tokens) else ""
                return word == "dat" and bool(after & DETERMINER or not after) and following != "er"
            return True
        if bit & PREPOSITION:  # "waaronder", "waarvan": a list follows, unless a verb closes it
            rest = self.bits[at + 1 : at + 25]
            return any(b & _FINITE for b in rest) and at > 0
        return at > 0

    def _subordinate(self, at: int) -> None:
        word = self.tokens[at].lower
        parent = self.current
        if self.opening == HARD_STOP and not parent.indices:
            parent = self._new(MAIN)
        elif parent.kind != MAIN and parent.is_complete and self.opening in (COMMA, COORDINATOR) and parent.parent:
            # "bedrijven die tekenden, en die ...": beside the first, not in it.
            parent = parent.parent
        kind = RELATIVE_CLAUSE if self.bits[at] & RELATIVE and not (word == "dat" and self._after_verb(at)) else SUBORDINATE
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
        piece, self.piece = self.piece, []
        if not piece:
            return
        bits = [self.bits[index] for index in piece]
        finite = any(bit & _FINITE for bit in bits)
        verbal = finite or any(bit & _NONFINITE for bit in bits)
        current = self.current
        if self.opening == HARD_STOP:
            if current.indices:
                current = self._new(MAIN)
        elif self.opening == CLOSE:
            current = self._back(current, finite, verbal)
        elif self.opening == COMMA and current.kind not in (MAIN, ASIDE) and current.has_verb:
            current = self._back(current, finite, verbal)
        elif (
            self.opening in (COMMA, COORDINATOR)
            and verbal
            and current.has_verb
            and (finite or not current.is_open)
        ):
            current = self._new(current.kind, "", current.parent, linked=current)
        self.current = current
        self._extend(current, piece)

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

    def _extend(self, clause: Clause, piece: Sequence[int]) -> None:
        clause.indices += piece
        for index in piece:
            bit = self.bits[index]
            if bit & (AUXILIARY | OTHER_AUXILIARY):
                clause.auxiliaries.append((index, self.auxiliaries[self.tokens[index].lower]))
                clause.finite = clause.finite or bool(bit & AUXILIARY)
            if bit & FINITE:
                clause.finite = True
            if bit & _NONFINITE:
                clause.nonfinite = True
