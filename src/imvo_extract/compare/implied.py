"""What one text says as an event and the other as something else: the same fact in other words."""

from __future__ import annotations

from collections.abc import Sequence

from imvo_extract.records.models import Event, Party

from .change import changed_fields
from .facts import Fact
from .pairing import Pair

# The roles of a party that say by themselves that it was appointed.
_APPOINTED = frozenset({"chair", "secretariat", "monitor", "adviser"})


class Kept:
    """What both of two extractions state, and so need not be told when an event that says it is on one side only."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._old = _Stated()
        self._new = _Stated()
        for old, new in pairs:
            if old is not None and new is not None and not changed_fields(old.values, new.values):
                self._old.add(old)
                self._new.add(new)

    def says(self, old: Fact | None, new: Fact | None) -> bool:
        """Whether an event that is on one side only is stated on the other by a party or a count.

        "X is benoemd tot voorzitter" and "voorzitter is X"; "5 bedrijven publiceerden een rapport" and "5 bedrijven
        deden dit". An event with a date says more than that.
        """
        if old is not None and new is not None:
            return False
        return self._old.covers(old) if old is not None else new is not None and self._new.covers(new)


class _Stated:
    """The facts of one side that the other states as well, unchanged."""

    def __init__(self) -> None:
        self._appointed: set[str] = set()
        self._counts: set[str] = set()

    def add(self, fact: Fact) -> None:
        if isinstance(fact.record, Party) and fact.record.role in _APPOINTED:
            self._appointed.add(fact.record.id)
        self._counts.update(fact.side.ids)

    def covers(self, fact: Fact) -> bool:
        event = fact.record
        if not isinstance(event, Event) or event.dates:
            return False
        if event.type == "appointment" and event.participants:
            return self._appointed.issuperset(event.participants)
        return bool(event.counts) and self._counts.issuperset(event.counts)
