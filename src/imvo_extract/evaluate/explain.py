"""What the rules made of each statement: what matched, what lost, and why."""

from __future__ import annotations

from collections.abc import Iterator

from imvo_extract.extractor import Analysis, Extractor
from imvo_extract.linking.found import Found


def explanation(extractor: Extractor, analysis: Analysis) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """For each statement its text, and a row for each thing that a rule found or left in it.

    A row has ``outcome`` ("record", "denied", "claimed" or "lost"), ``quote``, ``rule`` and ``what``.
    """
    records: dict[tuple[int, int], list[dict[str, str]]] = {}
    for kind, record in analysis.extraction.records():
        where = record.sentence.start, record.sentence.end
        what = f"{kind}: {record.id}"
        row = {"outcome": "record", "quote": record.span.text, "rule": record.rule, "what": what}
        records.setdefault(where, []).append(row)
    reference = analysis.extraction.document.reference_date
    before = None
    for item in analysis.found:
        statement = item.statement
        rows = list(records.get((statement.start, statement.end), []))
        rows += _left(item)
        if statement.kind not in ("heading", "table"):
            for lost in extractor.lost(item, before, reference.value if reference else None):
                quote = statement.text[lost.start : lost.end]
                rows.append(
                    {"outcome": "lost", "quote": quote, "rule": f"events.yaml:{lost.rule}", "what": lost.reason}
                )
            before = statement
        yield statement.text, rows


def _left(item: Found) -> Iterator[dict[str, str]]:
    text = item.statement.text
    for claim in item.claimed:
        yield {
            "outcome": "claimed",
            "quote": text[claim.start : claim.end],
            "rule": claim.rule or "",
            "what": claim.reason,
        }
    for event in item.events:
        if event.negated:
            what = f"{event.type}, which the text denies"
            rule = f"events.yaml:{event.rule}"
            yield {"outcome": "denied", "quote": text[event.start : event.end], "rule": rule, "what": what}
