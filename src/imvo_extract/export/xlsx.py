"""Excel: imvo.xlsx, a sheet for each table, typed cells, the header frozen; nothing in it is a formula.

Excel's own limits stay: numbers have 15 digits, an empty text is an empty cell, and a day before March 1900 is a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from imvo_extract.extras import library
from imvo_extract.tables.model import Cell, Row, Table, UnfitValueError
from imvo_extract.tables.tables import tables

from .about import TITLE
from .formats import Write

WORKBOOK = "imvo.xlsx"
_COLUMNS_SHEET = "columns"
# The file says when it was made; that would be another file each time.
_CREATED = datetime(1980, 1, 1)
# Excel's own limits: rows of a sheet (one is the header), code units of a cell, the largest number, and the first day
# after the 29th of February 1900 that never was. Earlier days are written as text.
_ROWS = 1_048_576
_LENGTH = 32_767
_LARGEST = 9.99999999999999e307
_FIRST_DAY = date(1900, 3, 1)
_WIDTHS = {"string": 24, "integer": 10, "number": 10, "date": 12}
_OPTIONS = {
    # Rows go to disk as they come.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@contextmanager
def open_xlsx(folder: Path) -> Iterator[Write]:
    """Writes the workbook. Null is an empty cell, and so is an empty text: Excel has no other.

    :raises MissingExtraError: xlsxwriter is not installed.
    :raises UnfitValueError: (when writing) there are more rows, or longer texts, than Excel holds.
    """
    workbook = library("xlsxwriter", "xlsx").Workbook(folder / WORKBOOK, {**_OPTIONS, "tmpdir": str(folder)})
    workbook.set_properties({"title": TITLE, "created": _CREATED})
    sheets = {table.name: _Sheet(workbook, table) for table in tables()}

    def write(table: Table, rows: Iterable[Row]) -> None:
        for row in rows:
            sheets[table.name].write(row)

    yield write
    for sheet in sheets.values():
        sheet.finish()
    _describe_columns(workbook)
    workbook.close()


class _Sheet:
    """A sheet with the rows of a table."""

    def __init__(self, workbook: Any, table: Table) -> None:
        self._table = table
        self._sheet = _sheet(workbook, table.name, table.header, [_WIDTHS[column.type] for column in table.columns])
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._next = 1

    def write(self, row: Row) -> None:
        if self._next >= _ROWS:
            raise UnfitValueError(f"{self._table.name}: more rows than the {_ROWS:,} of a sheet; export to csv instead")
        for at, cell in enumerate(row):
            if cell != "":
                self._write(at, cell)
        self._next += 1

    def _write(self, at: int, cell: Cell) -> None:
        if isinstance(cell, str):
            if _code_units(cell) > _LENGTH:
                raise self._unfit(at, f"a text longer than the {_LENGTH:,} of a cell")
            self._sheet.write_string(self._next, at, cell)
        elif isinstance(cell, date):
            if cell < _FIRST_DAY:
                self._sheet.write_string(self._next, at, cell.isoformat())
            else:
                self._sheet.write_datetime(self._next, at, cell, self._day)
        elif cell is not None:
            if abs(cell) > _LARGEST:
                raise self._unfit(at, f"a number beyond {_LARGEST}")
            self._sheet.write_number(self._next, at, cell)

    def _unfit(self, at: int, what: str) -> UnfitValueError:
        where = f"{self._table.name}, row {self._next}, {self._table.columns[at].name}"
        return UnfitValueError(f"{where}: {what}; export to csv instead")

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._next - 1, len(self._table.columns) - 1)


def _code_units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _sheet(workbook: Any, name: str, header: Iterable[str], widths: Iterable[int]) -> Any:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    bold = workbook.add_format({"bold": True})
    for at, (title, width) in enumerate(zip(header, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, bold)
    return sheet


def _describe_columns(workbook: Any) -> None:
    """A last sheet that says what each column means."""
    sheet = _sheet(workbook, _COLUMNS_SHEET, ("table", "column", "type", "description", "unit", "standard"), (24,) * 6)
    described = ((table, column) for table in tables() for column in table.columns)
    for at, (table, column) in enumerate(described, 1):
        said = (table.name, column.name, column.type, column.description, column.unit or "", column.standard or "")
        for place, text in enumerate(said):
            sheet.write_string(at, place, text)
