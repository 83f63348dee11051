"""The day of a feast in a year. Easter is computed by dateutil."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dateutil.easter import easter

from imvo_extract.rulebook.dates import Feast

from .calendar import days_later, make_date, months_from


@lru_cache(maxsize=1024)
def feast_day(feast: Feast, year: int) -> date | None:
    """The day on which a feast falls; None where it was not held, or the calendar ends.

    :param feast: the rule for it.
    :param year: Gregorian; Easter is computed for 1583 to 4099.
    """
    if year < max(feast.since, 1583) or year > 4099:
        return None
    if feast.easter is not None:
        day: date | None = days_later(easter(year), feast.easter)
    elif feast.nth is not None:
        day = nth_weekday(year, *feast.nth)
    else:
        month, number = (feast.date or "01-01").split("-")
        day = make_date(year, int(month), int(number))
    if day is not None and feast.not_on == day.isoweekday():
        day = days_later(day, -1)
    return days_later(day, feast.plus) if day is not None and feast.plus else day


def nth_weekday(year: int, nth: int, weekday: int, month: int) -> date | None:
    """The ``nth`` weekday (1 is Monday) of a month, -1 for the last; None where there are not so many."""
    whole = months_from(year, month, 1)
    if whole is None or not nth:
        return None
    first, last = whole
    if nth < 0:
        return days_later(last, -((last.isoweekday() - weekday) % 7) + 7 * (nth + 1))
    day = days_later(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day if day is not None and day <= last else None
