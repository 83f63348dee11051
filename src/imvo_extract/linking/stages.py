"""The finders, one after the other, over the statements of a section; each sees what those before it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from imvo_extract.dutch.clauses import When
from imvo_extract.dutch.memory import Memory
from imvo_extract.dutch.statements import Statement
from imvo_extract.mentions.event_grammar import EventGrammar
from imvo_extract.mentions.names import KnownName
from imvo_extract.mentions.parties import PartyFinder, Reading, introduced
from imvo_extract.mentions.quantities import QuantityFinder
from imvo_extract.records.models import Role
from imvo_extract.rulebook.dates import DateRules
from imvo_extract.rulebook.lost import Lost
from imvo_extract.rulebook.rulebook import Rulebook
from imvo_extract.timex.finder import TimexFinder
from imvo_extract.timex.model import Reference, Timex

from .covenants import Placement
from .events import EventFinder, EventMention
from .found import Claimed, Found
from .losers import lost_numbers
from .units import QuantityLinker


class _RememberingFinder(TimexFinder):
    """A normaliser that remembers: a statement is asked for its dates when the reference date is inferred, and once
    more with that date. What does not depend on that date is read only once."""

    def __init__(self, rules: DateRules) -> None:
        super().__init__(rules)
        self._memory = Memory()

    def find(
        self,
        text: str,
        reference: Reference | None,
        *,
        tense: Callable[[int], When | None] | None = None,
        words: frozenset[str] | None = None,
        context_year: int | None = None,
        lost: list[Lost] | None = None,
    ) -> list[Timex]:
        """See ``TimexFinder.find``; the list is shared and must not be changed."""
        if tense is not None or lost is not None:
            return super().find(text, reference, tense=tense, words=words, context_year=context_year, lost=lost)
        if not self.may_hold(text, words):
            return []
        memory, dated = self._memory, (text, reference, context_year)
        found: list[Timex] | None = memory.get(text)
        if found is None:
            found = memory.get(dated)
        if found is None:
            found, hangs_on_it = self.read(text, reference, context_year=context_year)
            memory.keep(dated if hangs_on_it else text, found)
        return found


class Stages:
    """Times, quantities, parties and events of statements."""

    def __init__(self, book: Rulebook, grammar: EventGrammar) -> None:
        self.timexes = _RememberingFinder(book.dates)
        self.quantities = QuantityFinder(book.counts, book.numerals)
        self._linker = QuantityLinker(book.counts, book.numerals)
        self._parties = PartyFinder(book.parties)
        self._events = EventFinder(grammar)
        self._bare = book.counts.rule_of("elliptic")
        self._what = {rule.id: f"counts nothing: {_as_clause(rule.description)}" for rule in book.counts.claims}
        self._outlook = frozenset(book.dates.outlook_cues)
        self._memory = Memory()

    def run(
        self,
        raw: str,
        statements: Sequence[Statement],
        placements: Sequence[Placement],
        reference: Reference | None,
        year: int | None,
        known: dict[str, KnownName],
        offset: int,
        *,
        explain: bool = False,
    ) -> list[Found]:
        """What is in the statements of a section.

        :param raw: the decoded raw text; tables are read from it.
        :param placements: the covenant of each statement.
        :param year: the year that the document reports on, where it is of one.
        :param known: names introduced so far in the document; added to.
        :param offset: the place of the section's first statement in the document.
        :param explain: whether to collect what rules found and did not keep (``Found.lost``); otherwise that costs
            nothing.
        """
        here: list[Found] = []
        looks_ahead = False
        for statement, placement in zip(statements, placements, strict=True):
            if statement.kind == "heading":
                looks_ahead = not statement.words.isdisjoint(self._outlook)
            item = Found(statement, placement.covenant, placement.mentions, lost=[] if explain else None)
            self._count(item, reference, None if looks_ahead else year)
            here.append(item)
        for item, linked in zip(here, self._linker.link(here, raw), strict=True):
            item.quantities = linked.quantities
            item.as_of = [(offset + place[0], place[1]) if place else None for place in linked.as_of]
            if item.lost is not None and item.statement.kind != "table":
                item.lost += lost_numbers(item, self.quantities.candidates(item.statement), self._bare)
        lead_in: tuple[Role, str] | None = None
        act: Role | None = None
        before: Statement | None = None
        below = False
        for item in here:
            statement = item.statement
            if statement.kind == "heading":
                lead_in, below = self._parties.lead_in(statement), True
                continue
            if statement.kind == "table":
                continue
            # What a line says of those listed below it, it says of bullets and of the one line that follows.
            if statement.kind != "bullet" and not below:
                lead_in = None
            reading = self._read_parties(item, known, lead_in, act)
            act = reading.act
            item.parties = reading.parties
            item.claimed += _unplaced(reading)
            known |= introduced(reading.parties)
            own = self._parties.lead_in(statement)
            lead_in, below = own or lead_in, own is not None
            item.events, item.unmade = self._find_events(item, reference, before)
            if item.lost is not None:
                item.lost += [lost for lost in item.unmade if lost.rule != lost.winner]
            before = statement
        return here

    def _count(self, item: Found, reference: Reference | None, year: int | None) -> None:
        """Finds a statement's times, its quantities, and its numbers that count nothing."""
        statement = item.statement
        text = statement.text
        item.timexes = self.timexes.find(text, reference, words=statement.words, context_year=year, lost=item.lost)
        times = tuple((timex.start, timex.end) for timex in item.timexes)
        reading = self._memory.recall(("quantities", text, times), lambda: self.quantities.read(statement, times))
        item.quantities = reading.quantities
        item.claimed += [
            Claimed(claim.start, claim.end, "number", self._what[claim.rule], f"counts.yaml:{claim.rule}")
            for claim in reading.claims
        ]

    def signs(self, statement: Statement) -> list[str]:
        """The words of a statement (in small letters) that tell of an event by themselves, or may."""
        return self._events.signs(statement)

    def _read_parties(
        self,
        item: Found,
        known: Mapping[str, KnownName],
        lead_in: tuple[Role, str] | None,
        act: Role | None,
    ) -> Reading:
        if item.lost is not None:
            return self._parties.read(item.statement, item.quantities, item.timexes, known, lead_in, item.lost, act)
        # The numbers and times follow from the text and the reference, but for units that the context fills in.
        numbers = tuple((quantity.start, quantity.value, quantity.unit) for quantity in item.quantities)
        times = tuple(item.timexes)
        key = ("parties", item.statement.text, times, numbers, lead_in, act)
        held = self._memory.get(key)
        if held is not None and all(known.get(name) == meaning for name, meaning in held[0]):
            reading: Reading = held[1]
            return reading
        asked = _Asked(known)
        reading = self._parties.read(item.statement, item.quantities, item.timexes, asked, lead_in, act=act)
        self._memory.keep(key, (tuple(asked.answers.items()), reading))
        return reading

    def _find_events(
        self, item: Found, reference: Reference | None, before: Statement | None
    ) -> tuple[Sequence[EventMention], Sequence[Lost]]:
        statement = item.statement
        key = (
            "events",
            statement.text,
            reference,
            tuple(item.timexes),
            before.text if before is not None else None,
            tuple((quantity.start, quantity.end) for quantity in item.quantities),
            tuple((party.start, party.end, party.kind) for party in item.parties),
        )
        return self._memory.recall(
            key,
            lambda: self._events.explain(statement, item.timexes, item.quantities, item.parties, reference, before),
        )


def _as_clause(description: str) -> str:
    """A rule's description as a part of a sentence."""
    return (description[:1].lower() + description[1:]).rstrip(".")


class _Asked(Mapping[str, KnownName]):
    """The names known so far, and which of them were asked for: a reading holds as long as the answers are the same."""

    def __init__(self, known: Mapping[str, KnownName]) -> None:
        self._known = known
        self.answers: dict[str, KnownName | None] = {}

    def __getitem__(self, name: str) -> KnownName:
        found = self.answers[name] = self._known.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _unplaced(reading: Reading) -> list[Claimed]:
    """The names of a statement that are no party, and the parties that the text denies."""
    names = [
        Claimed(
            name.start,
            name.end,
            "name",
            name.reason or "no rule takes this name",
            f"parties.yaml:{name.rule}" if name.rule else None,
        )
        for name in reading.names
    ]
    denied = [
        Claimed(
            party.start,
            party.end,
            "name",
            "the text denies it a part",
            f"parties.yaml:{party.rule}" if party.rule else None,
        )
        for party in reading.parties
        if party.negated and party.name is not None
    ]
    return names + denied
