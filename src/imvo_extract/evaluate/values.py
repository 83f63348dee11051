"""A record's values as a reader writes them: what a date means in place of its id."""

from __future__ import annotations

from typing import Any

from imvo_extract.records.extraction import Extraction
from imvo_extract.records.models import Count, Event, Record

_SHOWN: dict[str, tuple[str, ...]] = {
    "covenants": ("status", "sector"),
    "parties": ("kind", "name", "count", "comparator", "role"),
    "counts": ("value", "unit", "comparator", "of", "as_of"),
    "dates": ("type", "value", "mod", "earliest", "latest", "basis"),
    "events": ("type", "status", "date", "object", "ordinal"),
}


def value_of(extraction: Extraction, record: Record, field: str) -> Any:
    """A field of a record.

    :param field: a field of the model, or "text" for the quote and "date" for the values of an event's dates; "as_of"
        is the value of the date.
    :returns: None for a field that the record does not have.
    """
    if field == "text":
        return " ".join(record.span.text.split())
    if field == "date" and isinstance(record, Event):
        return [date.value for ident in record.dates for date in extraction.dates if date.id == ident]
    if field == "as_of" and isinstance(record, Count):
        return next((date.value for date in extraction.dates if date.id == record.as_of), None)
    return getattr(record, field, None)


def shown(extraction: Extraction, kind: str, record: Record) -> dict[str, Any]:
    """The values of a record that say something, in the order in which a reader wants them."""
    values = {field: value_of(extraction, record, field) for field in _SHOWN[kind]}
    # A comparator without more to say, and what is not there, tell nothing.
    return {field: value for field, value in values.items() if value not in (None, [], "equal")}
