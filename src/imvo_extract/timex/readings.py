"""Which function makes a meaning of what a rule has matched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from imvo_extract.rulebook.dates import Reading

from . import compose, lengths, points
from .slots import Result, Slots

READINGS: Mapping[Reading, Callable[[Slots], list[Result] | None]] = MappingProxyType({
    "calendar": points.calendar,
    "series": points.series,
    "relative": points.relative,
    "deictic": points.deictic,
    "feast": points.feast,
    "foreign": points.foreign,
    "part-of-unit": points.part_of_unit,
    "rest-of-unit": points.rest_of_unit,
    "open": points.named_but_open,
    "never": points.never,
    "length": lengths.length,
    "lengths": lengths.lengths,
    "window": lengths.window,
    "recurring": lengths.recurring,
    "each": lengths.each,
    "year-of": compose.year_of,
    "lean": compose.lean,
    "part": compose.part,
    "half-of": compose.half_of,
    "with-clock": compose.with_clock,
    "nth": compose.nth,
    "ago": compose.ago,
    "within": compose.within,
    "from-point": compose.from_point,
    "anaphor": compose.anaphor,
    "days-of": compose.days_of,
    "week-of": compose.week_of,
    "weekday-in": compose.weekday_in,
    "anchored": compose.anchored,
    "limit": compose.limit,
    "range": compose.ends,
})  # fmt: skip
