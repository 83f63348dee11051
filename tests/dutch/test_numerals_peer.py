"""Cases that other projects wrote for their own recognisers."""

import json
from pathlib import Path

import pytest
import yaml

from imvo_extract.dutch.numerals import find_numerals

CASES = Path(__file__).parents[1] / "cases/counts/peer-known-failures.yaml"


def is_right(case):
    """Whether the numerals of a case are those that it expects, by place, kind and value."""
    found = find_numerals(case["input"], lenient=True)
    wanted = case["expected"]
    if not wanted:
        # The peer has a recogniser for numbers and one for ordinals: what is none for the one may be one for the other.
        ordinals = case["case"].startswith("OrdinalModel")
        return not any((numeral.kind == "ordinal") == ordinals for numeral in found)
    return len(found) == len(wanted) and all(
        numeral.start < want["end"]
        and want["start"] < numeral.end
        and (numeral.kind == "ordinal") == (want["type"] == "ordinal")
        and numeral.value == pytest.approx(want["num"], rel=1e-9)
        for numeral, want in zip(found, wanted, strict=True)
    )


@pytest.fixture(scope="module")
def cases(shared):
    lines = (shared / "peer/numbers-dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_exactly_the_known_cases_fail(cases):
    known = yaml.safe_load(CASES.read_text(encoding="utf-8")) or {}
    assert {case["case"] for case in cases if not is_right(case)} == set(known)


def test_nearly_all_are_right(cases):
    assert sum(map(is_right, cases)) / len(cases) >= 0.97
