"""A whole extraction: the document, its records, and the account of what is in none of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, ValidationError

from imvo_extract.errors import UnusableInputError

from .models import Count, Covenant, Date, Event, Party, Record
from .span import Extent, Frozen, Span

SCHEMA_VERSION = "1.0"
KINDS: tuple[str, ...] = ("covenants", "parties", "counts", "dates", "events")
_SHA256: dict[str, Any] = {"standard": "SHA-256 (FIPS 180-4)"}
_STATEMENTS: dict[str, Any] = {"unit": "statements"}


class ReferenceDate(Frozen):
    """The day (or month, or year) from which the text speaks."""

    value: str = Field(
        description="The date: 2019-11-05, 2019-11 or 2019.",
        json_schema_extra={"standard": "ISO 8601-2 (EDTF) level 1"},
    )
    basis: Literal["given", "metadata", "inferred"] = Field(
        description="Who says so: the caller (given), the metadata, or the text itself (inferred)."
    )
    span: Span | None = Field(description="The text that it was inferred from; null where it was given.")


class SourceFile(Frozen):
    """Where the text came from."""

    path: str | None = Field(description="Relative to the project; null for a text without a file.")
    media_type: str = Field(description="Media type.", json_schema_extra={"standard": "IANA media types"})
    sha256: str = Field(description="Digest of its bytes, hexadecimal.", json_schema_extra=_SHA256)
    url: str | None = Field(
        description="Where it was published, or null.", json_schema_extra={"standard": "RFC 3986 URL"}
    )
    retrieved: str | None = Field(
        description="When it was retrieved, or null.", json_schema_extra={"standard": "ISO 8601"}
    )


class Document(Frozen):
    """The text that was read."""

    id: str = Field(description="The raw file's name without its ending.")
    title: str | None = Field(description="From the metadata, else the text's first heading; null without either.")
    language: Literal["nl"] = Field(
        description="Tag of the language that the rules read.", json_schema_extra={"standard": "BCP 47"}
    )
    source: SourceFile = Field(description="The raw file.")
    characters: int = Field(
        description="Length of the decoded text.", json_schema_extra={"unit": "code points", "standard": "Unicode"}
    )
    reference_date: ReferenceDate | None = Field(
        description="The day, month or year from which the text speaks; null where neither given nor to be inferred."
    )


class ExtractorInfo(Frozen):
    """What made the extraction."""

    name: str = Field(description="Name of the program.")
    version: str = Field(description="Its version.", json_schema_extra={"standard": "Semantic Versioning 2.0.0"})
    rules_sha256: str = Field(
        description="Digest of the rules that it ran with, hexadecimal.", json_schema_extra=_SHA256
    )


class Unclaimed(Frozen):
    """What looks like data and is in no record."""

    kind: Literal["number", "date", "name", "statement"] = Field(description="What it looks like.")
    span: Span = Field(description="Where it stands.")
    reason: str = Field(description="Why no rule took it.")


class Coverage(Frozen):
    """How much of a section is in records."""

    covenant: str | None = Field(description="Id of the section's covenant; null for a section of none.")
    section: Extent = Field(description="The section.")
    statements: int = Field(
        description="How many sentences and bullets are in it, headings left out.", json_schema_extra=_STATEMENTS
    )
    claimed: int = Field(description="Of how many of those a record was made.", json_schema_extra=_STATEMENTS)
    share: float = Field(
        description="claimed / statements, to three decimals; 1.0 where there are none.",
        json_schema_extra={"unit": "share, 0 to 1", "standard": "IEEE 754 double precision"},
    )


class Issue(Frozen):
    """What a check found."""

    check: str = Field(description="Name of the check.")
    severity: Literal["error", "warning", "note"] = Field(description="How bad it is.")
    message: str = Field(description="What is the matter, in one sentence.")
    records: tuple[str, ...] = Field(description="Ids of the records concerned.")
    spans: tuple[Span, ...] = Field(description="The places in the text that it is about.")


class Extraction(Frozen):
    """What one text says. It cannot be validated without the text (``context={"text": raw}``)."""

    schema_version: Literal["1.0"] = Field(description="Version of the shape of the extraction.")
    document: Document = Field(description="The text that was read.")
    extractor: ExtractorInfo = Field(description="What made the extraction.")
    covenants: tuple[Covenant, ...] = Field(description="The covenants, sorted by span.")
    parties: tuple[Party, ...] = Field(description="The parties, sorted by span.")
    counts: tuple[Count, ...] = Field(description="The counts, sorted by span.")
    dates: tuple[Date, ...] = Field(description="The dates, sorted by span.")
    events: tuple[Event, ...] = Field(description="The events, sorted by span.")
    unclaimed: tuple[Unclaimed, ...] = Field(description="What looks like data and is in no record.")
    issues: tuple[Issue, ...] = Field(description="What the checks found.")
    coverage: tuple[Coverage, ...] = Field(description="For each section, how much of it is in records.")

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with its kind, in the order of the output."""
        for kind in KINDS:
            for record in getattr(self, kind):
                yield kind, record

    def to_json(self) -> str:
        """The canonical form: UTF-8 text, two-space indent, one final line end; the same extraction, the same bytes."""
        return self.model_dump_json(indent=2) + "\n"


class BrokenExtractionError(UnusableInputError):
    """An output file that is not what it says; ``str(error)`` is one line."""


def load_extraction(data: str | bytes, text: str) -> Extraction:
    """An extraction from its JSON, every span of it checked against the text.

    :param data: the JSON.
    :param text: the decoded raw text.
    :raises BrokenExtractionError: it is no JSON, does not keep the contract, a span is not the text's own, an id occurs
        twice, or a record refers to one that is not there.
    """
    try:
        content: Any = json.loads(data)
        extraction = Extraction.model_validate(content, context={"text": text})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BrokenExtractionError(f"{where}: {first['msg'].removeprefix('Value error, ')}") from error
    except ValueError as error:
        raise BrokenExtractionError(f"no JSON ({error})") from error
    _check_references(extraction)
    return extraction


def _check_references(extraction: Extraction) -> None:
    known: dict[str, set[str]] = {}
    for kind, record in extraction.records():
        ids = known.setdefault(kind, set())
        if record.id in ids:
            raise BrokenExtractionError(f"{kind}: the id {record.id!r} is there twice")
        ids.add(record.id)
    dates, parties, counts = (known.get(kind, set()) for kind in ("dates", "parties", "counts"))
    for count in extraction.counts:
        if count.as_of is not None and count.as_of not in dates:
            raise BrokenExtractionError(f"{count.id}: as_of names no date of this extraction ({count.as_of!r})")
    for event in extraction.events:
        for field, ids in (("dates", dates), ("participants", parties), ("counts", counts)):
            for ident in getattr(event, field):
                if ident not in ids:
                    raise BrokenExtractionError(f"{event.id}: {field} names no record of this extraction ({ident!r})")
