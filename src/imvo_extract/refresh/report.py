"""What a refresh did, in words and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from imvo_extract.compare.words import grouped, sentence

from .result import Result


def lines(result: Result) -> Iterator[str]:
    """What changed in a document, one fact a line with its cause, by covenant; nothing where no fact changed."""
    shown = [change for change in result.changes if change.change != "reworded"]
    if result.first:
        yield f"{result.document} (new, with no update before it): {_counted(result)}"
    elif shown:
        since = f", compared with {result.previous}" if result.previous is not None else ""
        changes = f"{len(shown)} change{'s' if len(shown) != 1 else ''}"
        yield f"{result.document} ({result.reason}{since}): {changes}"
        for covenant, found in grouped(shown):
            yield f"  {covenant}"
            for change in found:
                yield f"    {sentence(change)}  [{change.cause or 'cause unknown'}]"
    elif result.reason == "new":
        yield f"{result.document} (new, compared with {result.previous}): the same facts"
    if result.note is not None:
        yield f"{result.document}: {result.note}; it was compared as if it were new"
    for decision in result.stale:
        yield (
            f"{result.document}: the decision about {decision.record} is stale and was not applied: "
            f'the text no longer says "{decision.quote}"'
        )


def data(result: Result) -> dict[str, Any]:
    """The same as JSON has it."""
    return {
        "document": result.document,
        "reason": result.reason,
        "compared_with": result.previous,
        "changes": [change.model_dump(mode="json") for change in result.changes if change.change != "reworded"],
        "stale": [decision.model_dump(mode="json") for decision in result.stale],
        "note": result.note,
        "error": result.error,
    }


def _counted(result: Result) -> str:
    """ "12 covenants, 58 parties": a first text is all new, which nobody wants to read line by line."""
    numbers = Counter(change.kind for change in result.changes)
    return ", ".join(f"{number} {kind}" for kind, number in numbers.items()) or "no facts"
