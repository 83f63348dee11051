"""The data dictionary, docs/data-dictionary.md: every table and column, from their definitions."""

from __future__ import annotations

from collections.abc import Iterator

from imvo_extract.tables.model import Column, Table
from imvo_extract.tables.tables import tables

from .views import VIEWS

_HEAD = """\
# Data dictionary

<!-- Written by `imvo-extract schema` from the models; not by hand. -->

The tables of `imvo-extract export`, the same in every format. Their shape is version 1.0 (`schema_version`): tables and
columns may be added; one that changes or goes makes it 2.0.

A name is the path in `output/NAME.json` with `_` for the dot: `section.start` is `section_start`. A mention is three
columns: `quote`, its characters; `start`, the offset of the first; `end`, the offset after the last. Offsets count
Unicode code points of the decoded text, from 0, without a byte-order mark, so that in Python
`text[start:end] == quote`. The first column is always the document, and a record's id is unique within its document
and table. `end`, `of` and `check` are words of SQL: quote them there ("end").

A record's `covenant` is that of a row of `covenants`, except where a text only names it in a table of figures.

| type | csv, jsonl | parquet | sqlite | xlsx |
|---|---|---|---|---|
| string | Unicode text | string | TEXT | text |
| integer | number | int64 | INTEGER | number (15 digits) |
| number | number | float64 | REAL | number (15 digits) |
| date | YYYY-MM-DD (ISO 8601-1) | date32 | TEXT, YYYY-MM-DD | date; text before March 1900 |

Null is an empty cell (csv, xlsx), else null. A text in csv has an apostrophe in front where a spreadsheet would run it:
where it begins with `=`, `+`, `-` or `@` (also after white space or quotes), a tab, a line end or an apostrophe, or is
empty. Within a text the same goes after a semicolon, a tab or a line end. `imvo_extract.export.csvfile.unescape` takes
it away again.
"""


def dictionary() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *(line for table in tables() for line in _table(table)), *_views()]) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.description} Key: {_names(table.key)}.\n"
    for key in table.foreign_keys:
        null = ", or null" if key.optional else ""
        yield f"- {_names(key.columns)}: {_names(key.references)} of [{key.table}](#{key.table}){null}"
    if table.foreign_keys:
        yield ""
    yield "| column | type | description | unit | standard |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        kind = column.type if column.required else f"{column.type} or null"
        cells = (f"`{column.name}`", kind, _meaning(column), column.unit or "", column.standard or "")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _meaning(column: Column) -> str:
    values = ", ".join(f"`{value}`" for value in column.values)
    return f"{column.description} One of {values}." if len(column.values) > 1 else column.description


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def _views() -> Iterator[str]:
    yield "## Views\n"
    yield "In the SQLite file only.\n"
    yield "| view | question |"
    yield "|---|---|"
    for view in VIEWS:
        yield f"| `{view.name}` | {view.question} |"
