"""One decision of a reviewer, and which values of a record are a reviewer's to change."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import Field, TypeAdapter, ValidationError, ValidationInfo, field_validator, model_validator

from imvo_extract.records.models import Count, Covenant, Date, Event, Party, Record, TimexType
from imvo_extract.rulebook.base import Strict, in_words
from imvo_extract.timex.values import read_value

RecordKind = Literal["covenants", "parties", "counts", "dates", "events"]
Verdict = Literal["reject", "correct", "keep"]

MODELS: dict[str, type[Record]] = {
    "covenants": Covenant,
    "parties": Party,
    "counts": Count,
    "dates": Date,
    "events": Event,
}
# The values that a reviewer may change. Where a fact stands and which rule found it are not among them.
EDITABLE: dict[str, tuple[str, ...]] = {
    "covenants": ("status",),
    "parties": ("kind", "name", "count", "comparator", "role"),
    "counts": ("value", "unit", "lemma", "comparator", "of"),
    "dates": ("value", "mod"),
    "events": ("type", "status", "object", "ordinal"),
}
# The ties from one record to others of a kind: also a reviewer's to change, by the ids of those others.
TIES: dict[str, dict[str, str]] = {
    "counts": {"as_of": "dates"},
    "events": {"dates": "dates", "participants": "parties", "counts": "counts"},
}


class Decision(Strict):
    """What a reviewer decided about one record. It holds as long as the statement that it rests on is in the text."""

    document: str = Field(description="Id of the document.")
    record: str = Field(description="Id of the record.")
    kind: RecordKind = Field(description="Kind of the record.")
    decision: Verdict = Field(
        description="reject: it is no fact; correct: it has other values; keep: it is one although no rule finds it."
    )
    quote: str = Field(min_length=1, description="The statement that the decision rests on, on one line.")
    mention: str = Field(min_length=1, description="The record's own words, on one line.")
    others: tuple[str, ...] = Field(
        default=(), description="Ids of other records of the kind with the same words in the statement: not meant."
    )
    values: dict[str, Any] = Field(
        default_factory=dict, description="correct: field and value; keep: the whole record."
    )
    by: str = Field(description="Who decided.")
    why: str = Field(default="", description="The reason.")

    @field_validator("quote", "mention", "by", "why")
    @classmethod
    def _on_one_line(cls, value: str) -> str:
        return " ".join(value.split())

    @field_validator("values")
    @classmethod
    def _allowed(cls, values: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        kind, verdict = info.data.get("kind"), info.data.get("decision")
        if kind is not None and verdict == "correct":
            return corrected_values(kind, values)
        if kind is not None and verdict == "keep":
            _check_whole(MODELS[kind], values)
        return values

    @model_validator(mode="after")
    def _says_what(self) -> Decision:
        if self.decision == "reject" and self.values:
            raise ValueError("who rejects a record gives no values")
        if self.decision != "reject" and not self.values:
            raise ValueError("the values are missing")
        return self


def corrected_values(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a correction, each as its field has it (lists as lists).

    :param kind: of the record: "counts", "dates" ...
    :raises ValueError: a field is not a reviewer's to change, or the value is none of that field; one line.
    """
    fields = (*EDITABLE[kind], *TIES.get(kind, ()))
    checked = {}
    for name, value in values.items():
        if name not in fields:
            raise ValueError(f"{name} of {kind} cannot be corrected; these can: {', '.join(fields)}")
        info = MODELS[kind].model_fields[name]
        try:
            adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
            checked[name] = adapter.dump_python(adapter.validate_python(value), mode="json")
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise ValueError(f"{name}: {in_words(first)} (given {value!r})") from error
    if kind == "dates" and "value" in checked:
        _check_date(checked)
    return checked


def _check_date(values: dict[str, Any]) -> None:
    """Refuses a date that is none under any type; the record's own type is known only when it is corrected."""
    failure: ValueError | None = None
    for type_ in get_args(TimexType):
        try:
            read_value(type_, values["value"], values.get("mod"))
        except ValueError as error:
            failure = failure or error
        else:
            return
    assert failure is not None
    raise ValueError(f"value: {failure}")


def _check_whole(model: type[Record], values: dict[str, Any]) -> None:
    """Refuses what is no whole record; its spans are checked when the text is at hand."""
    for name in values:
        if name not in model.model_fields:
            raise ValueError(f"unknown key {name!r} in the record that is kept")
    for name, info in model.model_fields.items():
        if info.is_required() and name not in values:
            raise ValueError(f"the record that is kept lacks its {name!r}")
    for name, keys in (("span", {"start", "end", "text"}), ("sentence", {"start", "end"})):
        place = values[name]
        if not isinstance(place, dict) or set(place) != keys:
            raise ValueError(f"{name} of the record that is kept needs {', '.join(sorted(keys))}")
