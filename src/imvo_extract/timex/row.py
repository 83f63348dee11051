"""A text on its way through the stages: tokens, of which more and more are made one expression."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from imvo_extract.rulebook.dates import DateRule, Exclusion

from .meaning import Meaning, Point

AnyRule = DateRule | Exclusion


class Node(NamedTuple):
    """A token, or an expression that was found. ``start`` and ``end`` are offsets into the text."""

    start: int
    end: int
    text: str
    meaning: Meaning | None = None
    rule: AnyRule | None = None


class Row:
    """Nodes in columns: most tokens are never asked for as such. ``chars`` has the character of each node's classes."""

    __slots__ = ("_ends", "_found", "_rules", "_starts", "_words", "chars")

    def __init__(self, pieces: list[str], lead: int, chars: str) -> None:
        self.chars = chars
        self._words = pieces
        self._starts = list(accumulate(map(len, pieces), initial=lead))
        # Of a token the end follows from its start.
        self._ends: list[int | None] = [None] * len(pieces)
        self._found: list[Meaning | None] = [None] * len(pieces)
        self._rules: list[AnyRule | None] = [None] * len(pieces)

    def __len__(self) -> int:
        return len(self.chars)

    def node(self, at: int) -> Node:
        """One node."""
        return Node(self._starts[at], self._end(at), self.word(at), self._found[at], self._rules[at])

    def word(self, at: int) -> str:
        """The token at a place; empty for an expression."""
        return self._words[at].rstrip()

    def _end(self, at: int) -> int:
        end = self._ends[at]
        return self._starts[at] + len(self._words[at].rstrip()) if end is None else end

    def meaning(self, at: int) -> Meaning | None:
        """What the expression at a place says; None for a token."""
        return self._found[at]

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Where nodes ``first`` to ``last`` (exclusive) stand in the text."""
        return self._starts[first], self._end(last - 1)

    def expressions(self) -> list[int]:
        """The places of the expressions."""
        return [at for at, meaning in enumerate(self._found) if meaning is not None]

    def is_bare(self, first: int, last: int) -> bool:
        """Whether there are only tokens from ``first`` to ``last`` (exclusive)."""
        return self._found[first:last].count(None) == last - first

    def merge(self, first: int, last: int, char: str, meaning: Meaning, rule: AnyRule) -> None:
        """Makes nodes ``first`` to ``last`` (exclusive) one expression. Places behind it move up."""
        self.chars = self.chars[:first] + char + self.chars[last:]
        self._ends[first:last] = [self._end(last - 1)]
        self._starts[first:last] = [self._starts[first]]
        self._words[first:last] = [""]
        self._found[first:last] = [meaning]
        self._rules[first:last] = [rule]

    def say(self, at: int, point: Point) -> None:
        """Gives the expression at a place a better meaning."""
        self._found[at] = point
