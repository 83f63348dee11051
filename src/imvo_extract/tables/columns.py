"""Columns from the models: their names, types, units, standards and descriptions are those of the fields.

The names are the paths in the JSON, joined by ``_``: ``section.start`` is ``section_start``. A span is three columns:
``quote`` (its text), ``start`` and ``end``. Lists are tables of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from imvo_extract.records.span import Span

from .model import Column, ColumnType


def columns_of(
    model: type[BaseModel],
    *,
    at: Callable[[Any], Any] | None = None,
    prefix: str = "",
    about: str = "",
    optional: bool = False,
) -> dict[str, Column]:
    """The columns of a model's fields, nested models flattened and lists left out, by their path in the JSON.

    :param at: where in a row's subject the model is; the subject itself without it.
    :param prefix: put before every name.
    :param about: put before every description.
    :param optional: ``at`` may give None, and the columns are null then.
    """
    schema = model.model_json_schema()
    flat = _Flattener(schema.get("$defs", {}), at or (lambda subject: subject))
    return dict(flat.columns(schema, (), prefix, nullable=optional, about=about))


class _Flattener:
    def __init__(self, definitions: Mapping[str, Any], at: Callable[[Any], Any]) -> None:
        self._definitions = definitions
        self._at = at

    def columns(
        self, schema: Mapping[str, Any], path: tuple[str, ...], prefix: str, *, nullable: bool, about: str
    ) -> Iterator[tuple[str, Column]]:
        for name, shown, said in _fields(schema):
            here = (*path, name)
            shapes = [shape for shape in said.get("anyOf", [said]) if shape.get("type") != "null"]
            null = nullable or len(shapes) < len(said.get("anyOf", [said]))
            nested = self._definitions.get(shapes[0].get("$ref", "").rpartition("/")[2])
            # pydantic leaves out a field's description that is its model's own.
            description = _joined(about, said["description"] if nested is None else {**nested, **said}["description"])
            if nested is not None:
                start = prefix if name == "span" else f"{prefix}{name}_"
                yield from self.columns(nested, here, start, nullable=null, about=description)
            elif shapes[0].get("type") != "array":
                facts = {**shapes[0], **said}
                yield (
                    ".".join(here),
                    Column(
                        name=prefix + shown,
                        type=_type(shapes),
                        description=description,
                        required=not null,
                        read=_reader(self._at, here),
                        unit=facts.get("unit"),
                        standard=facts.get("standard"),
                        values=tuple(facts.get("enum", [facts["const"]] if "const" in facts else [])),
                    ),
                )


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The fields of a model, as (name, what the column is called, what the schema says of it)."""
    fields = dict(schema["properties"])
    if schema["title"] == Span.__name__:
        yield "text", "quote", fields.pop("text")
    for name, said in fields.items():
        yield name, name, said


def _type(shapes: list[dict[str, Any]]) -> ColumnType:
    kinds = {shape["type"] for shape in shapes}
    if kinds <= {"integer", "number"}:
        return "number" if "number" in kinds else "integer"
    return "date" if shapes[0].get("format") == "date" else "string"


def _joined(about: str, description: str) -> str:
    """What a nested field is, after what it is nested in: "The section: offset of its first character."."""
    if not about:
        return description
    first, rest = description[0], description[1:]
    # What is said of the whole after a semicolon (that it may be null) is not said of each part again.
    whole = about.partition(";")[0].rstrip(".")
    return f"{whole}: {first.lower() if rest[:1].islower() else first}{rest}"


def _reader(at: Callable[[Any], Any], path: tuple[str, ...]) -> Callable[[Any], Any]:
    steps = [attrgetter(name) for name in path]

    def read(subject: Any) -> Any:
        value = at(subject)
        for step in steps:
            if value is None:
                return None
            value = step(value)
        return value

    return read
