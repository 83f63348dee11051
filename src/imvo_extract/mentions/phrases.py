"""Fixed phrases of several words, found by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imvo_extract.dutch.statements import Statement

_FIRST = re.compile(r"[\w']+")


class Phrases:
    """Phrases that are looked for in statements, without regard to capitals.

    :param phrases: the phrases, in small letters.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            first = _FIRST.match(phrase)
            self._by_first.setdefault(first[0] if first else phrase[0], []).append(phrase)

    def find(self, statement: Statement) -> list[tuple[int, int]]:
        """The clean offsets of the phrases in a statement, by position; of those that overlap, the first and longest."""
        by_first = self._by_first
        found: list[tuple[int, int]] = []
        done = 0
        lower = ""
        for token in statement.tokens:
            word = token.lower
            if word not in by_first:
                match = _FIRST.match(word) if "-" in word or "." in word or "&" in word else None
                if match is None or match[0] not in by_first:
                    continue
                word = match[0]
            if token.start < done:
                continue
            lower = lower or statement.text.lower()
            for phrase in by_first[word]:
                end = token.start + len(phrase)
                if lower.startswith(phrase, token.start) and not lower[end - 1 : end + 1].isalnum():
                    found.append((token.start, end))
                    done = end
                    break
        return found
