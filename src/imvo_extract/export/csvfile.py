"""CSV: NAME.csv for each table, after RFC 4180, in UTF-8, safe to open in a spreadsheet.

A text that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and may run a command. So:

- a text gets an apostrophe in front where it begins with one of those (also after white space or quotes, and in their
  full width), with a tab, a carriage return, a line feed, or an apostrophe;
- a Dutch spreadsheet splits lines at the semicolon: after a semicolon, a tab or a line end within the text, the same;
- an empty text is a lone apostrophe, so that an empty cell is null and nothing else.

Numbers and dates stay as they are: -5 is a number. ``unescape`` gives every text back as it was.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from imvo_extract.tables.model import Cell, Row, Table
from imvo_extract.tables.tables import tables

from .formats import Write

_STARTS_FORMULA = "=+\\-@＝＋－＠"
_AT_START = re.compile(rf"[\s\"]*[{_STARTS_FORMULA}]|[\t\r\n']")
_WITHIN = re.compile(rf"([;\t\r\n][\s\"]*)(?=[{_STARTS_FORMULA}'])")
_NOTABLE = re.compile(rf"\A[\s\"'{_STARTS_FORMULA}]|[;\t\r\n]")
_ESCAPED_WITHIN = re.compile(r"([;\t\r\n][\s\"]*)'")


def escape(text: str) -> str:
    """The text as it stands in a cell: nothing in it runs in a spreadsheet."""
    if text and not _NOTABLE.search(text):
        return text
    shown = _WITHIN.sub(r"\1'", text)
    return f"'{shown}" if not text or _AT_START.match(text) else shown


def unescape(cell: str) -> str:
    """The text of a cell; undoes :func:`escape`."""
    return _ESCAPED_WITHIN.sub(r"\1", cell.removeprefix("'"))


@contextmanager
def open_csv(folder: Path) -> Iterator[Write]:
    """Writes a header line and a line a row, each ending in CR LF; null is an empty cell."""
    with ExitStack() as files:
        writers = {}
        for table in tables():
            stream = files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream, lineterminator="\r\n")
            writers[table.name].writerow(table.header)

        def write(table: Table, rows: Iterable[Row]) -> None:
            writers[table.name].writerows(map(_cells, rows))

        yield write


def _cells(row: Row) -> list[Cell]:
    return [
        escape(cell) if isinstance(cell, str) else cell.isoformat() if isinstance(cell, date) else cell for cell in row
    ]
