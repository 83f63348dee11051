"""A decision from the record that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from imvo_extract.records.extraction import Extraction

from .decision import Decision, RecordKind, Verdict
from .places import one_line


def decide(
    extraction: Extraction,
    text: str,
    kind: RecordKind,
    record: Mapping[str, Any],
    decision: Verdict,
    *,
    quote: str,
    by: str,
    why: str = "",
    values: Mapping[str, Any] | None = None,
) -> Decision:
    """A decision about one record, which tells it from the others of its statement.

    :param extraction: of the document as it is now.
    :param text: the decoded raw text of the extraction.
    :param record: the record as JSON has it; it need not be in the extraction.
    :param quote: its statement.
    :param values: of a correction; a record that is kept is its own values.
    :raises pydantic.ValidationError: the values are not a reviewer's to change, or none of their field.
    """
    mention, statement = one_line(record["span"]["text"]), one_line(quote)
    others = [
        other.id
        for other in getattr(extraction, kind)
        if other.id != record["id"]
        and one_line(other.span.text) == mention
        and one_line(text[other.sentence.start : other.sentence.end]) == statement
    ]
    whole = {name: value for name, value in record.items() if name != "decision"} if decision == "keep" else {}
    return Decision(
        document=extraction.document.id,
        record=record["id"],
        kind=kind,
        decision=decision,
        quote=statement,
        mention=mention,
        others=tuple(others),
        values=dict(values or whole),
        by=by,
        why=why,
    )


def with_decision(decisions: Sequence[Decision], new: Decision) -> list[Decision]:
    """The decisions with a new one: it takes the place of an earlier one about the same record and statement.

    A correction keeps what an earlier one corrected in other fields.
    """

    def same(one: Decision) -> bool:
        return (one.document, one.kind, one.record, one.quote, one.mention) == (
            new.document, new.kind, new.record, new.quote, new.mention,
        )  # fmt: skip

    before = next((one for one in decisions if same(one)), None)
    if before is None:
        return [*decisions, new]
    if before.decision == new.decision == "correct" or (before.decision, new.decision) == ("keep", "correct"):
        new = new.model_copy(update={"values": before.values | new.values, "decision": before.decision})
    replaced = [new if one is before else one for one in decisions if one is before or not same(one)]
    return list(replaced)
