"""Changes for people: as text for a terminal or a commit message, as Markdown for a change request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .change import Change, Side
from .documents import Comparison
from .words import grouped, sentence

# How much of a quote is shown on each side of the mention.
_CONTEXT = 90
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")


def text_report(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """Lines: documents, covenants, and for each change its sentence, cause and quotes."""
    for comparison in comparisons:
        if not comparison.changes:
            continue
        yield _title(comparison)
        for covenant, found in grouped(comparison.changes):
            yield f"  {covenant}"
            for change in found:
                yield f"    {sentence(change)}{_cause(change)}"
                for mark, side in _sides(change):
                    yield f"      {mark} {excerpt(side)}"
        yield ""
    yield summary(comparisons_changes(comparisons))


def markdown_report(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """The same as Markdown (CommonMark), fit for the text of a change request."""
    for comparison in comparisons:
        if not comparison.changes:
            continue
        yield f"## {_escape(_title(comparison))}"
        for covenant, found in grouped(comparison.changes):
            yield ""
            yield f"### {_escape(covenant)}"
            yield ""
            for change in found:
                yield f"- **{_escape(sentence(change))}**{_escape(_cause(change))}"
                for mark, side in _sides(change):
                    yield f"  - {'before' if mark == '-' else 'now'}: {_marked(side)}"
        yield ""
    yield _escape(summary(comparisons_changes(comparisons)))


def summary(found: Sequence[Change]) -> str:
    """How many changes of which kind: "3 changed, 2 new, 1 gone"."""
    names = {"changed": "changed", "added": "new", "removed": "gone", "moved": "moved", "reworded": "reworded"}
    counts = [(name, sum(change.change == kind for change in found)) for kind, name in names.items()]
    said = ", ".join(f"{count} {name}" for name, count in counts if count)
    return said or "no differences in the facts"


def comparisons_changes(comparisons: Iterable[Comparison]) -> list[Change]:
    """The changes of several comparisons in one list."""
    return [change for comparison in comparisons for change in comparison.changes]


def excerpt(side: Side) -> str:
    """The quote of a side around its mention, on one line, cut where it is long."""
    return "".join(excerpt_parts(side))


def excerpt_parts(side: Side) -> tuple[str, str, str]:
    """What stands before the mention, the mention, and what stands behind it, on one line, cut where it is long."""
    record = side.records[0]
    quote, mention = side.quote, side.mention
    at = _place(quote, mention, record["span"]["start"] - record["sentence"]["start"])
    if at < 0:
        return _cut(quote, 2 * _CONTEXT, end=True), "", ""
    before, after = quote[:at], quote[at + len(mention) :]
    return _cut(before, _CONTEXT, end=False), mention, _cut(after, _CONTEXT, end=True)


def _place(quote: str, mention: str, near: int) -> int:
    """Where a mention stands in a quote: of several places the one nearest to its offset in the raw statement."""
    places = [match.start() for match in re.finditer(re.escape(mention), quote)]
    return min(places, key=lambda place: abs(place - near), default=-1)


def _cut(text: str, most: int, *, end: bool) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …" if end else f"… {text[-most:].split(' ', 1)[-1]}"


def _title(comparison: Comparison) -> str:
    if comparison.old == comparison.new:
        return str(comparison.new)
    if comparison.old is None:
        return f"{comparison.new} (new)"
    return f"{comparison.old} (gone)" if comparison.new is None else f"{comparison.old} -> {comparison.new}"


def _cause(change: Change) -> str:
    causes = {"both": "text and rules together", None: "cause unknown: the old rules are not at hand"}
    return f"  [{causes.get(change.cause, change.cause)}]"


def _sides(change: Change) -> Iterator[tuple[str, Side]]:
    if change.old is not None:
        yield "-", change.old
    # The same words on both sides are quoted once: then the rules or the program changed.
    if change.new is not None and (change.old is None or change.old.quote != change.new.quote):
        yield "+", change.new


def _marked(side: Side) -> str:
    before, mention, after = map(_escape, excerpt_parts(side))
    return f"{before}**{mention}**{after}" if mention else before


def _escape(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
