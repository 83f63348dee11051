"""Which covenants a text reports on, and which one each statement belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imvo_extract.dutch.statements import Statement
from imvo_extract.mentions.covenants import CovenantFinder, CovenantMention, StatusReading, indefinite_status
from imvo_extract.records.models import Covenant, CovenantStatus
from imvo_extract.records.span import Extent, Span
from imvo_extract.rulebook.covenants import CovenantRules
from imvo_extract.sections.read import SectionText


@dataclass(frozen=True, slots=True)
class Placement:
    """A statement's covenant (None where it belongs to none) and the covenants that it names."""

    covenant: str | None
    mentions: tuple[CovenantMention, ...]


def place(section: SectionText, finder: CovenantFinder) -> list[Placement]:
    """For each statement of a section, its covenant.

    Under a covenant's heading that is the heading's. Elsewhere it is the one that the statement names first; a
    statement that names none goes with the one before it in its paragraph, and in later paragraphs as long as it speaks
    of "dit convenant" or "het convenant".
    """
    own = section.section.covenant
    out: list[Placement] = []
    carried: str | None = None
    block = -1
    for statement in section.statements:
        table = statement.kind == "table"
        mentions = () if table else finder.find(statement, general=own is None)
        if own is not None:
            out.append(Placement(own, mentions))
            continue
        if statement.kind == "heading":
            carried = None
            listed = finder.listed(statement)
            if listed:
                out.append(Placement(None, listed))
                continue
        if table:
            out.append(Placement(finder.row_of(statement), mentions))
            continue
        if mentions:
            carried = mentions[0].covenant
        elif statement.block != block and not _refers_back(statement):
            carried = None
        block = statement.block
        out.append(Placement(carried, mentions))
    return out


def _refers_back(statement: Statement) -> bool:
    return "convenant" in statement.words and bool(statement.words & {"dit", "het"})


class CovenantLinker:
    """Makes the covenant records of a document."""

    def __init__(self, rules: CovenantRules, finder: CovenantFinder) -> None:
        self._sectors = {entry.id: entry.sector for entry in rules.covenants}
        self._finder = finder

    def records(
        self, raw: str, sections: Sequence[SectionText], placements: Sequence[Sequence[Placement]]
    ) -> tuple[list[Covenant], Counter[str], set[str]]:
        """One record for each covenant, sorted by span.

        :returns: the records, the rules that decided a status (as "file:rule-id"), and the ids that are not registered.
        """
        fired: Counter[str] = Counter()
        unregistered: set[str] = set()
        found: dict[str, Covenant] = {}
        for text, rows in _best_sections(sections, placements):
            section = text.section
            assert section.covenant is not None
            assert section.name is not None
            reading = self._finder.section_status(_about(section.covenant, text.statements, rows))
            if not section.registered:
                unregistered.add(section.covenant)
            extent = Extent(start=section.start, end=section.end)
            heading = Extent(start=text.statements[0].start, end=text.statements[0].end)
            found[section.covenant] = self._record(
                raw, section.covenant, section.name, heading, extent, reading, "heading", "signed", fired
            )
        for text, rows in zip(sections, placements, strict=True):
            for statement, row in zip(text.statements, rows, strict=True):
                for mention in row.mentions:
                    if mention.covenant in found or not _counts(mention, text.section.covenant):
                        continue
                    if not mention.registered:
                        unregistered.add(mention.covenant)
                    found[mention.covenant] = self._record(
                        raw,
                        mention.covenant,
                        statement.clean.raw_span(mention.start, mention.end),
                        Extent(start=statement.start, end=statement.end),
                        None,
                        self._status(statement, mention, text.statements, rows),
                        mention.rule,
                        indefinite_status(row.mentions, mention.covenant),
                        fired,
                    )
        mentions = _mentions(raw, sections, placements)
        complete = [
            record.model_copy(
                update={"mentions": tuple(span for span in mentions.get(ident, ()) if span != record.span)}
            )
            for ident, record in found.items()
        ]
        return sorted(complete, key=lambda record: record.span.start), fired, unregistered

    def _status(
        self, naming: Statement, mention: CovenantMention, statements: Sequence[Statement], rows: Sequence[Placement]
    ) -> StatusReading | None:
        """What is said of a covenant that is named: by the statement that names it, unless those that go on about it
        tell that it has ended."""
        told = self._finder.status_of_part(naming, mention)
        for statement, row in zip(statements, rows, strict=True):
            if row.covenant == mention.covenant and statement is not naming:
                later = self._finder.status(statement)
                if later is not None and later.status == "ended" and (told is None or later.weight > told.weight):
                    return later
        return told

    def _record(
        self,
        raw: str,
        ident: str,
        name: tuple[int, int],
        sentence: Extent,
        section: Extent | None,
        reading: StatusReading | None,
        rule: str,
        default: CovenantStatus,
        fired: Counter[str],
    ) -> Covenant:
        span = Span.cut(raw, *name)
        if reading is not None:
            fired[f"covenants.yaml:{reading.rule}"] += 1
        return Covenant(
            id=ident,
            covenant=ident,
            span=span,
            sentence=sentence,
            rule=f"covenants.yaml:{rule}",
            name=" ".join(span.text.split()),
            sector=self._sectors.get(ident),
            status=reading.status if reading is not None else default,
            section=section,
        )


def _mentions(
    raw: str, sections: Sequence[SectionText], placements: Sequence[Sequence[Placement]]
) -> dict[str, list[Span]]:
    """For each covenant, where running text names it."""
    found: dict[str, list[Span]] = {}
    for text, rows in zip(sections, placements, strict=True):
        for statement, row in zip(text.statements, rows, strict=True):
            for mention in row.mentions:
                if statement.kind != "heading" and _counts(mention, text.section.covenant):
                    span = Span.cut(raw, *statement.clean.raw_span(mention.start, mention.end))
                    found.setdefault(mention.covenant, []).append(span)
    return found


def _counts(mention: CovenantMention, own: str | None) -> bool:
    """In another covenant's section only a covenant that is called one counts; a sector may be the subject there."""
    return own in (None, mention.covenant) or mention.rule not in ("sector", "sector-after-preposition")


def _about(ident: str, statements: Sequence[Statement], rows: Sequence[Placement]) -> Iterator[Statement]:
    """The statements of a covenant's section but those that speak of other covenants only."""
    for statement, row in zip(statements, rows, strict=True):
        named = {mention.covenant for mention in row.mentions}
        if statement.kind == "heading" or not named or ident in named:
            yield statement


def _best_sections(
    sections: Sequence[SectionText], placements: Sequence[Sequence[Placement]]
) -> Iterator[tuple[SectionText, Sequence[Placement]]]:
    """For each covenant its first section with any text, and the placements of its statements; the first section at all
    where none has any (a table of contents)."""
    best: dict[str, tuple[SectionText, Sequence[Placement]]] = {}
    for text, rows in zip(sections, placements, strict=True):
        ident = text.section.covenant
        if ident is None:
            continue
        empty = all(statement.kind == "heading" for statement in text.statements)
        held = best.get(ident)
        if held is None or (all(s.kind == "heading" for s in held[0].statements) and not empty):
            best[ident] = text, rows
    yield from best.values()
