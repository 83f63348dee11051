"""The tables, each defined here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any

from pydantic import BaseModel

from imvo_extract.records.extraction import Coverage, Document, Extraction, ExtractorInfo, Issue, Unclaimed
from imvo_extract.records.models import Count, Covenant, Date, Event, Party, Record
from imvo_extract.records.span import Span
from imvo_extract.timex.calendar import edtf_interval

from .columns import columns_of
from .model import Column, ForeignKey, Table

_OF_DOCUMENT = ForeignKey(("document",), "documents", ("document",))
# A record's own fields stand between what it is and where it comes from.
_FIRST = ("id", "covenant")
_LAST = ("span", "sentence", "rule", "decision")


@cache
def tables() -> tuple[Table, ...]:
    """All tables, those that others refer to first."""
    return (
        _documents(),
        _records("covenants", "What a text says of a covenant.", Covenant),
        _records("parties", "An organisation, a group of organisations or a person with a part in a covenant.", Party),
        _records("dates", "An expression of time, normalised.", Date),
        _counts(),
        _records("events", "What happened, is happening, recurs or is planned. Its quote is the trigger.", Event),
        _links("event_dates", "events", "dates", "date", "When an event took, takes or will take place."),
        _links("event_participants", "events", "parties", "party", "Who takes part in an event.", "participants"),
        _links("event_counts", "events", "counts", "count", "What is counted in the clause of an event."),
        _mentions("covenant_mentions", "covenants", "covenant", "Where else a text names a covenant."),
        _mentions("party_mentions", "parties", "party", "Further mentions of a party in its section."),
        _listed("unclaimed", "What looks like data and is in no record.", Unclaimed),
        _listed("issues", "What a check found.", Issue),
        _issue_records(),
        _issue_spans(),
        _listed("coverage", "How much of a section is in records.", Coverage),
    )


def table(name: str) -> Table:
    """The table of that name.

    :raises KeyError: there is none.
    """
    return {one.name: one for one in tables()}[name]


def _table(
    name: str,
    description: str,
    columns: Iterable[Column],
    key: tuple[str, ...],
    subjects: Callable[[Extraction], Iterable[Any]],
    *foreign_keys: ForeignKey,
) -> Table:
    """A table with the document as its first column, and as the first part of its key."""
    document = Column("document", "string", "Id of the document: the raw file's name without its ending.", True, _no)
    owner = () if name == "documents" else (_OF_DOCUMENT,)
    return Table(name, description, (document, *columns), ("document", *key), (*owner, *foreign_keys), subjects)


def _no(_: Any) -> None:
    """The document's id is not in what a row is about; the table puts it there."""


def _documents() -> Table:
    own = columns_of(Document, at=attrgetter("document"))
    del own["id"]
    first, last = (
        Column(
            f"reference_date_{name}",
            "date",
            f"{which} day of the reference date, inclusive; null where there is none.",
            False,
            _reference_day(at),
            standard="ISO 8601-1",
        )
        for at, (name, which) in enumerate((("earliest", "First"), ("latest", "Last")))
    )
    made_by = columns_of(
        ExtractorInfo, at=attrgetter("extractor"), prefix="extractor_", about="What made the extraction"
    )
    version = columns_of(Extraction)["schema_version"]
    columns = (*own.values(), first, last, *made_by.values(), version)
    return _table("documents", "A text that was read.", columns, (), lambda extraction: (extraction,))


def _reference_day(end: int) -> Callable[[Extraction], Any]:
    def read(extraction: Extraction) -> Any:
        reference = extraction.document.reference_date
        interval = edtf_interval(reference.value) if reference is not None else None
        return interval[end] if interval is not None else None

    return read


def _record_columns(model: type[Record], at: Callable[[Any], Any] | None = None) -> list[Column]:
    found = columns_of(model, at=at)
    fields = [name for name in model.model_fields if name not in (*_FIRST, *_LAST)]
    order = {name: place for place, name in enumerate((*_FIRST, *fields, *_LAST))}
    return [found[path] for path in sorted(found, key=lambda path: order[path.partition(".")[0]])]


def _records(name: str, description: str, model: type[Record]) -> Table:
    return _table(name, description, _record_columns(model), ("id",), attrgetter(name))


