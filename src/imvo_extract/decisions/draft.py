"""An extraction while decisions are carried out on it: records are taken out, replaced and put back, and the account of
what is in no record is kept in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from imvo_extract.records.extraction import KINDS, Coverage, Extraction, Unclaimed
from imvo_extract.records.models import Count, Covenant, Party, Record
from imvo_extract.records.span import Extent, Span

from .decision import MODELS, TIES, Decision
from .places import moved, one_line, places


class Draft:
    """An extraction that can still be changed.

    :param text: its decoded raw text.
    """

    def __init__(self, extraction: Extraction, text: str) -> None:
        self._from = extraction
        self._text = text
        self._records: dict[str, list[Record]] = {kind: list(getattr(extraction, kind)) for kind in KINDS}
        self._unclaimed = list(extraction.unclaimed)
        self._issues = list(extraction.issues)

    @property
    def ids(self) -> dict[str, set[str]]:
        """The ids that there are of each kind."""
        return {kind: {record.id for record in records} for kind, records in self._records.items()}

    def find(self, decision: Decision) -> Record | None:
        """The record that a decision is about: by id, words and quote, else by those that the rules left alike."""
        best: tuple[int, Record | None] = 0, None
        for record in self._records[decision.kind]:
            mention = one_line(record.span.text)
            same_id, same_words = record.id == decision.record, mention == decision.mention
            # Of another span of the same id it is the same only if one holds the other: "93", "ruim 93".
            if not same_words and not (same_id and (mention in decision.mention or decision.mention in mention)):
                continue
            if record.id in decision.others or self._statement(record) != decision.quote:
                continue
            rank = 4 if same_id and same_words else 3 if same_id else 1 + _same_covenant(record, decision)
            if rank > best[0]:
                best = rank, record
        return best[1]

    def has_statement(self, decision: Decision) -> bool:
        """Whether the statement that a decision rests on is in the text."""
        return next(self._places(decision), None) is not None

    def remove(self, kind: str, record: Record, reason: str) -> None:
        """Takes a record out, and out of the others that refer to it; it is listed as unclaimed."""
        self._records[kind].remove(record)
        for other, fields in TIES.items():
            for field, target in fields.items():
                if target == kind:
                    self._untie(other, field, record.id)
        self._issues = [issue for issue in self._issues if record.id not in issue.records]
        self._unclaimed.append(Unclaimed(kind=_like(kind, record), span=record.span, reason=reason))

    def replace(self, kind: str, old: Record, new: Record) -> None:
        """Puts a record in the place of another. What a check made of a number that it no longer has is left out."""
        records = self._records[kind]
        records[records.index(old)] = new
        if any(getattr(old, field, None) != getattr(new, field, None) for field in ("value", "count")):
            self._issues = [issue for issue in self._issues if old.id not in issue.records]

    def put_back(self, decision: Decision) -> bool:
        """Puts the record of a decision back where its statement stands now; returns whether it is there.

        :raises ValueError: the decision's values are no record; one line.
        """
        old = Extent.model_validate(decision.values["sentence"])
        section = next((c.section for c in self._covenants() if c.id == decision.values["covenant"]), None)
        found = sorted(
            self._places(decision),
            key=lambda place: (section is not None and not _within(place, section), abs(place.start - old.start)),
        )
        record = self._moved(decision, old, found[0]) if found else None
        if record is None:
            return False
        self._records[decision.kind].append(record)
        self._unclaimed = [entry for entry in self._unclaimed if not _claims(record, entry)]
        return True

    def extraction(self) -> Extraction:
        """The extraction as it is now; ties of records that were put back to what is not there are left out."""
        for kind, fields in TIES.items():
            self._records[kind] = [self._tied(record, fields) for record in self._records[kind]]
        records = {
            kind: tuple(sorted(records, key=lambda record: (record.span.start, record.span.end, record.id)))
            if records != list(getattr(self._from, kind))
            else getattr(self._from, kind)
            for kind, records in self._records.items()
        }
        self._unclaimed.sort(key=lambda entry: (entry.span.start, entry.span.end, entry.kind))
        return self._from.model_copy(
            update=records
            | {
                "unclaimed": tuple(self._unclaimed),
                "issues": tuple(self._issues),
                "coverage": tuple(self._coverage()),
            }
        )

    def _statement(self, record: Record) -> str:
        return one_line(self._text[record.sentence.start : record.sentence.end])

    def _places(self, decision: Decision) -> Iterator[Extent]:
        sentences = [record.sentence for records in self._records.values() for record in records]
        return places(decision.quote, self._text, sentences)

    def _covenants(self) -> Iterator[Covenant]:
        return (record for record in self._records["covenants"] if isinstance(record, Covenant))

    def _untie(self, kind: str, field: str, ident: str) -> None:
        for at, record in enumerate(self._records[kind]):
            value = getattr(record, field)
            if value == ident:
                self._records[kind][at] = record.model_copy(update={field: None, "decision": "corrected"})
            elif isinstance(value, tuple) and ident in value:
                left = tuple(one for one in value if one != ident)
                self._records[kind][at] = record.model_copy(update={field: left, "decision": "corrected"})

    def _tied(self, record: Record, fields: Mapping[str, str]) -> Record:
        """A record that was put back, tied to what is there."""
        if record.decision != "kept":
            return record
        ids = self.ids
        ties: dict[str, Any] = {}
        for field, kind in fields.items():
            value = getattr(record, field)
            if isinstance(value, tuple):
                ties[field] = tuple(one for one in value if one in ids[kind])
            else:
                ties[field] = value if value in ids[kind] else None
        return record.model_copy(update=ties)

    def _moved(self, decision: Decision, old: Extent, to: Extent) -> Record | None:
        """The record of a decision with its places moved to where its statement stands now; None without its words."""
        values = dict(decision.values)
        # The place was quoted from another text: it is cut anew from this one, not believed.
        span = moved(Span.model_construct(**values["span"]), old, self._text, to)
        if span is None:
            return None
        shift = to.start - old.start
        values |= {"id": self._free(decision), "span": span, "sentence": to, "decision": "kept"}
        if "mentions" in values:
            values["mentions"] = tuple(self._mentions(values["mentions"], shift))
        if values.get("section"):
            values["section"] = _shifted(values["section"], shift, len(self._text))
        try:
            return MODELS[decision.kind].model_validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error

    def _mentions(self, mentions: Any, shift: int) -> Iterator[Span]:
        """The further mentions that stand where they would if everything had moved as far."""
        for mention in mentions:
            start, end = mention["start"] + shift, mention["end"] + shift
            if 0 <= start < end and self._text[start:end] == mention["text"]:
                yield Span.cut(self._text, start, end)

    def _free(self, decision: Decision) -> str:
        """The decision's id, or the next one of its row where the rules gave it to another record."""
        used = self.ids[decision.kind]
        base, number = decision.record.partition("~")[0], 2
        ident = decision.record
        while ident in used:
            ident, number = f"{base}~{number}", number + 1
        return ident

    def _coverage(self) -> Iterator[Coverage]:
        before = {record.sentence.start for _, record in self._from.records()}
        after = {record.sentence.start for records in self._records.values() for record in records}
        # A heading is no statement, so it never counted.
        covenants = (*self._from.covenants, *self._covenants())
        headings = {record.section.start for record in covenants if record.section is not None}
        for row in self._from.coverage:
            gained, lost = (
                sum(row.section.start <= start < row.section.end for start in starts - headings)
                for starts in (after - before, before - after)
            )
            claimed = row.claimed + gained - lost
            if claimed == row.claimed:
                yield row
            else:
                yield row.model_copy(update={"claimed": claimed, "share": round(claimed / row.statements, 3)})


def _same_covenant(record: Record, decision: Decision) -> bool:
    return record.id.split("/")[0] == decision.record.split("/")[0]


def _within(place: Extent, section: Extent) -> bool:
    return section.start <= place.start and place.end <= section.end


def _shifted(section: Any, shift: int, length: int) -> Extent:
    start, end = (min(max(section[key] + shift, 0), length) for key in ("start", "end"))
    return Extent(start=start, end=end)


def _like(kind: str, record: Record) -> Any:
    """What sort of unclaimed data a record is that was taken out."""
    if isinstance(record, Count) or (isinstance(record, Party) and record.name is None):
        return "number"
    return {"dates": "date", "events": "statement"}.get(kind, "name")


def _claims(record: Record, entry: Unclaimed) -> bool:
    """Whether an entry of what is in no record is in this one."""
    if entry.kind == "statement":
        return entry.span.start == record.sentence.start and entry.span.end == record.sentence.end
    return record.span.start <= entry.span.start and entry.span.end <= record.span.end
