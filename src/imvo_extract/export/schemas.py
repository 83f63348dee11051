"""JSON Schema (2020-12) of an extraction, and of a row of each table as the jsonl files have it."""

from __future__ import annotations

from typing import Any

from imvo_extract.records.extraction import Extraction
from imvo_extract.tables.model import Column, Table

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def extraction_schema() -> dict[str, Any]:
    """The schema of output/NAME.json. Earlier minor versions of the shape keep it too."""
    return {"$schema": _DIALECT, **Extraction.model_json_schema()}


def row_schema(table: Table) -> dict[str, Any]:
    """The schema of a row: an object with every column, null where there is nothing."""
    return {
        "$schema": _DIALECT,
        "title": table.name,
        "description": table.description,
        "type": "object",
        "properties": {column.name: _property(column) for column in table.columns},
        "required": list(table.header),
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    kind = "string" if column.type == "date" else column.type
    null: list[None] = [] if column.required else [None]
    return {
        "type": kind if column.required else [kind, "null"],
        **({"format": "date"} if column.type == "date" else {}),
        **({"enum": [*column.values, *null]} if column.values else {}),
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"standard": column.standard} if column.standard else {}),
    }
