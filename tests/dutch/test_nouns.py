"""Plurals and their singular."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.dutch.nouns import Singulars
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.counts import CountRules
from imvo_extract.rulebook.location import default_rules

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/counts/nouns.yaml").read_text(encoding="utf-8"))
WORDS = load_model(default_rules() / "counts.yaml", CountRules).words
SINGULARS = Singulars(WORDS.plurals, WORDS.synonyms, WORDS.no_plurals)


@pytest.mark.parametrize(("plural", "singular"), CASES.items())
def test_singular(plural, singular):
    assert SINGULARS.lemma(plural) == singular


def test_a_singular_stays_as_it_is():
    assert SINGULARS.lemma("Proces", False) == "proces"


def test_synonyms_are_declared_and_not_guessed():
    singulars = Singulars({}, {"boer": ["landbouwer"]})
    assert singulars.lemma("landbouwers") == "boer"
    assert singulars.lemma("tuinders") == "tuinder"


@given(st.text(max_size=20))
def test_any_word_has_a_lemma_in_lower_case(word):
    lemma = SINGULARS.lemma(word)
    assert lemma == lemma.lower()
