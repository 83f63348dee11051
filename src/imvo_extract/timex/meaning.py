"""What an expression says, before it is clear which year it means: points, lengths and recurrences."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from imvo_extract.records.models import Basis, Mod
from imvo_extract.rulebook.dates import Feast

from .calendar import Grain, Interval, OpenInterval

Bounds = Literal["", "before", "not-after", "from", "after"]


class Point(NamedTuple):
    """A stretch of the calendar as it was said, maybe without its year.

    ``number`` is the month, week, quarter, half or season; ``weekday`` 1 (Monday) to 7. ``lean`` is -1 for the last
    such before the reference date ("jl."), 1 for the next ("a.s."). ``within`` is what a further word leaves of the
    stretch ("later dit jaar"), ``parts`` into how many parts START, MID and END divide it. ``failure`` tells why it
    cannot be a date. ``bounds`` and ``end`` are what a limit and a range make of it; ``ambient`` is set where another
    word of the clause says that it comes back every year.
    """

    grain: Grain
    year: int | None = None
    number: int = 0
    day: int = 0
    mod: Mod | None = None
    basis: Basis = "explicit"
    weekday: int | None = None
    lean: int = 0
    feast: Feast | None = None
    within: Interval | None = None
    time: str | None = None
    failure: str | None = None
    parts: int = 3
    bounds: Bounds = ""
    end: Literal["start", "end"] | None = None
    ambient: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its year is still to be found."""
        return self.year is None and self.failure is None


class Length(NamedTuple):
    """An amount of time: pairs of amount and unit. ``window`` are the days that it covers, where that is known."""

    parts: tuple[tuple[float, str], ...]
    window: OpenInterval | None = None
    mod: Mod | None = None
    basis: Basis = "explicit"
    anchor: str | None = None


class Recurrence(NamedTuple):
    """What comes back: every ``value`` (a TIMEX3 duration, or a date with X)."""

    value: str
    freq: str | None = None
    annual: bool = False


class Nothing(NamedTuple):
    """What looks like a time and is none."""


Meaning = Point | Length | Recurrence | Nothing

_GRAINS: tuple[Grain, ...] = (
    "day", "weekend", "week", "month", "quarter", "season", "half-year", "year", "decade", "century", "weekday"
)  # fmt: skip
_SHORT = ("day", "weekend", "week", "weekday")


@lru_cache(maxsize=256)
def _point_classes(grain: str, is_open: bool, is_feast: bool, is_relative: bool) -> frozenset[str]:
    classes = {"a-date", f"a-{grain}"}
    if grain not in _SHORT:
        classes.add("a-long")
    if is_open and grain not in ("weekday", "year"):
        classes.add("yearless")
    if is_feast:
        classes.add("a-feast")
    if is_relative:
        classes.add("a-relative")
    return frozenset(classes)


def phrase_classes(meaning: Meaning) -> frozenset[str]:
    """The classes that patterns of later stages know an expression by."""
    if isinstance(meaning, Point):
        relative = meaning.basis == "relative"
        return _point_classes(meaning.grain, meaning.is_open, meaning.feast is not None, relative)
    if isinstance(meaning, Length):
        return _LENGTH if meaning.window is None else _WINDOW
    if isinstance(meaning, Recurrence):
        return _SET
    return _NOTHING


_LENGTH = frozenset({"a-length"})
_WINDOW = frozenset({"a-window"})
_SET = frozenset({"a-set"})
_NOTHING = frozenset({"nothing"})
PHRASE_CLASSES: tuple[frozenset[str], ...] = (
    *dict.fromkeys(
        _point_classes(grain, is_open, is_feast, relative)
        for grain in _GRAINS
        for is_open in (False, True)
        for is_feast in (False, True)
        for relative in (False, True)
    ),
    _LENGTH, _WINDOW, _SET, _NOTHING,
)  # fmt: skip
