"""Stretches of a text, for asking quickly what overlaps them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Extents:
    """Stretches of a text; touching is not overlapping.

    :param extents: start and end (exclusive) of each, in any order.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, extents: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(extents):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Whether any part of ``[start:end]`` is in one of the stretches."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def cover(self, start: int, end: int) -> bool:
        """Whether all of ``[start:end]`` is in the stretches."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end
