"""Lines that date their document: "Laatst gewijzigd: 12-03-2020", "Den Haag, 9 maart 2023", a day by itself.

Lines, not statements: the head of a letter is a run of lines without a full stop, which reads as one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from imvo_extract.dutch.clean import Clean, clean

from .finder import TimexFinder
from .model import Reference, Timex

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FINE = ("day", "month")
# What may stand between the words that announce a date and the date: nothing much, or words up to a colon.
_BETWEEN = re.compile(r"(?:[^\d:;.!?]{0,60}:)?[\s:,(|]*(?:(?:op|per|van|tot|is|de|het|d\.d\.)[\s:]+)*")
# What may stand before the words at the head of a line; few, since a row of marks would take long.
_LINE_HEAD = r"^\W{0,4}"
# A name and a comma: where it was written. In capitals in the news: "UTRECHT, 3 mei 2021 –".
_PLACE = re.compile(r"^(?:'s-|’s-)?[A-Z][\w'’-]+(?: (?:[A-Z(][\w'’.)-]+|aan|den|de|op|bij|en)){0,4}, (?=\d)")
# A date line stands near the head or the foot of a document, and is short.
_HEAD, _FOOT, _SHORT, _BARE = 12, 6, 90, 40
_TITLE = 2
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]*\S[^\r\n\v\f\x85\u2028\u2029]*")
# How much of a text is searched for its first and last lines.
_MARGIN = 8_000
# A line that looks like nothing but a day; the finder has the last word.
_DAY_ALONE = re.compile(
    r"(?m)^[^\w\n]{0,6}(?:[a-z]{5,9} )?\d{1,2}[- .\u00a0/][\w.]{1,10}[- .\u00a0/](?:19|20)\d\d[ .\u00a0]*\r?$"
)


class _Clean(Protocol):
    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of a slice of the clean text."""


class StatementLike(Protocol):
    """What is asked of a statement: its text, and the way back to the raw text."""

    @property
    def text(self) -> str:
        """The clean text."""

    @property
    def clean(self) -> _Clean:
        """Leads from clean offsets to raw ones."""


class Line(NamedTuple):
    """A line of the raw text, clean."""

    text: str
    clean: Clean


class Margin(NamedTuple):
    """The lines that may date a document: the first, the last, and those that are nothing but a day."""

    head: tuple[Line, ...]
    foot: tuple[Line, ...]
    days: tuple[Line, ...]


def margin(raw: str) -> Margin:
    """The lines of a decoded raw text that may date it; of a long text only the ends are searched for lines."""
    head = list(_lines(raw, 0, min(len(raw), _MARGIN)))[:_HEAD]
    rest = head[-1].clean.raw_span(0, len(head[-1].text))[1] if head else 0
    foot = list(_lines(raw, max(rest, len(raw) - _MARGIN), len(raw)))[-_FOOT:]
    days = [_line(raw, match.start(), match.end()) for match in _DAY_ALONE.finditer(raw)]
    return Margin(tuple(head), tuple(foot), tuple(days))


def dated(lines: Margin, statements: Sequence[StatementLike], finder: TimexFinder) -> Reference | None:
    """The date that a document gives as its own, with the raw span of it; None where no line does."""
    return (
        _announced(lines, statements, finder)
        or _first(_place(line, finder) for line in lines.head)
        or _first(_alone(line, finder) for line in lines.head)
        or _first(_made(line, finder) for line in (*lines.head, *statements[:_HEAD]))
        or _first(_titled(line, finder) for line in lines.head[:_TITLE] if len(lines.head) > _TITLE)
        or _only_day(lines, finder)
    )


@lru_cache(maxsize=16)
def _cue_patterns(cues: tuple[tuple[str, ...], ...]) -> tuple[re.Pattern[str], ...]:
    """For each rank, what announces the date of a document; all but the best only at the head of a line."""
    return tuple(
        re.compile(rf"{_LINE_HEAD if rank else ''}(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        for rank, words in enumerate(cues)
    )


def _announced(lines: Margin, statements: Sequence[StatementLike], finder: TimexFinder) -> Reference | None:
    """The date behind words that announce it, the best words first."""
    near = (*lines.head, *statements[:_HEAD], *lines.foot, *statements[-_FOOT:])
    for rank, pattern in enumerate(_cue_patterns(finder.rules.reference_cues)):
        for line in near if rank else (*near, *statements):
            cue = pattern.search(line.text)
            found = _behind(line, cue.end(), finder) if cue else None
            if found is not None:
                return found
    return None


def _place(line: Line, finder: TimexFinder) -> Reference | None:
    """A place and a day, with nothing or a dash behind it."""
    match = _PLACE.match(line.text)
    if match is None:
        return None
    for timex in finder.find(line.text, None):
        if timex.start == match.end() and timex.resolved and timex.precision == "day":
            rest = line.text[timex.end :].strip(" .")
            return _reference(line, timex) if not rest or rest[0] in "-–—|" else None
    return None


def _alone(line: Line, finder: TimexFinder) -> Reference | None:
    """A line that is nothing but a date."""
    if len(line.text) >= _BARE or not YEAR.search(line.text):
        return None
    found = _behind(line, 0, finder)
    whole = line.clean.raw_span(0, len(line.text.rstrip(".")))
    return found if found is not None and found.span == whole else None


def _made(line: StatementLike, finder: TimexFinder) -> Reference | None:
    """The day at the end of a short line that says of the document when it was made."""
    text = line.text.rstrip(". ")
    if len(text) > _SHORT or not YEAR.search(text) or text.lower().split()[0] not in finder.rules.dated_by:
        return None
    for timex in finder.find(line.text, None):
        if timex.end == len(text) and timex.resolved and timex.precision == "day":
            return _reference(line, timex)
    return None


def _titled(line: Line, finder: TimexFinder) -> Reference | None:
    """The month or day that ends a title: "Stand van zaken convenanten maart 2022"."""
    text = line.text.rstrip(" *_#:)")
    if len(text) > _SHORT or not YEAR.search(text[-8:]):
        return None
    for timex in finder.find(line.text, None):
        if timex.end == len(text) and timex.mod is None and timex.resolved and timex.precision in FINE:
            return _reference(line, timex)
    return None


def _only_day(lines: Margin, finder: TimexFinder) -> Reference | None:
    """The one line of a document that is nothing but a day, wherever it stands; of several none is the document's."""
    return _alone(lines.days[0], finder) if len(lines.days) == 1 else None


def _behind(line: StatementLike, offset: int, finder: TimexFinder) -> Reference | None:
    """The date that stands right behind an offset."""
    match = _BETWEEN.match(line.text, offset)
    start = match.end() if match else offset
    for timex in finder.find(line.text, None):
        if not timex.start <= start < timex.end or timex.mod not in (None, "BEFORE"):
            continue
        if timex.resolved and timex.precision in FINE:
            return _reference(line, timex)
    return None


def _reference(line: StatementLike, timex: Timex) -> Reference:
    return Reference.of(timex.value, "inferred", line.clean.raw_span(timex.start, timex.end))


def _first(found: Iterator[Reference | None]) -> Reference | None:
    return next((one for one in found if one is not None), None)


def _lines(raw: str, start: int, end: int) -> Iterator[Line]:
    for match in _LINE.finditer(raw, start, end):
        if len(match[0]) <= 3 * _SHORT:
            yield _line(raw, match.start(), match.end())


def _line(raw: str, start: int, end: int) -> Line:
    text = raw[start:end]
    start += len(text) - len(text.lstrip())
    cleaned = clean(raw, start, start + len(text.strip()))
    return Line(cleaned.text, cleaned)
