"""Events found in sentences of every style: tests/cases/events/*.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.dutch.clean import clean
from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all
from imvo_extract.linking.events import EventFinder, EventMention
from imvo_extract.mentions.event_grammar import EventGrammar
from imvo_extract.mentions.lexicon import Lexicon
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.dates import DateRules
from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.timex.finder import TimexFinder
from imvo_extract.timex.model import Reference, Timex

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases" / "events"


class Tools:
    """What finds events in a plain sentence."""

    def __init__(self, rules: Path) -> None:
        grammar = EventGrammar.load(rules)
        self.tokenizer = make_tokenizer()
        self.lexicon = Lexicon(self.tokenizer, grammar.phrases(), grammar.heads())
        self.timexes = TimexFinder(load_model(rules / "dates.yaml", DateRules))
        self.events = EventFinder(grammar)

    def statement(self, text: str, kind: str = "text") -> Statement:
        text = clean(text).text
        doc, rows = tokenize_all(self.tokenizer, [text])
        return Statement(clean(text), len(text), rows[0][1], terms=self.lexicon.find(doc, rows)[0], kind=kind)

    def find(
        self, text: str, reference: str | None, before: str | None = None, kind: str = "text"
    ) -> tuple[list[EventMention], list[Timex]]:
        at = Reference.of(reference) if reference else None
        statement = self.statement(text, kind)
        timexes = self.timexes.find(statement.text, at)
        earlier = self.statement(before) if before else None
        return self.events.find(statement, timexes, (), (), at, earlier), timexes


@cache
def tools() -> Tools:
    return Tools(ROOT / "rules")


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        data = load_yaml(path)
        for case in data["cases"]:
            yield pytest.param(case, data["reference"], id=f"{path.stem}: {case['text'][:60]}")


def fits(found: EventMention, timexes: list[Timex], text: str, want: dict[str, Any]) -> bool:
    start = text.index(want["trigger"])
    if found.end <= start or found.start >= start + len(want["trigger"]):
        return False
    if want.get("optional"):
        return True
    dates = {timexes[index].value for index in found.dates}
    values = {"type": found.type, "status": found.status, "ordinal": found.ordinal, "object": found.object}
    for key, value in values.items():
        if key in want and value not in (want[key] if isinstance(want[key], list) else [want[key]]):
            return False
    if "date" in want and not dates & set(want["date"] if isinstance(want["date"], list) else [want["date"]]):
        return False
    if "dates" in want and dates != set(want["dates"]):
        return False
    return found.negated == want.get("negated", False)


@pytest.mark.parametrize(("case", "reference"), list(cases()))
def test_events_of_a_sentence(case: dict[str, Any], reference: str) -> None:
    found, timexes = tools().find(
        case["text"], str(case.get("reference", reference)), case.get("before"), case.get("kind", "text")
    )
    left = list(found)
    missed = []
    for want in case["events"]:
        hit = next((event for event in left if fits(event, timexes, case["text"], want)), None)
        if hit is not None:
            left.remove(hit)
        elif not want.get("optional"):
            missed.append(want)
    shown = [
        (event.type, event.status, [timexes[i].value for i in event.dates], case["text"][event.start : event.end],
         event.rule, event.negated)
        for event in left
    ]  # fmt: skip
    assert not missed, f"missed {missed}; found besides: {shown}"
    assert not left, f"found too much: {shown}"


WORDS = """
de het een is zijn wordt werd heeft zal die dat waarin en of maar , ; : ( ) . niet geen te om als zich op aan uit
gepubliceerd publiceert opgesteld stelde tekenden onderhandelen start gestart verwacht uitgesteld rapport tweede
jaarrapportage bijeenkomst training project convenant jaarlijks 2019 mei 12 bedrijven volgden door van start gaat
"""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40))
def test_any_words_give_events_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found, timexes = tools().find(text, "2021-06", before=text)
    for event in found:
        assert 0 <= event.start < event.end <= len(text)
        assert all(0 <= index < len(timexes) for index in event.dates)
        if event.object_start is not None and event.object_end is not None:
            assert 0 <= event.object_start < event.object_end <= len(text)
    spans = [(event.start, event.end, event.rule) for event in found]
    assert len(spans) == len(set(spans))


def test_a_line_without_an_end_is_not_read() -> None:
    assert tools().find("Het rapport is gepubliceerd en " * 20_000, "2021-06")[0] == []
