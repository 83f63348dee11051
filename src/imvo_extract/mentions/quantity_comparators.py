"""How a number is to be read: "ruim 50", "ca. 48%", "10 of meer", "tot 30"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from imvo_extract.dutch.numeral import Numeral
from imvo_extract.records.models import Comparator
from imvo_extract.rulebook.counts import CountRules

_WINDOW = 40
_SPOKEN = re.compile(r"[^\s(\[\"]+")
# Between a unit and what is behind it: nothing, or a comma, with what is measured ("25.000 ton erts, plus of min").
_ASIDE = r"(?:(?: [^\W\d_]+)?(?:,|(?= \()))?"
_CLOSED = r"(?=\s*(?:[.,;:)]|$))"
_CLAUSE = re.compile(r"[^;:()]*$")
_WORD_BEHIND = re.compile(r" ([^\W\d_]+)")


class Reading(NamedTuple):
    """A comparator, and the place in the text where the words for it begin."""

    comparator: Comparator
    start: int


class ComparatorReader:
    """Reads comparators.

    :param rules: rules/counts.yaml.
    """

    def __init__(self, rules: CountRules) -> None:
        self._articles = rules.words.articles
        self._before: dict[str, Comparator] = {}
        self._symbols: dict[str, Comparator] = {}
        self._behind: dict[str, Comparator] = {}
        self._glued = {phrase: comparator for comparator, words in rules.comparators.items() for phrase in words.glued}
        self._glued_from = rules.glued_from
        for comparator, words in rules.comparators.items():
            for phrase in (*words.before, *words.before_amount):
                (self._before if phrase[0].isalpha() else self._symbols)[phrase.lower()] = comparator
            self._behind |= {phrase.lower(): comparator for phrase in (*words.behind, *words.closing)}
        self._amounts = frozenset(phrase for words in rules.comparators.values() for phrase in words.before_amount)
        self._among = frozenset(rules.among)
        self._measuring = frozenset(rules.measuring)
        behind = _either(phrase for words in rules.comparators.values() for phrase in words.behind)
        closing = _either((phrase for words in rules.comparators.values() for phrase in words.closing), gap=" ?")
        self._between = re.compile(rf"(?:{behind})(?!\w)", re.IGNORECASE)
        self._after = re.compile(
            rf"{_ASIDE}(?:(?P<behind>{behind})(?!\w)|(?: \()?(?P<closing>{closing}){_CLOSED})", re.IGNORECASE
        )
        self._most_words = max(phrase.count(" ") for phrase in self._before) + 1
        self._first_words = frozenset(phrase.split()[-1] for phrase in self._before)
        self._low, self._high = rules.range_low, rules.range_high
        self._rough = rules.rough

    def glued_end(self, text: str, numeral: Numeral) -> int | None:
        """Where a comparator that stands against the number ends ("2.000-plus"); None where there is none."""
        return next((end for end, _ in self._glued_to(text, numeral)), None)

    def between_end(self, text: str, at: int) -> int:
        """Where a comparator between a number and its noun ends ("50 of meer leden"); ``at`` where there is none."""
        match = self._between.match(text, at)
        return match.end() if match is not None else at

    def read(self, text: str, numeral: Numeral, end: int, *, part: bool = False) -> Reading:
        """How ``numeral`` is to be read.

        :param text: clean text.
        :param end: where its unit ends.
        :param part: the number is part of a whole: "20 procent van de leden".
        """
        found = self._read_before(text, numeral.outer_start)
        if found is not None and self._is_compared(text, found, numeral, end, part=part):
            return found
        start = numeral.outer_start
        for _, comparator in self._glued_to(text, numeral):
            return Reading(comparator, start)
        match = self._between.match(text, numeral.end) or self._between.match(text, numeral.outer_end)
        if match is not None:
            return Reading(self._behind[match[0].strip().lower()], start)
        after = self._after.match(text, end)
        if after is not None:
            return Reading(self._behind[(after["behind"] or after["closing"]).strip().lower()], start)
        if numeral.bound:
            return Reading(self._low if numeral.bound == "low" else self._high, start)
        return Reading(self._rough if numeral.rough else "equal", start)

    def _glued_to(self, text: str, numeral: Numeral) -> Iterator[tuple[int, Comparator]]:
        if numeral.value < self._glued_from:
            return
        for phrase, comparator in self._glued.items():
            end = numeral.end + len(phrase)
            if text[numeral.end : end].lower() == phrase and not text[end : end + 1].isalnum():
                yield end, comparator

    def _is_compared(self, text: str, found: Reading, numeral: Numeral, end: int, *, part: bool) -> bool:
        """Whether words that may also be a preposition ("onder") compare here."""
        words = text[found.start : numeral.outer_start].strip().lower()
        if words not in self._amounts:
            return True
        if numeral.kind in ("percentage", "money") and not (part and words in self._among):
            return True
        clause = _CLAUSE.search(text, 0, found.start)
        before = clause[0].lower().replace(",", " ").split() if clause else []
        behind = _WORD_BEHIND.match(text, end)
        return not self._measuring.isdisjoint(before) or (behind is not None and behind[1].lower() in self._measuring)

    def _read_before(self, text: str, start: int) -> Reading | None:
        window = text[max(0, start - _WINDOW) : start]
        if not window.endswith(" "):
            return self._symbol(window, start)
        last = window[window.rfind(" ", 0, -1) + 1 : -1].lower().lstrip('(["')
        if last not in self._first_words and last not in self._articles:
            return self._symbol(window, start)
        words = [(match[0].lower(), match.start()) for match in _SPOKEN.finditer(window)]
        found = self._longest(words)
        if found is None and words and words[-1][0] in self._articles:
            found = self._longest(words[:-1])
        if found is None:
            return None
        return Reading(found.comparator, start - len(window) + found.start)

    def _symbol(self, window: str, start: int) -> Reading | None:
        """A mark against the number: ">50", "± 12"."""
        bare = window.rstrip()
        symbol = self._symbols.get(bare[-1:])
        return Reading(symbol, start - len(window) + len(bare) - 1) if symbol is not None else None

    def _longest(self, words: list[tuple[str, int]]) -> Reading | None:
        """The longest comparator that ends in the last of ``words``."""
        if not words or words[-1][0] not in self._first_words:
            return None
        for length in range(min(self._most_words, len(words)), 0, -1):
            comparator = self._before.get(" ".join(word for word, _ in words[-length:]))
            if comparator is not None:
                return Reading(comparator, words[-length][1])
        return None


def _either(phrases: Iterable[str], gap: str = " ") -> str:
    """An expression for any of ``phrases``, the longest first, with a gap before it unless it is a mark."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join((gap if phrase[0].isalpha() else "") + re.escape(phrase) for phrase in longest_first)
