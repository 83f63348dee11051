"""The account: every number, date and name that is in no record, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Literal

from imvo_extract.dutch.extents import Extents
from imvo_extract.dutch.memory import Memory
from imvo_extract.dutch.statements import Token
from imvo_extract.linking.found import Found
from imvo_extract.records.extraction import Unclaimed
from imvo_extract.records.models import Covenant
from imvo_extract.records.span import Span

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
# A word behind one of these may have its capital from its place.
_OPENERS = frozenset((":", ".", "!", "?", "•", "…"))

Kind = Literal["number", "date", "name", "statement"]


class Accountant:
    """Lists what is in no record.

    :param is_number_word: tells whether a lower-case word is a number by itself.
    :param time_words: lower-case words that are an expression of time by themselves (months, days of the week).
    """

    def __init__(self, is_number_word: Callable[[str], bool], time_words: frozenset[str]) -> None:
        self._is_number_word = is_number_word
        self._time_words = time_words
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
            to_raw = statement.clean.raw_span
            reasons: list[tuple[int, int]] = []
            for claim in item.claimed:
                start, end = to_raw(claim.start, claim.end)
                if not taken.cover(start, end):
                    reasons.append((start, end))
                    listed.append(_entry(raw, claim.kind, start, end, claim.reason))
            where = "in a heading" if statement.kind == "heading" else "to which no rule gives a meaning"
            for token, kind in self._memory.recall(statement.text, partial(self._data, statement.tokens)):
                start, end = to_raw(token.start, token.end)
                explained = any(begin < end and start < limit for begin, limit in reasons)
                if not explained and not taken.overlap(start, end):
                    listed.append(_entry(raw, kind, start, end, f"a {kind} {where}"))
            if (
                statement.kind in ("text", "bullet")
                and statement.terms
                and not taken.overlap(statement.start, statement.end)
            ):
                words = ", ".join(dict.fromkeys(statement.tokens[term.first].lower for term in statement.terms))
                reason = f"no rule takes anything of a statement with words of the domain: {words}"
                listed.append(_entry(raw, "statement", statement.start, statement.end, reason))
        listed += _between(raw, found)
        listed.sort(key=lambda entry: (entry.span.start, entry.span.end, entry.kind))
        return listed

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
