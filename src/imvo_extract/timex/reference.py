"""When was this written? The reference date of a document, from what is known of it and from its own text.

In this order: what the caller gives, the metadata, a line that tells it ("Laatst gewijzigd: 12-03-2020"), and else the
evidence of the text: it was written not before the latest thing that it tells as done, and not after the earliest that
it expects. The name of the file is evidence as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from .calendar import edtf_interval
from .finder import TimexFinder, default_finder
from .model import Reference, Timex

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME_DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)(?:[-_. ]?(?P<month>0[1-9]|1[0-2])(?:[-_. ]?(?P<day>[0-3]\d))?)?(?!\d)")
# What may stand between the words that announce a date and the date.
_BETWEEN = re.compile(r"[\s:,(]*(?:(?:op|per|van|tot|is|de|het|d\.d\.)[\s:]+)*")
# A date line stands near the head or the foot of a document.
_HEAD, _FOOT = 12, 4
_FINE = ("day", "month")


class _Clean(Protocol):
    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of a slice of the clean text."""


class StatementLike(Protocol):
    """What is asked of a statement: its text, and the way back to the raw text."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def clean(self) -> _Clean: ...  # noqa: D102


class _Evidence(NamedTuple):
    """A dated statement: done by ``latest``'s end, or expected."""

    timex: Timex
    span: tuple[int, int]
    done: bool


def infer_reference(
    document_id: str,
    metadata_value: str | date | None,
    given: str | date | Reference | None,
    statements: Sequence[StatementLike],
    finder: TimexFinder | None = None,
) -> Reference | None:
    """The reference date of a document; None where nothing tells it.

    :param document_id: the document's name; a date in it is evidence.
    :param metadata_value: the ``reference_date`` of the metadata, ISO 8601 or EDTF.
    :param given: the caller's own, ISO 8601 or EDTF, a day or a Reference.
    :param statements: the document's statements in order.
    :param finder: the normaliser; by default with the project's own rules.
    :returns: with basis "given", "metadata" or "inferred", the raw span that it was inferred from, and a note where
        the evidence disagrees with it.
    :raises ValueError: a given or metadata value that is no date.
    """
    finder = finder or default_finder()
    if isinstance(given, Reference):
        return given
    if given is not None:
        return _noted(Reference.of(given, "given"), statements, finder)
    if metadata_value is not None:
        return _noted(Reference.of(metadata_value, "metadata"), statements, finder)
    told = _told(statements, finder)
    named = _named(document_id)
    if told is not None:
        return _noted(told, statements, finder)
    return _from_evidence(list(_evidence(statements, finder, None)), statements, finder, named)


def _told(statements: Sequence[StatementLike], finder: TimexFinder) -> Reference | None:
    """The date that a line of the document gives as its own."""
    count = len(statements)
    for rank, cues in enumerate(finder.rules.reference_cues):
        for index, statement in enumerate(statements):
            if rank and _HEAD <= index < count - _FOOT:
                continue
            lower = statement.text.lower()
            for cue in cues:
                at = lower.find(cue)
                if at < 0 or (rank and not re.fullmatch(r"\W*", lower[:at])) or lower[at + len(cue) :][:1].isalpha():
                    continue
                found = _behind(statement, at + len(cue), finder)
                if found is not None:
                    return found
    for statement in statements[:_HEAD]:
        if len(statement.text) < 40 and _YEAR.search(statement.text):
            found = _behind(statement, 0, finder)
            if found is not None and found.span == statement.clean.raw_span(0, len(statement.text.rstrip("."))):
                return found
    return None


def _behind(statement: StatementLike, offset: int, finder: TimexFinder) -> Reference | None:
    """The date that stands right behind an offset."""
    match = _BETWEEN.match(statement.text, offset)
    start = match.end() if match else offset
    for timex in finder.find(statement.text, None):
        if timex.start <= start < timex.end and timex.resolved and timex.precision in _FINE and timex.mod in (None, "BEFORE"):
            return Reference.of(timex.value, "inferred", statement.clean.raw_span(timex.start, timex.end))
    return None


