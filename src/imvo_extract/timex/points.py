"""Readings of words: points of the calendar, alone or in a row."""

from __future__ import annotations

from collections.abc import Mapping

from .calendar import shift
from .meaning import Nothing, Point
from .plain import parse_plain
from .resolve import NO_REFERENCE, Context, as_day, reference_unit, stretch
from .slots import Result, Slots

_FIELDS = ("day", "month", "quarter", "half", "season", "week", "decade", "century", "year", "weekday")
# Two digits up to this are of this century.
_PIVOT = 59
# The last of ...
_LAST = {"quarter": 4, "half": 2}
_HIGHEST = {"quarter": 4, "half": 2, "century": 30}


def calendar(slots: Slots) -> list[Result] | None:
    """A point that is named by its parts: day, month, year, quarter, week ..."""
    point = _point(slots, slots.last_of_each())
    return None if point is None else slots.whole(point)


def series(slots: Slots) -> list[Result] | None:
    """Points that share what is said once: "10, 11 en 12 mei", "Q1 en Q2 2020", "2016-2019"."""
    named = {name: slots.numbered(name) for name in _FIELDS}
    size = max(len(keys) for keys in named.values())
    own = [name for name, keys in named.items() if len(keys) == size]
    if size < 2 or not own:
        return None
    points: list[tuple[int, int, Point]] = []
    for k in range(size):
        keys = {name: keys[k] if name in own else keys[-1] for name, keys in named.items() if keys}
        point = _point(slots, keys)
        if point is None:
            return None
        places = [slots.index(named[name][k]) for name in own]
        points.append((min(places) if k else slots.first, max(places) + 1, point))
    first, _, last = points[-1]
    points[-1] = (first, slots.last, last)
    if slots.rule.range:
        points[0] = (*points[0][:2], _turned(points[0][2], last))
        if size != 2 or not _in_order(points[0][2], last) or _far_apart(points[0][2], last):
            return None
        (a, b, begin), (c, d, until) = points
        points = [(a, b, begin._replace(end="start")), (c, d, until._replace(end="end"))]
    return list(points)


def _turned(a: Point, b: Point) -> Point:
    """The start of a range in the year before that of its end, where they share a year: "november-februari 2017"."""
    if a.grain == "month" == b.grain and a.year is not None and a.year == b.year and a.number > b.number:
        return a._replace(year=a.year - 1)
    return a


def _in_order(a: Point, b: Point) -> bool:
    """Whether a range can run from a to b, as far as one can tell without years."""
    if a.year is not None and b.year is not None:
        return (a.year, a.number, a.day) < (b.year, b.number, b.day)
    return a.grain != b.grain or a.number != b.number or a.day < b.day


def _point(slots: Slots, keys: Mapping[str, str]) -> Point | None:
    year = _year(slots, keys["year"]) if "year" in keys else None
    weekday = slots.integer(keys["weekday"]) if "weekday" in keys else None
    if "day" in keys and "month" in keys:
        day = slots.integer(keys["day"])
        return Point("day", year, slots.integer(keys["month"]), day, weekday=weekday) if 1 <= day <= 31 else None
    if "day" in keys:
        return Point("day", None, 0, slots.integer(keys["day"]), weekday=weekday)
    if "month" in keys:
        return Point("month", year, slots.integer(keys["month"]))
    if "week" in keys:
        week = slots.integer(keys["week"])
        return Point("week", year, week) if week else None
    for name, grain in (("quarter", "quarter"), ("half", "half-year")):
        if name in keys:
            number = slots.integer(keys[name])
            number = _LAST[name] if number < 0 else number
            return Point(grain, year, number) if 1 <= number <= _HIGHEST[name] else None  # type: ignore[arg-type]
    if "season" in keys:
        return Point("season", year, slots.integer(keys["season"]))
    if "decade" in keys:
        tens = slots.integer(keys["decade"])
        tens = tens + 1900 if 20 <= tens < 100 else tens + 2000 if tens < 20 else tens
        return Point("decade", tens) if tens % 10 == 0 else None
    if "century" in keys:
        number = slots.integer(keys["century"])
        return Point("century", number) if 1 <= number <= _HIGHEST["century"] else None
    if year is not None:
        return Point("year", year)
    return Point("weekday", weekday=weekday) if weekday else None


def _far_apart(a: Point, b: Point) -> bool:
    """Whether two years are further apart than a range of which the end is written with two digits would be."""
    return a.grain == "year" and a.year is not None and b.year is not None and b.year - a.year > 80


