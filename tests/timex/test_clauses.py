"""When a clause plays."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.timex import TimexFinder
from imvo_extract.timex.finder import default_finder

TENSES = load_yaml(Path(__file__).parents[1] / "cases" / "dates" / "documents" / "tenses.yaml")
CASES = [(tense, text) for tense, texts in TENSES.items() for text in texts]


@pytest.mark.parametrize(("tense", "text"), CASES, ids=[text for _, text in CASES])
def test_tense(finder: TimexFinder, tense: str, text: str) -> None:
    at = text.index("[")
    plain = text.replace("[", "").replace("]", "")
    found = finder.clauses.read(plain).tense_at(at)
    assert found == (None if tense == "none" else tense)


@given(text=st.text(alphabet="abc dewrt,.;:en is was die\n", max_size=80))
def test_clauses_cover_the_text_without_gaps(text: str) -> None:
    clauses = default_finder().clauses.read(text).items
    assert clauses[0].start == 0
    assert clauses[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(clauses))
