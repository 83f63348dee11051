"""Tables in plain text: columns set with spaces, tabs or bars.

Offsets are raw: clean text has no columns any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_COLUMNS = re.compile(r"[ \u00a0]{2,}")
_TAB = re.compile(r"[ \u00a0]*\t[ \u00a0]*")
_WIDE_COLUMNS = re.compile(r"[ \u00a0]{3,}|\t")
_BAR = re.compile(r"\|")
_RULE = re.compile(r"[\s|:+=_–—-]+")
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_ROWS = 2


class Cell(NamedTuple):
    """A cell: ``raw[start:end]``, without white space around; ``column`` is the index of its column."""

    start: int
    end: int
    text: str
    column: int


class Table(NamedTuple):
    """A table: the cells of its head, and of its rows; an empty cell is left out.

    ``lines`` are the raw extents of the rows.
    """

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[tuple[int, int], ...]

    def head_of(self, cell: Cell) -> Cell | None:
        """The head of the cell's column."""
        return next((head for head in self.head if head.column == cell.column), None)


def read_tables(raw: str) -> list[Table]:
    """The tables of a raw text, by position. Time is linear in the text."""
    found: list[Table] = []
    run: list[tuple[int, int]] = []
    for match in _LINE.finditer(raw):
        if not match[0].strip():
            continue
        if looks_like_row(match[0]):
            run.append(match.span())
        elif run:
            found += filter(None, [read_table(raw, run)])
            run = []
    found += filter(None, [read_table(raw, run)])
    return found


def read_table(raw: str, lines: Sequence[tuple[int, int]]) -> Table | None:
    """The table in consecutive lines, or None where they are none: no head, or no row that has its columns.

    :param lines: raw extents of the lines, by position.
    """
    rows = [(extent, cells) for extent in lines if (cells := _cells(raw, extent))]
    head = next((index for index, (_, cells) in enumerate(rows) if _is_head(cells)), None)
    if head is None or len(rows) - head < _FEWEST_ROWS:
        return None
    extent, titles = rows[head]
    marked = "|" in raw[extent[0] : extent[1]] or "\t" in raw[extent[0] : extent[1]]
    body = [(line, _place(cells, line, titles, extent, marked=marked)) for line, cells in rows[head + 1 :]]
    kept = [(line, cells) for line, cells in body if len(cells) > 1]
    if not kept:
        return None
    return Table(titles, tuple(cells for _, cells in kept), tuple(line for line, _ in kept))


def looks_like_row(line: str) -> bool:
    """Whether a line has columns: bars, tabs, or a wide gap."""
    stripped = line.strip()
    return stripped.count("|") > 1 or len(_WIDE_COLUMNS.findall(stripped)) > 0


def _is_head(cells: Sequence[Cell]) -> bool:
    """Whether a row names columns: at least two cells, and words or years in all but the first."""
    return len(cells) > 1 and all(
        _LETTER.search(cell.text) or re.fullmatch(r"(?:19|20)\d\d", cell.text) for cell in cells[1:]
    )


def _cells(raw: str, extent: tuple[int, int]) -> tuple[Cell, ...]:
    """The cells of a line, numbered from left to right; none of a line of dashes."""
    start, end = extent
    line = raw[start:end]
    if _RULE.fullmatch(line):
        return ()
    if line.count("|") > 1:
        return tuple(_split(line, start, _BAR, keep_empty=True))
    if "\t" in line:
        return tuple(_split(line, start, _TAB, keep_empty=True))
    return tuple(_split(line, start, _COLUMNS, keep_empty=False))


def _split(line: str, offset: int, separator: re.Pattern[str], *, keep_empty: bool) -> Iterator[Cell]:
    """The cells between separators; with ``keep_empty`` an empty one counts as a column."""
    column = at = 0
    if separator is _BAR:
        at = len(line) - len(line.lstrip().removeprefix("|"))
    edges: Iterable[tuple[int, int]] = (match.span() for match in separator.finditer(line, at))
    for left, right in (*edges, (len(line), len(line))):
        text = line[at:left]
        if text.strip():
            begin = offset + at + len(text) - len(text.lstrip())
            yield Cell(begin, begin + len(text.strip()), text.strip(), column)
            column += 1
        elif keep_empty and left > 0:
            column += 1
        at = right


def _place(
    cells: Sequence[Cell], line: tuple[int, int], titles: Sequence[Cell], head: tuple[int, int], *, marked: bool
) -> tuple[Cell, ...]:
    """The cells of a row in the columns of the head."""
    if marked or len(cells) == len(titles) or not cells:
        return tuple(cells)
    placed = []
    for cell in cells:
        left, right = cell.start - line[0], cell.end - line[0]
        nearest = min(titles, key=lambda title: _distance(left, right, title.start - head[0], title.end - head[0]))
        placed.append(cell._replace(column=nearest.column))
    return tuple(placed)


def _distance(left: int, right: int, title_left: int, title_right: int) -> int:
    """How far a cell stands from the head of a column: nothing where they overlap, else by the nearer edge."""
    if left < title_right and title_left < right:
        return 0
    return min(abs(left - title_left), abs(right - title_right), abs(left - title_right), abs(right - title_left))
