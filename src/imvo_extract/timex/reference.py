"""When was this written? The reference date of a document, from what is known of it and from its own text.

In this order: what the caller gives, the metadata, a line that tells it ("Laatst gewijzigd: 12-03-2020"), and else the
evidence of the text: it was written not before the latest thing that it tells as done, and not after the earliest that
it expects. The name of the file is evidence as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .calendar import edtf_interval
from .dating import FINE, YEAR, StatementLike, dated, margin
from .finder import TimexFinder, default_finder
from .model import Reference, Timex

_NAME_DATE = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:[-_. ]?(?P<month>0[1-9]|1[0-2])(?:[-_. ]?(?P<day>[0-3]\d))?)?(?!\d)"
)
# A title is among the first statements, and short.
_TITLE, _SHORT = 3, 90


class _Evidence(NamedTuple):
    """A date of something that is told as done, or else as still to come; ``span`` is in the raw text."""

    timex: Timex
    span: tuple[int, int]
    done: bool


def infer_reference(
    document_id: str,
    metadata_value: str | date | None,
    given: str | date | Reference | None,
    raw: str,
    statements: Sequence[StatementLike],
    finder: TimexFinder | None = None,
) -> Reference | None:
    """The reference date of a document; None where nothing tells it.

    :param document_id: the document's name; a date in it is evidence.
    :param metadata_value: the ``reference_date`` of the metadata, ISO 8601 or EDTF.
    :param given: the caller's own, ISO 8601 or EDTF, a day or a Reference.
    :param raw: the decoded raw text.
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
    told = dated(margin(raw), statements, finder)
    if told is not None:
        return _noted(told, statements, finder)
    return _from_evidence(statements, finder, _named(document_id))


def reported_year(statements: Sequence[StatementLike], finder: TimexFinder) -> int | None:
    """The year that a document reports on, where its title says so ("Jaarverslag 2023"); else None."""
    for statement in statements[:_TITLE]:
        years = set(YEAR.findall(statement.text))
        words = frozenset(re.findall(r"\w+", statement.text.lower()))
        if len(statement.text) <= _SHORT and len(years) == 1 and not words.isdisjoint(finder.rules.report_cues):
            return int(years.pop())
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
    statement: StatementLike, finder: TimexFinder, reference: Reference | None, basis: str
) -> Iterator[_Evidence]:
    """What a statement tells as done or as still to come, of the dates with the given basis."""
    clauses = None
    for timex in finder.find(statement.text, reference):
        if timex.basis != basis or timex.type != "DATE" or timex.earliest is timex.latest is None:
            continue
        clauses = clauses or finder.clauses.read(statement.text)
        tense = clauses.tense_at(timex.start)
        if tense in ("past", "future"):
            yield _Evidence(timex, statement.clean.raw_span(timex.start, timex.end), tense == "past")


def _explicit(statements: Sequence[StatementLike], finder: TimexFinder) -> list[_Evidence]:
    """The evidence of dates with a year, from the latest year down to that of the last thing done."""
    years = [(max(map(int, found)), k) for k, one in enumerate(statements) if (found := YEAR.findall(one.text))]
    evidence: list[_Evidence] = []
    floor = 0
    for year, k in sorted(years, key=lambda pair: (-pair[0], pair[1])):
        if year < floor:
            break
        for one in _evidence(statements[k], finder, None, "explicit"):
            evidence.append(one)
            floor = max(floor, _begin(one.timex).year if one.done else 0)
    return evidence


@lru_cache(maxsize=16)
def _loose_month(months: tuple[str, ...]) -> re.Pattern[str]:
    """A month that is not followed by a year."""
    names = "|".join(re.escape(name.rstrip(".")) for name in months)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)(?!\W{{1,2}}(?:19|20)\d\d)", re.IGNORECASE)


def _recent(
    statements: Sequence[StatementLike], finder: TimexFinder, floor: date, ceiling: date
) -> Iterator[_Evidence]:
    """Things done whose year is not said, read as if written at the end of the time that the others leave."""
    months = tuple(name for names in finder.rules.vocabulary.months.values() for name in names)
    pattern, probe = _loose_month(months), Reference.of(ceiling)
    for statement in statements:
        if pattern.search(statement.text):
            for one in _evidence(statement, finder, probe, "year-inferred"):
                if one.done and floor <= _begin(one.timex) <= ceiling and one.timex.precision in FINE:
                    yield one


def _from_evidence(
    statements: Sequence[StatementLike], finder: TimexFinder, named: Reference | None
) -> Reference | None:
    """The month in which the last thing was done, unless the name of the document tells more."""
    explicit = _explicit(statements, finder)
    last = _latest_done(explicit)
    if last is None:
        return named
    floor = _begin(last.timex)
    ceiling = min((_finish(one.timex) for one in explicit if not one.done), default=date.max)
    if floor <= ceiling < date.max:
        last = _latest_done([last, *_recent(statements, finder, floor, ceiling)]) or last
        floor = _begin(last.timex)
    value = last.timex.value[:7] if last.timex.precision in FINE else last.timex.value[:4]
    note = None
    if floor > ceiling:
        note = f"the text tells of {last.timex.value} as done, and of {ceiling.isoformat()} as still to come"
    if named is not None and named.latest >= floor and named.earliest <= ceiling and named.value != value:
        return Reference(named.value, named.earliest, named.latest, "inferred", None, note)
    if named is not None and named.value[: len(value)] != value[: len(named.value)]:
        note = note or f"the name of the document tells {named.value}, its text {value}"
    return Reference.of(value, "inferred", last.span, note)


def _latest_done(evidence: Sequence[_Evidence]) -> _Evidence | None:
    """The latest date of what is done; of two that begin alike, the finer."""
    done = [one for one in evidence if one.done and one.timex.mod != "BEFORE"]
    # A bare year may be that of a plan that has been decided on: it counts where nothing finer is near it.
    fine = [one for one in done if one.timex.precision in FINE]
    if fine:
        newest = max(_begin(one.timex).year for one in fine)
        done = [one for one in done if one.timex.precision in FINE or _begin(one.timex).year <= newest + 1]
    return max(done, key=lambda one: (_begin(one.timex), one.timex.precision in FINE), default=None)


def _begin(timex: Timex) -> date:
    return timex.earliest or date.min


def _finish(timex: Timex) -> date:
    return timex.latest or date.max


def _noted(reference: Reference, statements: Sequence[StatementLike], finder: TimexFinder) -> Reference:
    """The reference with a note, where the text tells of later things as done."""
    later: list[_Evidence] = []
    for statement in statements:
        years = YEAR.findall(statement.text)
        if years and int(max(years)) >= reference.latest.year:
            later += _evidence(statement, finder, None, "explicit")
    later = [one for one in later if one.done and _begin(one.timex) > reference.latest]
    if not later:
        return reference
    last = max(later, key=lambda one: _begin(one.timex))
    note = f"the text tells of {last.timex.value} as done, which is after {reference.value}"
    return Reference(reference.value, reference.earliest, reference.latest, reference.basis, reference.span, note)
