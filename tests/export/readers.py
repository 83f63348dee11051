"""The libraries that analysts read files with, each giving rows as Python has them: str, int, float, date or None."""

import datetime
import math
from functools import cache

from imvo_extract.export.csvfile import unescape


@cache
def _duckdb():
    import duckdb

    return duckdb.connect()


def _clean(value, column, text):
    """A cell as a library gives it, as the table had it."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if column.type == "string":
        return text(str(value))
    if column.type == "integer":
        return int(value)
    if column.type == "number":
        return float(value)
    return datetime.date.fromisoformat(str(value)[:10])


def _rows(columns, table, text):
    """Rows from columns of values."""
    cleaned = [
        [_clean(value, column, text) for value in values] for column, values in zip(table.columns, columns, strict=True)
    ]
    return list(zip(*cleaned, strict=True))


def _by_row(rows, table, text):
    return _rows(list(zip(*rows, strict=True)) or [[] for _ in table.columns], table, text)


def _as_is(text):
    return text


def _columns(frame, table):
    assert tuple(frame.columns) == table.header
    return [
        [None if missing else value for value, missing in zip(frame[name], frame[name].isna(), strict=True)]
        for name in table.header
    ]


def csv_by_pandas(path, table):
    import pandas

    types = {"string": "str", "integer": "Int64", "number": "float64", "date": "str"}
    frame = pandas.read_csv(
        path,
        dtype={column.name: types[column.type] for column in table.columns},
        keep_default_na=False,
        na_values=[""],
    )
    return _rows(_columns(frame, table), table, unescape)


def csv_by_polars(path, table):
    import polars

    types = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date}
    frame = polars.read_csv(path, schema={column.name: types[column.type] for column in table.columns})
    return _rows([frame[name].to_list() for name in table.header], table, unescape)


def csv_by_duckdb(path, table):
    types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
    relation = _duckdb().read_csv(
        str(path),
        header=True,
        sep=",",
        quotechar='"',
        escapechar='"',
        na_values="",
        parallel=False,
        dtype={column.name: types[column.type] for column in table.columns},
    )
    return _by_row(relation.fetchall(), table, unescape)


def parquet_by_pandas(path, table):
    import pandas

    frame = pandas.read_parquet(path, dtype_backend="numpy_nullable")
    return _rows(_columns(frame, table), table, _as_is)


def parquet_by_polars(path, table):
    import polars

    frame = polars.read_parquet(path)
    return _rows([frame[name].to_list() for name in table.header], table, _as_is)


def parquet_by_duckdb(path, table):
    rows = _duckdb().read_parquet(str(path)).fetchall()
    return _by_row(rows, table, _as_is)


def jsonl_by_polars(path, table):
    import polars

    types = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.String}
    schema = {column.name: types[column.type] for column in table.columns}
    frame = polars.read_ndjson(path, schema=schema) if path.stat().st_size else polars.DataFrame(schema=schema)
    return _rows([frame[name].to_list() for name in table.header], table, _as_is)


def jsonl_by_duckdb(path, table):
    if not path.stat().st_size:
        return []
    types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
    columns = ", ".join(f"'{column.name}': '{types[column.type]}'" for column in table.columns)
    query = f"select * from read_json(?, format='newline_delimited', columns={{{columns}}})"
    rows = _duckdb().execute(query, [str(path)]).fetchall()
    return _by_row(rows, table, _as_is)
