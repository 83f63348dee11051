"""How alike two texts are, by the words that they share: rare words say more than common ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable


class Likeness:
    """Compares sets of words, each word weighed by how few of the statements have it (inverse document frequency).

    :param statements: the words of every statement of both texts.
    """

    def __init__(self, statements: Iterable[frozenset[str]]) -> None:
        seen = list(statements)
        frequency = Counter(word for words in seen for word in words)
        self._weight = {word: math.log(1 + len(seen) / count) for word, count in frequency.items()}
        self._most = math.log(1 + len(seen))

    def __call__(self, one: frozenset[str], other: frozenset[str]) -> float:
        """From 0.0 (nothing shared) to 1.0 (the same words); 0.0 where either has none (Dice's coefficient)."""
        total = self._sum(one) + self._sum(other)
        return 2 * self._sum(one & other) / total if one and other else 0.0

    def contained(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """How much of ``part`` is in ``whole``, from 0.0 to 1.0; where only common words are, it says less."""
        shared = part & whole
        if not shared:
            return 0.0
        rarest = max(self._weight.get(word, self._most) for word in shared)
        return self._sum(shared) / self._sum(part) * rarest / self._most

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weight.get(word, self._most) for word in sorted(words))