def _named(document_id: str) -> Reference | None:
    """The date in the name of a document."""
    found = None
    for match in _NAME_DATE.finditer(document_id):
        value = "-".join(part for part in (match["year"], match["month"], match["day"]) if part)
        if edtf_interval(value) is not None and (found is None or len(value) >= len(found)):
            found = value
    return None if found is None else Reference.of(found, "inferred")


def _evidence(
    statements: Sequence[StatementLike], finder: TimexFinder, reference: Reference | None
) -> Iterator[_Evidence]:
    """Dates of what is told as done and of what is expected.

    Without a reference date only those with a year; with one, only those without.
    """
    for statement in statements:
        if reference is None and not _YEAR.search(statement.text):
            continue
        clauses = None
        for timex in finder.find(statement.text, reference):
            wanted = "explicit" if reference is None else "year-inferred"
            if timex.basis != wanted or timex.type != "DATE" or timex.earliest is None and timex.latest is None:
                continue
            clauses = clauses or finder.clauses.read(statement.text)
            tense = clauses.tense_at(timex.start)
            if tense in ("past", "future"):
                yield _Evidence(timex, statement.clean.raw_span(timex.start, timex.end), tense == "past")


def _from_evidence(
    explicit: list[_Evidence], statements: Sequence[StatementLike], finder: TimexFinder, named: Reference | None
) -> Reference | None:
    """The month in which the last thing was done, unless the name of the document tells more."""
    last = _latest_done(explicit)
    if last is None:
        return named
    floor = _begin(last.timex)
    ceiling = min((_finish(one.timex) for one in explicit if not one.done), default=date.max)
    if floor <= ceiling and ceiling < date.max:
        # What has no year is read as if written at the end of the time that the others leave.
        probe = Reference.of(ceiling)
        recent = [
            one
            for one in _evidence(statements, finder, probe)
            if one.done and floor <= _begin(one.timex) <= ceiling and one.timex.precision in _FINE
        ]
        last = _latest_done([last, *recent]) or last
        floor = _begin(last.timex)
    value = last.timex.value[:7] if last.timex.precision in _FINE else last.timex.value[:4]
    note = None
    if floor > ceiling:
        note = f"the text tells of {last.timex.value} as done, and of what ends on {ceiling.isoformat()} as still to come"
    if named is not None and named.latest >= floor and named.earliest <= ceiling and named.value != value:
        return Reference(named.value, named.earliest, named.latest, "inferred", None, note)
    if named is not None and named.value[: len(value)] != value[: len(named.value)]:
        note = note or f"the name of the document tells {named.value}, its text {value}"
    return Reference.of(value, "inferred", last.span, note)


def _latest_done(evidence: Sequence[_Evidence]) -> _Evidence | None:
    """The latest date of what is done; of two that begin alike, the finer."""
    done = [one for one in evidence if one.done and one.timex.mod != "BEFORE"]
    return max(done, key=lambda one: (_begin(one.timex), one.timex.precision in _FINE), default=None)


def _begin(timex: Timex) -> date:
    return timex.earliest or date.min


def _finish(timex: Timex) -> date:
    return timex.latest or date.max


def _noted(reference: Reference, statements: Sequence[StatementLike], finder: TimexFinder) -> Reference:
    """The reference with a note, where the text tells of later things as done or of earlier ones as still to come."""
    later = [one for one in _evidence(statements, finder, None) if one.done and _begin(one.timex) > reference.latest]
    if not later:
        return reference
    last = max(later, key=lambda one: _begin(one.timex))
    note = f"the text tells of {last.timex.value} as done, which is after {reference.value}"
    return Reference(reference.value, reference.earliest, reference.latest, reference.basis, reference.span, note)
