"""From a raw text to its extraction: documents -> sections -> mentions -> records, in one readable flow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from imvo_extract.checks.contradictions import ContradictionFinder
from imvo_extract.checks.coverage import coverage
from imvo_extract.checks.unclaimed import Accountant
from imvo_extract.documents.decode import DocumentError
from imvo_extract.documents.source import Source, source_from_text
from imvo_extract.dutch.sentences import SentenceSplitter
from imvo_extract.dutch.statements import Statement
from imvo_extract.linking.covenants import CovenantLinker, place
from imvo_extract.linking.found import Found
from imvo_extract.linking.ids import IdMaker
from imvo_extract.linking.parties import LinkedParty, LocatedMention, link_parties
from imvo_extract.linking.records import Records, build_records
from imvo_extract.linking.stages import Stages
from imvo_extract.mentions.covenants import CovenantFinder, StatusReading
from imvo_extract.mentions.event_grammar import EventGrammar
from imvo_extract.mentions.lexicon import Lexicon
from imvo_extract.mentions.names import KnownName
from imvo_extract.records.extraction import (
    SCHEMA_VERSION,
    Document,
    Extraction,
    ExtractorInfo,
    Issue,
    ReferenceDate,
    SourceFile,
)
from imvo_extract.records.models import Covenant, Record
from imvo_extract.records.span import Span
from imvo_extract.rulebook.rulebook import Rulebook, load_rulebook, located
from imvo_extract.sections.read import SectionText, TextReader
from imvo_extract.sections.split import SectionSplitter
from imvo_extract.timex.model import Reference
from imvo_extract.timex.reference import infer_reference, reported_year
from imvo_extract.version import VERSION

NAME = "imvo-extract"
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Analysis:
    """An extraction with what happened on the way.

    ``fired`` are the rules (as "file:rule-id") that found or decided something, each as often as it did; ``found`` are
    the statements with their mentions, for explaining.
    """

    extraction: Extraction
    fired: Counter[str]
    found: tuple[Found, ...]


class Extractor:
    """Extracts records from Dutch status texts.

    :param rules: the folder of rules; the project's own without one.
    :raises RuleError: the rules cannot be used.
    """

    def __init__(self, rules: str | Path | None = None) -> None:
        book = load_rulebook(Path(rules) if rules is not None else None)
        self._info = ExtractorInfo(name=NAME, version=VERSION, rules_sha256=book.sha256)
        with located(book.folder):
            self._compile(book)

    def _compile(self, book: Rulebook) -> None:
        grammar = EventGrammar(book.events, book.verbs)
        self._reader = TextReader(
            SectionSplitter(book.covenants, book.language),
            SentenceSplitter(book.language.abbreviations),
            partial(Lexicon, phrases=grammar.phrases(), heads=grammar.heads()),
        )
        self._covenants = CovenantFinder(book.covenants)
        self._covenant_linker = CovenantLinker(book.covenants, self._covenants)
        self._stages = Stages(book, grammar)
        named = book.dates.vocabulary
        time_words = frozenset(
            word for words in (*named.months.values(), *named.weekdays.values()) for word in words if word.isalpha()
        )
        self._accountant = Accountant(self._stages.quantities.is_number_word, time_words, self._stages.signs)
        self._contradictions = ContradictionFinder(book.checks)

    def extract(self, text: str, *, id: str, reference_date: str | date | None = None) -> Extraction:
        """The extraction of a text.

        :param text: the decoded raw text; all offsets are code points into it.
        :param id: names the document; its output is NAME.json.
        :param reference_date: the day, month or year from which the text speaks (ISO 8601); inferred without one.
        :raises DocumentError: the reference date is no date.
        """
        return self.extract_source(source_from_text(text, id), reference_date=reference_date)

    def extract_many(self, texts: Iterable[tuple[str, str]]) -> Iterator[Extraction]:
        """The extractions of a stream of (id, text), one at a time, in memory that does not grow with their number."""
        for ident, text in texts:
            yield self.extract(text, id=ident)

    def extract_source(self, source: Source, *, reference_date: str | date | None = None) -> Extraction:
        """The extraction of a raw file with its metadata; see ``extract``."""
        return self.analyse(source, reference_date=reference_date).extraction

    def reference_date(self, source: Source) -> str | None:
        """The day, month or year (EDTF) from which a raw file speaks; None where nothing tells.

        :raises DocumentError: the metadata give one that is no date.
        """
        reference = self._reference(source, self._reader.read(source.text), None)
        return reference.value if reference is not None else None

    def analyse(self, source: Source, *, reference_date: str | date | None = None, explain: bool = False) -> Analysis:
        """The extraction of a raw file, and which rules had a part in it.

        :param explain: whether to collect what rules found and did not keep (``Found.lost``).
        """
        return self._analyse(source, self._reader.read(source.text), reference_date, explain)

    def _analyse(
        self, source: Source, sections: Sequence[SectionText], reference_date: str | date | None, explain: bool
    ) -> Analysis:
        raw = source.text
        reference = self._reference(source, sections, reference_date)
        head = [statement for section in sections[:2] for statement in section.statements]
        year = reported_year(head, self._stages.timexes)
        placements = [place(section, self._covenants) for section in sections]
        found: list[Found] = []
        parties: list[LinkedParty] = []
        known: dict[str, KnownName] = {}
        for section, rows in zip(sections, placements, strict=True):
            here = self._stages.run(raw, section.statements, rows, reference, year, known, len(found), explain=explain)
            parties += _linked(here, len(found))
            found += here
            if explain:
                self._explain_covenants(section, here)
        covenants, fired, unregistered = self._covenant_linker.records(raw, sections, placements)
        records = build_records(raw, found, parties, IdMaker())
        extraction = Extraction.model_construct(
            schema_version=SCHEMA_VERSION,
            document=_document(source, sections, reference),
            extractor=self._info,
            covenants=tuple(covenants),
            parties=tuple(records.parties),
            counts=tuple(records.counts),
            dates=tuple(records.dates),
            events=tuple(records.events),
            unclaimed=tuple(self._accountant.unclaimed(raw, found, covenants)),
            issues=tuple(self._issues(raw, covenants, unregistered, reference, records)),
            coverage=tuple(coverage(sections, _all(covenants, records))),
        )
        fired.update(record.rule for _, record in extraction.records())
        fired.update(f"checks.yaml:{issue.check}" for issue in extraction.issues)
        fired.update(claim.rule for item in found for claim in item.claimed if claim.rule)
        return Analysis(extraction, fired, tuple(found))

    def _explain_covenants(self, section: SectionText, here: Sequence[Found]) -> None:
        """Adds, for each statement of a section, what rules for covenants found in it and did not keep."""
        general = section.section.covenant is None
        best = None if general else self._covenants.section_status(section.statements)
        for item in here:
            if item.lost is not None and item.statement.kind != "table":
                item.lost += self._covenants.lost(item.statement, general=general, best=best)

    def status(self, statement: Statement) -> StatusReading | None:
        """What a statement says of a covenant's status, and by which rule; None if nothing."""
        return self._covenants.status(statement)

    def _reference(self, source: Source, sections: Sequence[SectionText], given: str | date | None) -> Reference | None:
        """The document's reference date: given, from its metadata, or inferred from its text."""
        for value in (given, source.metadata.reference_date):
            if value is not None:
                try:
                    Reference.of(value)
                except ValueError as error:
                    raise DocumentError(f"{source.id}: the reference date {error}") from error
        statements = [statement for section in sections for statement in section.statements]
        return infer_reference(
            source.id, source.metadata.reference_date, given, source.text, statements, self._stages.timexes
        )

    def _issues(
        self,
        raw: str,
        covenants: Sequence[Covenant],
        unregistered: set[str],
        reference: Reference | None,
        records: Records,
    ) -> Iterator[Issue]:
        """What the checks found, in the order of the checks."""
        if reference is not None and reference.note:
            spans = (Span.cut(raw, *reference.span),) if reference.span else ()
            yield Issue(check="reference-date", severity="note", message=reference.note, records=(), spans=spans)
        for covenant in covenants:
            if covenant.id in unregistered:
                message = f'the covenant "{covenant.name}" is not in the register (rules/covenants.yaml)'
                yield Issue(
                    check="unregistered-covenant",
                    severity="note",
                    message=message,
                    records=(covenant.id,),
                    spans=(covenant.span,),
                )
        yield from self._contradictions.find(raw, records)


