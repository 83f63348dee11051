"""From a settled meaning to a Timex: value, EDTF, interval and precision, made to agree."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from imvo_extract.records.models import Precision

from .calendar import PARTS, PRECISION, OpenInterval, days_later, edtf_of, interval_text, narrow, value_of
from .lengths import duration, open_value
from .meaning import Length, Point, Recurrence
from .model import Timex
from .resolve import stretch
from .row import Node

_UNRESOLVED = {
    "day": "XXXX-XX-XX", "weekday": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half-year": "XXXX-HX", "season": "XXXX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
NO_YEAR = "its year is not said, and no reference date is known"
NO_EVENT = "counts from an event whose date is not given"


def make_timex(text: str, node: Node, meaning: Point | Length | Recurrence) -> Timex:
    """The mention for a node of a text, with its settled meaning."""
    rule = node.rule.id if node.rule is not None else ""
    start, end = node.start, node.end
    quote = text[start:end]
    if isinstance(meaning, Point):
        return _point(quote, meaning, start, end, rule)
    if isinstance(meaning, Length):
        return _length(quote, meaning, start, end, rule)
    precision: Precision | None = "day" if meaning.value.startswith("XXXX") else None
    return Timex(
        start, end, quote, "SET", meaning.value, None, None, None, None, precision, "explicit", rule, freq=meaning.freq
    )  # fmt: skip


def _point(quote: str, point: Point, start: int, end: int, rule: str) -> Timex:
    facts = point_facts(point)
    if facts is not None:
        value, edtf, earliest, latest, precision = facts
        return Timex(
            start, end, quote, "DATE", value, point.mod, edtf, earliest, latest, precision, point.basis, rule,
            range=point.end, time=point.time,
        )  # fmt: skip
    if point.ambient and point.failure is None:
        return Timex(
            start, end, quote, "SET", open_value(point), None, None, None, None, PRECISION[point.grain], "explicit",
            rule, time=point.time,
        )  # fmt: skip
    return _unresolved(quote, point, start, end, rule)


@lru_cache(maxsize=4096)
def point_facts(point: Point) -> tuple[str, str, date | None, date | None, Precision | None] | None:
    """Value, EDTF, first and last day, and precision of a point; None where it is not resolved."""
    days = stretch(point)
    if days is None or point.year is None:
        return None
    value = value_of(point.grain, point.year, point.number, point.day)
    interval, edtf = _interval(point, days)
    return value, edtf, *interval, None if point.grain == "century" else PRECISION[point.grain]


def _interval(point: Point, days: tuple[date, date]) -> tuple[OpenInterval, str]:
    """The days that a point with its limits can mean, and the same in EDTF."""
    assert point.year is not None
    first, last = narrow(point.mod, days, point.parts)
    if point.bounds:
        open_: OpenInterval = {
            "before": (None, days_later(first, -1) if (first, last) == days else last),
            "not-after": (None, last),
            "from": (first, None),
            "after": (days_later(last, 1), None),
        }[point.bounds]
        if open_ == (None, None):
            return (first, last), interval_text(first, last)
        return open_, interval_text(*open_)
    if point.within is not None or point.mod in PARTS:
        return (first, last), interval_text(first, last)
    edtf = edtf_of(point.grain, point.year, point.number, days)
    return (first, last), f"{edtf}~" if point.mod == "APPROX" and "/" not in edtf else edtf


def _unresolved(quote: str, point: Point, start: int, end: int, rule: str) -> Timex:
    grain = point.grain
    if point.number and (grain != "weekend" or point.year):
        value = value_of(grain, point.year, point.number, point.day)
        note = point.failure or NO_YEAR
        if point.failure is not None and grain == "day":
            # "31 april 2020" is no day, and is not made one.
            value = value_of("month", point.year, point.number) + "-XX"
    elif grain == "day" and point.day:
        value, note = f"XXXX-XX-{point.day:02d}", point.failure or NO_YEAR
    elif point.feast is not None:
        value, note = open_value(point), point.failure or NO_YEAR
        value = value if value.startswith("XXXX") else _UNRESOLVED["day"]
    else:
        value = _UNRESOLVED[grain] if point.year is None else f"{point.year:04d}-XX-XX"
        if grain == "weekday" and point.weekday:
            value = open_value(point)
        note = point.failure or NO_YEAR
    precision = None if grain == "century" else PRECISION[grain]
    anchor = note.partition(": ")[2] or None if note.startswith(NO_EVENT) else None
    return Timex(
        start, end, quote, "DATE", value, point.mod, None, None, None, precision, point.basis, rule, resolved=False,
        note=note, anchor=anchor, range=point.end, time=point.time,
    )  # fmt: skip


def _length(quote: str, length: Length, start: int, end: int, rule: str) -> Timex:
    value = duration(length.parts)
    first, last = length.window or (None, None)
    edtf = interval_text(first, last) if length.window else None
    resolved = length.anchor is None
    note = None if resolved else NO_EVENT
    return Timex(
        start, end, quote, "DURATION", value, length.mod, edtf, first, last, None, length.basis, rule,
        resolved=resolved, note=note, anchor=length.anchor,
    )  # fmt: skip
