"""What says a number in running text, and which."""

from pathlib import Path

import pytest
import yaml

from imvo_extract.dutch.numerals import (
    default_scanner,
    find_numerals,
    format_cardinal,
    parse_cardinal,
    parse_ordinal,
)

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/counts/numerals.yaml").read_text(encoding="utf-8"))
ROWS = [pytest.param(case, id=f"{group}: {case['text']}") for group, cases in CASES.items() for case in cases]


@pytest.mark.parametrize("case", ROWS)
def test_numerals_in_text(case):
    found = find_numerals(case["text"])
    said = [[n.text, n.value, n.kind] + ([n.unit] if n.unit else []) for n in found]
    assert said == case["numerals"]
    assert [case["text"][n.start : n.end] for n in found] == [n.text for n in found]
    if "bounds" in case:
        assert [n.bound for n in found] == case["bounds"]


def test_a_part_and_its_whole_keep_their_numbers():
    (ratio,) = find_numerals("In 12 van de 14 landen")
    assert ratio.is_part_of
    assert [part.value for part in ratio.parts] == [12, 14]


def test_the_unit_is_in_the_outer_extent_alone():
    text = "Er is € 250.000 en 3 miljoen euro."
    assert [text[n.outer_start : n.outer_end] for n in find_numerals(text)] == ["€ 250.000", "3 miljoen euro"]


def test_articles_are_told_apart():
    found = default_scanner().find("een teler en een half miljoen")
    assert [(n.text, n.kind) for n in found] == [("een", "article"), ("een half miljoen", "fraction")]


def test_what_is_taken_is_not_looked_at():
    text = "In 2019 duizend telers"
    assert [n.value for n in default_scanner().find(text, skip=[(3, 7)])] == [1000]


def test_a_year_does_not_multiply():
    assert [n.value for n in find_numerals("In 2019 duizend telers")] == [2019, 1000]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("een", 1), ("één", 1), ("nul", 0), ("12.000", 12000), ("3,5 miljoen", 3500000), ("2,33 k", 2330),
        ("een dozijn", 12), ("anderhalf", 1.5), ("min twaalf", -12), ("-20000001", -20000001), (",77", 0.77),
        ("twee triljoen", 2 * 10**18), ("een halve", 0.5), ("1e10", 1e10),
    ],
)  # fmt: skip
def test_parse_cardinal(text, value):
    assert parse_cardinal(text) == value


@pytest.mark.parametrize(
    "text", ["", "teler", "tweede", "12 telers", "tiennul", "3 en 4", "duizendduizend", "en", "tal"]
)
def test_what_is_no_cardinal(text):
    assert parse_cardinal(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("eerste", 1), ("tweede", 2), ("achtste", 8), ("21ste", 21), ("2e", 2), ("duizend eerste", 1001),
     ("zeventien miljoenste", 17000000), ("-312e", -312)],
)  # fmt: skip
def test_parse_ordinal(text, value):
    assert parse_ordinal(text) == value


@pytest.mark.parametrize("text", ["", "twee", "laatste", "de", "ste", "beste"])
def test_what_is_no_ordinal(text):
    assert parse_ordinal(text) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nul"), (1, "één"), (21, "eenentwintig"), (22, "tweeëntwintig"), (33, "drieëndertig"), (101, "honderdeen"),
        (1000, "duizend"), (1012, "duizend twaalf"), (2016, "tweeduizend zestien"), (100000, "honderdduizend"),
        (1000000, "een miljoen"), (2300000, "twee miljoen driehonderdduizend"), (-5, "min vijf"),
    ],
)  # fmt: skip
def test_format_cardinal(number, words):
    assert format_cardinal(number) == words


def test_format_cardinal_refuses_what_has_no_name():
    with pytest.raises(ValueError, match="no words"):
        format_cardinal(10**24)
