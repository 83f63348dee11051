"""Fixed phrases, found by their longest word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imvo_extract.dutch.statements import Statement

# The words of a phrase as the tokenizer cuts them: "bol.com" is two, "vno-ncw" and "a.s.r" are one.
_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_])|[\w'&+-]+")


def word_before(text: str, at: int) -> str:
    """The lower-case word before the space that ends at ``at``; empty where there is none, or a mark stands between."""
    if at < 2 or text[at - 1] != " ":
        return ""
    word = text[text.rfind(" ", 0, at - 1) + 1 : at - 1]
    return word.lower()


class Phrases:
    """Phrases that are looked for in statements, without regard to capitals.

    :param phrases: the phrases, in small letters.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for phrase in sorted(set(phrases)):
            longest = max(_WORD.findall(phrase) or [phrase], key=len)
            self._by_word.setdefault(longest, []).append(phrase)
        self._words = frozenset(self._by_word)

    def may_be_in(self, statement: Statement) -> bool:
        """Whether a statement has the longest word of a phrase."""
        return not self._words.isdisjoint(statement.words)

    def find(self, statement: Statement) -> list[tuple[int, int]]:
        """The clean offsets of the phrases in a statement; of those that overlap, the first and longest."""
        if self._words.isdisjoint(statement.words):
            return []
        found: list[tuple[int, int]] = []
        lower = statement.text.lower()
        for word in self._words & statement.words:
            for phrase in self._by_word[word]:
                start = lower.find(phrase)
                while start >= 0:
                    end = start + len(phrase)
                    if not (
                        lower[start - 1 : start].isalnum() or (lower[end - 1 : end + 1].isalnum() and end < len(lower))
                    ):
                        found.append((start, end))
                    start = lower.find(phrase, end)
        found.sort(key=lambda place: (place[0], -place[1]))
        kept: list[tuple[int, int]] = []
        for start, end in found:
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept
