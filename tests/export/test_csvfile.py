"""CSV: nothing in it runs in a spreadsheet, and every value comes back as it went in."""

import csv
import re

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.export.csvfile import escape, unescape
from imvo_extract.export.formats import export
from imvo_extract.tables.tables import table, tables

from .hostile import ANY_TEXT, FEW, HOSTILE, streams
from .readers import csv_by_duckdb, csv_by_pandas, csv_by_polars

# What a spreadsheet takes for a formula: the sign, perhaps after white space or quotes, in half or full width.
RUNS = re.compile(r"[\s\"]*[=+\-@＝＋－＠]")


@given(ANY_TEXT | st.text())
def test_no_text_runs_and_every_text_comes_back(text):
    cell = escape(text)
    assert unescape(cell) == text
    assert cell
    assert cell[0] not in "=+-@\t\r\n"
    # A Dutch spreadsheet splits at semicolons, quoted or not.
    for part in re.split(r"[;\t\r\n]", cell):
        assert not RUNS.match(part)


@given(ANY_TEXT, ANY_TEXT)
def test_two_texts_are_never_the_same_cell(one, other):
    assert (escape(one) == escape(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("-/count/bedrijf", "'-/count/bedrijf"),
        ("\t=1", "'\t'=1"),
        ("'s-Gravenhage", "''s-Gravenhage"),
        ("", "'"),
        ("a;=1", "a;'=1"),
        ("93 merken", "93 merken"),
        ("goud; zilver - koper", "goud; zilver - koper"),
    ],
)
def test_how_texts_stand_in_cells(text, cell):
    assert escape(text) == cell


def test_numbers_and_dates_are_no_texts(tmp_path, golden):
    (first, *_) = golden
    count = first.counts[0].model_copy(update={"value": -5})
    date = first.dates[0].model_copy(update={"earliest": "0999-01-02"})
    one = first.model_copy(update={"counts": (count,), "dates": (date,), "events": ()})
    export([one], tmp_path / "out", "csv")
    assert ",-5," in (tmp_path / "out" / "counts.csv").read_text(encoding="utf-8")
    assert ",0999-01-02," in (tmp_path / "out" / "dates.csv").read_text(encoding="utf-8")


def test_the_files_keep_to_rfc_4180(exported, went_in, golden):
    folder = exported("csv")
    assert {path.name for path in folder.iterdir()} == {f"{one.name}.csv" for one in tables()}
    for one in tables():
        data = (folder / f"{one.name}.csv").read_bytes()
        assert data.endswith(b"\r\n")
        assert not data.startswith(b"\xef\xbb\xbf")
        with (folder / f"{one.name}.csv").open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream, strict=True)
        assert tuple(header) == one.header
        assert len(rows) == len(went_in(golden)[one.name])


def test_a_plain_reader_sees_the_numbers_as_numbers(exported):
    counts = pandas.read_csv(exported("csv") / "counts.csv")
    assert counts["value"].dtype.kind in "fi"
    assert counts["start"].dtype.kind == "i"


@pytest.mark.parametrize("read", [csv_by_pandas, csv_by_polars, csv_by_duckdb])
@FEW
@given(extractions=streams())
def test_what_went_in_comes_out(read, extractions, went_in, tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv") / "out"
    export(extractions, folder, "csv")
    for name, rows in went_in(extractions).items():
        assert read(folder / f"{name}.csv", table(name)) == rows, name


def test_the_hostile_texts_hold_what_a_spreadsheet_runs():
    assert sum(bool(RUNS.match(text)) for text in HOSTILE) > 8
