"""What the normaliser gives: mentions of time, and the date that relative ones count from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from imvo_extract.records.models import Basis, Mod, Precision, TimexType

from .calendar import edtf_interval

ReferenceBasis = Literal["given", "metadata", "inferred"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The day, month or year from which a text counts ("vorig jaar", "op 2 juli").

    ``value`` is EDTF level 1; ``earliest`` and ``latest`` are its first and last day. ``span`` is the raw text that it
    was read from (offsets in code points), where it was inferred. ``note`` tells where the evidence disagrees.
    """

    value: str
    earliest: date
    latest: date
    basis: ReferenceBasis = "given"
    span: tuple[int, int] | None = None
    note: str | None = None

    @classmethod
    def of(
        cls,
        value: str | date,
        basis: ReferenceBasis = "given",
        span: tuple[int, int] | None = None,
        note: str | None = None,
    ) -> Reference:
        """The reference that an EDTF date ("2019-11-05", "2019-11", "2019") or a day stands for.

        :raises ValueError: it is no such date.
        """
        text = value.isoformat()[:10] if isinstance(value, date) else value.strip()
        interval = edtf_interval(text)
        if interval is None or interval[0] is None or interval[1] is None:
            raise ValueError(f"{text!r} is no date in ISO 8601 or EDTF (2019-11-05, 2019-11, 2019)")
        return cls(text, interval[0], interval[1], basis, span, note)

    @property
    def day(self) -> date | None:
        """The day itself; None where the reference is a month or a year."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time in a text, normalised as ISO-TimeML TIMEX3 and EDTF (ISO 8601-2 level 1).

    ``start`` and ``end`` are offsets into the text that was searched: ``text == searched[start:end]``. ``earliest`` and
    ``latest`` are the first and the last day that it can mean, inclusive; None where that is open or not known.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: Mod | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: Precision | None
    basis: Basis
    rule: str
    resolved: bool = True  #: False where the value keeps X, or hangs on an event that is only named
    note: str | None = None  #: why it is not resolved
    anchor: str | None = None  #: the event that it counts from ("ondertekening"), where that is no date
    range: Literal["start", "end"] | None = None  #: which end of a range it is
    partner: tuple[int, int] | None = None  #: offsets of the other end of the range
    freq: str | None = None  #: TIMEX3 frequency of a SET: "2X" for "twee keer per jaar"
    time: str | None = None  #: the time of day that was said with the date, as HH:MM
