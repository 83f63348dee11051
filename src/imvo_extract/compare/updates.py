"""The order of updates: which one came before another."""

from __future__ import annotations

from collections.abc import Mapping


def previous(dates: Mapping[str, str | None], ident: str, date: str | None) -> str | None:
    """The document before the one named: the last whose reference date is not later; None where there is none.

    :param dates: the reference date (EDTF) of each document by its id; one without a date comes first.
    :param ident: the document's id, which need not be among them; of one date, ids decide.
    :param date: its reference date.
    """
    mine = (date or "", ident)
    earlier = [(value or "", other) for other, value in dates.items() if other != ident and (value or "", other) < mine]
    return max(earlier)[1] if earlier else None
