"""What a reviewer says of a change, as decisions about records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from imvo_extract.compare.change import Change, Side
from imvo_extract.decisions.decision import EDITABLE, TIES, Decision, RecordKind, Verdict, corrected_values
from imvo_extract.decisions.make import decide
from imvo_extract.decisions.places import one_line, places
from imvo_extract.errors import UnusableInputError
from imvo_extract.records.extraction import Extraction

# The count of a party's number: which of its fields a field of the fact is.
_OF_COUNT = {"count": "value", "comparator": "comparator", "unit": "unit"}
# A date is not a fact by itself where it says when another is; it is corrected through that.
_DATES = {"counts": "as_of", "events": "dates", "parties": "as_of"}


class UndecidableError(UnusableInputError):
    """A decision that cannot be made; ``str(error)`` is one line that says why."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, about which document.

    :param extraction: of the document, as it is in the output folder.
    :param text: its decoded raw text.
    """

    by: str
    extraction: Extraction
    text: str

    def rejection(self, change: Change, why: str) -> list[Decision]:
        """The decisions that undo a change of this document.

        What is new is left out. What was another value in the same statement, and a covenant, has its old values again.
        What is gone is kept, if its statement is still there.

        :raises UndecidableError: there is nothing for a decision to rest on.
        """
        old, new = change.old, change.new
        here = self.extraction.document.id
        if new is None:
            assert old is not None
            if old.document != here:
                raise UndecidableError(
                    f"{old.id} is in {old.document} and not in {here}: no statement of {here} says it, so there is "
                    "nothing to keep; accept the change, or correct the rules if the text does say it"
                )
            if self.has_statement(old.quote):
                return [self._decide(kind, record, "keep", old, why=why) for kind, record in _records(change, old)]
            raise UndecidableError(f"{old.id}: its statement is no longer in {here}, so there is nothing to keep")
        # A covenant that both updates report on is there, whatever its status.
        if old is None or (old.quote != new.quote and change.kind != "covenants"):
            return [self._decide(kind, record, "reject", new, why=why) for kind, record in _records(change, new)]
        if change.change == "moved":
            # The covenant of a record is part of its id: it is another record, in place of this one.
            back = [self._decide(kind, record, "keep", old, why=why) for kind, record in _records(change, old)]
            return back + [self._decide(kind, record, "reject", new, why=why) for kind, record in _records(change, new)]
        restored = list(self._restored(change, old, new, why))
        if not restored:
            raise UndecidableError(
                f"{new.id}: {', '.join(change.fields)} cannot be put back by a decision; correct the rules"
            )
        return restored

    def has_statement(self, quote: str) -> bool:
        """Whether a statement is in the text."""
        sentences = [record.sentence for _, record in self.extraction.records()]
        return next(places(quote, self.text, sentences), None) is not None

    def correction(self, change: Change, values: Mapping[str, str], why: str = "") -> list[Decision]:
        """The decisions that give a fact other values.

        :param values: field of the fact and value as typed; nothing, or "null", is no value.
        :raises UndecidableError: the fact is gone, has no such field, or the field no such value.
        """
        new = change.new
        if new is None:
            raise UndecidableError(f"{change.side.id} is gone, so there is nothing to correct; reject this to keep it")
        records = dict(_records(change, new))
        wanted: dict[RecordKind, dict[str, Any]] = {}
        dates: list[Decision] = []
        for field, typed in values.items():
            value = None if typed in ("", "null") else typed
            if field == _DATES.get(change.kind) and value is not None and "/" not in value:
                dates.append(self._date(change, new, value, why))
                continue
            targets = list(_targets(change, field, records))
            if not targets:
                raise UndecidableError(f"no field {field!r} to correct; these can be: {', '.join(fields_of(change))}")
            for kind, name in targets:
                ties = TIES.get(kind, {})
                many = name in ties and isinstance(records[kind][name], (list, tuple))
                plain = [part.strip() for part in (value or "").split(",") if part.strip()] if many else value
                wanted.setdefault(kind, {})[name] = plain
        made = [
            self._decide(kind, records[kind], "correct", new, why=why, values=them) for kind, them in wanted.items()
        ]
        return made + dates

    def _restored(self, change: Change, old: Side, new: Side, why: str) -> Iterator[Decision]:
        before, after = dict(_records(change, old)), dict(_records(change, new))
        known = {kind: {record.id for record in getattr(self.extraction, kind)} for kind in EDITABLE}
        for kind, record in after.items():
            if kind not in before:
                yield self._decide(kind, record, "reject", new, why=why)
                continue
            was, values = before[kind], {}
            for name in EDITABLE[kind]:
                if record[name] != was[name]:
                    values[name] = was[name]
            for name, other in TIES.get(kind, {}).items():
                ids = [was[name]] if isinstance(was[name], str) else was[name] or []
                if record[name] != was[name] and known[other].issuperset(ids):
                    values[name] = was[name]
            if values:
                yield self._decide(kind, record, "correct", new, why=why, values=values)
        for kind, record in before.items():
            if kind not in after:
                yield self._decide(kind, record, "keep", old, why=why)
        yield from self._restored_date(change, old, new, why)

    def _restored_date(self, change: Change, old: Side, new: Side, why: str) -> Iterator[Decision]:
        """The date of a fact, which the rules read otherwise than before."""
        field = _DATES.get(change.kind, "")
        was = old.values.get(field)
        values = [was] if isinstance(was, str) else was or []
        same = _dates_of(change, old) == _dates_of(change, new)
        if field in change.fields and same and len(values) == len(_dates_of(change, new)) == 1:
            yield self._date(change, new, values[0], why)

    def _date(self, change: Change, side: Side, value: str, why: str) -> Decision:
        """The correction of the one date of a fact."""
        ids = _dates_of(change, side)
        date = next((one for one in self.extraction.dates if one.id in ids), None)
        if len(ids) != 1 or date is None:
            raise UndecidableError(f"{side.id} has {'no date' if not ids else 'several dates'} to correct")
        quote = self.text[date.sentence.start : date.sentence.end]
        content = date.model_dump(mode="json")
        return self._decide("dates", content, "correct", None, quote=quote, why=why, values={"value": value})

    def _decide(
        self,
        kind: RecordKind,
        record: Mapping[str, Any],
        verdict: Verdict,
        side: Side | None,
        *,
        quote: str = "",
        why: str,
        values: Mapping[str, Any] | None = None,
    ) -> Decision:
        quote = side.quote if side is not None else one_line(quote)
        try:
            checked = corrected_values(kind, dict(values)) if values else None
            return decide(
                self.extraction, self.text, kind, record, verdict, quote=quote, by=self.by, why=why, values=checked
            )
        except ValidationError as error:
            raise UndecidableError(error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")) from error
        except ValueError as error:
            raise UndecidableError(str(error)) from error


def _records(change: Change, side: Side) -> Iterator[tuple[RecordKind, dict[str, Any]]]:
    """The records of a side with their kinds: a fact is one record, or a party with the count of its number."""
    kinds: tuple[RecordKind, ...] = (change.kind, "counts")
    yield from zip(kinds, side.records, strict=False)


def _targets(change: Change, field: str, records: Mapping[RecordKind, Any]) -> Iterator[tuple[RecordKind, str]]:
    """Of which records a field of a fact is which field."""
    if field in (*EDITABLE[change.kind], *TIES.get(change.kind, ())):
        yield change.kind, field
    if change.kind == "parties" and "counts" in records and field in _OF_COUNT:
        yield "counts", _OF_COUNT[field]


def fields_of(change: Change) -> list[str]:
    """The names of the values that a reviewer may correct."""
    new = change.new
    more = list(_OF_COUNT) if new is not None and change.kind == "parties" and len(new.records) > 1 else []
    dates = [_DATES[change.kind]] if new is not None and _dates_of(change, new) else []
    return list(dict.fromkeys([*EDITABLE[change.kind], *more, *dates]))


def _dates_of(change: Change, side: Side) -> list[str]:
    """The ids of the dates that say when a fact is or was."""
    record = dict(_records(change, side)).get("counts" if change.kind in ("counts", "parties") else change.kind, {})
    found = record.get(_DATES.get(change.kind, ""))
    return [found] if isinstance(found, str) else list(found or [])
