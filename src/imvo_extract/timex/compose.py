"""Readings of found expressions: what belongs together becomes one, and what limits another marks it."""

from __future__ import annotations

from datetime import timedelta

from .calendar import Interval, days_later, interval_of
from .feasts import nth_weekday
from .lengths import rolling, shifted_reference
from .meaning import Bounds, Length, Point
from .points import lean_towards
from .resolve import (
    COARSE_REFERENCE,
    NO_REFERENCE,
    as_day,
    grain_of,
    is_day_of_month,
    moved,
    reference_unit,
    settle,
    stretch,
    unit_at,
)
from .slots import Result, Slots

NO_ANCHOR = "counts from a date that the statement does not give"
ANCHORED = "counts from an event whose date is not given"


def year_of(slots: Slots) -> list[Result] | None:
    """A point and its year: "tweede helft van dit jaar", "mei van vorig jaar"."""
    point, year = slots.point("point"), slots.point("year")
    if year.grain != "year" or year.mod is not None or is_day_of_month(point):
        return None
    basis = "relative" if year.basis == "relative" else point.basis
    return slots.whole(point._replace(year=year.year, basis=basis, failure=point.failure or year.failure))


def lean(slots: Slots) -> list[Result] | None:
    """A point before or after the reference date: "15 juni jl.", "afgelopen Pasen"."""
    point = slots.point("point")
    if slots.has("direction"):
        return slots.whole(lean_towards(point, str(slots.value("direction")), slots.context))
    return slots.whole(point._replace(lean=slots.rule.lean))


def part(slots: Slots) -> list[Result] | None:
    """Begin, middle or end of a point: "eind 2017"."""
    point = slots.point("point")
    mod = slots.mod("part") if slots.has("part") else slots.rule.mod
    return None if point.mod in ("START", "MID", "END") else slots.whole(point._replace(mod=mod))


def half_of(slots: Slots) -> list[Result] | None:
    """One of the two halves of a point: "de tweede helft van mei"."""
    half = slots.integer("half")
    point = slots.point("point") if slots.has("point") else reference_unit(slots.context.reference, "year")
    if half not in (1, 2, -1):
        return None
    first = half == 1
    if point.grain == "year" and point.mod is None:
        return slots.whole(point._replace(grain="half-year", number=1 if first else 2))
    return slots.whole(point._replace(mod="START" if first else "END", parts=2))


def with_clock(slots: Slots) -> list[Result] | None:
    """A day and a time of day."""
    hour, minute = slots.integer("hour"), slots.integer("minute")
    if hour > 24 or slots.point("point").time is not None:
        return None
    return slots.whole(slots.point("point")._replace(time=f"{hour:02d}:{minute:02d}"))


def nth(slots: Slots) -> list[Result] | None:
    """The how-manieth weekday or unit of a point: "eerste maandag van oktober"."""
    context = slots.context
    if slots.has("of"):
        point = reference_unit(context.reference, str(slots.value("of")))
    else:
        point = settle(slots.point("point"), context, slots.node("point").start)
    whole = stretch(point)
    count = slots.integer("nth")
    if whole is None:
        return slots.whole(point._replace(grain="day", basis="relative")) if point.failure else None
    basis = point.basis
    found: Point | None = None
    if slots.has("weekday"):
        weekday = slots.integer("weekday") or slots.point("weekday").weekday or 0
        if point.grain == "month":
            day = nth_weekday(whole[0].year, count, weekday, whole[0].month)
        else:
            first, last = whole
            near = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
            day = near if count > 0 else last - timedelta(days=(last.isoweekday() - weekday) % 7)
            day = day if first <= day <= last else None
        found = as_day(point, day) if day else None
    else:
        found = _nth_unit(whole, count, str(slots.value("unit")))
    return slots.whole(found._replace(basis=basis, mod=None)) if found else None


