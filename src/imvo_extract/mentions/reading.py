"""A statement taken apart: its clauses, and the verbs and nouns in them that could tell of an event."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.verbs import Tense

from .cues import KnownVerb
from .segments import Clause
from .wordclasses import COORDINATOR, PREPOSITION, PUNCTUATION, RANK, RELATIVE, SUBORDINATOR, TIME, VERBAL

START = attrgetter("start")
# A date further behind its noun than this is not looked for.
_REACH = 12
_ENDS_PHRASE = PUNCTUATION | VERBAL | RELATIVE | SUBORDINATOR | COORDINATOR


class Placed(Protocol):
    """Anything with clean offsets in its statement."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(slots=True)
class VerbUse:
    """A verb as the predicate, or part of it, of its clause: tokens ``index`` to ``last`` (exclusive).

    ``forms`` are the verbs that it can be; ``tense`` its reading; ``te``: an infinitive with "te"; ``particle``: the
    token indices of a particle that stands apart. ``attributive``: it is an adjective to a noun, and no predicate.
    """

    index: int
    last: int
    tense: Tense
    forms: tuple[KnownVerb, ...]
    clause: Clause
    te: bool = False
    attributive: bool = False
    particle: tuple[int, ...] = ()


@dataclass(slots=True)
class NounUse:
    """A noun of the lists: tokens ``first`` to ``last`` (exclusive).

    ``preposition``: that of the phrase in which it stands, or None where it stands bare. ``stands_for``: it is meant by
    a pronoun, an ordinal or nothing at all in a later clause.
    """

    first: int
    last: int
    lists: tuple[str, ...]
    clause: Clause
    preposition: str | None = None
    stands_for: bool = False


class Reading:
    """A statement taken apart.

    ``bits``: for each token what it can be (see ``wordclasses``). ``clause_of``: for each token its clause; None for a
    mark. ``actors``: the nouns of those who act, which stand in ``nouns`` only if they may be things as well.
    ``has_being``: a form of "zijn" is in it; ``any_bits``: what its words are, all together. ``stand_ins``: see
    ``antecedents``, by the id of a clause, as far as asked for.
    """

    __slots__ = (
        "_ranks",
        "actors",
        "any_bits",
        "bits",
        "clause_of",
        "clauses",
        "has_being",
        "nouns",
        "stand_ins",
        "statement",
        "verbs",
    )

    def __init__(self, statement: Statement, bits: list[int], clauses: list[Clause]) -> None:
        self.statement = statement
        self.bits = bits
        self.clauses = clauses
        self.verbs: list[VerbUse] = []
        self.nouns: list[NounUse] = []
        self.actors: list[NounUse] = []
        self._ranks: list[int] | None = None
        self.stand_ins: dict[int, list[NounUse]] = {}
        self.has_being = False
        self.any_bits = 0
        self.clause_of: list[Clause | None] = [None] * len(bits)
        home = self.clause_of
        for clause in clauses:
            for index in clause.indices:
                home[index] = clause

    @property
    def ranks(self) -> list[int]:
        """The indices of the ordinals, and of "laatste" and the like."""
        if self._ranks is None:
            found = [index for index, bit in enumerate(self.bits) if bit & RANK] if self.any_bits & RANK else []
            self._ranks = found
        return self._ranks


def time_behind(reading: Reading, noun: NounUse) -> int | None:
    """The token at which an expression of time begins that follows a noun in its phrase; None where there is none.

    "De bijeenkomst van 12 juni", "de toetreding van de bank in mei"; in "de reactie op het rapport van mei" the date
    belongs to the noun right before it.
    """
    bits, tokens = reading.bits, reading.statement.tokens
    for index in range(noun.last, min(len(bits), noun.last + _REACH)):
        if bits[index] & TIME:
            if index <= noun.last + 1:
                return index
            own = bits[index - 1] & PREPOSITION and tokens[index - 1].lower != "van"
            return index if own else None
        if bits[index] & _ENDS_PHRASE and not bits[index] & PREPOSITION:
            return None
    return None
