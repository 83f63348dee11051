"""Mentions become records: cut from the raw text, tied to each other, and given ids that last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from imvo_extract.mentions.quantity import Quantity
from imvo_extract.records.models import Count, Date, Event, Party
from imvo_extract.records.span import Extent, Span

from .found import Found
from .ids import IdMaker, slug
from .parties import LinkedParty, LocatedMention

_At = TypeVar("_At", bound=tuple[int, ...])
# A record's covenant, and the things that it is about.
_About = tuple[str | None, tuple[str | None, ...]]
# Where a mention is: the statement's place in the document, and the mention's place among its kind in it.
_Key = tuple[int, int]
# Where a party mention is: the statement's place, and the mention's clean offsets in it.
_Place = tuple[int, int, int]


@dataclass(slots=True)
class Records:
    """The records of a document other than its covenants, each kind sorted by span."""

    parties: list[Party] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def build_records(raw: str, found: Sequence[Found], parties: Sequence[LinkedParty], ids: IdMaker) -> Records:
    """The records for what was found.

    :param raw: the decoded raw text.
    :param found: the statements of the whole document with their mentions, in order.
    :param parties: the parties, each with the places of its mentions in ``found``.
    :param ids: gives the ids; one for a document.
    """
    out = Records()
    count_ids = _number(found, ids)
    event_ids = _name_events(found, ids)
    party_ids = _name_parties(parties, found, ids)
    date_ids = _name_dates(found, count_ids, event_ids, ids)

    for linked in parties:
        out.parties.append(_party(raw, linked, party_ids[_place(linked.first)], found))
    members = {
        _place(located): party_ids[_place(linked.first)]
        for linked in parties
        for located in (linked.first, *linked.others)
    }
    for at, item in enumerate(found):
        sentence = Extent(start=item.statement.start, end=item.statement.end)
        for index, timex in enumerate(item.timexes):
            out.dates.append(
                Date(
                    id=date_ids[at, index],
                    covenant=item.covenant,
                    span=Span.cut(raw, *item.raw_span(timex)),
                    sentence=sentence,
                    rule=f"dates.yaml:{timex.rule}",
                    type=timex.type,
                    value=timex.value,
                    mod=timex.mod,
                    edtf=timex.edtf,
                    earliest=timex.earliest.isoformat() if timex.earliest else None,
                    latest=timex.latest.isoformat() if timex.latest else None,
                    precision=timex.precision,
                    basis=timex.basis,
                )
            )
        for index, quantity in enumerate(item.quantities):
            when = item.as_of[index]
            out.counts.append(
                Count(
                    id=count_ids[at, index],
                    covenant=item.covenant,
                    span=Span.cut(raw, *item.raw_span(quantity)),
                    sentence=sentence,
                    rule=f"counts.yaml:{quantity.rule}",
                    value=quantity.value,
                    unit=_unit(raw, item, quantity),
                    lemma=quantity.lemma,
                    comparator=quantity.comparator,
                    as_of=date_ids[when] if when is not None else None,
                    of=quantity.of,
                )
            )
        for index, event in enumerate(item.events):
            if event.negated:
                continue
            out.events.append(
                Event(
                    id=event_ids[at, index],
                    covenant=item.covenant,
                    span=Span.cut(raw, *item.raw_span(event)),
                    sentence=sentence,
                    rule=f"events.yaml:{event.rule}",
                    type=event.type,
                    status=event.status,
                    dates=tuple(date_ids[at, which] for which in event.dates),
                    participants=_participants(at, item, event.participants, members),
                    counts=tuple(count_ids[at, which] for which in event.counts),
                    object=event.object,
                    ordinal=event.ordinal,
                )
            )
    for records in (out.parties, out.counts, out.dates, out.events):
        records.sort(key=lambda record: (record.span.start, record.span.end, record.id))
    return out


def _unit(raw: str, item: Found, quantity: Quantity) -> str | None:
    """The unit as in the text ("NGO\u2019s"), where it stands by the number; else as it was filled in."""
    if (
        quantity.unit is None
        or quantity.unit_start is None
        or quantity.unit_end is None
        or not quantity.unit[0].isalpha()
    ):
        return quantity.unit
    start, end = item.statement.clean.raw_span(quantity.unit_start, quantity.unit_end)
    return " ".join(raw[start:end].split())


def _place(located: LocatedMention) -> _Place:
    return located.statement, located.mention.start, located.mention.end


def _party(raw: str, linked: LinkedParty, ident: str, found: Sequence[Found]) -> Party:
    item, mention = found[linked.first.statement], linked.mention
    further = (Span.cut(raw, *found[other.statement].raw_span(other.mention)) for other in linked.others)
    return Party(
        id=ident,
        covenant=item.covenant,
        span=Span.cut(raw, *item.raw_span(mention)),
        sentence=Extent(start=item.statement.start, end=item.statement.end),
        rule=f"parties.yaml:{mention.rule}",
        kind=mention.kind,
        name=mention.name,
        count=mention.count,
        comparator=mention.comparator,
        role=mention.role,
        mentions=tuple(sorted(further, key=lambda span: span.start)),
    )


def _participants(at: int, item: Found, which: Sequence[int], members: dict[_Place, str]) -> tuple[str, ...]:
    """The ids of the parties that an event's mentions are of; denied mentions have none."""
    places = ((at, item.parties[index].start, item.parties[index].end) for index in which)
    return tuple(dict.fromkeys(members[place] for place in places if place in members))


