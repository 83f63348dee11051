"""What all rules have in common: an id, a priority, and examples that are run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from .errors import RuleError
from .yamlfile import line_of, load_yaml


class Strict(BaseModel):
    """A frozen model that knows all its keys: a misspelt one is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MatchExample(Strict):
    """A text in which the rule must find something; ``record`` gives fields that one found record must have."""

    text: str
    record: dict[str, Any] = Field(default_factory=dict)
    reference_date: str | None = None


class Examples(Strict):
    """Texts in which the rule must, and texts in which it must not, find anything."""

    match: tuple[MatchExample, ...] = Field(min_length=1)
    reject: tuple[str, ...] = Field(min_length=1)

    @field_validator("match", mode="before")
    @classmethod
    def _bare_text(cls, value: Any) -> Any:
        if isinstance(value, list):
            return [{"text": item} if isinstance(item, str) else item for item in value]
        return value


class Rule(Strict):
    """One way in which the language says a thing. Of two that overlap, the higher ``priority`` wins."""

    id: str = Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")
    description: str = ""
    priority: int = 50
    examples: Examples


# What pydantic says in words of Python, in those of YAML.
_IN_YAML = {
    "tuple_type": "must be a list (lines that begin with a hyphen)",
    "dict_type": "must be a mapping (key: value)",
    "model_type": "must be a mapping (key: value)",
    "string_type": "must be text",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "bool_parsing": "must be true or false",
}

Model = TypeVar("Model", bound=Strict)


def load_model(path: Path, model: type[Model]) -> Model:
    """A rule file as the model that describes it.

    :raises RuleError: no usable YAML, an unknown or missing key, a wrong value, or a rule id that is given twice; with
        the file, the rule and the line.
    """
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise RuleError(path.name, "is empty, or no mapping of keys to values", line=1)
    _refuse_duplicate_ids(path, data)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key also leaves the right one missing; the misspelling is what helps.
        found = error.errors(include_url=False)
        first = next((item for item in found if item["type"] == "extra_forbidden"), found[0])
        where = [step for step in first["loc"] if isinstance(step, (str, int))]
        raise RuleError(
            path.name, _sentence(first, where), rule=_rule_at(data, where), line=line_of(path, where)
        ) from error


def _sentence(error: Any, where: Sequence[str | int]) -> str:
    key = where[-1] if where else ""
    if error["type"] == "extra_forbidden":
        return f'unknown key "{key}"'
    if error["type"] == "missing":
        return f'the key "{key}" is missing'
    message = in_words(error)
    return f"{'.'.join(map(str, where))}: {message}" if where else message


def in_words(error: Any) -> str:
    """What is wrong with a value, in the words of who writes YAML; ``error`` is one of pydantic's."""
    return _IN_YAML.get(error["type"]) or str(error["msg"]).removeprefix("Value error, ")


def _rule_at(data: Any, where: Sequence[str | int]) -> str | None:
    """The id of the innermost rule (a mapping with an id) on the way to ``where``."""
    found = None
    for step in where:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            found = data["id"]
    return found


def _refuse_duplicate_ids(path: Path, data: dict[str, Any]) -> None:
    seen: set[str] = set()
    for section, items in data.items():
        if not isinstance(items, list):
            continue
        for index, item in enumerate(items):
            ident = item.get("id") if isinstance(item, dict) else None
            if not isinstance(ident, str):
                continue
            if ident in seen:
                raise RuleError(
                    path.name, "this id is given twice", rule=ident, line=line_of(path, [section, index, "id"])
                )
            seen.add(ident)
