"""What a reviewer is shown: one fact that is not what it was, with the places that say so.

A fact is one record, or a party with the count of its number ("12 bedrijven" is one thing to look at, and two records).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from imvo_extract.records.span import Frozen

FactKind = Literal["covenants", "parties", "counts", "dates", "events"]
# added, removed: only one side has it. changed: both have it, with other values. moved: the same values in another
# section. reworded: the same values in other words.
ChangeKind = Literal["added", "removed", "changed", "moved", "reworded"]
# What made the difference: the text, the rules, the program, a reviewer's decision, or text and rules together.
Cause = Literal["text", "rules", "program", "decision", "both"]
# Values that are the text's own words for the fact: other words alone are no other fact.
_WORDING = frozenset({"name", "unit", "of", "object"})


class Side(Frozen):
    """A fact in one of the two extractions."""

    document: str = Field(description="Id of the document.")
    records: tuple[dict[str, Any], ...] = Field(description="The records that state it, whole; the first names it.")
    values: dict[str, Any] = Field(description="What it says, references resolved: {value: 93, unit: merken, ...}.")
    quote: str = Field(description="The statement that it stands in, on one line.")

    @property
    def id(self) -> str:
        """The id of the fact's first record."""
        return str(self.records[0]["id"])

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its records."""
        return tuple(str(record["id"]) for record in self.records)

    @property
    def mention(self) -> str:
        """The fact's own words, on one line."""
        return " ".join(str(self.records[0]["span"]["text"]).split())


class Change(Frozen):
    """One difference between two extractions, in one fact."""

    id: str = Field(description="document:record id, of the new side where there is one; unique among the changes.")
    kind: FactKind = Field(description="Kind of the fact's first record.")
    change: ChangeKind
    covenant: str | None = Field(description="Id of the covenant, on the new side where there is one.")
    fields: tuple[str, ...] = Field(description="The values that are not the same on the two sides.")
    cause: Cause | None = Field(description="What made the difference; null where that cannot be told.")
    old: Side | None
    new: Side | None

    @property
    def side(self) -> Side:
        """The side that is there; the new one where both are."""
        side = self.new or self.old
        assert side is not None
        return side


def derive(
    kind: FactKind, old: Side | None, new: Side | None, *, moved: bool = False, cause: Cause | None = None
) -> Change | None:
    """The change from one side to the other, or None where nothing is to be told (same values, same words).

    :param moved: whether the two sides stand in sections of different covenants.
    """
    side = new or old
    if side is None:
        return None
    fields = changed_fields(old.values, new.values) if old and new else ()
    if old is None:
        change: ChangeKind = "added"
    elif new is None:
        change = "removed"
    elif fields:
        change = "changed"
    elif moved:
        change = "moved"
    elif old.quote != new.quote:
        change = "reworded"
    else:
        return None
    return Change(
        id=f"{side.document}:{side.id}",
        kind=kind,
        change=change,
        covenant=side.records[0]["covenant"],
        fields=fields,
        cause=cause,
        old=old,
        new=new,
    )


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the values that differ, in the order of the new side; one that is not there is None.

    The text's own words for the fact are left out.
    """
    names = (name for name in {**new, **old} if name not in _WORDING)
    return tuple(name for name in names if old.get(name) != new.get(name))
