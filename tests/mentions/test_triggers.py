"""Clauses, readings of verb forms, and what triggers a rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from imvo_extract.dutch.clean import clean
from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all
from imvo_extract.linking.events import EventFinder
from imvo_extract.mentions.event_grammar import EventGrammar
from imvo_extract.mentions.lexicon import Lexicon
from imvo_extract.mentions.predicates import Reader
from imvo_extract.mentions.reading import Reading
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.events import EventRules

RULES = Path(__file__).parents[2] / "rules"


def statement(grammar: EventGrammar, text: str) -> Statement:
    tokenizer = make_tokenizer()
    lexicon = Lexicon(tokenizer, grammar.phrases(), grammar.heads())
    doc, rows = tokenize_all(tokenizer, [text])
    return Statement(clean(text), len(text), rows[0][1], terms=lexicon.find(doc, rows)[0])


@cache
def grammar() -> EventGrammar:
    return EventGrammar.load(RULES)


def read(text: str) -> Reading:
    return Reader(grammar()).read(statement(grammar(), text), (), ())


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Aan de peiling, die in mei is gehouden, deden 75 telers mee.", ["Aan de peiling deden 75 telers mee .",
                                                                         "die in mei is gehouden"]),
        ("De gids is opgesteld en gepubliceerd.", ["De gids is opgesteld", "gepubliceerd ."]),
        ("De gids voor telers en kwekers is verschenen.", ["De gids voor telers kwekers is verschenen ."]),
        ("Er is een gids (over loon) verschenen.", ["Er is een gids verschenen .", "over loon"]),
        ("Het akkoord dat in 2010 is gesloten loopt af.", ["Het akkoord loopt af .", "dat in 2010 is gesloten"]),
        ("De telers tekenden, de veiling niet.", ["De telers tekenden de veiling niet ."]),
    ],
)  # fmt: skip
def test_clauses(text: str, clauses: list[str]) -> None:
    reading = read(text)
    tokens = reading.statement.tokens
    assert [" ".join(tokens[index].text for index in clause.indices) for clause in reading.clauses] == clauses


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("De aangesloten telers publiceren hun cijfers.", ["publiceren"]),
        ("Zij stelden in 2010 samen een gids op.", ["stelden"]),
        ("Zij stelden het bestuur niet teleur.", []),
        ("Bij het opstellen hielp de gemeente.", []),
        ("De start was goed.", []),
        ("Het seizoen start in mei.", ["start"]),
        ("De telers hebben zich aangesloten.", ["aangesloten"]),
        ("De telers zijn aangesloten.", []),
    ],
)
def test_predicates(text: str, predicates: list[str]) -> None:
    reading = read(text)
    words = [reading.statement.tokens[verb.index].text for verb in reading.verbs if not verb.attributive]
    assert words == predicates


def test_losers_are_kept_with_a_reason() -> None:
    finder = EventFinder(grammar())
    kept, lost = finder.explain(statement(grammar(), "De evaluatie is afgerond."), (), (), (), None)
    assert [event.rule for event in kept] == ["assessment.done"]
    assert all(rejected.reason for rejected in lost)
    kept, lost = finder.explain(statement(grammar(), "Telers kunnen gegevens publiceren."), (), (), (), None)
    assert kept == []
    assert [rejected.rule for rejected in lost] == ["events.yaml:publication.verb"]


def test_a_new_verb_is_one_more_infinitive(tmp_path: Path) -> None:
    text = (RULES / "events.yaml").read_text(encoding="utf-8")
    assert "rond|bazuinen" not in text
    changed = text.replace("  publish: [", "  publish: [rond|bazuinen, ", 1)
    (tmp_path / "events.yaml").write_text(changed, encoding="utf-8")
    (tmp_path / "verbs.yaml").write_bytes((RULES / "verbs.yaml").read_bytes())
    enlarged = EventGrammar.load(tmp_path)
    found = EventFinder(enlarged).find(statement(enlarged, "De veiling bazuinde het nieuws rond."), (), (), (), None)
    assert [(event.type, event.status) for event in found] == [("publication", "completed")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    verbs: [sign]\n", "    verbs: [sing]\n", 'no list of verbs "sing"'),
        ("    type: signing\n    verbs: [sign]\n", "    type: singing\n    verbs: [sign]\n", "type"),
        ("  publish: [publiceren", "  publish: [publiceer", "no infinitive"),
        ("    durative: true\n", "    duratif: true\n", 'unknown key "duratif"'),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (RULES / "events.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "events.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=message) as raised:
        load_model(path, EventRules)
    assert str(raised.value).startswith("events.yaml:")
    assert raised.value.file == "events.yaml"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    verbs: [sign]\n", "    verbs: [sing]\n", "signing.verb"),
        ("    objects: [functions]\n", "    objects: [funktions]\n", "withdrawal.office"),
        ("  awaiting: [expect", "  awaiting: [exspect", None),
        ("words: [ondertekening(en)]", "words: [ondertekening(en]", None),
        ("  publish: [publiceren", "  publish: [van op|publiceren", None),
    ],
)
def test_a_rule_that_cannot_be_compiled_is_named(tmp_path: Path, old: str, new: str, rule: str | None) -> None:
    text = (RULES / "events.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "events.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "verbs.yaml").write_bytes((RULES / "verbs.yaml").read_bytes())
    with pytest.raises(RuleError) as raised:
        EventGrammar.load(tmp_path)
    assert (raised.value.file, raised.value.rule) == ("events.yaml", rule)


@pytest.mark.parametrize(
    ("old", "new"),
    [("  prepositions: [", "  propositions: ["), ("  will: {", "  wil: {"), ("  measures: [", "  measure: [")],
)
def test_a_class_of_words_that_is_not_known_is_named(tmp_path: Path, old: str, new: str) -> None:
    text = (RULES / "verbs.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "verbs.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "events.yaml").write_bytes((RULES / "events.yaml").read_bytes())
    with pytest.raises(RuleError) as raised:
        EventFinder(EventGrammar.load(tmp_path))
    assert raised.value.file == "verbs.yaml"
