"""The status of an event, from tense, modals, words and dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from imvo_extract.dutch.verbs import Tense
from imvo_extract.mentions.segments import MAIN, PURPOSE, RELATIVE_CLAUSE, Clause
from imvo_extract.mentions.status import Evidence, StatusJudge, Words, when
from imvo_extract.mentions.wordclasses import AuxiliaryForm
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.events import EventRules

RULES = Path(__file__).parents[2] / "rules"


class Days(NamedTuple):
    earliest: date | None
    latest: date | None


REFERENCE = Days(date(2021, 6, 1), date(2021, 6, 30))


@pytest.fixture(scope="module")
def judge() -> StatusJudge:
    return StatusJudge(load_model(RULES / "events.yaml", EventRules).signals)


def evidence(tense: Tense | None, *auxiliaries: str, words: str = "", kind: str = MAIN, **other: object) -> Evidence:
    forms = [AuxiliaryForm(*auxiliary.split(".")) for auxiliary in auxiliaries]
    each = words.split()
    fields = {
        "te": False, "when": None, "since": False, "is_set": False, "durative": False, "punctual": False,
        "resultative": False, "intended": False, "fragment": False, "aimed": False,
    }  # fmt: skip
    return Evidence(
        clause=Clause(kind), auxiliaries=forms, tense=tense, words=Words(each),
        **{**fields, **other},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (evidence(Tense.PARTICIPLE), "completed"),
        (evidence(Tense.PARTICIPLE, "have.present"), "completed"),
        (evidence(Tense.PARTICIPLE, "become.past"), "completed"),
        (evidence(Tense.PARTICIPLE, "become.present"), "ongoing"),
        (evidence(Tense.PARTICIPLE, "become.present", when="future"), "planned"),
        (evidence(Tense.PARTICIPLE, "become.present", punctual=True), "planned"),
        (evidence(Tense.PRESENT, punctual=True, since=True), "ongoing"),
        (evidence(Tense.PRESENT, resultative=True, since=True), "completed"),
        (evidence(Tense.PRESENT, resultative=True, since=True, when="future"), "planned"),
        (evidence(Tense.INFINITIVE, "will.past", when="past"), None),
        (evidence(Tense.INFINITIVE, "will.past", when="future"), "planned"),
        (evidence(Tense.PARTICIPLE, "become.present", is_set=True), "recurring"),
        (evidence(Tense.PARTICIPLE, "will.present"), "planned"),
        (evidence(Tense.PARTICIPLE, "can.present"), None),
        (evidence(Tense.PARTICIPLE, "must.present", when="future"), "planned"),
        (evidence(Tense.PAST), "completed"),
        (evidence(Tense.PRESENT), "ongoing"),
        (evidence(Tense.PRESENT, when="future"), "planned"),
        (evidence(Tense.PRESENT, when="past"), "completed"),
        (evidence(Tense.PRESENT, since=True, when="past"), "ongoing"),
        (evidence(Tense.PRESENT, words="zij publiceren jaarlijks"), "recurring"),
        (evidence(Tense.PRESENT, words="naar verwachting verschijnt het"), "planned"),
        (evidence(Tense.PRESENT, kind=RELATIVE_CLAUSE), None),
        (evidence(Tense.INFINITIVE, "will.present"), "planned"),
        (evidence(Tense.INFINITIVE, "go.present"), "planned"),
        (evidence(Tense.INFINITIVE, "have.present", "let.present"), "completed"),
        (evidence(Tense.INFINITIVE, te=True), None),
        (evidence(Tense.INFINITIVE, kind=PURPOSE), None),
        (evidence(Tense.FIRST_PERSON), "completed"),
        (evidence(None, when="past"), "completed"),
        (evidence(None, when="future"), "planned"),
        (evidence(None, durative=True), "ongoing"),
    ],
)
def test_status(judge: StatusJudge, given: Evidence, status: str | None) -> None:
    found = judge.judge(given)
    assert found.status == status
    assert found.reason


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([Days(date(2020, 1, 1), date(2020, 12, 31))], "past"),
        ([Days(date(2021, 1, 1), date(2021, 12, 31))], "present"),
        ([Days(date(2021, 7, 1), date(2021, 7, 31))], "future"),
        ([Days(date(2020, 1, 1), date(2020, 1, 1)), Days(date(2022, 1, 1), date(2022, 1, 1))], "future"),
        ([Days(None, None)], None),
    ],
)
def test_when(days: list[Days], expected: str | None) -> None:
    assert when(days, REFERENCE) == expected
    assert when(days, None) is None