def _year(slots: Slots, key: str) -> int:
    """A year in full; of two digits, the century is that of the year before it, or the near one."""
    digits = slots.words(key).lstrip("'")
    year = int(digits)
    if len(digits) > 2:
        return year
    first = slots.numbered("year")[0]
    if first != key:
        before = slots.integer(first)
        if before > 100:
            year += before // 100 * 100
            return year if year > before else year + 100
    return year + (2000 if year <= _PIVOT else 1900)


def deictic(slots: Slots) -> list[Result] | None:
    """Days from the reference date: "gisteren"."""
    return slots.whole(reference_unit(slots.context.reference, "day", slots.integer("deictic")))


def never(slots: Slots) -> list[Result] | None:
    """What looks like a time and is none: "Stb. 2019, 401"."""
    return slots.whole(Nothing())


def named_but_open(slots: Slots) -> list[Result] | None:
    """A stretch with a name but without a fixed place in the year: "zomerreces"."""
    year = _year(slots, "year") if slots.has("year") else None
    return slots.whole(Point("year", year, failure=str(slots.value("open"))))


def feast(slots: Slots) -> list[Result] | None:
    """A day with a name: "Koningsdag 2018"."""
    found = slots.feasts[slots.words("feast")]
    year = _year(slots, "year") if slots.has("year") else None
    return slots.whole(Point("day", year, feast=found))


def foreign(slots: Slots) -> list[Result] | None:
    """A plain date in another language: "14 March 2017"."""
    order = [name for name in ("day", "month", "year") if slots.has(name)]
    found = parse_plain(" ".join(slots.words(name) for name in order), slots.lexicon.languages)
    if found is None:
        return None
    if slots.has("day"):
        return slots.whole(Point("day", found.year, found.month, found.day))
    return slots.whole(Point("month", found.year, found.month))


def relative(slots: Slots) -> list[Result] | None:
    """The last, this or the next unit, season, month, weekday or feast."""
    direction = str(slots.value("direction")) if slots.has("direction") else "past" if slots.rule.lean < 0 else "this"
    context = slots.context
    if slots.has("unit"):
        offset = {"previous": -1, "past": -1, "this": 0, "coming": 1, "next": 1}[direction]
        unit = str(slots.value("unit"))
        return None if unit == "hour" else slots.whole(reference_unit(context.reference, unit, offset))
    if slots.has("weekday"):
        return slots.whole(_weekday(slots.integer("weekday"), direction, context))
    named = calendar(slots)
    if named is None or not isinstance(named[0][2], Point):
        return None
    return slots.whole(lean_towards(named[0][2], direction, context))


def lean_towards(point: Point, direction: str, context: Context) -> Point:
    """A point without year in the direction that was said."""
    point = point._replace(basis="relative")
    reference = context.reference
    if reference is None:
        return point
    year = reference.earliest.year
    if point.grain == "season" and point.number == 4 and reference.latest.month <= 2:
        year -= 1
    if direction == "this" or (point.grain == "season" and direction in ("previous", "next")):
        if reference.latest.year != reference.earliest.year:
            return point._replace(failure=NO_REFERENCE)
        return point._replace(year=year + {"this": 0, "previous": -1, "next": 1}[direction])
    return point._replace(lean=-1 if direction in ("previous", "past") else 1)


def _weekday(weekday: int, direction: str, context: Context) -> Point:
    point = Point("weekday", weekday=weekday, basis="relative")
    if direction in ("past", "coming"):
        return point._replace(lean=-1 if direction == "past" else 1)
    week = reference_unit(context.reference, "day")
    if week.failure is not None:
        return point._replace(failure=week.failure)
    assert context.reference is not None
    today = context.reference.earliest
    weeks = {"previous": -1, "this": 0, "next": 1}[direction]
    return as_day(point, shift(today, weekday - today.isoweekday() + 7 * weeks, "day"))


def part_of_unit(slots: Slots) -> list[Result] | None:
    """Begin, middle or end of the running unit: "het eind van het jaar"."""
    unit = str(slots.value("unit"))
    if unit in ("day", "weekend"):
        # "Aan het eind van de dag" is a figure of speech.
        return None
    return slots.whole(reference_unit(slots.context.reference, unit)._replace(mod=slots.mod("part")))


def rest_of_unit(slots: Slots) -> list[Result] | None:
    """What lies before or after the reference date in the running unit: "eerder dit jaar"."""
    reference = slots.context.reference
    point = reference_unit(reference, str(slots.value("unit")))
    if reference is None or point.failure is not None:
        return slots.whole(point)
    whole = stretch(point)
    if whole is None:
        return None
    within = (whole[0], reference.latest) if slots.rule.lean < 0 else (reference.earliest, whole[1])
    return slots.whole(point._replace(within=within))
