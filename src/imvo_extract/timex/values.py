"""From a TIMEX3 value back to the calendar: what a value that somebody wrote by hand means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from imvo_extract.records.models import Mod, Precision, TimexType

from .calendar import PRECISION
from .emit import point_facts
from .meaning import Bounds, Point

_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_POINT = re.compile(
    rf"(?P<year>\d{{4}})(?:-(?P<month>{_MONTH})(?:-(?P<day>{_DAY}))?|-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)
_LENGTH = re.compile(r"P(?=[\dT])(?:\d+(?:\.\d+)?[YMWD])*(?:T\d+(?:\.\d+)?H)?")
# What was said without its year, or comes back: it stays open.
_OPEN = re.compile(
    rf"(?:XXXX|\d{{4}})-(?:(?:XX|{_MONTH})(?:-(?:XX|{_DAY}))?|W(?:XX|\d\d)(?:-(?:WE|[1-7]))?|QX|Q[1-4]|HX|H[12]"
    r"|SP|SU|FA|WI)|XXXX|XXX|XX"
)
_SEASONS = {"SP": 1, "SU": 2, "FA": 3, "WI": 4}
_BOUNDS: tuple[Bounds, ...] = ("", "from", "before", "not-after", "after")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What follows from a value: its EDTF form, first and last day (inclusive) and how fine it is; None where open."""

    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None


def bounds_of(type: TimexType, value: str, mod: Mod | None, earliest: date | None, latest: date | None) -> Bounds:
    """The limit ("from", "before" ...) by which a value became these days; "" where it has none."""
    for bounds in _BOUNDS:
        meaning = _read(type, value, mod, bounds)
        if meaning is not None and (meaning.earliest, meaning.latest) == (earliest, latest):
            return bounds
    return ""


def read_value(type: TimexType, value: str, mod: Mod | None, bounds: Bounds = "") -> Meaning:
    """What a TIMEX3 value means.

    :param bounds: the limit that the text sets; without one, AFTER is taken as "from" and BEFORE as "before".
    :raises ValueError: it is no value of that type, or the calendar has no such day or week.
    """
    if not bounds and mod in ("AFTER", "BEFORE"):
        bounds = "from" if mod == "AFTER" else "before"
    meaning = _read(type, value, mod, bounds)
    if meaning is None:
        raise ValueError(f"{value!r} is no TIMEX3 value of a {type} (2019, 2019-11, 2019-11-05, 2019-Q3, P5Y, ...)")
    return meaning


def _read(type: TimexType, value: str, mod: Mod | None, bounds: Bounds) -> Meaning | None:
    if type != "DATE" and _LENGTH.fullmatch(value):
        return Meaning()
    if type == "DURATION":
        return None
    point = _point(value) if type == "DATE" else None
    if point is None:
        return Meaning(precision=_fineness(value)) if _OPEN.fullmatch(value) and "X" in value else None
    facts = point_facts(point._replace(mod=mod, bounds=bounds))
    return Meaning(*facts[1:]) if facts is not None else None


def _point(value: str) -> Point | None:
    match = _POINT.fullmatch(value)
    if match is None:
        return None
    if match["decade"]:
        return Point("decade", int(match["decade"]) * 10)
    if match["century"]:
        return Point("century", int(match["century"]) + 1)
    year = int(match["year"])
    if match["day"]:
        return Point("day", year, int(match["month"]), int(match["day"]))
    if match["week"]:
        return Point("weekend" if match["weekend"] else "week", year, int(match["week"]))
    if match["season"]:
        return Point("season", year, _SEASONS[match["season"]])
    if match["month"]:
        return Point("month", year, int(match["month"]))
    if match["quarter"]:
        return Point("quarter", year, int(match["quarter"]))
    return Point("half-year", year, int(match["half"])) if match["half"] else Point("year", year)


def _fineness(value: str) -> Precision | None:
    """How fine a value with X is."""
    _, _, rest = value.partition("-")
    if not rest:
        return {4: PRECISION["year"], 3: PRECISION["decade"]}.get(len(value))
    if rest in _SEASONS:
        return PRECISION["season"]
    if rest[0] in "QH":
        return PRECISION["quarter" if rest[0] == "Q" else "half-year"]
    if rest[0] == "W":
        return PRECISION["week" if rest.endswith("WE") or "-" not in rest else "day"]
    return PRECISION["day" if "-" in rest else "month"]
