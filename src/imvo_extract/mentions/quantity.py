"""What a quantity is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from imvo_extract.dutch.numeral import Bound
from imvo_extract.records.models import Comparator
from imvo_extract.rulebook.counts import CountForm

Role = Literal["from", "to", "by"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity; offsets are clean, of its statement.

    ``start`` to ``end`` is the number alone. ``unit`` is the counted noun as in the text, "%", or the sign of a
    currency; None where the text leaves it out. ``phrase_start`` to ``phrase_end`` is the noun phrase from the number
    to its noun ("11 van de in Nederland opererende banken"). ``of`` is what it is a share or part of.
    """

    start: int
    end: int
    value: int | float
    unit: str | None
    unit_start: int | None
    unit_end: int | None
    lemma: str | None
    comparator: Comparator
    phrase_start: int
    phrase_end: int
    of: str | None
    rule: str
    form: CountForm
    #: What it is in a change: the first value, the last, or the difference.
    role: Role | None = None
    #: Which end of a range it is.
    bound: Bound | None = None
    #: Offsets with the words for its comparator, and with its unit where that is "%" or money.
    outer_start: int = 0
    outer_end: int = 0
