"""Date cases of other projects; the file lies outside the project, and none of it is copied."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.timex import Reference, Timex, TimexFinder

KNOWN = load_yaml(Path(__file__).parents[1] / "cases" / "dates" / "peer-known-failures.yaml")


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[dict[str, Any]]:
    path = shared / "peer" / "dates-dev.jsonl"
    if not path.is_file():
        pytest.skip("the peers' cases are not here")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def find(finder: TimexFinder, case: dict[str, Any]) -> list[Timex]:
    day = case.get("reference_date")
    return finder.find(case["input"], Reference.of(day[:10]) if day else None)


def spellings(timex: Timex) -> Iterator[str | None]:
    yield timex.value
    yield timex.edtf
    if timex.earliest or timex.latest:
        yield f"{timex.earliest or '..'}/{timex.latest or '..'}"
    if timex.earliest == timex.latest:
        yield str(timex.earliest)


def mentions(found: Sequence[Timex]) -> Iterator[tuple[int, int, set[str | None]]]:
    """Each mention by itself, and the two ends of a range as one mention, as the peers annotate it."""
    by_place = {(timex.start, timex.end): timex for timex in found}
    for timex in found:
        yield timex.start, timex.end, set(spellings(timex))
        until = by_place.get(timex.partner) if timex.partner and timex.range == "start" else None
        if until is not None:
            ends = {
                f"{timex.value}/{until.value}",
                f"{timex.earliest}/{until.latest}",
                f"{timex.earliest}/{until.earliest}",
            }
            yield timex.start, until.end, ends


def is_right(found: Sequence[Timex], wanted: dict[str, Any]) -> bool:
    accepted = {*wanted["accept"], *wanted.get("accept_alt", [])}
    return any(
        start < wanted["end"] and end > wanted["start"] and said & accepted for start, end, said in mentions(found)
    )


def test_the_mentions_of_the_peers_are_found(finder: TimexFinder, cases: list[dict[str, Any]]) -> None:
    right = total = 0
    failed: set[str] = set()
    for case in cases:
        found = find(finder, case)
        for wanted in case["expected"]:
            good = is_right(found, wanted)
            right, total = right + good, total + 1
            if not good:
                failed.add(case["case"])
    print(f"peers: {right} of {total} mentions right ({right / total:.1%})")
    assert failed == set(KNOWN)
    assert right / total >= 0.95


def test_what_the_peers_leave_alone_is_left_alone(finder: TimexFinder, cases: list[dict[str, Any]]) -> None:
    negatives = [case for case in cases if case["negative"]]
    alarms = [case["input"] for case in negatives if find(finder, case)]
    print(f"peers: {len(alarms)} false alarms on {len(negatives)} negatives")
    assert len(alarms) <= 0.03 * len(negatives), alarms
