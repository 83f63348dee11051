"""From what the texts say of facts to one series for each: later texts win, and what they do not agree on is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from imvo_extract.records.extraction import Extraction

from .model import FACT_KINDS, Disagreement, Fact, LeftOut, Point, Series, When
from .observe import Observation, observations, reference_date

_UNDATED = "neither the text nor the document has a date for it"
_SEVERAL = "the text gives several values, and does not say which of them is the fact"
_BESIDE = "it stands beside the value that the text gives for the whole"

# Ordinal and time: two observations of one fact that have these in common are about the same.
_Place = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class _Saying:
    """An observation with the document that it is from; documents are ordered by the date that they speak from."""

    rank: tuple[str, str]
    seen: Observation

    @property
    def document(self) -> str:
        return self.rank[1]


def timelines(extractions: Iterable[Extraction]) -> list[Series]:
    """A series for every fact that a text gives a value of, sorted by kind, covenant and fact.

    :param extractions: of any number of documents, in any order; only what they say of facts is kept in memory.
    """
    sayings: defaultdict[str, list[_Saying]] = defaultdict(list)
    for extraction in extractions:
        rank = _rank(extraction)
        for seen in observations(extraction):
            sayings[seen.fact.id].append(_Saying(rank, seen))
    series = (_series(sorted(rows, key=lambda row: row.rank)) for rows in sayings.values())
    return sorted(series, key=lambda one: (FACT_KINDS.index(one.fact.kind), one.fact.covenant or "", one.fact.id))


def _rank(extraction: Extraction) -> tuple[str, str]:
    """Documents in the order of the last day that they can speak from; one without a date comes before all others."""
    when = reference_date(extraction)
    return (when.latest or "" if when else "", extraction.document.id)


def _series(rows: list[_Saying]) -> Series:
    """The series of one fact.

    :param rows: all that is said of it, by document, later ones last.
    """
    points: defaultdict[_Place, list[Point]] = defaultdict(list)
    left_out: list[LeftOut] = []
    for document, group in groupby(rows, key=lambda row: row.document):
        places: defaultdict[_Place, list[Observation]] = defaultdict(list)
        for seen in (row.seen for row in group):
            if seen.when is None:
                left_out.append(_left_out(document, [seen], _UNDATED))
            else:
                places[_place(seen, seen.when)].append(seen)
        for place, told in places.items():
            kept, others, reason = _choose(told)
            if kept is not None:
                points[place].append(_point(document, kept))
            if others:
                left_out.append(_left_out(document, others, reason))
    merged = [_merge(told) for told in points.values()]
    merged.sort(key=lambda pair: (pair[0].when.day, pair[0].when.interval, pair[0].record))
    return Series(
        fact=_fact(rows),
        points=tuple(point for point, _ in merged),
        disagreements=tuple(found for _, disagreements in merged for found in disagreements),
        left_out=tuple(left_out),
    )


def _place(seen: Observation, when: When) -> _Place:
    return (seen.ordinal or 0, *when.time)


def _choose(told: list[Observation]) -> tuple[Observation | None, list[Observation], str]:
    """Which of the values that one text gives for one time is the fact's, which are not, and why.

    A date in the text goes before one that is assumed, and the number of a party itself before one of some of its
    members. If several are left, nothing says which it is, and none is taken.
    """
    best = max((_strength(seen) for seen in told), default=(False, False))
    candidates = [seen for seen in told if _strength(seen) == best]
    if len({seen.value for seen in candidates}) > 1:
        return None, told, _SEVERAL
    kept = candidates[0]
    return kept, [seen for seen in told if seen.value != kept.value], _BESIDE


def _strength(seen: Observation) -> tuple[bool, bool]:
    return seen.when is not None and not seen.when.assumed, seen.sure


def _merge(told: list[Point]) -> tuple[Point, list[Disagreement]]:
    """What counts of what several texts give for one time, the latest last: the last; and who says otherwise."""
    kept = told[-1]
    agreeing = tuple(point.document for point in told if point.value == kept.value)
    kept = replace(kept, documents=agreeing)
    # What was planned and has been done is no disagreement.
    return kept, [Disagreement(kept, old) for old in told if old.value not in (kept.value, "planned")]


def _point(document: str, seen: Observation) -> Point:
    assert seen.when is not None
    return Point(
        when=seen.when,
        value=seen.value,
        comparator=seen.comparator,
        detail=seen.detail,
        ordinal=seen.ordinal,
        document=document,
        record=seen.record,
        quote=seen.quote,
        documents=(document,),
    )


def _left_out(document: str, seen: list[Observation], reason: str) -> LeftOut:
    return LeftOut(
        document=document,
        when=seen[0].when,
        values=tuple(one.value for one in seen),
        records=tuple(one.record for one in seen),
        reason=reason,
    )


def _fact(rows: list[_Saying]) -> Fact:
    """The fact as the last text words it, which may still be called by the words of the others."""
    return replace(rows[-1].seen.fact, words=frozenset().union(*(row.seen.fact.words for row in rows)))
