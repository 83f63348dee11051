"""What a pronoun, an ordinal without its noun, or nothing at all stands for: a noun of an earlier clause."""

from __future__ import annotations

from collections.abc import Iterator

from imvo_extract.dutch.statements import Statement

from .predicates import Reader
from .reading import NounUse, Reading
from .segments import RELATIVE_CLAUSE, SUBORDINATE, Clause
from .wordclasses import ADVERB, CLOSED, DEMONSTRATIVE, NEUTER, PREPOSITION, RANK, TIME, VERBAL

# How far before a relative pronoun its noun may stand.
_REACH = 9


class Earlier:
    """The statement before, read only when something refers to it."""

    __slots__ = ("_reader", "_reading", "statement")

    def __init__(self, reader: Reader, statement: Statement | None) -> None:
        self._reader = reader
        self._reading: Reading | None = None
        self.statement = statement

    def reading(self) -> Reading | None:
        """Its reading; None where there is no statement before."""
        if self._reading is None and self.statement is not None:
            self._reading = self._reader.read(self.statement, (), ())
        return self._reading


def stand_ins(reading: Reading, clause: Clause, before: Earlier) -> Iterator[NounUse]:
    """The nouns for which something in ``clause`` stands, the likeliest first.

    :param before: the statement before.
    :returns: the nouns, as if they stood in ``clause``, marked ``stands_for``.
    """
    if clause.kind == RELATIVE_CLAUSE and clause.opener in ("die", "dat"):
        opening = clause.indices[0]
        near = [noun for noun in reading.nouns if opening - _REACH <= noun.first and noun.last <= opening]
        for noun in reversed(near):
            yield _standing(noun, clause)
        return
    rank = elided_rank(reading, clause)
    if rank is not None:
        ranked = _ranked(reading, rank) or _ranked(before.reading(), None)
        if ranked is not None:
            yield _standing(ranked, clause)
        return
    place = None
    if reading.any_bits & DEMONSTRATIVE:
        place = next((index for index in clause.indices[:4] if reading.bits[index] & DEMONSTRATIVE), None)
    if place is not None and _is_alone(reading, place):
        earlier = _first_before(reading, clause) or _first_before(before.reading(), None)
        if earlier is not None:
            yield _standing(earlier, clause)
        return
    if reading.any_bits & NEUTER and _has_pronoun(reading, clause):
        earlier = _first_before(reading, clause)
        if earlier is not None:
            yield _standing(earlier, clause)
        return
    linked = clause.linked
    while linked is not None:
        for noun in reading.nouns:
            if noun.clause is linked and noun.preposition is None:
                yield _standing(noun, clause)
                return
        for noun in stand_ins(reading, linked, before):
            yield _standing(noun, clause)
            return
        linked = linked.linked


def elided_rank(reading: Reading, clause: Clause) -> int | None:
    """The index of an ordinal in ``clause`` that has no noun of its own: "de tweede verschijnt in mei"."""
    if not reading.any_bits & RANK:
        return None
    tokens, bits = reading.statement.tokens, reading.bits
    for index in reading.ranks:
        if reading.clause_of[index] is not clause or bits[index] & TIME:
            continue
        if index and bits[index - 1] & PREPOSITION:
            continue  # "als eerste"
        after = index + 1
        if after < len(tokens) and not bits[after] & (CLOSED | TIME) and tokens[after].text[0].isalnum():
            continue
        return index
    return None


def _standing(noun: NounUse, clause: Clause) -> NounUse:
    return NounUse(noun.first, noun.last, noun.lists, clause, None, True)


def _is_alone(reading: Reading, at: int) -> bool:
    """Whether the demonstrative at ``at`` has no noun behind it: "dit wordt verwacht", not "dit rapport"."""
    tokens, bits = reading.statement.tokens, reading.bits
    if at + 1 >= len(tokens):
        return True
    return bool(bits[at + 1] & (CLOSED | TIME)) or not tokens[at + 1].text[0].isalnum()


def _has_pronoun(reading: Reading, clause: Clause) -> bool:
    """Whether "het" stands alone in a clause and for a thing: "het wordt verwacht", not "het wordt verwacht dat"."""
    bits, clauses = reading.bits, reading.clauses
    if any(other.parent is clause and other.kind == SUBORDINATE and other.opener == "dat" for other in clauses):
        return False
    for index in clause.indices[:4]:
        if bits[index] & NEUTER:
            behind = bits[index + 1] if index + 1 < len(bits) else VERBAL
            before = bits[index - 1] if index else 0
            return bool(behind & VERBAL) or bool(before & VERBAL and behind & (PREPOSITION | TIME | ADVERB))
    return False


def _ranked(reading: Reading | None, limit: int | None) -> NounUse | None:
    """The last noun before ``limit`` with an ordinal to it, or else the last bare noun."""
    if reading is None:
        return None
    nouns = [noun for noun in reading.nouns if limit is None or noun.last <= limit]
    for noun in reversed(nouns):
        if any(noun.first - 3 <= index < noun.first for index in reading.ranks):
            return noun
    return next((noun for noun in reversed(nouns) if noun.preposition is None), None)


def _first_before(reading: Reading | None, clause: Clause | None) -> NounUse | None:
    """The first bare noun of the clause before ``clause``, or of the ones before that."""
    if reading is None:
        return None
    clauses = reading.clauses
    end = len(clauses) if clause is None else clauses.index(clause)
    for earlier in reversed(clauses[:end]):
        nouns = [noun for noun in reading.nouns if noun.clause is earlier]
        bare = next((noun for noun in nouns if noun.preposition is None), None)
        if bare is not None:
            return bare
    return None
