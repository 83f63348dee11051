"""From the records of one text to what it says of facts, and when that held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from imvo_extract.linking.ids import slug
from imvo_extract.records.extraction import Extraction
from imvo_extract.records.models import Comparator, Count, Date, Event, Party
from imvo_extract.timex.model import Reference

from .model import Fact, FactKind, When

# What these count is who came or went, not who is there: another fact than the number of those who take part.
_CHANGES = ("accession", "withdrawal")
_SINGULAR = {"counts": "count", "parties": "party", "events": "event"}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Observation:
    """What one record says of a fact; ``when`` is None where neither the text nor its document has a date.

    ``sure`` tells apart the number of a party itself from a number of some of its members. Two events of
    different ``ordinal`` may both be at one date: the second and the third report.
    """

    fact: Fact
    when: When | None
    value: int | float | str
    comparator: Comparator | None
    detail: str | None
    record: str
    quote: str
    sure: bool = False
    ordinal: int | None = None


def observations(extraction: Extraction) -> Iterator[Observation]:
    """What the records of an extraction say of facts, in the order of the output."""
    return _Observer(extraction).all()


class _Observer:
    """The records of one extraction, with what they say of each other."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._dates = {date.id: date for date in extraction.dates}
        self._reference = reference_date(extraction)
        self._changes = {
            count: event.type for event in extraction.events if event.type in _CHANGES for count in event.counts
        }
        self._members = {
            party.span.start + offset: party
            for party in extraction.parties
            if party.count is not None
            for offset in range(len(party.span.text))
        }

    def all(self) -> Iterator[Observation]:
        own: dict[str, Count] = {}
        for count in self._extraction.counts:
            party = self._members.get(count.span.start)
            sure = party is not None and party.count == count.value
            if party is not None and sure:
                own.setdefault(party.id, count)
            yield self._of_count(count, sure)
        for party in self._extraction.parties:
            yield from self._of_party(party, own.get(party.id))
        for event in self._extraction.events:
            yield from self._of_event(event)

    def _of_count(self, count: Count, sure: bool) -> Observation:
        unit, lemma = count.unit or count.lemma or "number", count.lemma or count.unit or "number"
        # "12 van de 14 banken" and, a year later, "11 van de 13 banken" are parts of the same thing.
        of = " ".join(_DIGITS.sub("", count.of or "").split())
        change = self._changes.get(count.id)
        name = unit + (f" of {of}" if of else "") + (f" ({change})" if change else "")
        fact = _fact("counts", count.covenant, name, (lemma, of, change), (unit, lemma, of, change))
        return Observation(
            fact, self._when(count.as_of), count.value, count.comparator, None, count.id, count.span.text, sure
        )

    def _of_party(self, party: Party, count: Count | None) -> Iterator[Observation]:
        """A party that is named has a role; a group has a number."""
        when = self._when(count.as_of if count else None)
        quote = party.span.text
        if party.name is not None and party.role is not None:
            about = (party.kind, party.name)
            fact = _fact("parties", party.covenant, party.name, about, (*about, party.role))
            yield Observation(fact, self._reference, party.role, None, None, party.id, quote)
        elif party.name is None and party.count is not None:
            change = self._changes.get(count.id) if count else None
            group = (party.kind, party.role, change)
            fact = _fact("parties", party.covenant, ", ".join(filter(None, group)), group, group)
            yield Observation(fact, when, party.count, party.comparator, None, party.id, quote, sure=True)

    def _of_event(self, event: Event) -> Iterator[Observation]:
        # The second report is the first one's successor: the ordinal, which stands first, is no part of the thing.
        words = (event.object or "").split()
        what = " ".join(words[1:] if event.ordinal is not None else words)
        name = event.type + (f": {what}" if what else "")
        fact = _fact("events", event.covenant, name, (event.type, what), (event.type, what))
        dated = [when for ident in event.dates if (when := _when_of(self._dates[ident]))]
        for when in dated or (self._reference,):
            yield Observation(
                fact, when, event.status, None, event.object, event.id, event.span.text, ordinal=event.ordinal
            )

    def _when(self, as_of: str | None) -> When | None:
        if as_of is None:
            return self._reference
        return _when_of(self._dates[as_of])


def _when_of(date: Date) -> When | None:
    """A date's place in time; None for durations, for what recurs and for what is not resolved."""
    if date.type != "DATE" or not (date.earliest or date.latest):
        return None
    return When(date.value, date.mod, date.edtf, date.earliest, date.latest, date.basis)


def reference_date(extraction: Extraction) -> When | None:
    """The date from which a document speaks, as a date of last resort; None where it has none."""
    given = extraction.document.reference_date
    if given is None:
        return None
    reference = Reference.of(given.value)
    first, last = reference.earliest.isoformat(), reference.latest.isoformat()
    return When(given.value, None, given.value, first, last, "document")


def _fact(
    kind: FactKind,
    covenant: str | None,
    name: str,
    about: tuple[str | None, ...],
    called: tuple[str | None, ...],
) -> Fact:
    parts = [slug(part) for part in about if part]
    ident = "/".join([covenant or "-", _SINGULAR[kind], *filter(None, parts)])
    whole = [slug(word) for word in called if word]
    words = frozenset(piece for word in whole for piece in (word, *word.split("-")))
    return Fact(kind, covenant, ident, name, words)
