"""Readings of words: amounts of time, and what comes back."""

from __future__ import annotations

import re
from itertools import pairwise

from .calendar import days_later, shift
from .lexicon import LETTER_UNITS
from .meaning import Length, Point, Recurrence
from .model import Reference
from .resolve import GRAINS, grain_of, reference_unit, stretch, unit_at
from .slots import Result, Slots

_LETTERS = {"year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100), "half-year": ("M", 6), "quarter": ("M", 3),
            "month": ("M", 1), "week": ("W", 1), "day": ("D", 1), "weekend": ("W", 1), "hour": ("TH", 1)}  # fmt: skip
_DAYS = ("day", "week", "weekend", "hour")


def length(slots: Slots) -> list[Result] | None:
    """An amount of time: "drie jaar", "5 jaar en 2 maanden", "anderhalf jaar", "vijfjarig"."""
    parts = _parts(slots)
    order = [GRAINS.index(grain_of(unit)) for _, unit in parts]
    if any(a <= b for a, b in pairwise(order)):
        # "Zes weken, twee jaar": not one amount of time, but a list.
        places = zip(slots.numbered("count"), slots.numbered("unit"), parts, strict=True)
        return [(slots.index(count), slots.index(unit) + 1, Length((part,))) for count, unit, part in places]
    return slots.whole(Length(tuple(parts))) if parts else None


def lengths(slots: Slots) -> list[Result] | None:
    """Two amounts of time of which the first leaves out the unit: "twee tot drie jaar"."""
    unit = str(slots.value("unit"))
    first, second = (slots.index(key) for key in slots.numbered("count"))
    amounts = [slots.number(key) for key in slots.numbered("count")]
    if not 0 < amounts[0] < amounts[1] < 9999:
        return None
    low, high = (Length(((amount, unit),)) for amount in amounts)
    return [(first, first + 1, low), (second, slots.last, high)]


def _parts(slots: Slots) -> list[tuple[float, str]]:
    if slots.has("length"):
        match = re.fullmatch(r"P(\d+)([YMWD])", str(slots.value("length")))
        return [(int(match[1]), LETTER_UNITS[match[2]])] if match else []
    if slots.has("letter"):
        return [(slots.integer("count"), LETTER_UNITS[str(slots.value("letter"))])]
    units = slots.numbered("unit")
    counts = slots.numbered("count")
    parts: list[tuple[float, str]] = []
    for k, key in enumerate(units):
        amount = slots.number(counts[k]) if k < len(counts) else 1
        if k == 0 and slots.has("decimals"):
            amount = float(f"{int(amount)}.{slots.node('decimals').text}")
        if k == 0 and slots.has("half_word"):
            amount = slots.number("half_word")
        unit = str(slots.value(key))
        if amount > 9999:
            return []
        parts.append((amount, unit))
    if not units and slots.rule.unit and counts:
        parts.append((slots.number(counts[0]), slots.rule.unit))
    return parts


def duration(parts: tuple[tuple[float, str], ...]) -> str:
    """The ISO 8601 duration of amounts of units; half a year is six months."""
    totals: dict[str, float] = {}
    for amount, unit in parts:
        letter, times = _LETTERS[unit]
        if letter == "Y" and amount != int(amount) and (amount * 12) == int(amount * 12):
            letter, times = "M", 12
        totals[letter] = totals.get(letter, 0) + amount * times
    out = "P"
    for letter in ("Y", "M", "W", "D", "TH"):
        if letter in totals:
            number = totals[letter]
            text = str(int(number)) if number == int(number) else f"{number:g}"
            out += f"T{text}H" if letter == "TH" else f"{text}{letter}"
    return out


def window(slots: Slots) -> list[Result] | None:
    """An amount of time before or after the reference date: "de afgelopen zes maanden"."""
    parts = _parts(slots)
    if not parts:
        return None
    direction = str(slots.value("direction")) if slots.has("direction") else "past"
    if direction == "this":
        return None
    amount, unit = parts[0]
    reference = slots.context.reference
    found = None if reference is None else _window(reference, amount, unit, direction)
    return slots.whole(Length(tuple(parts), window=found, basis="relative"))


