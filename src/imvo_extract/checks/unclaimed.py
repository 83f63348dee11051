"""The account: every number, date and name that is in no record, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from imvo_extract.linking.found import Found
from imvo_extract.records.extraction import Unclaimed
from imvo_extract.records.models import Covenant
from imvo_extract.records.span import Span

_DIGIT = re.compile(r"\d")

Kind = Literal["number", "date", "name", "statement"]


class Extents:
    """Stretches of the raw text, for asking what overlaps them; touching is not overlapping."""

    def __init__(self, extents: Iterable[tuple[int, int]]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted(extents):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def overlap(self, start: int, end: int) -> bool:
        """Whether any part of ``[start:end]`` is in one of the stretches."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start

    def cover(self, start: int, end: int) -> bool:
        """Whether all of ``[start:end]`` is in one stretch."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end


def unclaimed(
    raw: str,
    found: Sequence[Found],
    covenants: Sequence[Covenant],
    is_number_word: Callable[[str], bool],
    time_words: frozenset[str],
) -> list[Unclaimed]:
    """What looks like data and is in no record, by position.

    :param found: all statements with their mentions; ``claimed`` says why some made no record.
    :param is_number_word: tells whether a lower-case word is a number by itself.
    :param time_words: lower-case words that are an expression of time by themselves (months, days of the week).
    """
    taken = Extents(_taken(found, covenants))
    listed: list[Unclaimed] = []
    for item in found:
        to_raw = item.statement.clean.raw_span
        reasons: list[tuple[int, int]] = []
        for claim in item.claimed:
            start, end = to_raw(claim.start, claim.end)
            if taken.cover(start, end):
                continue
            reasons.append((start, end))
            listed.append(_entry(raw, claim.kind, start, end, claim.reason))
        explained = Extents(reasons)
        for token in item.statement.tokens:
            token_kind = _looks_like(token.text, token.lower, is_number_word, time_words)
            if token_kind is None:
                continue
            start, end = to_raw(token.start, token.end)
            if not taken.overlap(start, end) and not explained.overlap(start, end):
                listed.append(_entry(raw, token_kind, start, end, f"no rule takes this {token_kind}"))
    listed.sort(key=lambda entry: (entry.span.start, entry.span.end, entry.kind))
    return listed


def _entry(raw: str, kind: Kind, start: int, end: int, reason: str) -> Unclaimed:
    return Unclaimed(kind=kind, span=Span.cut(raw, start, end), reason=reason)


def _taken(found: Sequence[Found], covenants: Sequence[Covenant]) -> Iterable[tuple[int, int]]:
    for covenant in covenants:
        yield covenant.span.start, covenant.span.end
    for item in found:
        for mention in item.covenants:
            yield item.raw_span(mention)
        for timex in item.timexes:
            yield item.raw_span(timex)
        for quantity in item.quantities:
            yield item.raw_span(quantity)
        for party in item.parties:
            if not party.negated:
                yield item.raw_span(party)
        for event in item.events:
            if not event.negated:
                yield item.raw_span(event)
                if event.object_start is not None and event.object_end is not None:
                    yield item.statement.clean.raw_span(event.object_start, event.object_end)


def _looks_like(
    text: str, lower: str, is_number_word: Callable[[str], bool], time_words: frozenset[str]
) -> Kind | None:
    if lower in time_words:
        return "date"
    if _DIGIT.search(text) or is_number_word(lower):
        return "number"
    return None