def _number(found: Sequence[Found], ids: IdMaker) -> dict[_Key, str]:
    """Ids of the counts: by unit, and by date only where one covenant has several counts of a unit."""
    about: dict[_Key, _About] = {}
    for at, item in enumerate(found):
        for index, quantity in enumerate(item.quantities):
            about[at, index] = item.covenant, (quantity.lemma or quantity.unit or "number", quantity.of)

    def distinguish(key: _Key) -> str | None:
        at, index = key
        when = found[at].as_of[index]
        return found[when[0]].timexes[when[1]].value if when is not None else None

    return _make(about, "count", distinguish, ids)


def _name_parties(parties: Sequence[LinkedParty], found: Sequence[Found], ids: IdMaker) -> dict[_Place, str]:
    about: dict[_Place, _About] = {}
    roles = {}
    for linked in parties:
        place, mention = _place(linked.first), linked.mention
        about[place] = found[linked.first.statement].covenant, (mention.kind, mention.name)
        roles[place] = mention.role
    return _make(about, "party", roles.get, ids)


def _name_events(found: Sequence[Found], ids: IdMaker) -> dict[_Key, str]:
    about: dict[_Key, _About] = {}
    for at, item in enumerate(found):
        for index, event in enumerate(item.events):
            if not event.negated:
                ordinal = str(event.ordinal) if event.ordinal is not None else None
                about[at, index] = item.covenant, (event.type, event.object, ordinal)
    return _make(about, "event", lambda _: None, ids)


def _make(
    about: dict[_At, _About], kind: str, distinguish: Callable[[_At], str | None], ids: IdMaker
) -> dict[_At, str]:
    """An id for each; those that would share one are told apart by ``distinguish`` first, then by number."""
    slugs = {key: (covenant, *map(_slug, parts)) for key, (covenant, parts) in about.items()}
    shared = Counter(slugs.values())
    made = {}
    for key, (covenant, parts) in about.items():
        extra = distinguish(key) if shared[slugs[key]] > 1 else None
        made[key] = ids.make(covenant, kind, *parts, extra)
    return made


def _slug(part: str | None) -> str:
    return slug(part or "")


def _name_dates(
    found: Sequence[Found], count_ids: dict[_Key, str], event_ids: dict[_Key, str], ids: IdMaker
) -> dict[_Key, str]:
    """Ids of the dates: what hangs on a date is what it is about; a date on which nothing hangs is by itself."""
    owners = dict(_owners(found, count_ids, event_ids))
    made = {}
    for at, item in enumerate(found):
        for index, timex in enumerate(item.timexes):
            owner = owners.get((at, index))
            about = owner.split("/", 1)[1].replace("~", "-") if owner else timex.type
            made[at, index] = ids.make(item.covenant, "date", *about.split("/"))
    return made


def _owners(
    found: Sequence[Found], count_ids: dict[_Key, str], event_ids: dict[_Key, str]
) -> Iterator[tuple[_Key, str]]:
    """(place of a timex, id of what hangs on it); of several the last given wins: events before counts."""
    for at, item in enumerate(found):
        for index, when in enumerate(item.as_of):
            if when is not None:
                yield when, count_ids[at, index]
    for at, item in enumerate(found):
        for index, event in enumerate(item.events):
            if not event.negated:
                for place in event.dates:
                    yield (at, place), event_ids[at, index]
