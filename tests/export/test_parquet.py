"""Parquet: typed, described, and what went in comes out."""

import pyarrow.parquet
import pytest
from hypothesis import given

from imvo_extract.export import parquet
from imvo_extract.export.formats import export
from imvo_extract.tables.tables import table, tables

from .hostile import FEW, streams
from .readers import parquet_by_duckdb, parquet_by_pandas, parquet_by_polars


@pytest.mark.parametrize("read", [parquet_by_pandas, parquet_by_polars, parquet_by_duckdb])
@FEW
@given(extractions=streams())
def test_what_went_in_comes_out(read, extractions, went_in, tmp_path_factory):
    folder = tmp_path_factory.mktemp("parquet") / "out"
    export(extractions, folder, "parquet")
    for name, rows in went_in(extractions).items():
        assert read(folder / f"{name}.parquet", table(name)) == rows, name


def test_columns_are_typed_and_described(exported):
    folder = exported("parquet")
    assert {path.name for path in folder.iterdir()} == {f"{one.name}.parquet" for one in tables()}
    types = {"string": "string", "integer": "int64", "number": "double", "date": "date32[day]"}
    for one in tables():
        schema = pyarrow.parquet.read_schema(folder / f"{one.name}.parquet")
        assert tuple(schema.names) == one.header
        for field, column in zip(schema, one.columns, strict=True):
            assert str(field.type) == types[column.type]
            assert field.nullable != column.required
            assert field.metadata[b"description"].decode() == column.description


def test_rows_are_written_in_groups_before_the_end(tmp_path, golden, monkeypatch, went_in):
    monkeypatch.setattr(parquet, "_GROUP", 10)
    export(golden, tmp_path / "out", "parquet")
    file = pyarrow.parquet.ParquetFile(tmp_path / "out" / "events.parquet")
    rows = went_in(golden)["events"]
    assert file.metadata.num_row_groups == -(-len(rows) // 10) > 1
    assert parquet_by_polars(tmp_path / "out" / "events.parquet", table("events")) == rows


def test_no_documents_are_tables_without_rows(tmp_path):
    export([], tmp_path / "out", "parquet")
    assert parquet_by_pandas(tmp_path / "out" / "counts.parquet", table("counts")) == []
