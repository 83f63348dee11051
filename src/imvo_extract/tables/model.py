"""What a table is: named, typed and described columns, keys, and how an extraction fills its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from imvo_extract.errors import UnusableInputError
from imvo_extract.records.extraction import Extraction

ColumnType = Literal["string", "integer", "number", "date"]
Cell = str | int | float | date | None
Row = tuple[Cell, ...]

_INT64 = range(-(2**63), 2**63)
_EXACT = 2**53  # up to here every whole number is a double


class UnfitValueError(UnusableInputError):
    """A value that does not go into the column or the format that it is for; ``str(error)`` is one line."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``type``: string (Unicode text), integer (64 bits), number (IEEE 754 double precision), date (a day). ``required``:
    never null. ``values``: the only ones that it takes, where they are few. ``read`` takes the cell from what a row of
    the table is about.
    """

    name: str
    type: ColumnType
    description: str
    required: bool
    read: Callable[[Any], Any] = field(compare=False, repr=False)
    unit: str | None = None
    standard: str | None = None
    values: tuple[str, ...] = ()

    def told(self) -> str:
        """The description with the unit and the standard, in one paragraph."""
        unit = f" Unit: {self.unit}." if self.unit else ""
        standard = f" Standard: {self.standard}." if self.standard else ""
        return f"{self.description}{unit}{standard}"

    def cell(self, subject: Any) -> Cell:
        """The cell of a row, as Python has it: str, int, float or datetime.date, or None.

        :raises UnfitValueError: a whole number of more than 64 bits.
        """
        value: Cell = self.read(subject)
        if isinstance(value, str):
            return date.fromisoformat(value) if self.type == "date" else value
        if self.type == "integer" and value is not None and value not in _INT64:
            raise UnfitValueError(f"{self.name}: {value} is too large for a column of 64-bit integers")
        if self.type == "number" and isinstance(value, int):
            return value if abs(value) <= _EXACT else float(value)
        return value


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that are those of a row of another table. ``optional``: or null, all but the document."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Its first column is the document's id; ``subjects`` gives what each of its rows is about."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    subjects: Callable[[Extraction], Iterable[Any]] = field(compare=False, repr=False)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def rows(self, extraction: Extraction) -> Iterator[Row]:
        """The rows that an extraction gives, in its order, one cell a column.

        :raises UnfitValueError: a value does not fit its column; says which.
        """
        ident = extraction.document.id
        columns = self.columns[1:]
        for subject in self.subjects(extraction):
            try:
                yield (ident, *[column.cell(subject) for column in columns])
            except UnfitValueError as error:
                raise UnfitValueError(f"{ident}, {self.name}: {error}") from error
