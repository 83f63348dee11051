"""Gold annotations: quotes with a [span] in square brackets, and the fields that a record there must have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imvo_extract.errors import UnusableInputError
from imvo_extract.records.extraction import KINDS
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.yamlfile import load_yaml

# The fields that can be annotated, and those that a strict match needs.
KEYS: dict[str, tuple[str, ...]] = {
    "covenants": ("id", "status"),
    "parties": ("kind", "count", "name", "role"),
    "counts": ("value", "unit", "comparator", "as_of"),
    "dates": ("value", "mod"),
    "events": ("type", "status", "date"),
}
STRICT_KEYS: dict[str, tuple[str, ...]] = {
    "covenants": ("id", "status"),
    "parties": ("kind", "count", "name"),
    "counts": ("value", "unit"),
    "dates": ("value",),
    "events": ("type", "status", "date"),
}
_QUOTE = re.compile(r"(.*?)\[(.*?)\](.*)", re.DOTALL)
# A gold file writes plain spaces and quotes for those of the text; one character for one, so offsets hold.
_PLAIN = str.maketrans({"\u00a0": " ", "\u2019": "'", "\u2018": "'"})


class GoldError(UnusableInputError):
    """A gold file that cannot be used; ``str(error)`` is one line."""


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One annotated record: its extent in the text, and the accepted values of each annotated field."""

    quote: str
    start: int
    end: int
    optional: bool
    fields: dict[str, tuple[Any, ...]] = field(default_factory=dict)


def plain(text: str) -> str:
    """``text`` with plain spaces and quotes, of the same length."""
    return text.translate(_PLAIN)


def read_gold(path: Path, text: str) -> dict[str, list[GoldRow]]:
    """The rows of a gold file by kind; rows that the text denies are left out.

    :raises GoldError: the file cannot be read, or a quote does not occur exactly once in the text.
    """
    try:
        content = load_yaml(path)
    except RuleError as error:
        raise GoldError(str(error)) from error
    if not isinstance(content, dict):
        raise GoldError(f"{path.name}: no gold annotation (a mapping of kinds to rows)")
    haystack = plain(text)
    return {
        kind: [_row(path, kind, row, haystack) for row in content.get(kind) or [] if not row.get("negated")]
        for kind in KINDS
    }


def _row(path: Path, kind: str, row: dict[str, Any], haystack: str) -> GoldRow:
    match = _QUOTE.fullmatch(plain(str(row.get("at", ""))))
    if match is None:
        raise GoldError(f"{path.name}: no [span] in {row.get('at')!r}")
    quote = "".join(match.groups())
    occurrences = haystack.count(quote)
    if occurrences != 1:
        raise GoldError(f"{path.name}: the quote occurs {occurrences} times: {row['at']!r}")
    start = haystack.index(quote) + len(match[1])
    fields = {key: tuple(row[key]) if isinstance(row[key], list) else (row[key],) for key in KEYS[kind] if key in row}
    return GoldRow(str(row["at"]), start, start + len(match[2]), bool(row.get("optional")), fields)