def _nth_unit(whole: Interval, count: int, unit: str) -> Point | None:
    """A day, a whole week or a month within a stretch."""
    first, last = whole
    if unit == "day":
        day = days_later(last, count + 1) if count < 0 else days_later(first, count - 1)
        return unit_at(day, "day") if day and first <= day <= last else None
    if unit in ("week", "weekend"):
        if count < 0:
            sunday = last - timedelta(days=last.isoweekday() % 7)
            return unit_at(sunday, unit)
        monday = first + timedelta(days=-(first.weekday()) % 7 + 7 * (count - 1))
        return unit_at(monday, unit) if monday <= last else None
    if unit == "month":
        month = unit_at(last, "month", count + 1) if count < 0 else unit_at(first, "month", count - 1)
        return month if month and (span := stretch(month)) and first <= span[0] <= last else None
    return None


def ago(slots: Slots) -> list[Result] | None:
    """A length from the reference date: "drie jaar geleden", "over twee jaar"."""
    reference = slots.context.reference
    # "Een paar" is two, more or less.
    vague = Length(((2, str(slots.value("unit"))),), mod="APPROX") if slots.has("vague") else None
    found = vague or slots.length("length")
    if reference is None:
        return slots.whole(Point("year", basis="relative", failure=NO_REFERENCE))
    point = shifted_reference(reference, found, slots.rule.lean)
    if point is None:
        point = Point("day", basis="relative", failure=COARSE_REFERENCE)
    elif found.mod is not None:
        point = point._replace(mod=found.mod)
    if slots.has("weekday"):
        weekday = slots.point("weekday").weekday or 1
        week = stretch(point)
        if week is None:
            return slots.whole(point)
        point = as_day(point, days_later(week[0], weekday - week[0].isoweekday()))._replace(mod=None)
    return slots.whole(point)


def within(slots: Slots) -> list[Result] | None:
    """A length that runs from the reference date: "binnen drie maanden"."""
    found, reference = slots.length("length"), slots.context.reference
    return slots.whole(found if reference is None else rolling(reference, found)._replace(mod=slots.rule.mod))


def from_point(slots: Slots) -> list[Result] | None:
    """A length from another point: "drie weken na morgen", "twee dagen voor 4 mei"."""
    base = slots.point("point") if slots.has("point") else reference_unit(slots.context.reference, "day")
    if slots.has("point"):
        base = settle(base, slots.context, slots.node("point").start)
    length = slots.length("length") if slots.has("length") else Length(((1, str(slots.value("unit"))),))
    found = moved(base, length, slots.rule.lean)
    if found is None:
        return None
    bounds: Bounds = "not-after" if slots.rule.mod == "BEFORE" else "from" if slots.rule.mod == "AFTER" else ""
    return slots.whole(found._replace(mod=slots.rule.mod, bounds=bounds, basis="relative"))


def anaphor(slots: Slots) -> list[Result] | None:
    """A length from the date that was named before: "een jaar eerder"."""
    context = slots.context
    found = slots.length("length")
    base: Point | None = None
    for at in reversed(range(slots.first)):
        before = slots.row.meaning(at)
        if isinstance(before, Point):
            base = settle(before, context, slots.row.node(at).start)
            break
    if base is None and found.parts == ((1, "day"),):
        base = reference_unit(context.reference, "day")
    if base is None or base.failure is not None:
        return slots.whole(Point(grain_of(found.parts[-1][1]), basis="relative", failure=NO_ANCHOR))
    point = moved(base, found, slots.rule.lean)
    return slots.whole(point) if point else None


def days_of(slots: Slots) -> list[Result] | None:
    """One or two days of a month that is named apart: "volgende maand van 4 tot 23", "de 15e van deze maand"."""
    month = settle(slots.point("month"), slots.context, slots.node("month").start)
    keys = slots.numbered("day")
    if month.year is None or month.grain != "month":
        return None
    days = [month._replace(grain="day", day=slots.integer(key), mod=None) for key in keys]
    if len(days) == 1:
        return slots.whole(days[0])
    if days[0].day >= days[1].day:
        return None
    first, last = slots.index(keys[0]), slots.index(keys[1])
    begin = min(first, slots.index("month"))
    end = max(last + 1, slots.index("month") + 1)
    return [(begin, first + 1, days[0]._replace(end="start")), (last, end, days[1]._replace(end="end"))]


