"""A spaCy pipeline component that finds and normalises expressions of time.

``nlp.add_pipe("imvo_timex", config={"reference_date": "2019-11"})`` puts spans into ``doc.spans["timex"]``; each has
its TIMEX3 in ``span._.timex``. A document's own reference date may be set as ``doc._.reference_date`` before the
component runs. ``doc._.timexes`` holds all of them with their true offsets, in order: where two stand in one token
("2016-2019" with spaCy's own Dutch tokenizer) they share a span, which carries the last of them.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from .finder import default_finder
from .model import Reference, Timex

SPANS_KEY = "timex"


class TimexComponent:
    """Sets ``doc.spans[spans_key]``.

    :param reference_date: the date from which documents without one of their own count, ISO 8601 or EDTF.
    :param rules: the folder with dates.yaml; the project's own by default.
    :param spans_key: the name of the span group.
    :raises ValueError: the reference date cannot be read.
    """

    def __init__(self, reference_date: str | None = None, rules: str | None = None, spans_key: str = SPANS_KEY) -> None:
        self._finder = default_finder(Path(rules) if rules else None)
        self._reference = Reference.of(reference_date) if reference_date else None
        self._spans_key = spans_key
        if not Span.has_extension("timex"):
            Span.set_extension("timex", default=None)
        for name, default in (("reference_date", None), ("timexes", ())):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=default)

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its expressions of time."""
        own = doc._.reference_date
        reference = self._reference if own is None else Reference.of(own)
        found = tuple(self._finder.find(doc.text, reference))
        doc._.timexes = found
        doc.spans[self._spans_key] = [_span(doc, timex) for timex in found]
        return doc


def _span(doc: Doc, timex: Timex) -> Span:
    """The tokens that an expression covers, whole ones where it ends inside one ("2016" in "2016-2019")."""
    span = doc.char_span(timex.start, timex.end, label=timex.type, alignment_mode="expand")
    assert span is not None
    span._.timex = timex
    return span


@Language.factory(
    "imvo_timex",
    default_config={"reference_date": None, "rules": None, "spans_key": SPANS_KEY},
    assigns=["doc.spans", "doc._.timexes", "span._.timex"],
)
def create_timex(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    reference_date: str | None,
    rules: str | None,
    spans_key: str,
) -> TimexComponent:
    """The factory behind ``nlp.add_pipe("imvo_timex")``."""
    return TimexComponent(reference_date, rules, spans_key)
