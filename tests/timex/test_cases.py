"""What the finder makes of sentences, class by class; the cases are data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.timex import Reference, Timex, TimexFinder

CASES = Path(__file__).parents[1] / "cases" / "dates"
CLASSES = {path.stem: load_yaml(path) for path in sorted(CASES.glob("*.yaml")) if "known-failures" not in path.name}
MATCHES = [(name, case) for name, cases in CLASSES.items() for case in cases["match"]]
REJECTS = [(name, text) for name, cases in CLASSES.items() for text in cases["reject"]]


def find(finder: TimexFinder, case: dict[str, Any]) -> list[Timex]:
    reference = Reference.of(case["reference"]) if "reference" in case else None
    return finder.find(case["text"], reference, context_year=case.get("context_year"))


def shown(timex: Timex, key: str) -> object:
    value = getattr(timex, key)
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("name", "case"), MATCHES, ids=[f"{name}: {case['text']}" for name, case in MATCHES])
def test_expressions_are_normalised(finder: TimexFinder, name: str, case: dict[str, Any]) -> None:
    found = find(finder, case)
    assert [timex.text for timex in found] == list(case["find"])
    for timex, wanted in zip(found, case["find"].values(), strict=True):
        fields = wanted if isinstance(wanted, dict) else {"value": wanted}
        assert {key: shown(timex, key) for key in fields} == fields
        assert case["text"][timex.start : timex.end] == timex.text


@pytest.mark.parametrize(("name", "text"), REJECTS, ids=[f"{name}: {text}" for name, text in REJECTS])
def test_what_is_no_time_is_left_alone(finder: TimexFinder, name: str, text: str) -> None:
    assert finder.find(text, Reference.of("2019-11-05")) == []


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_has_enough_cases_both_ways(name: str) -> None:
    assert len(CLASSES[name]["match"]) >= 8
    assert len(CLASSES[name]["reject"]) >= 8
