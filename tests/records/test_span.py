"""Spans cannot lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from imvo_extract.records.span import Extent, Span


def test_a_span_is_cut_from_its_text():
    span = Span.cut("Er zijn 93\u00a0merken", 8, 17)
    assert (span.start, span.end, span.text) == (8, 17, "93\u00a0merken")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_no_span_outside_or_without_text(start, end):
    with pytest.raises(ValueError, match="no stretch"):
        Span.cut("tekst", start, end)


def test_a_span_without_its_text_at_hand_cannot_be_made():
    with pytest.raises(ValidationError, match="needs its text"):
        Span(start=0, end=2, text="Er")


def test_a_span_that_is_not_the_texts_own_cannot_be_validated():
    with pytest.raises(ValidationError, match="'Er'"):
        Span.model_validate({"start": 0, "end": 2, "text": "De"}, context={"text": "Er zijn"})


def test_a_span_does_not_change():
    span = Span.cut("tekst", 0, 2)
    with pytest.raises(ValidationError):
        span.start = 1


def test_an_extent_ends_where_it_starts_or_later():
    with pytest.raises(ValidationError, match="before it starts"):
        Extent(start=3, end=2)


@given(st.text(min_size=1, max_size=60), st.data())
def test_every_cut_validates_against_its_own_text_and_no_other(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.cut(text, start, end)
    assert Span.model_validate(span.model_dump(), context={"text": text}) == span
    with pytest.raises(ValidationError):
        Span.model_validate(span.model_dump(), context={"text": "".join(chr(ord(char) ^ 1) for char in text)})
