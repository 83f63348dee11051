"""A spaCy pipeline component that extracts a document's records.

``nlp.add_pipe("imvo_extract", config={"reference_date": "2019-11"})`` puts an extraction on ``doc._.imvo`` and a span
for each record into ``doc.spans["imvo"]``, which displaCy shows with ``style="span"``. A span's label is the kind of
its record (COVENANT, PARTY, COUNT, DATE, EVENT), its ``id_`` the record's, and ``span._.imvo`` the record itself. A
document's own reference date, and the id of its extraction, may be set as ``doc._.reference_date`` and
``doc._.imvo_id`` before the component runs.

The extraction is kept in the document as JSON, so that documents go to disk and between processes as they always do.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from .extractor import Extractor
from .records.extraction import Extraction, load_extraction
from .records.models import Record
from .timex.model import Reference

SPANS_KEY = "imvo"
LABELS = {"covenants": "COVENANT", "parties": "PARTY", "counts": "COUNT", "dates": "DATE", "events": "EVENT"}
_KINDS = {label: kind for kind, label in LABELS.items()}
_USER_DATA = "imvo_extract"
# The extractions of the last few documents, so that asking for one span after another does not read the JSON each time.
_load = lru_cache(maxsize=8)(load_extraction)


class ImvoComponent:
    """Sets ``doc._.imvo`` and ``doc.spans[spans_key]``.

    :param reference_date: the date that documents without one of their own speak from, ISO 8601 or EDTF; inferred from
        each text without one.
    :param rules: the folder of rules; the project's own by default.
    :param spans_key: the name of the span group.
    :raises ValueError: the reference date cannot be read.
    :raises RuleError: the rules cannot be used.
    """

    def __init__(self, reference_date: str | None = None, rules: str | None = None, spans_key: str = SPANS_KEY) -> None:
        self._reference = Reference.of(reference_date).value if reference_date else None
        self._extractor = Extractor(rules)
        self._spans_key = spans_key
        for name, default in (("reference_date", None), ("imvo_id", "doc")):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=default)
        if not Doc.has_extension("imvo"):
            Doc.set_extension("imvo", getter=extraction_of)
        if not Span.has_extension("imvo"):
            Span.set_extension("imvo", getter=record_of)

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its records."""
        reference = doc._.reference_date or self._reference
        extraction = self._extractor.extract(doc.text, id=doc._.imvo_id, reference_date=reference)
        doc.user_data[_USER_DATA] = extraction.to_json()
        doc.spans[self._spans_key] = [_span(doc, kind, record) for kind, record in extraction.records()]
        return doc


def extraction_of(doc: Doc) -> Extraction | None:
    """The extraction of a document; None where the component has not run."""
    data = doc.user_data.get(_USER_DATA)
    return None if data is None else _load(data, doc.text)


def record_of(span: Span) -> Record | None:
    """The record of a span; None for a span that the component did not make."""
    extraction, kind = extraction_of(span.doc), _KINDS.get(span.label_)
    if extraction is None or kind is None:
        return None
    return next((record for record in getattr(extraction, kind) if record.id == span.id_), None)


def _span(doc: Doc, kind: str, record: Record) -> Span:
    """The tokens that a mention covers, whole ones where it ends inside one."""
    mention = record.span
    span = doc.char_span(mention.start, mention.end, label=LABELS[kind], span_id=record.id, alignment_mode="expand")
    assert span is not None
    return span


@Language.factory(
    "imvo_extract",
    default_config={"reference_date": None, "rules": None, "spans_key": SPANS_KEY},
    assigns=["doc.spans", "doc._.imvo", "span._.imvo"],
)
def create_imvo(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    reference_date: str | None,
    rules: str | None,
    spans_key: str,
) -> ImvoComponent:
    """The factory behind ``nlp.add_pipe("imvo_extract")``."""
    return ImvoComponent(reference_date, rules, spans_key)
