"""Quantities in one statement, and numbers that count nothing."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.mentions.quantities import QuantityFinder

from .quantity_statements import finder, rules, statement

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/counts/quantities.yaml").read_text(encoding="utf-8"))
ROWS = [pytest.param(case, id=f"{group}: {case['text']}") for group, cases in CASES.items() for case in cases]


def spans(text, quotes):
    return [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]


@pytest.mark.parametrize("case", ROWS)
def test_quantities(case):
    it = statement(case["text"])
    quantities, claims = finder().read(it, spans(it.text, case.get("blocked", ())))
    wanted = case.get("counts") or {}
    found = {it.text[q.start : q.end]: q for q in quantities}
    assert list(found) == list(wanted)
    for number, fields in wanted.items():
        quantity = found[number]
        said = {field: getattr(quantity, field) for field in fields if field != "phrase"}
        if "phrase" in fields:
            said["phrase"] = it.text[quantity.phrase_start : quantity.phrase_end]
        assert said == fields
    asked = case.get("claims") or {}
    told = {it.text[c.start : c.end]: c.rule for c in claims if c.rule != "ordinal" or "ordinal" in asked.values()}
    assert told == asked


def test_the_unit_stands_where_it_says():
    it = statement("Er zijn 11 van de in Ghana opererende inkopers en 40% van de oogst.")
    for quantity in finder().read(it).quantities:
        if quantity.unit_start is not None:
            assert it.text[quantity.unit_start : quantity.unit_end] == quantity.unit


def test_every_rule_of_claims_keeps_its_examples():
    counts, _ = rules()
    for rule in counts.claims:
        for example in rule.examples.reject:
            fired = {claim.rule for part in example.split("\n") for claim in finder().read(statement(part)).claims}
            assert rule.id not in fired, (rule.id, example)
        for example in rule.examples.match:
            fired = {claim.rule for part in example.text.split("\n") for claim in finder().read(statement(part)).claims}
            assert rule.id in fired, (rule.id, example.text)


def test_a_form_without_a_rule_is_not_found():
    counts, numerals = rules()
    without = counts.model_copy(update={"counts": tuple(rule for rule in counts.counts if rule.form != "money")})
    it = statement("Er is € 5 voor 3 telers.")
    assert [q.unit for q in QuantityFinder(without, numerals).read(it).quantities] == ["telers"]


def test_number_words():
    assert finder().is_number_word("twaalf")
    assert finder().is_number_word("Miljoen")
    assert not finder().is_number_word("een")
    assert not finder().is_number_word("tweede")
    assert not finder().is_number_word("teler")


SCRAPS = st.sampled_from([
    "12", "3,5", "een", "één", "twee", "van de", "van", "telers", "aangesloten", "grote", "en", "of", "naar",
    "tot", "%", "€", "procent", "miljoen", "(", ")", ",", ".", ";", "artikel", "ruim", "meer dan", "-",
    "in Ghana opererende", "de helft", "derde", "op de", "waarvan", "aantal", "2019", "06", "1234 AB", "uur",
])  # fmt: skip


@given(st.lists(SCRAPS, max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_statement_can_be_read(text):
    it = statement(text)
    quantities, claims = finder().read(it)
    for mention in (*quantities, *claims):
        assert 0 <= mention.start < mention.end <= len(it.text)
    assert all(a.end <= b.start for a, b in pairwise(quantities))
