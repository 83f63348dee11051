"""Every rule's own examples, and what is said of a rule file that cannot be used."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from imvo_extract.rulebook.base import MatchExample, load_model
from imvo_extract.rulebook.dates import DateRule, DateRules, Exclusion
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.location import default_rules
from imvo_extract.timex import Reference, Timex, TimexFinder
from imvo_extract.timex.finder import default_finder

RULES = load_model(default_rules() / "dates.yaml", DateRules)
ALL = (*RULES.expressions, *RULES.completions, *RULES.compositions, *RULES.links)
EXAMPLES = [(rule, example) for rule in ALL for example in rule.examples.match]
COUNTER = [(rule, text) for rule in ALL for text in rule.examples.reject]
NEVER = [(rule, text) for rule in RULES.exclusions for text in rule.examples]


def fits(timex: Timex, rule: DateRule, record: dict[str, Any]) -> bool:
    def shown(key: str) -> object:
        value = getattr(timex, key)
        return value.isoformat() if isinstance(value, date) else value

    return timex.rule == rule.id and all(shown(key) == value for key, value in record.items())


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.id}: {e.text}" for rule, e in EXAMPLES])
def test_a_rule_finds_its_examples(finder: TimexFinder, rule: DateRule, example: MatchExample) -> None:
    reference = Reference.of(example.reference_date) if example.reference_date else None
    found = finder.find(example.text, reference)
    assert any(fits(timex, rule, example.record) for timex in found), found


@pytest.mark.parametrize(("rule", "text"), COUNTER, ids=[f"{rule.id}: {text}" for rule, text in COUNTER])
def test_a_rule_leaves_its_counterexamples_alone(finder: TimexFinder, rule: DateRule, text: str) -> None:
    assert [timex for timex in finder.find(text, Reference.of("2020-05-04")) if timex.rule == rule.id] == []


@pytest.mark.parametrize(("rule", "text"), NEVER, ids=[f"{rule.id}: {text}" for rule, text in NEVER])
def test_an_exclusion_leaves_nothing(finder: TimexFinder, rule: Exclusion, text: str) -> None:
    assert finder.find(text, Reference.of("2020-05-04")) == []


@pytest.mark.parametrize("rule", ALL, ids=[rule.id for rule in ALL])
def test_a_rule_has_three_examples_and_two_counterexamples(rule: DateRule) -> None:
    assert len(rule.examples.match) >= 3
    assert len(rule.examples.reject) >= 2


def with_pattern(pattern: str) -> DateRules:
    """The rules with one more pattern in their first rule."""
    first, *others = RULES.expressions
    changed = first.model_copy(update={"patterns": (*first.patterns, pattern)})
    return RULES.model_copy(update={"expressions": (changed, *others)})


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{day} {maand}", 'unknown class "maand"'),
        ("({day} {month}", "brackets do not pair"),
        ("{day}) {month}", "brackets do not pair"),
        ("? {month}", "nothing stands before the question mark"),
        ("({day}|) {month}", "empty"),
        ("{Day} {month}", "cannot be read"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_named(pattern: str, complaint: str) -> None:
    with pytest.raises(RuleError) as caught:
        TimexFinder(with_pattern(pattern))
    assert caught.value.rule == RULES.expressions[0].id
    assert complaint in str(caught.value)


def test_a_word_with_a_space_is_no_entry_of_a_class() -> None:
    words = {**RULES.vocabulary.words, "present": ("op dit moment",)}
    vocabulary = RULES.vocabulary.model_copy(update={"words": words})
    with pytest.raises(RuleError, match="more than one word"):
        TimexFinder(RULES.model_copy(update={"vocabulary": vocabulary}))


def test_a_new_pattern_works_without_python() -> None:
    finder = TimexFinder(with_pattern("[{day} dagen in {month} {year}]"))
    assert [timex.value for timex in finder.find("Het was 4 dagen in mei 2020.", None)] == ["2020-05-04"]


def test_the_finder_of_the_project_is_made_once() -> None:
    assert default_finder() is default_finder()
