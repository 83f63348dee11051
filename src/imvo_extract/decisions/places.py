"""Where in a text a statement stands that was quoted from an earlier state of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from imvo_extract.records.span import Extent, Span

_GAP = re.compile(r"\s*")
_ENDS = re.compile(r"[.!?:;…][\"'’”»)\]]*\Z")
# What stands before a statement on its line: the mark or the number of a bullet.
_OPENS = re.compile(r"(?:^|[\n\r.!?:;…\"'’”»)\]])[^\w\n]*(?:\w{1,3}[.)])?[^\w\n]*\Z")


def one_line(text: str) -> str:
    """A text with each run of white space, no-break spaces too, as one space."""
    return " ".join(text.split())


def places(quote: str, text: str, sentences: Sequence[Extent]) -> Iterator[Extent]:
    """Where a quote stands in a text as a statement of its own, in the order of the text.

    :param quote: a statement on one line.
    :param text: the decoded raw text.
    :param sentences: statements that are known; where one is more than the quote, that is another statement.
    """
    known = {(sentence.start, sentence.end) for sentence in sentences}
    for match in _pattern(quote).finditer(text):
        start, end = match.span()
        if (start, end) in known or (_is_whole(text, start, end) and not _is_part(start, end, known)):
            yield Extent(start=start, end=end)


def moved(span: Span, sentence: Extent, text: str, to: Extent) -> Span | None:
    """A span of one statement in the same statement elsewhere; None where its words are not there.

    :param sentence: the statement in which the span stood.
    :param text: the decoded raw text of the other place.
    :param to: the statement there.
    """
    found = list(_pattern(span.text).finditer(text, to.start, to.end))
    if not found:
        return None
    # Words that the statement has twice: the one as far from its beginning.
    wanted = to.start + span.start - sentence.start
    best = min(found, key=lambda match: abs(match.start() - wanted))
    return Span.cut(text, *best.span())


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _is_whole(text: str, start: int, end: int) -> bool:
    match = _GAP.match(text, end)
    gap = match[0] if match else ""
    closed = end + len(gap) == len(text) or "\n" in gap or "\r" in gap or (gap and _ENDS.search(text[start:end]))
    return bool(closed) and bool(_OPENS.search(text[max(0, start - 80) : start]))


def _is_part(start: int, end: int, known: set[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in known)
