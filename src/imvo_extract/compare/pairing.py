"""Which fact of one extraction is which of the other: by what they are about, not by where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from .affinity import ENOUGH, affinity, sort
from .change import changed_fields
from .facts import Fact
from .likeness import Likeness

Pair = tuple[Fact | None, Fact | None]
# A fact in another section is the same one only where it says the same, in words that are alike.
_MOVED = 1.5


def pair(old: Sequence[Fact], new: Sequence[Fact]) -> list[Pair]:
    """The facts of two extractions in pairs, each fact once; one that has no counterpart is alone in its pair.

    Facts are paired within a covenant, best first; what is left over may be paired with a fact of another covenant.
    A number that one text gives a party and the other does not is paired as a count. The order is that of the new
    facts, those that are gone behind them in the order of the old.
    """
    alike = Likeness({fact.statement: fact.statement_words for fact in (*old, *new)}.values())
    partner: dict[int, int] = {}
    _match(old, new, alike, partner, across=False)
    _match(old, new, alike, partner, across=True)
    old_counts, new_counts = _as_counts(old, partner.keys()), _as_counts(new, set(partner.values()))
    _match(old_counts, new_counts, alike, partner, across=False)
    taken = {there: here for here, there in partner.items()}
    pairs: list[Pair] = [
        (old_counts[taken[at]], new_counts[at]) if at in taken else (None, fact) for at, fact in enumerate(new)
    ]
    return pairs + [(fact, None) for at, fact in enumerate(old) if at not in partner]


def _as_counts(facts: Sequence[Fact], paired: Collection[int]) -> list[Fact]:
    """The facts, those not yet paired that are a party with a number as the count of it."""
    return [fact.as_count if fact.as_count and at not in paired else fact for at, fact in enumerate(facts)]


def _match(old: Sequence[Fact], new: Sequence[Fact], alike: Likeness, partner: dict[int, int], *, across: bool) -> None:
    """Adds to ``partner`` (index of an old fact: index of its new one) the best pairs among those not yet in it."""
    taken = set(partner.values())
    rest_old = [(at, fact) for at, fact in enumerate(old) if at not in partner]
    rest_new = [(at, fact) for at, fact in enumerate(new) if at not in taken]
    alone_old, alone_new = _sorts(fact for _, fact in rest_old), _sorts(fact for _, fact in rest_new)
    groups: dict[object, list[tuple[int, Fact]]] = defaultdict(list)
    for at, fact in rest_new:
        groups[_group(fact, across)].append((at, fact))
    candidates = []
    for here, fact in rest_old:
        for there, other in groups[_group(fact, across)]:
            if across and changed_fields(fact.values, other.values):
                continue
            alone = alone_old[_place(fact)] == 1 == alone_new[_place(other)]
            score = affinity(fact, other, alike, alone=alone and not across)
            if score >= (_MOVED if across else ENOUGH):
                candidates.append((-round(score, 6), abs(here - there), here, there))
    for _, _, here, there in sorted(candidates):
        if here not in partner and there not in taken:
            partner[here] = there
            taken.add(there)


def _group(fact: Fact, across: bool) -> object:
    return fact.kind if across else (fact.kind, fact.covenant)


def _place(fact: Fact) -> object:
    return fact.covenant, sort(fact)


def _sorts(facts: Iterable[Fact]) -> Counter[object]:
    return Counter(map(_place, facts))
