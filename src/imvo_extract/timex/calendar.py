"""Stretches of the calendar: from year, month, week, quarter ... to days, to TIMEX3 values and to EDTF.

Seasons are meteorological; the winter of a year is the one that begins in its December. Weeks are ISO 8601 weeks.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Literal

from imvo_extract.records.models import Mod, Precision

Grain = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "half-year", "year", "decade", "century", "weekday"
]
Interval = tuple[date, date]
OpenInterval = tuple[date | None, date | None]

_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half-year": 6}
_SEASON_CODES = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
PRECISION: dict[str, Precision] = {
    "day": "day", "weekday": "day", "weekend": "week", "week": "week", "month": "month", "quarter": "quarter",
    "season": "quarter", "half-year": "half-year", "year": "year", "decade": "decade", "century": "decade",
}  # fmt: skip


_DAYS_IN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _DAYS_IN[month - 1]


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if not 1 <= year <= MAXYEAR or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return date(year, month, day)


def months_later(day: date, months: int) -> date | None:
    """The day ``months`` later, the last of the month where that is shorter; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_later(day: date, days: int) -> date | None:
    """The day ``days`` later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_from(year: int, month: int, count: int) -> Interval | None:
    """The stretch of ``count`` whole months from the given one."""
    start = make_date(year, month, 1)
    after = months_later(start, count - 1) if start else None
    if start is None or after is None:
        return None
    return start, after.replace(day=days_in_month(after.year, after.month))


@lru_cache(maxsize=4096)
def interval_of(grain: Grain, year: int, number: int = 0, day: int = 0) -> Interval | None:
    """First and last day of a stretch of the calendar.

    :param grain: what sort of stretch.
    :param year: its year; of a decade its first year, of a century its number (19 is 1801 to 1900, as people say it).
    :param number: month, ISO week, quarter, half, or season (1 is spring).
    :param day: day of the month.
    :returns: None where there is no such stretch (31 April, week 54).
    """
    if grain == "day":
        found = make_date(year, number, day)
        return (found, found) if found else None
    if grain in ("week", "weekend"):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        first = monday if grain == "week" else days_later(monday, 5)
        last = days_later(monday, 6)
        return (first, last) if first and last else None
    if grain == "season":
        return months_from(year, 3 * number, 3) if 1 <= number <= 4 else None
    if grain in _MONTHS_IN:
        length = _MONTHS_IN[grain]
        return months_from(year, (number - 1) * length + 1, length) if 1 <= number <= 12 // length else None
    if grain == "century":
        return months_from(100 * (year - 1), 1, 1200)
    return months_from(year, 1, 120 if grain == "decade" else 12)


@lru_cache(maxsize=4096)
def value_of(grain: Grain, year: int | None, number: int = 0, day: int = 0) -> str:
    """The TIMEX3 value of a stretch; a year that is not known is XXXX."""
    name = "XXXX" if year is None else f"{year:04d}"
    if grain == "day":
        return f"{name}-{number:02d}-{day:02d}"
    if grain == "month":
        return f"{name}-{number:02d}"
    if grain == "week":
        return f"{name}-W{number:02d}"
    if grain == "weekend":
        return f"{name}-W{number:02d}-WE"
    if grain == "quarter":
        return f"{name}-Q{number}"
    if grain == "half-year":
        return f"{name}-H{number}"
    if grain == "season":
        return f"{name}-{_SEASON_CODES[number]}"
    if grain == "decade":
        return name[:3]
    if grain == "century":
        return "XX" if year is None else f"{year - 1:02d}"
    return name


@lru_cache(maxsize=4096)
def edtf_of(grain: Grain, year: int, number: int, interval: Interval) -> str:
    """EDTF level 1 of a stretch: what has no form of its own there (week, quarter, half) is an interval."""
    if grain in ("day", "month", "year"):
        return value_of(grain, year, number, interval[0].day)
    if grain == "season":
        return f"{year:04d}-{20 + number}"
    if grain == "decade":
        return f"{year // 10:03d}X"
    if grain == "century":
        return f"{year - 1:02d}XX"
    return interval_text(*interval)


def interval_text(first: date | None, last: date | None) -> str:
    """EDTF of an interval, with months where it is made of whole months and ``..`` for an open end."""
    if first is not None and first == last:
        return first.isoformat()
    whole = (first is None or first.day == 1) and (last is None or (days_later(last, 1) or last).day == 1)
    ends = ["" if end is None else end.isoformat()[: 7 if whole else 10] for end in (first, last)]
    return f"{ends[0] or '..'}/{ends[1] or '..'}"


PARTS: tuple[Mod, ...] = ("START", "MID", "END")


@lru_cache(maxsize=1024)
def narrow(mod: Mod | None, interval: Interval, parts: int = 3) -> Interval:
    """What START, MID or END leaves of a stretch.

    :param parts: 3 for thirds (of a year four months, of a month ten days, the last as long as it takes), 2 for halves.
    """
    if mod not in PARTS:
        return interval
    number = parts - 1 if mod == "END" else PARTS.index(mod)
    first, last = interval
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and months % parts == 0 and (days_later(last, 1) or last).day == 1:
        start = months_later(first, number * months // parts)
        part = months_from(start.year, start.month, months // parts) if start else None
        return part or interval
    days = ((last - first).days + 1) // parts
    start = days_later(first, number * days) or first
    return start, last if number == parts - 1 else (days_later(start, max(days, 1) - 1) or last)


def shift(day: date, amount: float, unit: str) -> date | None:
    """The day ``amount`` units later (negative: earlier); half months count 15 days. None beyond the calendar."""
    per_month = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120, "century": 1200}
    if abs(amount) > 100_000:
        return None
    if unit in per_month:
        whole, part = divmod(amount * per_month[unit], 1)
        moved = months_later(day, int(whole))
        return days_later(moved, round(part * 30)) if moved and part else moved
    return days_later(day, round(amount * (7 if unit in ("week", "weekend") else 1)))


_EDTF_PART = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d|XX))?|-(?P<season>2[1-4])|-XX(?:-XX)?)?[~?%]?"
    r"|(?P<decade>\d{3})X|(?P<century>\d\d)XX"
)


def edtf_interval(edtf: str) -> OpenInterval | None:
    """First and last day of an EDTF string of the forms that this package writes; None where it is none of them."""
    first, slash, last = edtf.partition("/")
    start = (None, None) if first == ".." and slash else _edtf_part(first)
    end = start if not slash else (None, None) if last == ".." else _edtf_part(last)
    return None if start is None or end is None else (start[0], end[1])


def _edtf_part(text: str) -> OpenInterval | None:
    match = _EDTF_PART.fullmatch(text)
    if match is None:
        return None
    if match["decade"]:
        return interval_of("decade", int(match["decade"]) * 10)
    if match["century"]:
        return interval_of("century", int(match["century"]) + 1)
    year = int(match["year"])
    if match["season"]:
        return interval_of("season", year, int(match["season"]) - 20)
    if match["month"] is None:
        return interval_of("year", year)
    month = int(match["month"])
    if match["day"] in (None, "XX"):
        return interval_of("month", year, month)
    return interval_of("day", year, month, int(match["day"]))
