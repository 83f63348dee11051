"""What the rules made of each statement: what matched, with which values, what lost, to which rule, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from imvo_extract.extractor import Analysis, Extractor
from imvo_extract.linking.found import Found
from imvo_extract.records.extraction import Extraction
from imvo_extract.records.models import Covenant, Party

from .values import shown

Outcome = Literal["record", "again", "status", "denied", "claimed", "lost"]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a rule found in a statement.

    ``outcome``: it is a "record"; a record's party or covenant named "again"; the "status" that the statement tells of
    a covenant; what the text "denied"; "claimed" as something that makes no record; or "lost". ``what`` is the kind
    and the id of a record, and else a reason. ``values`` are a record's own, dates by what they mean. ``winner`` is the
    rule that it lost to.
    """

    outcome: Outcome
    quote: str
    rule: str | None
    what: str
    values: dict[str, Any] = field(default_factory=dict)
    winner: str | None = None

    def __str__(self) -> str:
        values = " ".join(
            f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in self.values.items()
        )
        parts = (f'{self.outcome:8} "{" ".join(self.quote.split())}"', self.what, values, self.rule)
        line = "  ".join(part for part in parts if part)
        return f"{line} < {self.winner}" if self.winner else line


def explanation(extractor: Extractor, analysis: Analysis) -> Iterator[tuple[str, list[Row]]]:
    """For each statement its text, and a row for each thing that a rule found in it.

    :param analysis: what ``extractor.analyse(..., explain=True)`` gave.
    """
    records = _by_statement(analysis.extraction, analysis.found)
    for item in analysis.found:
        statement = item.statement
        rows = records.get(statement.start, [])
        told = extractor.status(statement) if statement.kind != "table" else None
        lost = list(dict.fromkeys(item.lost or ()))
        rule = f"covenants.yaml:{told.rule}" if told is not None else None
        if told is not None and not any(loser.rule == rule for loser in lost):
            rows.append(Row("status", statement.text[told.start : told.end], rule, told.status))
        rows += _left(item)
        for loser in lost:
            quote = statement.text[loser.start : loser.end]
            rows.append(Row("lost", quote, loser.rule, loser.reason, winner=loser.winner))
        yield statement.text, rows


def _by_statement(extraction: Extraction, found: Sequence[Found]) -> dict[int, list[Row]]:
    """The rows of the records, by the start of the statement that they are told in."""
    rows: dict[int, list[Row]] = {}
    for kind, record in extraction.records():
        what = f"{kind}: {record.id}"
        row = Row("record", record.span.text, record.rule, what, shown(extraction, kind, record))
        rows.setdefault(record.sentence.start, []).append(row)
    starts = [item.statement.start for item in found]
    for kind, record in extraction.records():
        for span in record.mentions if isinstance(record, (Party, Covenant)) else ():
            place = starts[bisect_right(starts, span.start) - 1]
            rows.setdefault(place, []).append(Row("again", span.text, None, f"{kind}: {record.id}"))
    return rows


def _left(item: Found) -> Iterator[Row]:
    """What a rule found in a statement and that makes no record, though no other rule took its place."""
    text = item.statement.text
    for claim in item.claimed:
        yield Row("claimed", text[claim.start : claim.end], claim.rule, claim.reason)
    for party in item.parties:
        if party.negated and party.name is None:
            rule = f"parties.yaml:{party.rule}" if party.rule else None
            yield Row("denied", text[party.start : party.end], rule, f"{party.kind}, which the text denies")
    for event in item.events:
        if event.negated:
            rule = f"events.yaml:{event.rule}"
            yield Row("denied", text[event.start : event.end], rule, f"{event.type}, which the text denies")
