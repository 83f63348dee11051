"""The formats by name, and the one way in which each is written."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from imvo_extract.records.extraction import Extraction
from imvo_extract.tables.model import Row, Table
from imvo_extract.tables.tables import tables

from .target import whole_or_nothing

Write = Callable[[Table, Iterable[Row]], None]
Format = Callable[[Path], AbstractContextManager[Write]]

# Where each format is; its module is imported when it is asked for.
_HOMES = {
    "csv": "csvfile:open_csv",
    "jsonl": "jsonl:open_jsonl",
    "parquet": "parquet:open_parquet",
    "sqlite": "sqlite:open_sqlite",
    "xlsx": "xlsx:open_xlsx",
    "datapackage": "datapackage:open_datapackage",
}
FORMATS = tuple(_HOMES)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was exported: the number of documents, and of rows by table."""

    documents: int
    rows: dict[str, int]


def export(extractions: Iterable[Extraction], folder: Path, name: str) -> Summary:
    """Writes the tables of a stream of extractions; one is in memory at a time, the same ones give the same bytes.

    :param extractions: in the order in which their rows are to stand.
    :param folder: gets all files of the export, or none.
    :param name: one of ``FORMATS``.
    :raises MissingExtraError: the format's library is not installed.
    :raises UnfitValueError: the format cannot hold a value.
    :raises StoreError: the folder cannot be written.
    """
    module, _, function = _HOMES[name].partition(":")
    opened: Format = getattr(importlib.import_module(f".{module}", __package__), function)
    documents, rows = 0, {table.name: 0 for table in tables()}
    with whole_or_nothing(folder) as new, opened(new) as write:
        for extraction in extractions:
            documents += 1
            for table in tables():
                write(table, _counted(table, extraction, rows))
    return Summary(documents, rows)


def _counted(table: Table, extraction: Extraction, rows: dict[str, int]) -> Iterator[Row]:
    for row in table.rows(extraction):
        rows[table.name] += 1
        yield row
