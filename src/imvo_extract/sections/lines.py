"""The lines of a raw text, and what each of them looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

LineShape = Literal["blank", "bullet", "numbered", "rule", "table", "text"]

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_RULE = re.compile(r"[-=_*~—–\s]{3,}")
_NUMBERED = re.compile(
    r"(?:\d{1,3}(?:(?:\.\d{1,2})+[.)]?|[.)])|[a-z][.)]|\([a-z0-9]{1,2}\)|[ivxIVX]{1,5}[.)])\s+(?=\S)"
)
# Columns: a run of three spaces or a tab inside the line, twice, or a cell bar.
_COLUMNS = re.compile(r"\S(?:\s{3,}|\t+)\S.*\S(?:\s{3,}|\t+)\S|^\s*\|.*\|\s*$|\S\t+\S| \| .* \| ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    ``start`` and ``end`` are raw offsets without the white space around; ``body`` is where it goes on behind its bullet
    or number (``start`` where it has none). ``marker`` is the bullet or number; ``gap`` tells whether a blank line,
    or the beginning of the text, stands before it.
    """

    start: int
    end: int
    body: int
    shape: LineShape
    marker: str
    gap: bool
    indent: int


class LineReader:
    """Reads lines; ``bullets`` are the marks that make a line a bullet."""

    def __init__(self, bullets: Iterable[str]) -> None:
        marks = "|".join(re.escape(mark) for mark in sorted(bullets, key=lambda mark: (-len(mark), mark)))
        # A dash that touches its text is a bullet only if it is no number ("-5") and no word ("-achtig").
        self._bullet = re.compile(rf"(?:{marks})\s+(?=\S)|[•·▪‣◦●○■□](?=\S)")

    def read(self, raw: str) -> Iterator[Line]:
        """The lines of ``raw`` that hold more than white space, in order."""
        previous_end = 0
        first = True
        for match in _LINE.finditer(raw):
            text = match[0]
            stripped = text.strip()
            if not stripped:
                continue
            indent = len(text) - len(text.lstrip())
            start = match.start() + indent
            end = start + len(stripped)
            gap = first or _blank_between(raw, previous_end, match.start())
            yield self._line(raw, stripped, start, end, gap, indent)
            previous_end, first = match.end(), False

    def _line(self, raw: str, stripped: str, start: int, end: int, gap: bool, indent: int) -> Line:
        shape: LineShape = "text"
        body = start
        head = stripped[:64]
        if not stripped[0].isalnum() and _RULE.fullmatch(head):
            shape = "rule"
        elif (bullet := self._bullet.match(head)) is not None:
            shape, body = "bullet", start + bullet.end()
        elif (number := _NUMBERED.match(head)) is not None:
            shape, body = "numbered", start + number.end()
        spaced = "   " in stripped or "\t" in stripped or stripped[0] == "|" or stripped.count(" | ") > 1
        if shape != "rule" and spaced and _COLUMNS.search(stripped):
            shape, body = "table", start
        return Line(start, end, body, shape, raw[start:body].strip(), gap, indent)


def _blank_between(raw: str, end: int, start: int) -> bool:
    """Whether there is an empty line between two lines: more than one line end (CR LF is one)."""
    between = raw[end:start]
    return between.count("\n") > 1 or (between.count("\n") == 0 and between.count("\r") > 1)