def _counts() -> Table:
    """Counts, each with the date at which it held."""

    def subjects(extraction: Extraction) -> Iterator[tuple[Count, Date | None]]:
        dates = {date.id: date for date in extraction.dates}
        return ((count, dates.get(count.as_of or "")) for count in extraction.counts)

    about = "The date at which the quantity held (as_of)"
    held = columns_of(Date, at=itemgetter(1), prefix="as_of_", about=about, optional=True)
    columns: list[Column] = []
    for column in _record_columns(Count, itemgetter(0)):
        columns.append(column)
        if column.name == "as_of":
            columns += [held[path] for path in ("value", "earliest", "latest")]
    as_of = ForeignKey(("document", "as_of"), "dates", ("document", "id"), optional=True)
    return _table("counts", "A quantity of things.", columns, ("id",), subjects, as_of)


def _links(name: str, owners: str, others: str, other: str, description: str, field: str | None = None) -> Table:
    """Which records another record lists, each row one of them: (owner, place in the list, id)."""
    field = field or others
    owner = owners.removesuffix("s")

    def subjects(extraction: Extraction) -> Iterator[tuple[str, int, str]]:
        for record in getattr(extraction, owners):
            for place, ident in enumerate(getattr(record, field), 1):
                yield record.id, place, ident

    columns = (_id(owner, owners, 0), _place(f"the {owner}'s {field}", 1), _id(other, others, 2))
    return _table(
        name,
        description,
        columns,
        (owner, "place"),
        subjects,
        ForeignKey(("document", owner), owners, ("document", "id")),
        ForeignKey(("document", other), others, ("document", "id")),
    )


def _mentions(name: str, owners: str, owner: str, description: str) -> Table:
    """The further mentions of records: (owner, place in the list, span)."""

    def subjects(extraction: Extraction) -> Iterator[tuple[str, int, Span]]:
        for record in getattr(extraction, owners):
            for place, span in enumerate(record.mentions, 1):
                yield record.id, place, span

    columns = (
        _id(owner, owners, 0),
        _place(f"the {owner}'s mentions", 1),
        *columns_of(Span, at=itemgetter(2)).values(),
    )
    owned = ForeignKey(("document", owner), owners, ("document", "id"))
    return _table(name, description, columns, (owner, "place"), subjects, owned)


def _listed(name: str, description: str, model: type[BaseModel]) -> Table:
    """What has no id of its own: (place in the extraction's list, item)."""
    columns = (_place(f"the document's {name}", 0), *columns_of(model, at=itemgetter(1)).values())
    return _table(name, description, columns, ("place",), lambda extraction: enumerate(getattr(extraction, name), 1))


def _issue_records() -> Table:
    record = Column("record", "string", "Id of a record, of whatever kind.", True, itemgetter(2))
    columns = (_issue(), _place("the issue's records", 1), record)
    key = ("issue", "place")
    return _table("issue_records", "A record that an issue is about.", columns, key, _in_issues("records"), _OF_ISSUE)


def _issue_spans() -> Table:
    columns = (_issue(), _place("the issue's spans", 1), *columns_of(Span, at=itemgetter(2)).values())
    key = ("issue", "place")
    return _table(
        "issue_spans", "A stretch of text that an issue is about.", columns, key, _in_issues("spans"), _OF_ISSUE
    )


_OF_ISSUE = ForeignKey(("document", "issue"), "issues", ("document", "place"))


def _in_issues(field: str) -> Callable[[Extraction], Iterator[tuple[int, int, Any]]]:
    def subjects(extraction: Extraction) -> Iterator[tuple[int, int, Any]]:
        for number, issue in enumerate(extraction.issues, 1):
            for place, item in enumerate(getattr(issue, field), 1):
                yield number, place, item

    return subjects


def _issue() -> Column:
    return Column("issue", "integer", "Place of the issue in issues.", True, itemgetter(0), unit="place, from 1")


def _id(name: str, of: str, at: int) -> Column:
    return Column(name, "string", f"Id of the {name}, in {of}.", True, itemgetter(at))


def _place(of: str, at: int) -> Column:
    return Column("place", "integer", f"Place in {of}.", True, itemgetter(at), unit="place, from 1")
