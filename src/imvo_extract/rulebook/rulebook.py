"""All rule files of a folder, checked, with the hash that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .base import Strict, load_model
from .checks import CheckRules
from .counts import CountRules
from .covenants import CovenantRules
from .dates import DateRules
from .errors import RuleError
from .events import EventRules, VerbRules
from .files import FILES as FILES
from .files import rules_sha256
from .language import LanguageRules
from .location import default_rules
from .numerals import NumeralRules
from .parties import PartyRules

_MODELS: dict[str, type[Strict]] = {
    "checks": CheckRules,
    "counts": CountRules,
    "covenants": CovenantRules,
    "dates": DateRules,
    "events": EventRules,
    "language": LanguageRules,
    "numerals": NumeralRules,
    "parties": PartyRules,
    "verbs": VerbRules,
}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of a folder. ``sha256`` (hexadecimal) is that of all its rule files together."""

    folder: Path
    sha256: str
    checks: CheckRules
    counts: CountRules
    covenants: CovenantRules
    dates: DateRules
    events: EventRules
    language: LanguageRules
    numerals: NumeralRules
    parties: PartyRules
    verbs: VerbRules


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rules in a folder; the project's own without one.

    :raises RuleError: there is no such folder, a file is missing or is none of the rulebook's, or a rule is wrong;
        names the file, the rule and the line.
    """
    folder = folder if folder is not None else default_rules()
    if not folder.is_dir():
        raise RuleError(str(folder), "no such folder of rules")
    unknown = sorted(path.name for path in folder.glob("*.y*ml") if path.stem not in FILES or path.suffix != ".yaml")
    if unknown:
        raise RuleError(unknown[0], f"is no rule file; known are {', '.join(f'{name}.yaml' for name in FILES)}")
    return Rulebook(
        folder=folder,
        sha256=rules_sha256(folder),
        checks=load_model(folder / "checks.yaml", CheckRules),
        counts=load_model(folder / "counts.yaml", CountRules),
        covenants=load_model(folder / "covenants.yaml", CovenantRules),
        dates=load_model(folder / "dates.yaml", DateRules),
        events=load_model(folder / "events.yaml", EventRules),
        language=load_model(folder / "language.yaml", LanguageRules),
        numerals=load_model(folder / "numerals.yaml", NumeralRules),
        parties=load_model(folder / "parties.yaml", PartyRules),
        verbs=load_model(folder / "verbs.yaml", VerbRules),
    )


def rule_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file, for editors that complete and check as one writes.

    :param name: one of ``FILES``.
    """
    schema = _MODELS[name].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.yaml", **schema}


@contextmanager
def located(folder: Path) -> Iterator[None]:
    """Adds the line to what is said of a rule while the rules of a folder are compiled."""
    try:
        yield
    except RuleError as error:
        if error.line is not None or error.rule is None:
            raise
        lines = (folder / error.file).read_text(encoding="utf-8-sig").splitlines()
        named = re.compile(rf"\s*-?\s*id:\s*[\"']?{re.escape(error.rule)}[\"']?\s*(?:#.*)?")
        line = next((number for number, text in enumerate(lines, 1) if named.fullmatch(text)), None)
        raise RuleError(error.file, error.message, rule=error.rule, line=line) from error
