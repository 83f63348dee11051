"""Parquet: NAME.parquet for each table; texts, int64, float64 and date32, each column with its description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from imvo_extract.extras import library
from imvo_extract.tables.model import Column, Row, Table
from imvo_extract.tables.tables import tables

from .formats import Write

_GROUP = 8_192  # rows that are held in memory before they are written


@contextmanager
def open_parquet(folder: Path) -> Iterator[Write]:
    """Writes row groups of a bounded size.

    :raises MissingExtraError: pyarrow is not installed.
    """
    arrow = library("pyarrow", "parquet")
    parquet = library("pyarrow.parquet", "parquet")
    with ExitStack() as files:
        schemas = {table.name: arrow_schema(arrow, table) for table in tables()}
        writers = {
            name: files.enter_context(parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd"))
            for name, schema in schemas.items()
        }
        waiting: dict[str, list[Row]] = {name: [] for name in schemas}

        def flush(name: str) -> None:
            columns: Iterable[tuple[Any, ...]] = zip(*waiting[name], strict=True)
            arrays = [arrow.array(cells, type=field.type) for cells, field in zip(columns, schemas[name], strict=True)]
            writers[name].write_batch(arrow.record_batch(arrays, schema=schemas[name]))
            waiting[name].clear()

        def write(table: Table, rows: Iterable[Row]) -> None:
            held = waiting[table.name]
            for row in rows:
                held.append(row)
                if len(held) >= _GROUP:
                    flush(table.name)

        yield write
        for name, held in waiting.items():
            if held:
                flush(name)


def arrow_schema(arrow: Any, table: Table) -> Any:
    """The Arrow schema of a table. What each column means goes with it, as metadata."""
    types = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "date": arrow.date32()}
    fields = [
        arrow.field(column.name, types[column.type], nullable=not column.required, metadata=_metadata(column))
        for column in table.columns
    ]
    return arrow.schema(fields, metadata={"description": table.description})


def _metadata(column: Column) -> dict[str, str]:
    said = {"description": column.description, "unit": column.unit, "standard": column.standard}
    return {key: value for key, value in said.items() if value is not None}
