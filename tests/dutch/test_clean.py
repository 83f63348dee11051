"""Clean text leads back to the raw text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.dutch.clean import clean


def words(raw):
    cleaned = clean(raw)
    return {match[0]: raw[slice(*cleaned.raw_span(*match.span()))] for match in re.finditer(r"\S+", cleaned.text)}


def test_white_space_becomes_one_space():
    assert clean("Er\u00a0zijn\n   93 \t merken").text == "Er zijn 93 merken"


def test_a_word_broken_at_a_line_end_is_joined_and_leads_back_to_both_halves():
    assert words("de jaarrap-\n  portage is er")["jaarrapportage"] == "jaarrap-\n  portage"


@pytest.mark.parametrize(
    ("raw", "text"),
    [("het IMVO-\nconvenant", "het IMVO-convenant"), ("de COVID19-\n  crisis", "de COVID19-crisis")],
)
def test_a_hyphen_behind_an_abbreviation_belongs_to_the_word(raw, text):
    assert clean(raw).text == text


def test_the_mark_of_a_footnote_goes_and_a_square_metre_stays():
    assert clean("ondernemingen\u00b9, vermogen.\u00b2 en 5 m\u00b2").text == "ondernemingen, vermogen. en 5 m\u00b2"


def test_a_hanging_hyphen_before_en_stays():
    assert clean("land-\nen tuinbouw").text == "land- en tuinbouw"


def test_quotes_and_hyphens_become_plain():
    assert clean("\u2018ngo\u2019s\u2019 \u201cIMVO\u2011convenant\u201d").text == "'ngo's' \"IMVO-convenant\""


def test_a_letter_with_a_combining_accent_is_one_letter_and_keeps_its_accent_in_the_raw_span():
    assert words("twee cafe\u0301 hier") == {"twee": "twee", "café": "cafe\u0301", "hier": "hier"}


def test_a_piece_of_a_text_has_offsets_into_the_whole():
    raw = "Kop\n\nEr  zijn merken."
    cleaned = clean(raw, 5, len(raw))
    start = cleaned.text.index("merken")
    assert raw[slice(*cleaned.raw_span(start, start + 6))] == "merken"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**Secretariaat:** SER", "Secretariaat: SER"),
        ("__Leden__: 12 *grote* bedrijven*.", "Leden: 12 grote bedrijven."),
        ("3 * 4 is 12, en snake_case_naam blijft", "3 * 4 is 12, en snake_case_naam blijft"),
    ],
)
def test_marks_of_emphasis_go_and_offsets_stay_true(raw, text):
    cleaned = clean(raw)
    assert cleaned.text == text
    for match in re.finditer(r"\w+", text):
        assert raw[slice(*cleaned.raw_span(*match.span()))] == match[0]


@given(st.text(alphabet="ab e\u0301\u0308\u00ad-\n\r\t\u00a0.*_", max_size=80))
def test_every_slice_leads_to_a_stretch_of_the_raw_text_in_order(raw):
    cleaned = clean(raw)
    assert "\n" not in cleaned.text
    assert "  " not in cleaned.text
    previous = 0
    for index in range(len(cleaned.text)):
        start, end = cleaned.raw_span(index, index + 1)
        assert previous <= start < end <= len(raw)
        previous = end


@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=8), min_size=1, max_size=12), st.data())
def test_words_are_found_again_whatever_stands_between_them(found, data):
    gaps = [data.draw(st.sampled_from([" ", "\u00a0", "\n", "  \n ", "\t"])) for _ in found]
    raw = "".join(word + gap for word, gap in zip(found, gaps, strict=True))
    cleaned = clean(raw)
    back = [raw[slice(*cleaned.raw_span(*match.span()))] for match in re.finditer(r"\S+", cleaned.text)]
    assert back == found
