"""Laws of number words, on words made by another library."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from imvo_extract.dutch.numerals import (
    default_scanner,
    find_numerals,
    format_cardinal,
    parse_cardinal,
    parse_ordinal,
)

NUMBERS = st.integers(min_value=0, max_value=10_000_000)


def plain(text):
    """Without accents, trema and spaces: what spellings differ in."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and not letter.isspace())


@given(NUMBERS)
def test_the_words_of_a_number_say_it(number):
    assert parse_cardinal(num2words(number, lang="nl")) == number


@given(NUMBERS)
def test_with_and_without_accents(number):
    words = num2words(number, lang="nl")
    assert parse_cardinal(plain(words)) == number
    assert parse_cardinal(unicodedata.normalize("NFD", words)) == number
    assert parse_cardinal(words.upper()) == number


@given(NUMBERS, st.sampled_from([" ", "-"]))
def test_with_spaces_or_hyphens_between_the_parts(number, mark):
    words = num2words(number, lang="nl")
    for part in ("honderd", "duizend"):
        words = words.replace(part, f"{mark}{part}{mark}")
    words = words.strip(mark).replace(mark * 2, mark).replace(f" {mark}", " ").replace(f"{mark} ", " ")
    assert parse_cardinal(words) == number


@given(NUMBERS)
def test_the_words_of_an_ordinal_say_it(number):
    assert parse_ordinal(num2words(number, lang="nl", to="ordinal")) == number


@given(st.integers(min_value=-(10**24) + 1, max_value=10**24 - 1))
def test_what_is_written_is_read(number):
    words = format_cardinal(number)
    assert parse_cardinal(words) == number
    assert format_cardinal(parse_cardinal(words)) == words


@given(NUMBERS)
def test_written_as_the_other_library_writes(number):
    assert plain(format_cardinal(number)) == plain(num2words(number, lang="nl"))


@given(st.integers(min_value=2, max_value=10_000_000))
def test_found_whole_in_a_sentence(number):
    words = format_cardinal(number)
    (numeral,) = find_numerals(f"Wij telden {words} stenen.")
    assert (numeral.text, numeral.value) == (words, number)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_dutch_grouping(number):
    (numeral,) = find_numerals(f"Wij telden {number:,} stenen.".replace(",", "."))
    assert numeral.value == number


SCRAPS = st.sampled_from([
    "een", "één", "twee", "derde", "half", "en", "op de", "van de", "tot", "miljoen", "honderd", "%", "€",
    "procent", "-", "/", ",", ".", "12", "3,5", "1.000", "2019", "komma", "min", "tal", "½", "k", "m",
    "\u0130", "\u00b2", "\u0663",
])  # fmt: skip


@given(st.lists(SCRAPS, max_size=12).map(" ".join) | st.lists(SCRAPS, max_size=8).map("".join) | st.text())
def test_no_input_crashes_it(text):
    for lenient in (False, True):
        found = default_scanner().find(text, lenient=lenient)
        assert all(0 <= n.outer_start <= n.start < n.end <= n.outer_end <= len(text) for n in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
    parse_cardinal(text)
    parse_ordinal(text)
