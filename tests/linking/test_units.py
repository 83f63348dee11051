"""Units that are left out, and dates at which quantities held."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from imvo_extract.dutch.statements import Statement
from imvo_extract.linking.units import QuantityLinker
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.dates import DateRules
from imvo_extract.rulebook.location import default_rules
from imvo_extract.timex.finder import TimexFinder
from imvo_extract.timex.model import Reference
from mentions.quantity_statements import finder, rules, statement

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/counts/units.yaml").read_text(encoding="utf-8"))
ROWS = [pytest.param(case, id=f"{group}: {case['text']}") for group, cases in CASES.items() for case in cases]


@dataclass
class Item:
    statement: Statement
    timexes: list
    quantities: list


@cache
def timexes():
    return TimexFinder(load_model(default_rules() / "dates.yaml", DateRules))


@cache
def linker():
    return QuantityLinker(*rules())


def read(text):
    """The sentences of ``text``, linked: (number, unit, value of its date) of each quantity."""
    items = []
    for sentence in text.split("|"):
        it = statement(sentence)
        found = timexes().find(it.text, Reference.of("2021-06-18"), words=it.words)
        items.append(Item(it, found, finder().read(it, [(t.start, t.end) for t in found]).quantities))
    said = []
    for item, linked in zip(items, linker().link(items), strict=True):
        for quantity, place in zip(linked.quantities, linked.as_of, strict=True):
            when = items[place[0]].timexes[place[1]].value if place else None
            said.append([item.statement.text[quantity.start : quantity.end], quantity.unit, when])
    return said


@pytest.mark.parametrize("case", ROWS)
def test_units_and_dates(case):
    assert read(case["text"]) == case["counts"]


def test_what_is_linked_keeps_its_number_and_place():
    it = statement("Er zijn 25 velden bezocht, waarvan 6 in Kenia.")
    before = finder().read(it).quantities
    ((linked),) = linker().link([Item(it, [], before)])
    assert [(q.start, q.end, q.value) for q in linked.quantities] == [(q.start, q.end, q.value) for q in before]


def test_the_rule_of_a_unit_that_was_left_out():
    it = statement("Er zijn 25 velden bezocht, waarvan 6 in Kenia.")
    ((linked),) = linker().link([Item(it, [], finder().read(it).quantities)])
    assert [q.rule for q in linked.quantities] == ["counted-noun", "left-out"]


def test_nothing_comes_of_nothing():
    assert linker().link([]) == []
