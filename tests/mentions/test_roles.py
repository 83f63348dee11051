"""Parties with their roles in whole statements: the cases are data, in tests/cases/parties."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.mentions.parties import PartyFinder
from imvo_extract.rulebook.errors import RuleError

from .party_cases import cases, finder, quantities, read, read_all, rules, statement

CASES = dict(cases())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_parties_of_a_statement(case):
    text = statement(case["text"]).text
    lead_in = finder().lead_in(statement(case["below"])) if "below" in case else None
    act = read(case["after"]).act if "after" in case else None
    reading = read(case["text"], lead_in=lead_in, act=act)
    found = [party for party in reading.parties if not party.negated]
    denied = [text[party.start : party.end] for party in reading.parties if party.negated]
    expected = [{"count": None, **party} for party in case["parties"]]
    got = [
        {"at": text[party.start : party.end], **{key: getattr(party, key) for key in want if key != "at"}}
        for party, want in zip(found, expected, strict=False)
    ]
    assert [text[party.start : party.end] for party in found] == [party["at"] for party in expected]
    assert got == [{key: party[key] for key in row} for row, party in zip(got, expected, strict=True)]
    assert denied == case.get("denied", [])


def test_every_rule_gives_its_examples():
    """The lead of a rule is its examples; the whole extractor runs them too, with the real numbers and dates."""
    failed = []
    for rule in rules().roles:
        for example in rule.examples.match:
            found = [party for party in read(example.text).parties if party.rule == rule.id and not party.negated]
            if not any(all(getattr(party, key) == value for key, value in example.record.items()) for party in found):
                failed.append((rule.id, example.text))
        failed += [
            (rule.id, text)
            for text in rule.examples.reject
            if any(party.rule == rule.id and not party.negated for party in read(text).parties)
        ]
    assert failed == []


def test_an_abbreviation_means_what_an_earlier_statement_introduced():
    first, second = read_all(["De Vereniging Schone Mode (VSM) tekende.", "Sindsdien voert VSM het secretariaat."])
    assert first.parties[0].abbreviation == "VSM"
    assert (second.parties[0].name, second.parties[0].role) == ("Vereniging Schone Mode", "secretariat")


def test_bullets_below_a_line_with_a_colon_have_its_role():
    lead_in = finder().lead_in(statement("De volgende organisaties hebben het convenant ondertekend:"))
    assert lead_in is not None
    (party,) = read("Hivos", lead_in=lead_in).parties
    assert (party.name, party.role) == ("Hivos", "signatory")
    assert finder().lead_in(statement("De volgende stappen zijn gezet:")) is None


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{subject} {teken}", 'unknown vocabulary class "teken"'),
        ("{subject} (tekent", "brackets do not pair"),
        ("{subject) (tekent}", "brackets do not pair"),
        ("{subject} tekent) (of", "brackets do not pair"),
        ("{Subject} tekent", "no name of a vocabulary class"),
        ("tekent | {subject}", "stands in no brackets"),
        ("...", "the pattern is empty"),
    ],
)
@pytest.mark.parametrize("section", ["roles", "unless", "denials", "exclusions", "list_heads"])
def test_a_bad_pattern_is_refused_when_the_finder_is_made(section, pattern, message):
    whole = rules()
    key = "patterns"
    if section == "unless":
        section, key = "roles", "unless"
    first, *others = getattr(whole, section)
    bad = first.model_copy(update={key: (pattern,)})
    with pytest.raises(RuleError, match=re.escape(message)) as caught:
        PartyFinder(whole.model_copy(update={section: (bad, *others)}))
    assert (caught.value.file, caught.value.rule) == ("parties.yaml", first.id)


def test_an_unknown_class_under_context_is_refused_when_the_finder_is_made():
    first, *others = rules().roles
    bad = first.model_copy(update={"context": ("tekenen",)})
    with pytest.raises(RuleError, match="tekenen") as caught:
        PartyFinder(rules().model_copy(update={"roles": (bad, *others)}))
    assert caught.value.rule == first.id


def test_every_name_is_a_party_or_has_a_reason():
    reading = read("In Bangladesh bezochten Hivos en Jansma fabrieken volgens de OESO-richtlijnen.")
    assert [party.name for party in reading.parties] == ["Hivos"]
    assert {name.text for name in reading.names} == {"Bangladesh", "Jansma", "OESO-richtlijnen"}
    assert all(name.reason for name in reading.names)


def test_a_very_long_statement_takes_time_in_proportion():
    text = "Op de lijst staan FNV, Hivos en 12 banken; " * 1200
    reading = read(text)
    assert len(reading.parties) == 2400
    found = statement(text).text
    assert {found[party.start : party.end] for party in reading.parties} == {"FNV", "Hivos"}


WORDS = (
    "FNV Hivos , en ( ) : ; . niet maar de twee 12 vakbonden banken bedrijven ondertekenden tekenden partij zijn is "
    "aangesloten door met van SER secretariaat voorzitter Jan het convenant samen namens - Vlaamse overheid"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join))
def test_mentions_lie_within_the_text_in_order(text):
    found = statement(text)
    parties = finder().find(found, quantities(found.text, []))
    assert all(0 <= party.start < party.end <= len(found.text) for party in parties)
    assert [party.start for party in parties] == sorted(party.start for party in parties)