def _window(reference: Reference, amount: float, unit: str, direction: str) -> tuple | None:  # type: ignore[type-arg]
    """Days of a window; whole units for "vorige" and "volgende", else counted from the reference date itself."""
    sign = -1 if direction in ("previous", "past") else 1
    if direction in ("previous", "next") and amount == int(amount):
        near, far = (reference_unit(reference, unit, sign * step) for step in (1, int(amount)))
        ends = stretch(near), stretch(far)
        if ends[0] is None or ends[1] is None:
            return None
        return (ends[1][0], ends[0][1]) if sign < 0 else (ends[0][0], ends[1][1])
    if reference.day is None and unit in _DAYS:
        return None
    if sign < 0:
        start, end = shift(reference.earliest, -amount, unit), days_later(reference.earliest, -1)
    else:
        start, end = days_later(reference.latest, 1), shift(reference.latest, amount, unit)
    return (start, end) if start and end else None


def recurring(slots: Slots) -> list[Result] | None:
    """What comes back: "jaarlijks", "elk kwartaal", "om de twee jaar", "twee keer per jaar"."""
    freq = None
    if slots.has("times"):
        freq = f"{slots.integer('times')}X"
    elif slots.has("often"):
        freq = f"{slots.integer('often')}X"
    if slots.has("recurring"):
        value = str(slots.value("recurring"))
        return slots.whole(Recurrence(value, freq, annual=value == "P1Y"))
    if slots.has("letter"):
        return slots.whole(Recurrence(f"P{slots.integer('count')}{slots.value('letter')}", freq))
    if slots.has("weekday") and not slots.has("unit"):
        return slots.whole(Recurrence(f"XXXX-WXX-{slots.integer('weekday')}", freq))
    unit = str(slots.value("unit"))
    amount = slots.number("count", 2 if slots.rule.mod == "AFTER" else 1)
    value = duration(((amount, unit),))
    return slots.whole(Recurrence(value, None if freq == "1X" else freq, annual=value == "P1Y"))


def each(slots: Slots) -> list[Result] | None:
    """What comes back with a point: "elke maandag", "elk voorjaar", "jaarlijks op 4 juli"."""
    point = slots.point("point")
    return slots.whole(Recurrence(open_value(point), "1X"))


def open_value(point: Point) -> str:
    """The TIMEX3 value of a point in every year."""
    if point.grain == "weekday":
        return f"XXXX-WXX-{point.weekday}"
    if point.grain == "weekend":
        return "XXXX-WXX-WE"
    from .calendar import value_of

    if point.feast is not None:
        return f"XXXX-{point.feast.date}" if point.feast.date else "P1Y"
    return value_of(point.grain, None, point.number, point.day)


def rolling(reference: Reference, found: Length) -> Length:
    """An amount of time that runs from the reference date: "binnen drie maanden"."""
    end = reference.latest
    for amount, unit in found.parts:
        moved = shift(end, amount, unit)
        if moved is None or (reference.day is None and unit in _DAYS):
            return found
        end = moved
    return found._replace(window=(reference.earliest, end), basis="relative")


def shifted_reference(reference: Reference, found: Length, sign: int) -> Point | None:
    """The day, or the month or year where no day is known, that lies a length from the reference date."""
    coarse = any(unit in _DAYS for _, unit in found.parts)
    if reference.day is None and coarse:
        return None
    start = reference.earliest
    for amount, unit in found.parts:
        moved = shift(start, sign * amount, unit)
        if moved is None:
            return None
        start = moved
    if reference.day is not None:
        grain = "day"
    else:
        grain = "month" if reference.earliest.month == reference.latest.month else "year"
    point = unit_at(start, grain)
    # The day is counted, not said: "over twee jaar" is no appointment.
    return point._replace(mod=None if coarse else "APPROX") if point else None
