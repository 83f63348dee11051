"""A record with a reviewer's values in place of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from imvo_extract.records.models import Date, Record
from imvo_extract.timex.values import bounds_of, read_value

from .decision import TIES

_Record = TypeVar("_Record", bound=Record)


def corrected(kind: str, record: _Record, values: Mapping[str, Any], ids: Mapping[str, set[str]]) -> _Record | None:
    """The record with these values; None where it has them already.

    What follows from a date's value (EDTF, first and last day, precision) follows from the new one.

    :param values: of a correction, checked.
    :param ids: the ids that there are of each kind; a tie to another record is left as it is where that is not there.
    :raises ValueError: the values do not go together with the record's own; one line.
    """
    new = dict(values)
    for name, other in TIES.get(kind, {}).items():
        wanted = new.get(name)
        if wanted and not ids[other].issuperset([wanted] if isinstance(wanted, str) else wanted):
            del new[name]
    content = record.model_dump(mode="python")
    if all(_plain(content[name]) == value for name, value in new.items()):
        return None
    if isinstance(record, Date):
        new |= _follows(record, new)
    try:
        # Spans are true already; a record has no other parts that a correction touches.
        keep = {name: getattr(record, name) for name in type(record).model_fields}
        return type(record).model_validate(keep | new | {"decision": "corrected"})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _follows(record: Date, new: Mapping[str, Any]) -> dict[str, Any]:
    mod = new.get("mod", record.mod)
    first, last = (date.fromisoformat(day) if day else None for day in (record.earliest, record.latest))
    # "uiterlijk 1 juli" stays a limit when it turns out to be 2 July.
    bounds = bounds_of(record.type, record.value, record.mod, first, last) if mod == record.mod else ""
    meaning = read_value(record.type, new.get("value", record.value), mod, bounds)
    return {
        "edtf": meaning.edtf,
        "earliest": meaning.earliest.isoformat() if meaning.earliest else None,
        "latest": meaning.latest.isoformat() if meaning.latest else None,
        "precision": meaning.precision,
    }