def week_of(slots: Slots) -> list[Result] | None:
    """The week or weekend in which a day lies: "de week van 4 februari"."""
    point = settle(slots.point("point"), slots.context, slots.node("point").start)
    if point.end is not None or slots.is_listed():
        return None
    days = stretch(point)
    if days is None:
        return slots.whole(point) if point.failure else None
    week = unit_at(days[0], "weekend" if slots.has("weekend") else str(slots.value("unit")))
    return slots.whole(week._replace(basis=point.basis)) if week else None


def weekday_in(slots: Slots) -> list[Result] | None:
    """A weekday of a week: "woensdag volgende week"."""
    week = settle(slots.point("week"), slots.context, slots.node("week").start)
    weekday = slots.point("weekday").weekday or 1
    if week.failure is not None or week.year is None:
        return slots.whole(week._replace(grain="day"))
    days = interval_of("week", week.year, week.number)
    return slots.whole(as_day(week, days_later(days[0], weekday - 1))) if days else None


def anchored(slots: Slots) -> list[Result] | None:
    """A length from an event: "binnen drie maanden na ondertekening"."""
    anchor = slots.words("anchor")
    if slots.has("length"):
        return slots.whole(slots.length("length")._replace(anchor=anchor, window=None, mod=slots.rule.mod))
    return slots.whole(Point("year", basis="relative", failure=f"{ANCHORED}: {anchor}"))


def limit(slots: Slots) -> list[Result] | None:
    """A point as a limit: "uiterlijk 1 juli", "vanaf 2020"."""
    meaning = slots.node("point").meaning
    if isinstance(meaning, Length):
        return slots.whole(meaning._replace(mod=slots.rule.mod))
    point = slots.point("point")
    if point.end is not None:
        return None
    mod = slots.rule.mod
    bounds: Bounds = ""
    if mod == "BEFORE":
        bounds = "not-after" if slots.rule.inclusive else "before"
    elif mod == "AFTER":
        bounds = "from" if slots.rule.inclusive else "after"
    if slots.rule.lean and point.is_open and not point.lean:
        point = point._replace(lean=slots.rule.lean)
    # "eind 2017" stays the end of 2017, also in "sinds eind 2017".
    return slots.whole(point._replace(mod=point.mod or mod, bounds=bounds))


def ends(slots: Slots) -> list[Result] | None:
    """Two points as the ends of a range: "van mei tot oktober 2019", "tussen 22 januari en nu"."""
    start = slots.point("from")
    if start.end is not None or (slots.has("to") and slots.point("to").end is not None):
        return None
    results: list[Result] = [(slots.index("from"), slots.index("from") + 1, start._replace(end="start"))]
    if slots.has("now"):
        at, until = slots.index("now"), reference_unit(slots.context.reference, "day")
        if until.failure is not None and slots.context.reference is not None:
            until = reference_unit(slots.context.reference, "month")
    else:
        at, until = slots.index("to"), slots.point("to")
    if start.is_open and until.year is not None:
        results[0] = (*results[0][:2], _before(start, until)._replace(end="start"))
    results.append((at, at + 1, until._replace(end="end")))
    return results


def _before(start: Point, until: Point) -> Point:
    """The start of a range in the year of its end, or the year before where it would lie behind it."""
    if start.grain == "weekday" or until.year is None:
        return start
    end = stretch(until)
    for year in (until.year, until.year - 1):
        found = start._replace(year=year)
        days = stretch(found)
        if days is not None and end is not None and days[0] <= end[1]:
            return found
    return start
