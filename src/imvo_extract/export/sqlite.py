"""SQLite: imvo.db, with keys, foreign keys, views and full-text search; metadata.json for Datasette."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imvo_extract.extras import library
from imvo_extract.tables.model import Cell, Row, Table
from imvo_extract.tables.tables import tables

from .about import DESCRIPTION, LICENCE, TITLE
from .formats import Write
from .views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

DATABASE = "imvo.db"
METADATA = "metadata.json"
_BATCH = 2_000  # rows that are held in memory before they are written
_TYPES = {"string": str, "integer": int, "number": float, "date": str}
# What is searched for words, beside the quote.
_SEARCHED = {"quote", "name", "object", "of", "message", "reason"}


@contextmanager
def open_sqlite(folder: Path) -> Iterator[Write]:
    """Writes the database. Dates are ISO 8601 texts, which SQLite's date functions read.

    :raises MissingExtraError: sqlite-utils is not installed.
    """
    database: Database = library("sqlite_utils", "sqlite").Database(folder / DATABASE)
    try:
        # The file is new and nobody's yet: half of it is thrown away, so it needs no journal.
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        for table in tables():
            _create(database, table)
        waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables()}

        def flush(name: str) -> None:
            database.table(name).insert_all(waiting[name], batch_size=_BATCH)
            waiting[name].clear()

        def write(table: Table, rows: Iterable[Row]) -> None:
            held = waiting[table.name]
            for row in rows:
                held.append(dict(zip(table.header, map(_plain, row), strict=True)))
                if len(held) >= _BATCH:
                    flush(table.name)

        yield write
        for name in waiting:
            flush(name)
        _finish(database)
        (folder / METADATA).write_text(
            json.dumps(datasette_metadata(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    finally:
        database.close()


def _create(database: Database, table: Table) -> None:
    database.table(table.name).create(
        {column.name: _TYPES[column.type] for column in table.columns},
        pk=table.key if len(table.key) > 1 else table.key[0],
        not_null={column.name for column in table.columns if column.required},
        foreign_keys=[
            (key.columns, key.table, key.references)
            if len(key.columns) > 1
            else (key.columns[0], key.table, key.references[0])
            for key in table.foreign_keys
        ],
    )


def _finish(database: Database) -> None:
    """Indexes, views and full-text search, once the rows are there."""
    database.index_foreign_keys()
    for view in VIEWS:
        database.create_view(view.name, cleandoc(view.sql))
    for table in tables():
        searched = [column.name for column in table.columns if column.name in _SEARCHED]
        if searched:
            database.table(table.name).enable_fts(searched, tokenize="unicode61 remove_diacritics 2")


def _plain(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def datasette_metadata() -> dict[str, Any]:
    """What Datasette shows about the database: ``datasette imvo.db --metadata metadata.json``."""
    described: dict[str, Any] = {
        table.name: {
            "description": table.description,
            "columns": {column.name: column.told() for column in table.columns},
        }
        for table in tables()
    }
    described |= {view.name: {"description": view.question} for view in VIEWS}
    described["documents"]["label_column"] = "title"
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "license": LICENCE["title"],
        "license_url": LICENCE["path"],
        "databases": {DATABASE.removesuffix(".db"): {"tables": described}},
    }
