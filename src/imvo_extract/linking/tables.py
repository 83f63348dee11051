"""Numbers in tables: the head of the column is the unit, a date in the head or the caption tells when it held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from imvo_extract.dutch.numerals import NumeralScanner
from imvo_extract.dutch.statements import Statement
from imvo_extract.mentions.quantities import Quantity
from imvo_extract.mentions.quantity_comparators import ComparatorReader
from imvo_extract.mentions.quantity_units import UnitReader
from imvo_extract.mentions.tables import Cell, Table, looks_like_row, read_table
from imvo_extract.rulebook.counts import CountRules
from imvo_extract.timex.model import Timex

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BRACKET = re.compile(r"\([^)]*\)")
# What may stand around the number in a cell.
_AROUND = re.compile(r"[\s().*]*")
_CAPTION_REACH = 3


class Item(Protocol):
    """A statement with what was found in it."""

    @property
    def statement(self) -> Statement: ...
    @property
    def timexes(self) -> Sequence[Timex]: ...


@dataclass(frozen=True, slots=True)
class TableRow:
    """The quantities of a row (offsets clean, of its statement), and for each the place of its date."""

    quantities: tuple[Quantity, ...]
    as_of: tuple[tuple[int, int] | None, ...]


class TableLinker:
    """Reads the quantities in tables.

    :param rules: rules/counts.yaml.
    :param scanner: finds the numerals in cells.
    :param units: reads heads of columns.
    """

    def __init__(self, rules: CountRules, scanner: NumeralScanner, units: UnitReader) -> None:
        self._scanner = scanner
        self._units = units
        self._comparators = ComparatorReader(rules)
        self._rule = rules.rule_of("table")
        words = rules.tables
        self._no_units = frozenset(words.no_units)
        self._percent_heads = frozenset(words.percent_heads)
        self._money_heads = frozenset(words.money_heads)
        self._states = frozenset(words.states)
        self._captions = tuple(words.captions)
        self._number_of = frozenset(rules.links.number_of)

    def link(self, raw: str, items: Sequence[Item]) -> dict[int, TableRow]:
        """For each statement that is the row of a table, by its place in ``items``, what its numbers count.

        :param raw: the decoded raw text.
        :param items: the statements of a section; those of the kind "table" are single lines.
        """
        found: dict[int, TableRow] = {}
        index = 0
        while index < len(items):
            first = index
            while index < len(items) and items[index].statement.kind == "table":
                index += 1
            if index > first:
                found |= self._table(raw, items, first, index)
            index += 1
        return found

    def _table(self, raw: str, items: Sequence[Item], first: int, last: int) -> dict[int, TableRow]:
        above = items[first - 1].statement if first else None
        if above is not None and looks_like_row(raw[_line_start(raw, above) : above.end]):
            first -= 1  # a head of two columns, which does not look like a table by itself
        rows = {_line_start(raw, items[i].statement): i for i in range(first, last)}
        table = read_table(raw, [(start, items[i].statement.end) for start, i in rows.items()])
        if table is None or self._rule is None:
            return {}
        caption = self._caption(items, first)
        head = next((i for i in range(first, last) if items[i].statement.start == _first(table.head)), None)
        found = {}
        for (start, _), cells in zip(table.lines, table.rows, strict=True):
            at = rows[start]
            when = _date_in(items, at, cells[0]) or caption
            pairs = [
                (quantity, _date_in(items, head, table.head_of(cell)) or when)
                for cell in cells[1:]
                if (quantity := self._quantity(items[at], table, cells[0], cell)) is not None
            ]
            found[at] = TableRow(tuple(q for q, _ in pairs), tuple(when for _, when in pairs))
        return found

    def _caption(self, items: Sequence[Item], first: int) -> tuple[int, int] | None:
        """The place of the date in the caption above the table."""
        for at in range(first - 1, max(-1, first - 1 - _CAPTION_REACH), -1):
            statement = items[at].statement
            is_caption = statement.kind == "heading" or statement.text.lower().startswith(self._captions)
            if not is_caption and not statement.text.endswith(":"):
                return None
            for index, timex in enumerate(items[at].timexes):
                if timex.type == "DATE":
                    return at, index
        return None

    def _quantity(self, item: Item, table: Table, label: Cell, cell: Cell) -> Quantity | None:
        """The quantity of a cell that holds a number and nothing else, under a head that says what it counts."""
        title = table.head_of(cell)
        place = _clean_place(item.statement, cell)
        if title is None or place is None or self._rule is None:
            return None
        if any(timex.start < place[1] and place[0] < timex.end for timex in item.timexes):
            return None
        text = item.statement.text
        numerals = self._scanner.find(text[place[0] : place[1]])
        if len(numerals) != 1 or numerals[0].kind not in ("cardinal", "percentage", "money"):
            return None
        numeral = numerals[0]
        start, end = place[0] + numeral.start, place[0] + numeral.end
        comparator, outer_start = self._comparators.read(text[place[0] : place[1]], numeral, numeral.outer_end)
        if not _AROUND.fullmatch(text, place[0], place[0] + outer_start) or not _AROUND.fullmatch(
            text, place[0] + numeral.outer_end, place[1]
        ):
            return None
        unit = numeral.unit or self._unit(title.text) or self._unit_of_left(table, title)
        unit = unit or self._unit_of_row(title.text, label.text)
        if unit is None:
            return None
        symbol = unit in ("%", "€") or numeral.unit is not None
        return Quantity(
            start=start,
            end=end,
            value=numeral.value,
            unit=unit,
            unit_start=None,
            unit_end=None,
            lemma=unit if symbol else self._units.lemma(unit),
            comparator=comparator,
            phrase_start=start,
            phrase_end=end,
            of=None,
            rule=self._rule,
            form="table",
            outer_start=place[0] + outer_start,
            outer_end=place[0] + numeral.outer_end,
        )

    def _unit(self, title: str) -> str | None:
        """The unit that the head of a column names: its plural noun, "%", or "€"."""
        plain = title.lower()
        words = plain.replace("(", " ").replace(")", " ").split()
        if any(word in self._percent_heads for word in words) or "%" in plain:
            return "%"
        if any(word in self._money_heads for word in words):
            return "€"
        names = _WORD.findall(_BRACKET.sub("", title))
        if not names or names[-1].lower() in self._no_units:
            return None
        if names[0].lower() in self._number_of and len(names) > 1:
            return " ".join(names[1:])
        return " ".join(names) if self._units.is_plural(names[-1]) else None

    def _unit_of_left(self, table: Table, title: Cell) -> str | None:
        """The unit of the column before, where a head only says which of them: "Deelnemers | Nieuw in 2020"."""
        if title.text.split()[0].lower() not in self._states:
            return None
        units = (self._unit(head.text) for head in reversed(table.head) if 0 < head.column < title.column)
        return next((unit for unit in units if unit not in (None, "%", "€")), None)

    def _unit_of_row(self, title: str, label: str) -> str | None:
        """The unit that the label of a row names, where the columns are years."""
        return self._unit(label) if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", title) else None


def _date_in(items: Sequence[Item], at: int | None, cell: Cell | None) -> tuple[int, int] | None:
    """The place of the expression of time in a cell of the statement ``at``."""
    if at is None or cell is None:
        return None
    offset = items[at].statement.clean.raw_offset
    inside = (i for i, timex in enumerate(items[at].timexes) if cell.start <= offset(timex.start) < cell.end)
    return next(((at, index) for index in inside), None)


def _line_start(raw: str, statement: Statement) -> int:
    """Where the statement's line begins, its indent included: columns are counted from there."""
    start = statement.start
    return max(raw.rfind("\n", 0, start), raw.rfind("\r", 0, start)) + 1


def _first(cells: Sequence[Cell]) -> int:
    return cells[0].start if cells else -1


def _clean_place(statement: Statement, cell: Cell) -> tuple[int, int] | None:
    """The clean offsets of a raw cell: from the first to the last token in it."""
    raw_offset = statement.clean.raw_offset
    tokens = [token for token in statement.tokens if cell.start <= raw_offset(token.start) < cell.end]
    return (tokens[0].start, tokens[-1].end) if tokens else None
