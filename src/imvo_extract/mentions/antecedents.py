"""What a pronoun, an ordinal without its noun, or nothing at all stands for: a noun of the rules in an earlier clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .predicates import NounUse, Reading
from .segments import RELATIVE_CLAUSE, Clause
from .wordclasses import CLOSED, TIME, ordinal

_DEMONSTRATIVES = frozenset({"deze", "dit", "die", "dat", "ze", "zij", "hij"})
_RANKS = frozenset({"laatste", "volgende", "eerstvolgende"})
# How far before a relative pronoun its noun may stand.
_REACH = 9


def stand_ins(reading: Reading, clause: Clause, before: Reading | None) -> Iterator[NounUse]:
    """The nouns for which something in ``clause`` stands, the likeliest first.

    :param before: the statement before, or None.
    :returns: the nouns, as if they stood in ``clause``, marked ``stands_for``.
    """
    tokens = reading.statement.tokens
    if clause.kind == RELATIVE_CLAUSE and clause.opener in ("die", "dat"):
        opening = clause.indices[0]
        near = [noun for noun in reading.nouns if opening - _REACH <= noun.first and noun.last <= opening]
        for noun in reversed(near):
            yield _standing(noun, clause)
        return
    rank = elided_rank(reading, clause)
    if rank is not None:
        noun = _ranked(reading, rank) or (_ranked(before, None) if before is not None else None)
        if noun is not None:
            yield _standing(noun, clause)
        return
    place = next((index for index in clause.indices[:4] if tokens[index].lower in _DEMONSTRATIVES), None)
    if place is not None and _is_alone(reading, place):
        earlier = _first_before(reading, clause) or (_first_before(before, None) if before is not None else None)
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
    tokens, bits = reading.statement.tokens, reading.bits
    for index in clause.indices:
        word = tokens[index].lower
        if bits[index] & TIME or (word not in _RANKS and ordinal(word) is None):
            continue
        after = index + 1
        if after < len(tokens) and not bits[after] & (CLOSED | TIME) and tokens[after].text[0].isalnum():
            continue
        return index
    return None


def _standing(noun: NounUse, clause: Clause) -> NounUse:
    return replace(noun, clause=clause, preposition=None, stands_for=True)


def _is_alone(reading: Reading, at: int) -> bool:
    """Whether the demonstrative at ``at`` has no noun behind it: "dit wordt verwacht", not "dit rapport"."""
    tokens, bits = reading.statement.tokens, reading.bits
    if at + 1 >= len(tokens):
        return True
    return bool(bits[at + 1] & (CLOSED | TIME)) or not tokens[at + 1].text[0].isalnum()


def _ranked(reading: Reading, limit: int | None) -> NounUse | None:
    """The last noun before ``limit`` with an ordinal to it, or else the last bare noun."""
    nouns = [noun for noun in reading.nouns if limit is None or noun.last <= limit]
    for noun in reversed(nouns):
        near = range(max(0, noun.first - 3), noun.first)
        if any(ordinal(reading.statement.tokens[index].lower) is not None for index in near):
            return noun
    return next((noun for noun in reversed(nouns) if noun.preposition is None), None)


def _first_before(reading: Reading, clause: Clause | None) -> NounUse | None:
    """The first bare noun of the clause before ``clause``, or of the ones before that."""
    clauses = reading.clauses
    end = len(clauses) if clause is None else clauses.index(clause)
    for earlier in reversed(clauses[:end]):
        nouns = [noun for noun in reading.nouns if noun.clause is earlier]
        bare = next((noun for noun in nouns if noun.preposition is None), None)
        if bare is not None:
            return bare
    return None