def _all(covenants: Sequence[Covenant], records: Records) -> Iterator[Record]:
    yield from covenants
    for kind in (records.parties, records.counts, records.dates, records.events):
        yield from kind


def _linked(here: Sequence[Found], offset: int) -> list[LinkedParty]:
    """The parties of a section, put together covenant by covenant.

    :param offset: the place of the section's first statement in the document.
    """
    by_covenant: dict[str | None, list[LocatedMention]] = {}
    for at, item in enumerate(here):
        located = [LocatedMention(offset + at, mention) for mention in item.parties]
        by_covenant.setdefault(item.covenant, []).extend(located)
    return [linked for mentions in by_covenant.values() for linked in link_parties(mentions)]


def _document(source: Source, sections: Sequence[SectionText], reference: Reference | None) -> Document:
    raw, meta = source.text, source.metadata
    return Document(
        id=source.id,
        title=meta.title or _first_line(sections),
        language="nl",
        source=SourceFile(
            path=source.path,
            media_type=source.media_type,
            sha256=source.sha256,
            url=meta.url,
            retrieved=meta.retrieved,
        ),
        characters=len(raw),
        reference_date=None
        if reference is None
        else ReferenceDate(
            value=reference.value,
            basis=reference.basis,
            span=Span.cut(raw, *reference.span) if reference.span else None,
        ),
    )


def _first_line(sections: Sequence[SectionText]) -> str | None:
    """A text's title: its first line, where that is short enough to be one."""
    first = sections[0].statements[0].text if sections and sections[0].statements else ""
    return first if 0 < len(first) <= _LONGEST_TITLE and not first.endswith(".") else None
