"""Patterns that analysts write."""

import pytest

from imvo_extract.rulebook.template import alternatives, compile_template

CLASSES = {"quarter": alternatives(["eerste", "tweede"]), "year": r"\d{4}", "month": alternatives(["jan", "januari"])}


def found(pattern, text):
    match = compile_template(pattern, CLASSES).search(text)
    return match and match[0]


@pytest.mark.parametrize(
    ("pattern", "text", "match"),
    [
        ("{quarter} kwartaal", "in het Eerste kwartaal van 2020", "Eerste kwartaal"),
        ("{quarter} kwartaal (van|in)? {year}?", "tweede kwartaal 2020", "tweede kwartaal 2020"),
        ("{quarter} kwartaal (van|in)? {year}?", "tweede kwartaal van 2020", "tweede kwartaal van 2020"),
        ("de? {quarter} helft", "eerste helft", "eerste helft"),
        ("de? {quarter} helft", "de eerste helft", "de eerste helft"),
        ("{month}", "januari", "januari"),
        ("{month}", "janken", None),
        ("heeft ... ondertekend", "heeft het convenant ondertekend", "heeft het convenant ondertekend"),
        ("heeft ... ondertekend", "heeft gewacht. Daarna ondertekend", None),
        ("Stb. {year}, {number}", "Stb. 2019, 401", "Stb. 2019, 401"),
        ("(de (eerste|tweede) helft|heel) {year}", "de tweede helft 2019", "de tweede helft 2019"),
        ("C++ {year}", "C++ 2019", "C++ 2019"),
    ],
)
def test_what_a_pattern_matches(pattern, text, match):
    classes = {**CLASSES, "number": r"\d+"}
    result = compile_template(pattern, classes).search(text)
    assert (result and result[0]) == match


def test_captures_carry_the_class_name_and_are_numbered():
    match = compile_template("van {year} tot {year:end} of {year}", CLASSES).search("van 2016 tot 2018 of 2020")
    assert match is not None
    assert match.groupdict() == {"year": "2016", "end": "2018", "year_2": "2020"}


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [("{onbekend}", 'unknown vocabulary class "onbekend"'), ("(a|b", "do not pair"), ("", "empty")],
)
def test_a_bad_pattern_is_told_in_words(pattern, complaint):
    with pytest.raises(ValueError, match=complaint):
        compile_template(pattern, CLASSES)
