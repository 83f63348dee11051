"""A Frictionless data package: the csv files, and datapackage.json with what they hold (https://datapackage.org)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from imvo_extract.tables.model import Column, Row, Table
from imvo_extract.tables.tables import tables
from imvo_extract.version import VERSION

from .about import DESCRIPTION, LICENCE, NAME, TITLE
from .csvfile import open_csv
from .formats import Write

DESCRIPTOR = "datapackage.json"
_ESCAPED = (
    "In the csv files a text that a spreadsheet would run has an apostrophe before it, and so has every text that "
    "begins with one."
)


@contextmanager
def open_datapackage(folder: Path) -> Iterator[Write]:
    """Writes the csv files, and describes them at the end."""
    sources: list[dict[str, str]] = []
    with open_csv(folder) as write_csv:

        def write(table: Table, rows: Iterable[Row]) -> None:
            if table.name == "documents":
                rows = list(rows)
                sources.extend(_source(dict(zip(table.header, row, strict=True))) for row in rows)
            write_csv(table, rows)

        yield write
    text = json.dumps(_package(folder, sources), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")


def _source(document: dict[str, Any]) -> dict[str, str]:
    """A text that the package was made from."""
    place = document["source_url"] or document["source_path"]
    return {"title": document["title"] or document["document"], **({"path": place} if place else {})}


def _package(folder: Path, sources: list[dict[str, str]]) -> dict[str, Any]:
    # A package without sources has no "sources": the standard asks for one at least.
    return {
        "name": NAME,
        "title": TITLE,
        "description": f"{DESCRIPTION} {_ESCAPED}",
        "version": VERSION,
        "licenses": [LICENCE],
        **({"sources": sources} if sources else {}),
        "resources": [_resource(folder, table) for table in tables()],
    }


def _resource(folder: Path, table: Table) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "name": table.name,
        "path": path.name,
        "description": table.description,
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table: fields, primary key, foreign keys.

    A foreign key of which a part may be null is left out: the standard has none that holds only where it is not.
    """
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.references)},
            }
            for key in table.foreign_keys
            if not key.optional
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"standard": column.standard} if column.standard else {}),
        **({"constraints": constraints} if constraints else {}),
    }
