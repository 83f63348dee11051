"""Statements for the tests of quantities, made as the extractor makes them."""

from functools import cache

from imvo_extract.dutch.clean import clean
from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all
from imvo_extract.mentions.quantities import QuantityFinder
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.counts import CountRules
from imvo_extract.rulebook.location import default_rules
from imvo_extract.rulebook.numerals import NumeralRules


@cache
def rules():
    """rules/counts.yaml and rules/numerals.yaml."""
    folder = default_rules()
    return load_model(folder / "counts.yaml", CountRules), load_model(folder / "numerals.yaml", NumeralRules)


@cache
def finder():
    return QuantityFinder(*rules())


@cache
def _tokenizer():
    return make_tokenizer()


def statement(text):
    """One statement of ``text``."""
    cleaned = clean(text)
    _, ((_, tokens),) = tokenize_all(_tokenizer(), [cleaned.text])
    return Statement(cleaned, len(text), tokens)
