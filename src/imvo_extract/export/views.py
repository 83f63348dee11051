"""The questions that analysts ask of the database, each a view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A question, the name of the view that answers it, and its SQL (SQLite)."""

    name: str
    question: str
    sql: str


VIEWS = (
    View(
        "who_takes_part",
        "Who takes part in which covenant, in which role, according to which text?",
        """
        select party.document, doc.reference_date_value as reference_date, party.covenant, party.role, party.kind,
            party.name, party.comparator, party.count, party.quote, party.start, party."end", party.id
        from parties as party join documents as doc using (document)
        where party.role is not 'former'
        order by party.document, party.covenant, party.role, party.start, party.id
        """,
    ),
    View(
        "what_was_counted_when",
        "What was counted, how many, and at which date did it hold?",
        """
        select count.document, doc.reference_date_value as reference_date, count.covenant, count.lemma, count.of,
            count.comparator, count.value, count.unit, count.as_of_value, count.as_of_earliest, count.as_of_latest,
            count.quote, count.start, count."end", count.id
        from counts as count join documents as doc using (document)
        order by count.covenant, count.lemma, count.of, count.as_of_earliest, count.document, count.start, count.id
        """,
    ),
    View(
        "what_happened_when",
        "What happened, is going on or comes back, and when?",
        """
        select event.document, doc.reference_date_value as reference_date, event.covenant, event.type, event.status,
            event.object, event.ordinal, date.value as date_value, date.earliest, date.latest, event.quote,
            event.start, event."end", event.id
        from events as event
        join documents as doc using (document)
        left join event_dates as link on link.document = event.document and link.event = event.id
        left join dates as date on date.document = link.document and date.id = link.date
        where event.status <> 'planned'
        order by event.covenant, date.earliest, date.latest, event.document, event.start, event.id, link.place
        """,
    ),
    View(
        "what_is_planned",
        "What was planned when the text was written, and for when?",
        """
        select event.document, doc.reference_date_value as reference_date, event.covenant, event.type, event.object,
            event.ordinal, date.value as date_value, date.earliest, date.latest, event.quote, event.start,
            event."end", event.id
        from events as event
        join documents as doc using (document)
        left join event_dates as link on link.document = event.document and link.event = event.id
        left join dates as date on date.document = link.document and date.id = link.date
        where event.status = 'planned'
        order by event.covenant, date.earliest, date.latest, event.document, event.start, event.id, link.place
        """,
    ),
)
