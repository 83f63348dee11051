"""From what was said to a place in the calendar: years that were left out, and what counts from the reference date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from .calendar import Grain, Interval, days_later, interval_of, make_date, months_later, shift
from .feasts import feast_day
from .meaning import Length, Point
from .model import Reference

if TYPE_CHECKING:
    from imvo_extract.dutch.clauses import Clauses, When

NO_REFERENCE = "counts from the moment of writing, and no reference date is known"
COARSE_REFERENCE = "counts in days or weeks, and of the reference date only the month or year is known"
NO_SUCH_DAY = "there is no such day in the calendar"
NO_SUCH_WEEK = "there is no such week in the calendar"
# A leap year of 53 weeks: what does not exist in it never does.
_FULL = 2004
# A date in the present tense lies ahead, unless it was less than so long ago: texts are not always up to date.
_RECENT = 3 * 31
GRAINS: tuple[Grain, ...] = (
    "day", "weekend", "week", "month", "quarter", "half-year", "year", "decade", "century",
)  # fmt: skip


class Context:
    """What a reading may know of the text around it.

    ``asked``: something was read that is not in the text itself, the reference date or the year of the surroundings;
    until then, the text means the same whenever it was written.
    """

    __slots__ = ("_clauses", "_context_year", "_read", "_reference", "asked", "tense", "text", "whole")

    def __init__(
        self,
        text: str,
        reference: Reference | None,
        tense: Callable[[int], When | None] | None,
        read: Callable[[str], Clauses],
        context_year: int | None,
    ) -> None:
        self.text = text
        self._reference = reference
        self.tense = tense
        self._context_year = context_year
        self.asked = False
        self.whole = False
        self._read = read
        self._clauses: Clauses | None = None

    @property
    def reference(self) -> Reference | None:
        """The date that the text was written at."""
        self.asked = True
        return self._reference

    @property
    def context_year(self) -> int | None:
        """The year that the surroundings speak of."""
        self.asked = True
        return self._context_year

    @property
    def clauses(self) -> Clauses:
        """The clauses of the text, read when first asked for."""
        if self._clauses is None:
            self._clauses = self._read(self.text)
        return self._clauses

    def tense_at(self, offset: int) -> When | None:
        """The tense of the clause at an offset."""
        return self.tense(offset) if self.tense is not None else self.clauses.tense_at(offset)


def unit_at(day: date, unit: str, offset: int = 0) -> Point | None:
    """The unit of the calendar in which a day lies, or one that is ``offset`` units later."""
    moved = shift(day, offset, unit)
    if moved is None:
        return None
    if unit == "day":
        return Point("day", moved.year, moved.month, moved.day, basis="relative")
    if unit in ("week", "weekend"):
        year, week, _ = moved.isocalendar()
        return Point("week" if unit == "week" else "weekend", year, week, basis="relative")
    if unit == "month":
        return Point("month", moved.year, moved.month, basis="relative")
    if unit == "quarter":
        return Point("quarter", moved.year, (moved.month + 2) // 3, basis="relative")
    if unit == "half-year":
        return Point("half-year", moved.year, 1 if moved.month < 7 else 2, basis="relative")
    if unit == "decade":
        return Point("decade", moved.year // 10 * 10, basis="relative")
    if unit == "century":
        return Point("century", (moved.year - 1) // 100 + 1, basis="relative")
    return Point("year", moved.year, basis="relative")


def grain_of(unit: str) -> Grain:
    """The unit as a grain of the calendar."""
    return next((grain for grain in GRAINS if grain == unit), "day")


def reference_unit(reference: Reference | None, unit: str, offset: int = 0) -> Point:
    """The unit ("week", "month" ...) of the reference date, ``offset`` units later; failed where that is not known."""
    grain = grain_of(unit)
    if reference is None:
        return Point(grain, basis="relative", failure=NO_REFERENCE)
    first = unit_at(reference.earliest, unit, offset)
    if first is None or first != unit_at(reference.latest, unit, offset):
        return Point(grain, basis="relative", failure=COARSE_REFERENCE)
    return first


def stretch(point: Point) -> Interval | None:
    """The days of a point whose year is known; None where the calendar has none."""
    if point.failure is not None or point.year is None or point.grain == "weekday":
        return None
    if point.within is not None:
        return point.within
    if point.feast is not None:
        day = feast_day(point.feast, point.year)
        return (day, day) if day else None
    return interval_of(point.grain, point.year, point.number, point.day)


def in_year(point: Point, year: int) -> Point:
    """The point in a given year; a feast becomes its day."""
    if point.feast is None:
        return point._replace(year=year)
    day = feast_day(point.feast, year)
    if day is None:
        return point._replace(year=year, failure=NO_SUCH_DAY)
    return point._replace(year=year, number=day.month, day=day.day)


def settle(point: Point, context: Context, offset: int, after: date | None = None) -> Point:
    """The point with its year.

    :param offset: where it stands in the text, for the tense.
    :param after: the start of a range of which it is the end.
    """
    if point.year is not None and point.failure is None and point.feast is None:
        return _checked(point)
    if point.grain == "weekday":
        return _settle_weekday(point, context, offset, after)
    if is_day_of_month(point):
        return _settle_month(point, context, offset, after)
    if point.year is not None and point.feast is not None and not point.day:
        point = in_year(point, point.year)
    if not point.is_open:
        return _checked(point)
    reference = context.reference
    if after is not None:
        later = next((year for year, days in _candidates(point, after.year) if days[0] >= after), None)
        found = point if later is None else in_year(point, later)
        return _checked(found._replace(basis="year-inferred"))
    if reference is None:
        if context.context_year is not None:
            return _checked(in_year(point, context.context_year)._replace(basis="year-inferred"))
        return point if point.feast is not None else point._replace(failure=_checked(in_year(point, _FULL)).failure)
    nearest = _nearest(point, context, reference, offset)
    if nearest is None:
        return point._replace(failure=NO_SUCH_WEEK if point.grain == "week" else NO_SUCH_DAY)
    return nearest._replace(basis="relative" if point.basis == "relative" else "year-inferred")


def _checked(point: Point) -> Point:
    if point.failure is None and stretch(point) is None and point.year is not None:
        return point._replace(failure=NO_SUCH_WEEK if point.grain in ("week", "weekend") else NO_SUCH_DAY)
    return point


def _candidates(point: Point, around: int) -> list[tuple[int, Interval]]:
    """The years around one in which the point exists, each with its days.

    If a weekday was said, only the years in which it falls on that weekday, where there are any.
    """
    reach = 8 if (point.number, point.day) == (2, 29) else 2 if point.grain in ("week", "season") else 1
    years = range(max(around - reach, 1), min(around + reach, 9999) + 1)
    if point.feast is not None:
        days = [(year, stretch(in_year(point, year))) for year in years]
    else:
        days = [(year, interval_of(point.grain, year, point.number, point.day)) for year in years]
    found = [(year, interval) for year, interval in days if interval is not None]
    if point.weekday is not None:
        return [one for one in found if one[1][0].isoweekday() == point.weekday] or found
    return found


def _distance(a: date, b: date) -> int:
    """How far apart two days are, in steps that do not depend on leap years."""
    return abs(((a.year - b.year) * 12 + a.month - b.month) * 31 + a.day - b.day)


def _nearest(point: Point, context: Context, reference: Reference, offset: int) -> Point | None:
    """The candidate that the tense and the reference date point at."""
    first, last = reference.earliest, reference.latest
    candidates = _candidates(point, first.year)
    if not candidates:
        return None
    before = [one for one in candidates if one[1][0] <= last]
    ahead = [one for one in candidates if one[1][1] >= first]
    if point.lean:
        leaning = before[-1:] if point.lean < 0 else ahead[:1]
        return in_year(point, leaning[0][0]) if leaning else None
    tense = context.tense_at(offset)
    pool = before if tense == "past" else ahead if tense == "future" else candidates
    if context.context_year is not None and any(year == context.context_year for year, _ in pool):
        return in_year(point, context.context_year)
    if not before or not ahead:
        return in_year(point, (before or ahead)[-1 if before else 0][0])
    past, coming = before[-1], ahead[0]
    is_past = tense == "past"
    if not is_past and tense != "future" and not context.whole and point.bounds not in ("before", "not-after"):
        since, until = _distance(past[1][1], first), _distance(coming[1][0], last)
        is_past = since < _RECENT < until if tense == "present" else since < until
    return in_year(point, past[0] if is_past else coming[0])


def _settle_weekday(point: Point, context: Context, offset: int, after: date | None) -> Point:
    """A weekday becomes a day: the last one in the past tense, else the next one."""
    if point.failure is not None:
        return point
    reference = context.reference
    base = after or (reference.day if reference else None)
    if base is None:
        return point._replace(failure=NO_REFERENCE if reference is None else COARSE_REFERENCE, basis="relative")
    ahead = (point.weekday or 1) - base.isoweekday()
    back = point.lean < 0 or (point.lean == 0 and after is None and context.tense_at(offset) == "past")
    day = days_later(base, (ahead - 7 if ahead >= 0 else ahead) if back else (ahead + 7 if ahead <= 0 else ahead))
    return as_day(point, day)


def is_day_of_month(point: Point) -> bool:
    """Whether a day was said without its month: "op de 15e"."""
    return point.grain == "day" and not point.number and point.feast is None and point.failure is None


def _settle_month(point: Point, context: Context, offset: int, after: date | None) -> Point:
    """A day of the month: the last one in the past tense, else the next; on the weekday that was said, if any."""
    reference = context.reference
    base = after or (reference.earliest if reference else None)
    if base is None:
        return point
    days: list[date] = []
    for months in range(-12, 13):
        month = months_later(base.replace(day=1), months)
        day = make_date(month.year, month.month, point.day) if month else None
        if day is not None and (point.weekday is None or day.isoweekday() == point.weekday):
            days.append(day)
    back = after is None and (point.lean < 0 or context.tense_at(offset) == "past")
    found = [day for day in days if day <= base] if back else [day for day in days if day >= base]
    if not found:
        return point._replace(failure=NO_SUCH_DAY)
    chosen = found[-1] if back else found[0]
    return point._replace(year=chosen.year, number=chosen.month, basis="year-inferred")


def as_day(point: Point, day: date | None) -> Point:
    """A point that turns out to be one day."""
    if day is None:
        return point._replace(grain="day", failure=NO_SUCH_DAY, basis="relative")
    return point._replace(
        grain="day", year=day.year, number=day.month, day=day.day, weekday=None, feast=None, basis="relative"
    )


def moved(point: Point, length: Length, sign: int) -> Point | None:
    """A settled point, a length later (``sign`` 1) or earlier (-1), as fine as it; None if the length is finer."""
    interval = stretch(point)
    if interval is None:
        return point._replace(basis="relative") if point.failure else None
    finest = min(GRAINS.index(grain_of(unit)) for _, unit in length.parts)
    grain = "quarter" if point.grain == "season" else point.grain
    if grain not in GRAINS or finest < GRAINS.index(grain):
        return None
    day: date | None = interval[0]
    for amount, unit in length.parts:
        day = shift(day, sign * amount, unit) if day else None
    if day is None:
        return point._replace(failure=NO_SUCH_DAY, basis="relative")
    if point.grain == "season":
        return point._replace(year=day.year, basis="relative") if finest >= GRAINS.index("year") else None
    found = unit_at(day, grain)
    return found._replace(mod=point.mod) if found else None
