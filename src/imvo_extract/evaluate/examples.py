"""The examples of the rules, run: what each rule must find, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from imvo_extract.documents.source import source_from_text
from imvo_extract.extractor import Analysis, Extractor
from imvo_extract.records.extraction import Extraction
from imvo_extract.records.models import Record
from imvo_extract.rulebook.base import Examples, MatchExample
from imvo_extract.rulebook.rulebook import FILES, Rulebook, load_rulebook
from imvo_extract.rulebook.yamlfile import line_of

from .values import value_of


@dataclass(frozen=True, slots=True)
class Exemplified:
    """A rule with its examples; ``where`` leads to it in its file."""

    file: str
    id: str
    examples: Examples
    where: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not come out; ``str(failure)`` is one line with file, line and rule."""

    file: str
    line: int | None
    rule: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f'{place}: rule "{self.rule}": {self.message}'


def rules_with_examples(book: Rulebook) -> Iterator[Exemplified]:
    """Every rule of a rulebook, file by file, in the order of the files."""
    for name in FILES:
        yield from _walk(f"{name}.yaml", getattr(book, name), ())


def _walk(file: str, value: Any, where: tuple[str | int, ...]) -> Iterator[Exemplified]:
    if isinstance(value, BaseModel):
        examples, ident = getattr(value, "examples", None), getattr(value, "id", None)
        if isinstance(examples, Examples) and isinstance(ident, str):
            yield Exemplified(file, ident, examples, where)
            return
        for field in type(value).model_fields:
            yield from _walk(file, getattr(value, field), (*where, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(file, item, (*where, index))


def check_examples(folder: Path | None = None) -> tuple[int, int, list[Failure]]:
    """Runs the examples of all rules in a folder.

    :param folder: the folder of rules; the project's own without one.
    :returns: the number of rules, the number of examples, and the examples that do not come out.
    :raises RuleError: the rules cannot be used.
    """
    book = load_rulebook(folder)
    extractor = Extractor(rules=folder)
    rules = examples = 0
    failures: list[Failure] = []
    for rule in rules_with_examples(book):
        rules += 1
        examples += len(rule.examples.match) + len(rule.examples.reject)
        for where, message in _failures(extractor, rule):
            line = line_of(book.folder / rule.file, [*rule.where, "examples", *where])
            failures.append(Failure(rule.file, line, rule.id, message))
    return rules, examples, failures


def _failures(extractor: Extractor, rule: Exemplified) -> Iterator[tuple[tuple[str | int, ...], str]]:
    name = f"{rule.file}:{rule.id}"
    for index, example in enumerate(rule.examples.match):
        analysis = extractor.analyse(source_from_text(example.text, "example"), reference_date=example.reference_date)
        complaint = _unmatched(analysis, name, example)
        if complaint is not None:
            yield ("match", index), complaint
    for index, text in enumerate(rule.examples.reject):
        analysis = extractor.analyse(source_from_text(text, "example"))
        if name in analysis.fired:
            yield ("reject", index), f"finds something in {text!r}, which it must not"


def _unmatched(analysis: Analysis, name: str, example: MatchExample) -> str | None:
    """Why a match example does not come out, or None if it does."""
    if name not in analysis.fired:
        found = ", ".join(sorted(analysis.fired)) or "none"
        return f"finds nothing in {example.text!r} (rules that do: {found})"
    if not example.record:
        return None
    extraction = analysis.extraction
    records = [record for _, record in extraction.records()]
    # A rule that only decides about a record (a status) is in no record's name: any record may be the one.
    own = [record for record in records if record.rule == name] or records
    if any(_has(extraction, record, example.record) for record in own):
        return None
    shown = "; ".join(str(_shown(extraction, record, example.record)) for record in own)
    return f"finds other values in {example.text!r}: {shown}; expected {example.record}"


def _has(extraction: Extraction, record: Record, fields: dict[str, Any]) -> bool:
    return all(_same(value_of(extraction, record, field), wanted) for field, wanted in fields.items())


def _shown(extraction: Extraction, record: Record, fields: dict[str, Any]) -> dict[str, Any]:
    return {field: value_of(extraction, record, field) for field in fields}


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, list) and not isinstance(wanted, list):
        return wanted in value or (wanted is None and not value)
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        return abs(value - wanted) < 1e-6
    return value == wanted or (value is not None and str(value) == str(wanted))
