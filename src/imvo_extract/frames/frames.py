"""The tables as data frames of pyarrow, pandas and polars. What a row is, imvo_extract.tables says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from imvo_extract.errors import UnusableInputError
from imvo_extract.export.parquet import arrow_schema
from imvo_extract.extras import library
from imvo_extract.records.extraction import Extraction
from imvo_extract.tables.model import Cell, Column, ColumnType, Row, Table
from imvo_extract.tables.tables import tables

_Frame = TypeVar("_Frame")
_PANDAS: dict[ColumnType, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
}


class UnknownTableError(UnusableInputError):
    """There is no table of that name; ``str(error)`` is one line that says which there are."""


def frames(
    extractions: Iterable[Extraction], name: str | None, make: Callable[[Table, list[Row]], _Frame]
) -> _Frame | dict[str, _Frame]:
    """The frame of one table, or the frames of all of them by name. The extractions are read once.

    :raises UnknownTableError: there is no table of that name.
    """
    wanted = [table for table in tables() if name in (None, table.name)]
    if not wanted:
        known = ", ".join(table.name for table in tables())
        raise UnknownTableError(f"no table is called {name!r}; there is {known}")
    make(wanted[0], [])  # a library that is missing is told before anything is read
    rows: dict[str, list[Row]] = {table.name: [] for table in wanted}
    for extraction in extractions:
        for table in wanted:
            rows[table.name] += table.rows(extraction)
    made = {table.name: make(table, rows.pop(table.name)) for table in wanted}
    return made if name is None else made[name]


def arrow_table(table: Table, rows: list[Row]) -> Any:
    """A pyarrow table, with the descriptions of its columns as metadata."""
    arrow = library("pyarrow", "arrow")
    schema = arrow_schema(arrow, table)
    columns = [arrow.array(cells, type=field.type) for cells, field in zip(_cells(table, rows), schema, strict=True)]
    return arrow.table(columns, schema=schema)


def pandas_frame(table: Table, rows: list[Row]) -> Any:
    """A pandas data frame."""
    pandas = library("pandas", "pandas")
    columns = zip(table.columns, _cells(table, rows), strict=True)
    return pandas.DataFrame(
        {column.name: pandas.Series(cells, dtype=_PANDAS[column.type]) for column, cells in columns}
    )


def polars_frame(table: Table, rows: list[Row]) -> Any:
    """A polars data frame."""
    polars = library("polars", "polars")
    types = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date}
    columns = zip(table.columns, _cells(table, rows), strict=True)
    return polars.DataFrame(
        [polars.Series(column.name, _floats(column, cells), dtype=types[column.type]) for column, cells in columns]
    )


def _cells(table: Table, rows: list[Row]) -> Sequence[Sequence[Cell]]:
    """The cells column by column."""
    return [list(cells) for cells in zip(*rows, strict=True)] if rows else [[] for _ in table.columns]


def _floats(column: Column, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Whole numbers as floats in a column of numbers: polars does not take both."""
    if column.type != "number":
        return cells
    return [float(cell) if isinstance(cell, int) else cell for cell in cells]
