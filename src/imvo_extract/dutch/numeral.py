"""What a numeral is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NumeralKind = Literal["cardinal", "ordinal", "fraction", "ratio", "percentage", "money", "collective", "article"]
Bound = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    ``start`` and ``end`` are code points of the text that was searched; they hold the number alone, without "procent",
    "euro" or "€" (but with a "%" that is written against it). ``value`` is what is said: 48 of "48%", 0.25 of "een
    kwart", 0.2 of "1 op de 5".
    """

    start: int
    end: int
    value: int | float
    kind: NumeralKind
    text: str
    #: "%", "procentpunt", or the sign of a currency.
    unit: str | None
    #: Offsets with the unit that is written before or behind the number.
    outer_start: int
    outer_end: int
    #: Of a ratio: the part and the whole.
    parts: tuple[Numeral, ...] = ()
    #: A ratio that names a part and its whole ("12 van de 14"), not a rate ("1 op de 5").
    is_part_of: bool = False
    #: Which end of a range it is.
    bound: Bound | None = None
    #: A collective that rounds: "een dertigtal".
    rough: bool = False
    #: Of unknown size: "tientallen".
    vague: bool = False
    #: The scale word in it: 1000000 of "3,5 miljoen".
    scale: int = 1
