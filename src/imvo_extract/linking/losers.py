"""The numbers that more than one rule made something of, and which of them lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imvo_extract.mentions.quantity_claims import Claim
from imvo_extract.rulebook.lost import Lost

from .found import Found


def lost_numbers(item: Found, candidates: Iterable[Claim], bare: str | None) -> Iterator[Lost]:
    """What rules for numbers made of a statement that is in none of its quantities and claims.

    :param item: the statement, with its quantities linked.
    :param candidates: for each number what every rule makes of it by itself.
    :param bare: the rule for numbers that nothing is said of: it takes any, so that it has lost only where no other
        rule has taken the number.
    """
    taken = [
        *((timex.start, timex.end, f"dates.yaml:{timex.rule}") for timex in item.timexes),
        *((claim.start, claim.end, claim.rule) for claim in item.claimed if claim.kind == "number"),
        *((quantity.start, quantity.end, f"counts.yaml:{quantity.rule}") for quantity in item.quantities),
    ]
    for start, end, rule in dict.fromkeys(candidates):
        winners = [winner for begin, limit, winner in taken if begin < end and start < limit]
        name = f"counts.yaml:{rule}"
        if name in winners:
            continue
        if winners and rule != bare:
            yield Lost(start, end, name, "a rule that goes before it", winners[0])
        elif not winners:
            yield Lost(start, end, name, "the text does not say what it counts")
