"""An extraction as facts: what a reader would call one thing, with everything that tells it from another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from imvo_extract.decisions.places import one_line
from imvo_extract.dutch.numerals import find_numerals
from imvo_extract.records.extraction import Extraction
from imvo_extract.records.models import Count, Covenant, Date, Event, Party, Record

from .change import FactKind, Side

# What ends the part of a sentence that speaks of one number or event.
_BREAK = re.compile(r"[;:()]|[.,](?=\s)|\s[–-]\s")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@dataclass(frozen=True)
class Fact:
    """One fact of one extraction.

    ``clause`` is the part of the statement around the mention, ``statement`` the whole of it, both on one line.
    """

    kind: FactKind
    covenant: str | None
    record: Record
    side: Side
    clause: str
    statement: str
    start: int
    # The count of a party's number, as the fact that it would be by itself.
    as_count: Fact | None = None

    @property
    def values(self) -> Mapping[str, Any]:
        """What the fact says, references resolved."""
        return self.side.values

    @cached_property
    def clause_words(self) -> frozenset[str]:
        """The words of its clause, in lower case."""
        return words(self.clause)

    @cached_property
    def ordinals(self) -> frozenset[int | float]:
        """The ordinals in its clause: "in het tweede jaar" is another matter than "in het derde jaar"."""
        return frozenset(numeral.value for numeral in find_numerals(self.clause) if numeral.kind == "ordinal")

    @cached_property
    def object_words(self) -> frozenset[str]:
        """The words of the object of an event, or of what a count is a part of."""
        return words(str(self.values.get("object") or self.values.get("of") or ""))

    @cached_property
    def statement_words(self) -> frozenset[str]:
        """The words of its statement, in lower case."""
        return words(self.statement)


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case; numbers and single letters are none."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def facts(extraction: Extraction, text: str) -> list[Fact]:
    """The facts of an extraction, in the order of the text.

    The count of a party's number is part of the party; a date that says when something else is or was is part of that.

    :param text: the decoded raw text of the extraction.
    """
    return sorted(_facts(extraction, text), key=lambda fact: (fact.start, fact.record.id))


def _facts(extraction: Extraction, text: str) -> Iterator[Fact]:
    dates = {date.id: date for date in extraction.dates}
    of_parties, used_counts = _party_counts(extraction)
    used_dates = {ident for event in extraction.events for ident in event.dates}
    used_dates |= _own_dates(extraction)
    used_dates |= {count.as_of for count in extraction.counts if count.as_of is not None}
    for kind, record in extraction.records():
        if record.id in (used_counts if kind == "counts" else used_dates if kind == "dates" else ()):
            continue
        records = [record]
        as_count = None
        if isinstance(record, Covenant):
            values: dict[str, Any] = {"name": record.name, "status": record.status}
        elif isinstance(record, Party):
            values = _party(record)
            if record.id in of_parties:
                count = of_parties[record.id]
                records.append(count)
                values |= {"unit": count.unit, "as_of": _when(count, dates)}
                # Who has left is not counted among those who are there.
                if record.role != "former":
                    as_count = _fact("counts", extraction.document.id, [count], _count(count, dates), text)
        elif isinstance(record, Count):
            values = _count(record, dates)
        elif isinstance(record, Event):
            values = {"type": record.type, "status": record.status, "object": record.object}
            values |= {"dates": sorted({dates[ident].value for ident in record.dates}), "ordinal": record.ordinal}
        elif isinstance(record, Date):
            values = {"type": record.type, "value": record.value, "mod": record.mod}
        yield replace(_fact(kind, extraction.document.id, records, values, text), as_count=as_count)


def _own_dates(extraction: Extraction) -> set[str]:
    """The ids of the dates that say when the document itself was written."""
    reference = extraction.document.reference_date
    if reference is None or reference.span is None:
        return set()
    start, end = reference.span.start, reference.span.end
    return {date.id for date in extraction.dates if date.span.start < end and start < date.span.end}


def _fact(kind: Any, document: str, records: list[Any], values: dict[str, Any], text: str) -> Fact:
    record: Record = records[0]
    start, end = record.sentence.start, record.sentence.end
    statement = one_line(text[start:end])
    return Fact(
        kind=kind,
        covenant=record.covenant,
        record=record,
        side=Side(
            document=document,
            records=tuple(one.model_dump(mode="json") for one in records),
            values=values,
            quote=statement,
        ),
        clause=one_line(_clause(text[start:end], record.span.start - start, record.span.end - start)),
        statement=statement,
        start=record.span.start,
    )


def _party(party: Party) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": party.kind, "name": party.name, "role": party.role}
    return values | {"count": party.count, "comparator": party.comparator}


def _count(count: Count, dates: Mapping[str, Date]) -> dict[str, Any]:
    values = {"value": count.value, "unit": count.unit, "comparator": count.comparator}
    return values | {"as_of": _when(count, dates), "of": count.of}


def _party_counts(extraction: Extraction) -> tuple[dict[str, Count], set[str]]:
    """For the id of each party with a number the count that is that number, and the ids of those counts."""
    by_place = {(count.span.start, count.covenant): count for count in extraction.counts}
    found = {}
    for party in extraction.parties:
        if party.count is not None:
            for start in range(party.span.start, party.span.end):
                count = by_place.get((start, party.covenant))
                if count is not None and count.value == party.count:
                    found[party.id] = count
                    break
    return found, {count.id for count in found.values()}


def _when(count: Count, dates: Mapping[str, Date]) -> str | None:
    return dates[count.as_of].value if count.as_of is not None else None


def _clause(statement: str, start: int, end: int) -> str:
    """The part of a statement between the marks around ``start`` and ``end``."""
    breaks = [(match.start(), match.end()) for match in _BREAK.finditer(statement)]
    left = max((after for before, after in breaks if after <= start), default=0)
    right = min((before for before, _ in breaks if before >= end), default=len(statement))
    return statement[left:right]
