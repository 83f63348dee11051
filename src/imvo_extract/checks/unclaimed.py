"""The account: every number, date and name that is in no record, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Literal

from imvo_extract.dutch.extents import Extents
from imvo_extract.dutch.memory import Memory
from imvo_extract.dutch.statements import Statement, Token
from imvo_extract.linking.found import Found
from imvo_extract.records.extraction import Unclaimed
from imvo_extract.records.models import Covenant
from imvo_extract.records.span import Span

_DIGIT = re.compile(r"\d")
_CODED = re.compile(r"\d.*[^\W\d_]|[^\W\d_].*\d")
_NUMBER = re.compile(r"\d+")
# A word behind one of these may have its capital from its place.
_OPENERS = frozenset((":", ".", "!", "?", "•", "…"))

Kind = Literal["number", "date", "name", "statement"]


class Accountant:
    """Lists what is in no record.

    :param is_number_word: tells whether a lower-case word is a number by itself.
    :param time_words: lower-case words that are an expression of time by themselves (months, days of the week).
    :param signs: tells which words of a statement tell of an event, or may.
    """

    def __init__(
        self,
        is_number_word: Callable[[str], bool],
        time_words: frozenset[str],
        signs: Callable[[Statement], Sequence[str]],
    ) -> None:
        self._is_number_word = is_number_word
        self._time_words = time_words
        self._signs = signs
        self._memory = Memory()
        # Bounded, so that a stream of documents does not grow it.
        self._kinds = lru_cache(maxsize=16_384)(self._looks_like)

    def unclaimed(self, raw: str, found: Sequence[Found], covenants: Sequence[Covenant]) -> list[Unclaimed]:
        """What looks like data and is in no record, by position.

        :param found: all statements with their mentions; ``claimed`` says why some made no record.
        """
        taken = Extents(_taken(found, covenants))
        listed: list[Unclaimed] = []
        for item in found:
            statement = item.statement
            explained: list[tuple[int, int]] = []
            for claim in item.claimed:
                start, end = statement.clean.raw_span(claim.start, claim.end)
                if not taken.cover(start, end):
                    explained.append((start, end))
                    listed.append(_entry(raw, claim.kind, start, end, claim.reason))
            listed += self._loose(raw, statement, taken, explained)
            if statement.terms and statement.kind in ("text", "bullet"):
                reason = None if taken.overlap(statement.start, statement.end) else self._why(item)
                if reason is not None:
                    listed.append(_entry(raw, "statement", statement.start, statement.end, reason))
        listed += _between(raw, found)
        listed.sort(key=lambda entry: (entry.span.start, entry.span.end, entry.kind))
        return listed

    def _loose(
        self, raw: str, statement: Statement, taken: Extents, explained: Sequence[tuple[int, int]]
    ) -> Iterator[Unclaimed]:
        """The words of a statement that look like data, of which no rule says anything."""
        where = "in a heading" if statement.kind == "heading" else "to which no rule gives a meaning"
        data = self._memory.recall(statement.text, partial(self._data, statement.tokens))
        # In a line of capitals they tell nothing.
        unnamed = bool(data) and statement.text.isupper()
        for token, kind in data:
            start, end = statement.clean.raw_span(token.start, token.end)
            if any(begin < end and start < limit for begin, limit in explained) or taken.overlap(start, end):
                continue
            if kind == "name" and (unnamed or (statement.kind == "table" and _begins_cell(raw, start))):
                continue
            coded = kind == "number" and _CODED.search(token.text) is not None
            yield _entry(
                raw, kind, start, end, "digits in a word, a code or an address" if coded else f"a {kind} {where}"
            )

    def _why(self, item: Found) -> str | None:
        """Why a statement of which nothing is in a record has none, though it has words of the domain; None for a
        statement without."""
        text = item.statement.text
        reasons = [f'the text denies "{text[event.start : event.end]}"' for event in item.events]
        reasons += [
            f'"{text[lost.start : lost.end]}" makes no event: {lost.reason}' for lost in item.unmade if not lost.winner
        ]
        if not reasons:
            words = ", ".join(f'"{word}"' for word in self._signs(item.statement))
            reasons = [f"no rule takes anything of it, though it may tell of something: {words}"] if words else []
        return "; ".join(dict.fromkeys(reasons)) or None

    def _data(self, tokens: Sequence[Token]) -> tuple[tuple[Token, Kind], ...]:
        """The words that look like data, and like what."""
        out: list[tuple[Token, Kind]] = []
        opens = True
        kinds = self._kinds
        for token in tokens:
            text = token.text
            kind = kinds(text, opens)
            opens = text in _OPENERS or (opens and not text[0].isalnum())
            if kind is not None:
                out.append((token, kind))
        return tuple(out)

    def _looks_like(self, text: str, opens: bool) -> Kind | None:
        """What sort of data a word looks like; one that opens a sentence has its capital from that."""
        digits = _DIGIT.search(text) is not None
        if not digits and not text[0].isalpha():
            return None
        lower = text.lower()
        if lower in self._time_words:
            return "date"
        if digits or self._is_number_word(lower):
            return "number"
        if text == lower or (opens and not text[1:].isupper()) or len(text) == 1:
            return None
        return "name" if any(map(str.isupper, text)) else None


def _begins_cell(raw: str, start: int) -> bool:
    """Whether a cell of a table begins at an offset: its capital may be that of any first word."""
    before = raw[max(0, start - 2) : start]
    return "|" in before or "\t" in before or (len(before) == 2 and before.isspace())


def _entry(raw: str, kind: Kind, start: int, end: int, reason: str) -> Unclaimed:
    return Unclaimed(kind=kind, span=Span.cut(raw, start, end), reason=reason)


def _taken(found: Sequence[Found], covenants: Sequence[Covenant]) -> Iterable[tuple[int, int]]:
    for covenant in covenants:
        for span in (covenant.span, *covenant.mentions):
            yield span.start, span.end
    for item in found:
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


def _between(raw: str, found: Sequence[Found]) -> Iterable[Unclaimed]:
    """The numbers that stand in no statement: the marks of numbered lists."""
    end = 0
    for item in found:
        for match in _NUMBER.finditer(raw, end, item.statement.start):
            yield _entry(raw, "number", match.start(), match.end(), "the number of an item in a list")
        end = max(end, item.statement.end)
