"""Excel: typed cells, the header frozen, no formulas, nothing lost silently."""

import datetime
import re

import openpyxl
import pytest
from hypothesis import given

from imvo_extract.export import xlsx
from imvo_extract.export.formats import export
from imvo_extract.tables.model import UnfitValueError
from imvo_extract.tables.tables import tables

from .hostile import FEW, streams


def sheets(path):
    """The sheets, as rows of values; formulas would show as such."""
    book = openpyxl.load_workbook(path, data_only=False)
    return {sheet.title: list(sheet.iter_rows()) for sheet in book}


def as_written(cell):
    """The value that stands in a cell. Excel takes _x000D_ for the character of that number, and openpyxl leaves it."""
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date()
    if isinstance(cell.value, str):
        return re.sub("_x([0-9A-F]{4})_", lambda escaped: chr(int(escaped[1], 16)), cell.value)
    return cell.value


def shown(cell):
    """What a value of a table is in Excel: it has no empty text, no days before March 1900, and 15 digits."""
    if cell == "":
        return None
    if isinstance(cell, datetime.date) and cell < datetime.date(1900, 3, 1):
        return cell.isoformat()
    return pytest.approx(cell, rel=1e-15, abs=0) if isinstance(cell, int | float) else cell


@FEW
@given(extractions=streams())
def test_what_went_in_comes_out_and_nothing_is_a_formula(extractions, went_in, tmp_path_factory):
    folder = tmp_path_factory.mktemp("xlsx") / "out"
    export(extractions, folder, "xlsx")
    found = sheets(folder / "imvo.xlsx")
    for name, rows in went_in(extractions).items():
        _, *body = found[name]
        assert all(cell.data_type in "snd" for row in body for cell in row), name
        assert [list(map(as_written, row)) for row in body] == [list(map(shown, row)) for row in rows], name


def test_the_header_is_frozen_and_filters(exported):
    book = openpyxl.load_workbook(exported("xlsx") / "imvo.xlsx")
    assert book.sheetnames == [*(one.name for one in tables()), "columns"]
    for one in tables():
        sheet = book[one.name]
        assert sheet.freeze_panes == "A2"
        assert tuple(cell.value for cell in sheet[1]) == one.header
        assert sheet.auto_filter.ref.startswith("A1:")
    day = book["dates"].cell(2, 1 + next(one for one in tables() if one.name == "dates").header.index("earliest"))
    assert day.is_date
    assert day.number_format == "yyyy-mm-dd"


def test_the_last_sheet_says_what_the_columns_mean(exported):
    _, *rows = sheets(exported("xlsx") / "imvo.xlsx")["columns"]
    assert [(row[0].value, row[1].value, row[3].value) for row in rows] == [
        (one.name, column.name, column.description) for one in tables() for column in one.columns
    ]


def test_a_text_that_no_cell_holds_is_told_and_nothing_is_written(tmp_path, golden):
    (first, *_) = golden
    event = first.events[0].model_copy(update={"object": "é" * 32_768})
    with pytest.raises(UnfitValueError, match=r"^events, row 1, object: a text longer than .* export to csv"):
        export([first.model_copy(update={"events": (event,)})], tmp_path / "out", "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_characters_beyond_the_basic_plane_count_twice(tmp_path, golden):
    (first, *_) = golden
    event = first.events[0].model_copy(update={"object": "👩" * 16_384})
    with pytest.raises(UnfitValueError, match="longer than"):
        export([first.model_copy(update={"events": (event,)})], tmp_path / "out", "xlsx")


def test_a_number_beyond_those_of_excel(tmp_path, golden):
    (first, *_) = golden
    count = first.counts[0].model_copy(update={"value": -1.7e308})
    with pytest.raises(UnfitValueError, match=r"^counts, row 1, value: a number beyond"):
        export([first.model_copy(update={"counts": (count,), "events": ()})], tmp_path / "out", "xlsx")


def test_more_rows_than_a_sheet_holds(tmp_path, golden, monkeypatch):
    monkeypatch.setattr(xlsx, "_ROWS", 10)
    with pytest.raises(UnfitValueError, match=r"^\w+: more rows than the 10 of a sheet"):
        export(golden, tmp_path / "out", "xlsx")
    assert list(tmp_path.iterdir()) == []
