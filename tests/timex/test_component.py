"""The spaCy component, in a pipeline of somebody else."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

import imvo_extract.timex.component  # noqa: F401  # registers the factory where the package is not installed


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("imvo_timex", config={"reference_date": "2019-11"})
    return nlp


def test_spans_carry_their_timex(nlp: Language) -> None:
    doc = nlp("Op 7 juni is het akkoord getekend; eind 2020 volgt de audit.")
    spans = doc.spans["timex"]
    assert [(span.text, span.label_) for span in spans] == [("7 juni", "DATE"), ("eind 2020", "DATE")]
    assert [span._.timex.value for span in spans] == ["2019-06-07", "2020"]


def test_a_document_may_have_its_own_reference_date(nlp: Language) -> None:
    doc = nlp.make_doc("Op 7 juni is het akkoord getekend.")
    doc._.reference_date = "2021-09-01"
    doc = nlp.get_pipe("imvo_timex")(doc)
    assert doc.spans["timex"][0]._.timex.value == "2021-06-07"


def test_offsets_hold_with_odd_white_space(nlp: Language) -> None:
    text = "  Op\u00a07 juni\n2018 was er  overleg,\tin 2016-2019 ook."
    doc = nlp(text)
    found = doc._.timexes
    assert len(doc.spans["timex"]) == len(found)
    assert [timex.value for timex in found] == ["2018-06-07", "2016", "2019"]
    assert all(text[timex.start : timex.end] == timex.text for timex in found)


def test_the_spans_key_can_be_chosen() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("imvo_timex", config={"spans_key": "times"})
    assert len(nlp("In mei 2020 was er overleg.").spans["times"]) == 1


def test_a_reference_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        spacy.blank("nl").add_pipe("imvo_timex", config={"reference_date": "onlangs"})
