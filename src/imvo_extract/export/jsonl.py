"""JSON Lines: NAME.jsonl for each table, one object a row, with all columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from imvo_extract.tables.model import Cell, Row, Table
from imvo_extract.tables.tables import tables

from .formats import Write


@contextmanager
def open_jsonl(folder: Path) -> Iterator[Write]:
    """Writes UTF-8 (https://jsonlines.org): dates as ISO 8601 text, numbers as numbers."""
    with ExitStack() as files:
        streams = {
            table.name: files.enter_context((folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n"))
            for table in tables()
        }

        def write(table: Table, rows: Iterable[Row]) -> None:
            header, stream = table.header, streams[table.name]
            for row in rows:
                line = json.dumps(dict(zip(header, map(_plain, row), strict=True)), ensure_ascii=False)
                stream.write(line + "\n")

        yield write


def _plain(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell
