"""The spaCy component, in a pipeline of somebody else."""

import html
import importlib
import re
import tomllib

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import imvo_extract.component  # noqa: F401  # registers the factory where the package is not installed
from imvo_extract import Count, Extraction

TEXT = (
    "Convenant Verantwoord Goud:\n\n • Tien bedrijven hebben in mei 2019 het convenant ondertekend.\n"
    " • Voorzitter is  Pieter\u00a0van der Gaag. Er waren 2802 productielocaties (2016-2019).\n"
)


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("nl")
    nlp.add_pipe("imvo_extract", config={"reference_date": "2019-11"})
    return nlp


def test_the_entry_points_lead_to_the_factories(project):
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    for name, place in declared["project"]["entry-points"]["spacy_factories"].items():
        module, _, function = place.partition(":")
        assert callable(getattr(importlib.import_module(module), function))
        assert Language.has_factory(name)


def test_the_extraction_is_that_of_the_extractor(nlp, extractor):
    doc = nlp(TEXT)
    assert isinstance(doc._.imvo, Extraction)
    assert doc._.imvo == extractor.extract(TEXT, id="doc", reference_date="2019-11")


def test_every_record_has_a_span_that_leads_back_to_it(nlp):
    doc = nlp(TEXT)
    records = [record for _, record in doc._.imvo.records()]
    assert len(records) >= 8
    assert [span._.imvo for span in doc.spans["imvo"]] == records
    for span in doc.spans["imvo"]:
        mention = span._.imvo.span
        assert span.start_char <= mention.start < mention.end <= span.end_char
    assert {span.label_ for span in doc.spans["imvo"]} == {"COVENANT", "PARTY", "COUNT", "DATE", "EVENT"}


def test_a_document_may_have_its_own_reference_date_and_id(nlp):
    doc = nlp.make_doc("Op 7 juni tekenden 12 bedrijven.")
    doc._.reference_date = "2021-09-01"
    doc._.imvo_id = "brief"
    doc = nlp.get_pipe("imvo_extract")(doc)
    assert doc._.imvo.document.id == "brief"
    assert doc._.imvo.dates[0].value == "2021-06-07"


def test_displacy_shows_the_spans(nlp):
    doc = nlp(TEXT)
    page = displacy.render(doc, style="span", options={"spans_key": "imvo"}, jupyter=False, page=True)
    shown = html.unescape(re.sub(r"<[^>]+>", " ", page))
    for word in ("Tien", "bedrijven", "2802", "COVENANT", "PARTY", "COUNT", "DATE", "EVENT"):
        assert word in shown


def test_documents_go_to_disk_and_back(nlp):
    doc = nlp(TEXT)
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back._.imvo == doc._.imvo
    count = next(span for span in back.spans["imvo"] if span.label_ == "COUNT")
    assert isinstance(count._.imvo, Count)


def test_a_stream_of_texts(nlp):
    found = [doc._.imvo for doc in nlp.pipe(["", "In juni 2018 getekend.", TEXT])]
    assert [len(extraction.dates) for extraction in found] == [0, 1, 3]


def test_it_works_beside_the_component_for_dates(nlp):
    both = spacy.blank("nl")
    both.add_pipe("imvo_timex", config={"reference_date": "2019-11"})
    both.add_pipe("imvo_extract", config={"reference_date": "2019-11", "spans_key": "records"})
    doc = both(TEXT)
    assert len(doc.spans["timex"]) == 3
    assert len(doc.spans["records"]) == len(nlp(TEXT).spans["imvo"])


def test_what_the_component_did_not_make_has_no_record(nlp):
    doc = nlp.make_doc(TEXT)
    assert doc._.imvo is None
    assert doc[0:2]._.imvo is None
    assert nlp(TEXT)[0:2]._.imvo is None


def test_a_reference_date_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no date"):
        spacy.blank("nl").add_pipe("imvo_extract", config={"reference_date": "onlangs"})
