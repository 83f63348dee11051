"""How much of each section is in records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from imvo_extract.dutch.extents import Extents
from imvo_extract.records.extraction import Coverage
from imvo_extract.records.models import Covenant, Party, Record
from imvo_extract.records.span import Extent
from imvo_extract.sections.read import SectionText


def coverage(sections: Sequence[SectionText], records: Iterable[Record]) -> Iterator[Coverage]:
    """For each section with statements, in how many of them a record stands, or a party or covenant is named again.

    :param records: all records of the document; a covenant's heading is no statement.
    """
    told: set[int] = set()
    again: list[int] = []
    for record in records:
        told.add(record.sentence.start)
        if isinstance(record, (Covenant, Party)):
            again += [span.start for span in record.mentions]
    mentions = Extents((start, start + 1) for start in again)
    for text in sections:
        statements = [statement for statement in text.statements if statement.kind != "heading"]
        claimed = sum(
            statement.start in told or mentions.overlap(statement.start, statement.end) for statement in statements
        )
        yield Coverage(
            covenant=text.section.covenant,
            section=Extent(start=text.section.start, end=text.section.end),
            statements=len(statements),
            claimed=claimed,
            share=round(claimed / len(statements), 3) if statements else 1.0,
        )
