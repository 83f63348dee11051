"""Data frames hold exactly the rows of the tables, whatever the texts say."""

import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imvo_extract.extras import MissingExtraError
from imvo_extract.frames.frames import UnknownTableError, arrow_table, frames, pandas_frame, polars_frame
from imvo_extract.tables.tables import tables

HOSTILE = [
    "",
    " ",
    "=1+1",
    "\x00",
    "NA",
    "null",
    "nan",
    "\r\n",
    '"',
    "'",
    "\ufeff",
    "2019-11-01",
    "\U0001f600",
    "e\u0301",
]
CELLS = {
    "string": st.text(max_size=8) | st.sampled_from(HOSTILE),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False) | st.integers(-(2**53), 2**53),
    "date": st.dates(),
}


def rows_of(table):
    columns = (CELLS[column.type] if column.required else st.none() | CELLS[column.type] for column in table.columns)
    return st.lists(st.tuples(*columns), max_size=3)


FILLED = st.sampled_from(tables()).flatmap(lambda table: st.tuples(st.just(table), rows_of(table)))


def from_arrow(frame):
    return [tuple(row.values()) for row in frame.to_pylist()]


def from_polars(frame):
    return frame.rows()


def from_pandas(frame):
    import pandas

    def cell(value):
        if value is pandas.NA or value is pandas.NaT:
            return None
        return date(value.year, value.month, value.day) if hasattr(value, "year") else value

    return [tuple(map(cell, row)) for row in frame.itertuples(index=False, name=None)]


LIBRARIES = [
    pytest.param("pyarrow", arrow_table, from_arrow, id="arrow"),
    pytest.param("pandas", pandas_frame, from_pandas, id="pandas"),
    pytest.param("polars", polars_frame, from_polars, id="polars"),
]


@pytest.mark.parametrize(("library", "make", "back"), LIBRARIES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(filled=FILLED)
def test_what_goes_in_comes_out(library, make, back, filled):
    pytest.importorskip(library)
    table, rows = filled
    assert back(make(table, rows)) == rows


@pytest.mark.parametrize(("library", "make", "back"), LIBRARIES)
def test_the_frames_of_an_extraction_are_its_rows(library, make, back, extractor):
    pytest.importorskip(library)
    text = "Convenant Goud:\n\n • 10 bedrijven en 4 ngo’s hebben in mei 2019 het convenant ondertekend.\n"
    extractions = [extractor.extract(text, id=ident) for ident in ("een", "twee")]
    found = frames(extractions, None, make)
    assert list(found) == [table.name for table in tables()]
    for table in tables():
        frame = found[table.name]
        assert tuple(getattr(frame, "column_names", frame.columns)) == table.header
        assert back(frame) == [row for extraction in extractions for row in table.rows(extraction)]
    assert back(frames(extractions, "counts", make)) == back(found["counts"])


@pytest.mark.parametrize(("library", "make", "back"), LIBRARIES)
def test_empty_frames_have_the_types_of_full_ones(library, make, back, extractor):
    pytest.importorskip(library)

    def types(frame):
        return list(frame.schema.types if library == "pyarrow" else frame.dtypes)

    text = "Convenant Goud:\n\n • 10 bedrijven hebben in mei 2019 het convenant ondertekend.\n"
    full = frames([extractor.extract(text, id="een")], None, make)
    for name, frame in frames([], None, make).items():
        assert back(frame) == []
        assert types(frame) == types(full[name])


def test_pandas_has_types_that_know_null():
    pandas = pytest.importorskip("pandas")
    types = {column.name: column.type for column in next(t for t in tables() if t.name == "counts").columns}
    dtypes = frames([], "counts", pandas_frame).dtypes
    assert {name: str(dtypes[name]) for name in ("value", "start", "as_of_earliest")} == {
        "value": "Float64",
        "start": "Int64",
        "as_of_earliest": "datetime64[s]",
    }
    assert all(pandas.api.types.is_string_dtype(dtypes[name]) for name, kind in types.items() if kind == "string")


def test_an_unknown_table_is_told_with_those_that_are_there():
    with pytest.raises(UnknownTableError, match="no table is called 'feiten'; there is documents, covenants"):
        frames([], "feiten", polars_frame)


@pytest.mark.parametrize(("library", "make", "back"), LIBRARIES)
def test_without_the_library_the_extra_is_named_before_anything_is_read(library, make, back, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)

    def unread():
        pytest.fail("a text was read")
        yield

    with pytest.raises(MissingExtraError, match=r"imvo-extract\["):
        frames(unread(), None, make)
