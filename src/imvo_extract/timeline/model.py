"""What a timeline is made of: a fact, its values at dates, and what the texts do not agree on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from imvo_extract.records.models import Basis, Comparator, Mod
from imvo_extract.records.say import say_time, say_value

FactKind = Literal["counts", "parties", "events"]
FACT_KINDS: tuple[FactKind, ...] = ("counts", "parties", "events")

# A date whose modifier says so is meant at that edge of its interval: "eind 2016" is near to 31 December.
_AT_ITS_END = ("END", "BEFORE")
_AT_ITS_START = ("START", "AFTER")


@dataclass(frozen=True, slots=True)
class When:
    """The date at which something held.

    ``as_of`` is the TIMEX3 value and ``mod`` its modifier; ``edtf`` says the same in EDTF level 1, where that can say
    it. ``earliest`` and ``latest`` are the first and the last day that it can mean (ISO 8601); one of them may be open.
    ``basis`` is that of the date in the text, or "document" where the text gives none and the document's reference date
    was taken; ``str(when)`` then ends in "*".
    """

    as_of: str
    mod: Mod | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: Basis | Literal["document"]

    @property
    def interval(self) -> tuple[str, str]:
        """First and last day, "" where open."""
        return self.earliest or "", self.latest or ""

    @property
    def time(self) -> tuple[str, str]:
        """Two dates are about the same time where these are equal: their intervals, or, of "eind 2018" and "begin
        2019", the day at that edge, so that the end of a year is its 31 December."""
        first, last = self.interval
        if self.mod == "END":
            return last, last
        return (first, first) if self.mod == "START" else (first, last)

    @property
    def assumed(self) -> bool:
        """Whether the text gives no date."""
        return self.basis == "document"

    def __str__(self) -> str:
        return f"{say_time(self.as_of, self.mod)}{' *' if self.assumed else ''}"

    @property
    def day(self) -> date:
        """The day that stands for it in a row of dates and on an axis: an edge where the modifier names one, else the
        middle."""
        first, last = (date.fromisoformat(day) if day else None for day in self.interval)
        if first is None or last is None:
            known = first or last
            assert known is not None
            return known
        if self.mod in _AT_ITS_END:
            return last
        if self.mod in _AT_ITS_START:
            return first
        return first + timedelta(days=(last - first).days // 2)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is followed through the texts.

    ``id`` is a path made of what it is about, as ids of records are; ``name`` says it to a reader; ``words`` are what a
    user may call it by, each as in an id (small ASCII letters and digits).
    """

    kind: FactKind
    covenant: str | None
    id: str
    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a fact at one date, as one text gives it.

    ``value`` is a number; the role of a party that is named; the status of an event. ``detail`` is the object of an
    event, as in the text, and ``ordinal`` its place in a row. ``quote`` is the record's mention. ``documents`` are the
    texts that give this value for this date, the latest last; ``document`` and ``record`` are of that one.
    """

    when: When
    value: int | float | str
    comparator: Comparator | None
    detail: str | None
    ordinal: int | None
    document: str
    record: str
    quote: str
    documents: tuple[str, ...]

    def __str__(self) -> str:
        return say_value(self.value, self.comparator)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two texts that give different values for one date; the later one is ``kept``."""

    kept: Point
    overruled: Point

    def __str__(self) -> str:
        old, new = self.overruled, self.kept
        return f"{new.when}: {new.document} gives {new}, {old.document} gave {old}; the later text counts"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Values of one text that are not in the series, and why; ``when`` is None where no date is known for them."""

    document: str
    when: When | None
    values: tuple[int | float | str, ...]
    records: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        when = f"{self.when}: " if self.when else ""
        return f"{when}left out {', '.join(map(str, self.values))} of {self.document}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Series:
    """A fact with its values by date."""

    fact: Fact
    points: tuple[Point, ...]
    disagreements: tuple[Disagreement, ...]
    left_out: tuple[LeftOut, ...]
