"""What the lexicon says of a word: its own entries, and those of the head of a compound."""

from __future__ import annotations

import pytest

from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all
from imvo_extract.mentions.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    phrases = {"a": ["herstart", "gids"], "b": ["start"], "c": ["werkbezoek"]}
    return Lexicon(make_tokenizer(), phrases, {"b": ["start"], "d": ["bezoek", "werkbezoek"], "a": ["gids"]})


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("herstart", ["a", "b"]),  # an entry of its own does not hide the head
        ("doorstart", ["b"]),
        ("werkbezoek", ["c", "d"]),
        ("gids", ["a"]),  # each key once
        ("ngo", []),
    ],
)
def test_a_word_has_its_own_keys_and_those_of_its_head(lexicon: Lexicon, word: str, keys: list[str]) -> None:
    doc, rows = tokenize_all(make_tokenizer(), [word])
    assert [term.key for term in lexicon.find(doc, rows)[0]] == keys
