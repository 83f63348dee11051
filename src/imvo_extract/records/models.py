"""The five kinds of record. Every field's description is its entry in the data dictionary."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, FiniteFloat

from .span import Extent, Frozen, Span

CovenantStatus = Literal["signed", "in-negotiation", "ended"]
# A word of rules/parties.yaml: a new kind of party needs no Python.
PartyKind = str
Role = Literal[
    "signatory", "participant", "supporter", "chair", "secretariat", "monitor", "partner", "adviser", "represented",
    "negotiator", "funder", "former",
]  # fmt: skip
Comparator = Literal["equal", "approximately", "more-than", "at-least", "less-than", "at-most"]
TimexType = Literal["DATE", "DURATION", "SET"]
Mod = Literal["START", "MID", "END", "APPROX", "BEFORE", "AFTER"]
Decision = Literal["corrected", "kept"]
Precision = Literal["day", "week", "month", "quarter", "half-year", "year", "decade"]
Basis = Literal["explicit", "year-inferred", "relative"]
EventType = Literal[
    "signing", "accession", "endorsement", "withdrawal", "negotiation", "start", "end", "establishment", "appointment",
    "publication", "meeting", "training", "project", "agreement", "assessment", "development", "cooperation",
    "complaint",
]  # fmt: skip
EventStatus = Literal["completed", "ongoing", "recurring", "planned"]
_TIMEX: dict[str, Any] = {"standard": "ISO-TimeML TIMEX3 (ISO 24617-1)"}


def _iso_day(value: str) -> str:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError(f"{value!r} is no day in the form 2019-11-05")
    return value


# A day, kept as its text: YYYY-MM-DD.
Day = Annotated[str, AfterValidator(_iso_day), Field(json_schema_extra={"format": "date", "standard": "ISO 8601-1"})]


class Record(Frozen):
    """What every record has."""

    id: str = Field(description="Unique in the document and stable across updates: made from what the record is about.")
    covenant: str | None = Field(description="Id of the covenant that the record belongs to; null where there is none.")
    span: Span = Field(description="The mention.")
    sentence: Extent = Field(description="The statement (sentence or bullet) in which the mention stands.")
    rule: str = Field(description='The rule that found it, as "file:rule-id".')
    decision: Decision | None = Field(
        default=None,
        description="A reviewer's decision (decisions.yaml): a value was corrected, or the record kept; else null.",
    )


class Covenant(Record):
    """A covenant that the text reports on."""

    name: str = Field(description="The covenant's name as in the text.")
    sector: str | None = Field(description="The sector that it is for, from the register; null if not registered.")
    status: CovenantStatus = Field(description="What the text says of it: signed, in-negotiation or ended.")
    section: Extent | None = Field(description="The section under its heading; null where it is only named.")
    mentions: tuple[Span, ...] = Field(default=(), description="Where else the text names it.")


class Party(Record):
    """An organisation, a group of organisations or a person with a part in a covenant."""

    kind: PartyKind = Field(
        pattern="^[a-z]+(-[a-z]+)*$", description="What sort of party it is: a kind of rules/parties.yaml."
    )
    name: str | None = Field(description="Its name, where the text names it; the long form where both are given.")
    count: int | None = Field(
        description="The number of organisations in the group, where the text gives it.",
        json_schema_extra={"unit": "organisations"},
    )
    comparator: Comparator | None = Field(description="How the number is to be read; null where there is no number.")
    role: Role | None = Field(description="Its part in the covenant; null where the text does not say.")
    mentions: tuple[Span, ...] = Field(default=(), description="Further mentions of the same party in the section.")


class Count(Record):
    """A quantity of things."""

    value: int | FiniteFloat = Field(
        description="The number; a fraction or ratio is its share (a third is 0.333333).",
        json_schema_extra={"unit": "the thing counted (unit)", "standard": "IEEE 754 double precision"},
    )
    unit: str | None = Field(
        description='The counted noun as in the text; "%" for percentages, "€" for euros; null where it names none.'
    )
    lemma: str | None = Field(description="The unit's singular, in lower case.")
    comparator: Comparator = Field(description="How the number is to be read.")
    as_of: str | None = Field(description="Id of the date at which the quantity held, in dates; or null.")
    of: str | None = Field(description="What it is a share or a part of, as text; null where it is of nothing.")


class Date(Record):
    """An expression of time, normalised as an ISO-TimeML TIMEX3."""

    type: TimexType = Field(description="TIMEX3 type: DATE, DURATION or SET (recurring).", json_schema_extra=_TIMEX)
    value: str = Field(
        description="TIMEX3 value; what cannot be resolved keeps X (XXXX-07-04).", json_schema_extra=_TIMEX
    )
    mod: Mod | None = Field(description="TIMEX3 modifier, or null.", json_schema_extra=_TIMEX)
    edtf: str | None = Field(
        description="ISO 8601-2 (EDTF) level 1, where it can be said; else null.",
        json_schema_extra={"standard": "ISO 8601-2 (EDTF) level 1"},
    )
    earliest: Day | None = Field(description="First day that it can mean, ISO 8601; null where not resolvable.")
    latest: Day | None = Field(description="Last day that it can mean, inclusive, ISO 8601; null where not resolvable.")
    precision: Precision | None = Field(description="How fine it is; null for durations.")
    basis: Basis = Field(description="explicit, or with its year inferred, or relative to another date.")


class Event(Record):
    """Something that happened, is happening, recurs or is planned. Its span is the trigger."""

    type: EventType = Field(description="What sort of event it is.")
    status: EventStatus = Field(description="completed, ongoing, recurring or planned.")
    dates: tuple[str, ...] = Field(description="Ids of the dates at which it took, takes or will take place.")
    participants: tuple[str, ...] = Field(description="Ids of the parties that the sentence names as taking part.")
    counts: tuple[str, ...] = Field(description="Ids of the counts in the event's clause.")
    object: str | None = Field(description="What was signed, published, held ..., as text; null where it is not said.")
    ordinal: int | None = Field(
        description='Place in a row: 2 for "tweede jaarrapportage"; null where it has none.',
        json_schema_extra={"unit": "place, from 1"},
    )
