"""Very long statements in pieces, so that the time for them grows with their length and not with its square."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from imvo_extract.dutch.clean import Clean
from imvo_extract.dutch.statements import Statement, Token
from imvo_extract.records.models import Comparator

from .groups import QuantityLike

LONGEST = 4_000


class Extent(Protocol):
    """Anything with clean offsets."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Place(NamedTuple):
    """Offsets into a window."""

    start: int
    end: int


class WindowQuantity(NamedTuple):
    """A quantity with its offsets into a window."""

    start: int
    end: int
    value: int | float
    comparator: Comparator
    phrase_start: int


class Window(NamedTuple):
    """A piece of a statement that begins at the clean offset ``start``, with what was found in it."""

    start: int
    statement: Statement
    quantities: list[WindowQuantity]
    timexes: list[Place]


def windows(statement: Statement, quantities: Sequence[QuantityLike], timexes: Sequence[Extent]) -> Iterator[Window]:
    """A statement in pieces of at most ``LONGEST`` characters, cut between words."""
    tokens = statement.tokens
    first = quantity = time = 0
    while first < len(tokens):
        start = tokens[first].start
        last = first + 1
        while last < len(tokens) and tokens[last].end - start <= LONGEST:
            last += 1
        end = tokens[last - 1].end
        inside: list[WindowQuantity] = []
        while quantity < len(quantities) and quantities[quantity].start < end:
            found = quantities[quantity]
            quantity += 1
            if found.end <= end:
                phrase = getattr(found, "phrase_start", found.start)
                inside.append(
                    WindowQuantity(
                        found.start - start, found.end - start, found.value, found.comparator, max(0, phrase - start)
                    )
                )
        times: list[Place] = []
        while time < len(timexes) and timexes[time].start < end:
            if timexes[time].end <= end:
                times.append(Place(timexes[time].start - start, timexes[time].end - start))
            time += 1
        moved = tuple(Token(t.text, t.lower, t.start - start, t.end - start) for t in tokens[first:last])
        text = statement.text[start:end]
        yield Window(start, Statement(Clean(text, 0), len(text), moved), inside, times)
        first = last
