"""The groups and names of a statement that a rule spoke of, or might have, and that are no parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from imvo_extract.rulebook.lost import Lost

from .lists import PartyList
from .roles import Assignment


class _Party(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rule(self) -> str: ...


def unplaced(lists: Sequence[PartyList], roles: Mapping[int, Assignment], parties: Sequence[_Party]) -> Iterator[Lost]:
    """For each member of a list what its list's role lost, and why.

    :param roles: for each list (by its index) the role that a rule gives it.
    :param parties: the parties that were made of the lists.
    """
    made = {(party.start, party.end): party.rule for party in parties}
    for index, row in enumerate(lists):
        given = roles.get(index)
        for item in row.items:
            place = (item.start, item.end) if item.group is None else (item.group.start, item.group.end)
            taken = made.get(place)
            if given is None:
                if taken is None and item.group is not None:
                    yield Lost(*place, None, "a group to which no rule gives a part in the covenant")
                continue
            if given.role is not None and taken != given.rule:
                reason = f"{given.role}: its rule takes no group like this one"
                winner = f"parties.yaml:{taken}" if taken else None
                yield Lost(*place, f"parties.yaml:{given.rule}", reason, winner)
