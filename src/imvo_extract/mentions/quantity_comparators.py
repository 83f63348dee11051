"""How a number is to be read: "ruim 50", "ca. 48%", "10 of meer", "tot 30"."""

from __future__ import annotations

import re
from typing import NamedTuple

from imvo_extract.dutch.numeral import Numeral
from imvo_extract.records.models import Comparator
from imvo_extract.rulebook.counts import CountRules

_WINDOW = 40
_SPOKEN = re.compile(r"[^\s(\[\"]+")


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
        behind: dict[str, Comparator] = {}
        for comparator, words in rules.comparators.items():
            for phrase in words.before:
                (self._before if phrase[0].isalpha() else self._symbols)[phrase.lower()] = comparator
            behind |= {(f" {phrase}" if phrase[0].isalpha() else phrase): comparator for phrase in words.behind}
        self._behind = behind
        self._behind_pattern = re.compile(rf"(?:{'|'.join(re.escape(phrase) for phrase in behind)})(?!\w)")
        self._most_words = max(phrase.count(" ") for phrase in self._before) + 1
        self._first_words = frozenset(phrase.split()[-1] for phrase in self._before)
        self._low, self._high = rules.range_low, rules.range_high
        self._rough = rules.rough

    def read(self, text: str, numeral: Numeral, end: int) -> Reading:
        """How ``numeral`` is to be read.

        :param text: clean text.
        :param end: where its unit ends.
        """
        found = self._read_before(text, numeral.outer_start)
        if found is not None:
            return found
        start = numeral.outer_start
        match = self._behind_pattern.match(text, end) or self._behind_pattern.match(text, numeral.end)
        if match is not None:
            return Reading(self._behind[match[0]], start)
        if numeral.bound:
            return Reading(self._low if numeral.bound == "low" else self._high, start)
        return Reading(self._rough if numeral.rough else "equal", start)

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
