"""Events: triggers with their status, dates, participants, counts and object."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from imvo_extract.dutch.statements import Statement
from imvo_extract.mentions.antecedents import Earlier
from imvo_extract.mentions.predicates import NounUse, Placed, Reader, Reading
from imvo_extract.mentions.segments import RELATIVE_CLAUSE, SUBORDINATE, Clause
from imvo_extract.mentions.status import Evidence, Interval, Judgement, StatusJudge, Words, when
from imvo_extract.mentions.triggers import Trigger, TriggerFinder
from imvo_extract.mentions.wordclasses import COMMA, COORDINATOR, NAME, AuxiliaryForm
from imvo_extract.records.models import EventStatus, EventType
from imvo_extract.rulebook.events import EventGrammar
from imvo_extract.timex.model import Timex

from .event_dates import DateLinker
from .event_objects import find_object


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event in a statement. ``start`` and ``end`` are clean offsets of the trigger.

    ``dates``, ``participants`` and ``counts`` are indices into the timexes, parties and quantities that were given.
    ``object`` is what was published, held ... as text (with a noun that was left out put back), ``object_start`` and
    ``object_end`` where it stands. ``negated``: the text denies it, or puts it off without a date. ``rule`` is the id of
    the rule in events.yaml.
    """

    start: int
    end: int
    type: EventType
    status: EventStatus
    dates: tuple[int, ...]
    participants: tuple[int, ...]
    counts: tuple[int, ...]
    object: str | None
    object_start: int | None
    object_end: int | None
    ordinal: int | None
    rule: str
    negated: bool = False


class Rejected(NamedTuple):
    """A trigger that makes no event: where it stands (clean offsets), the rule that fired, and why it lost."""

    start: int
    end: int
    rule: str
    reason: str


class EventFinder:
    """Finds the events of statements.

    :param grammar: the rules with their verbs and nouns.
    """

    def __init__(self, grammar: EventGrammar) -> None:
        self._reader = Reader(grammar)
        self._triggers = TriggerFinder(grammar.rules)
        self._judge = StatusJudge(grammar.rules.signals)
        self._dates = DateLinker(grammar.rules.signals)
        self._intending = frozenset(grammar.rules.signals.intending)

    def find(
        self,
        statement: Statement,
        timexes: Sequence[Timex],
        quantities: Sequence[Placed],
        parties: Sequence[Placed],
        reference: Interval | None,
        before: Statement | None = None,
    ) -> list[EventMention]:
        """The events of a statement, by position; denied ones too, marked ``negated``.

        :param timexes: expressions of time in the statement, with clean offsets; quantities and parties likewise.
        :param reference: the first and last day of the text's reference date; an event dated after it is planned.
        :param before: the statement before it in the same section, to which "de tweede" or "dit" may refer.
        """
        return self.explain(statement, timexes, quantities, parties, reference, before)[0]

    def explain(
        self,
        statement: Statement,
        timexes: Sequence[Timex],
        quantities: Sequence[Placed],
        parties: Sequence[Placed],
        reference: Interval | None,
        before: Statement | None = None,
    ) -> tuple[list[EventMention], list[Rejected]]:
        """As ``find``, with the triggers that lost and why."""
        if not self._reader.concerns(statement, timexes, before):
            return [], []
        reading = self._reader.read(statement, timexes, parties)
        run = _Run(self, reading, Earlier(self._reader, before), timexes, quantities, parties, reference)
        return run.found, run.lost


class _Candidate(NamedTuple):
    trigger: Trigger
    type: EventType
    dates: list[int]
    judgement: Judgement
    negated: bool


class _Run:
    """One statement on its way to events."""

    def __init__(
        self,
        finder: EventFinder,
        reading: Reading,
        before: Earlier,
        timexes: Sequence[Timex],
        quantities: Sequence[Placed],
        parties: Sequence[Placed],
        reference: Interval | None,
    ) -> None:
        self.finder = finder
        self.reading = reading
        self.before = before
        self.timexes = timexes
        self.quantities = quantities
        self.parties = parties
        self.reference = reference
        self.starts: list[int] | None = None
        self.found: list[EventMention] = []
        self.lost: list[Rejected] = []
        triggers = list(finder._triggers.find(reading, before))
        if not triggers:
            return
        self.places = finder._dates.places(reading, timexes)
        self.words: dict[int, Words] = {}
        candidates = []
        for trigger in sorted(triggers, key=lambda t: (t.first, t.last)):
            candidate = self._candidate(trigger)
            if candidate is not None:
                candidates.append(candidate)
        kept = self._settle(candidates)
        self._trim(kept)
        self._build(self._continue(kept))

    def _reject(self, trigger: Trigger, reason: str) -> None:
        start, end = self._offsets(trigger)
        self.lost.append(Rejected(start, end, trigger.rule.id, reason))

    def _offsets(self, trigger: Trigger) -> tuple[int, int]:
        tokens = self.reading.statement.tokens
        return tokens[trigger.first].start, tokens[trigger.last - 1].end

    def _words_of(self, clause: Clause) -> Words:
        known = self.words.get(id(clause))
        if known is None:
            tokens = self.reading.statement.tokens
            words = [tokens[index].lower for index in clause.indices]
            known = self.words[id(clause)] = Words(frozenset(words), f" {' '.join(words)} ")
        return known

    def _candidate(self, trigger: Trigger) -> _Candidate | None:
        rule, finder = trigger.rule, self.finder
        dates = finder._dates.dates(self.reading, trigger, self.timexes, self.places)
        if trigger.mode == "attributive":
            dates = []
        if (rule.dated or (trigger.mode == "bare" and rule.bare in ("dated", "anywhere"))) and not dates:
            self._reject(trigger, "no date")
            return None
        if trigger.mode == "bare" and not dates and not self._stands_as_bullet(trigger):
            self._reject(trigger, "a noun without verb, date or bullet")
            return None
        negated = rule.negates or self._is_negated(trigger.clause)
        judgement = self._judge(trigger, dates)
        if rule.status is not None and judgement.status is not None:
            judgement = Judgement(rule.status, "the rule says so")
        if judgement.status is None:
            self._reject(trigger, judgement.reason)
            return None
        return _Candidate(trigger, trigger.type or "start", dates, judgement, negated)

    def _stands_as_bullet(self, trigger: Trigger) -> bool:
        return self.reading.statement.kind == "bullet" and len(trigger.clause.indices) > 2

    def _is_negated(self, clause: Clause) -> bool:
        tokens, bits = self.reading.statement.tokens, self.reading.bits
        at: Clause | None = clause
        while at is not None:
            if self.finder._judge.is_negated(tokens, bits, at, self._words_of(at)):
                return True
            # What is coordinated without a verb of its own is denied together.
            at = at.linked if not at.finite else None
        return False

    def _auxiliaries(self, clause: Clause) -> list[AuxiliaryForm]:
        at: Clause | None = clause
        while at is not None:
            if at.auxiliaries or at.finite:
                return [form for _, form in at.auxiliaries]
            at = at.linked
        return []

    def _judge(self, trigger: Trigger, dates: Sequence[int]) -> Judgement:
        clause, verb = trigger.clause, trigger.verb
        if trigger.mode == "attributive":
            return Judgement("completed", "an adjective to the noun")
        events = [self.timexes[index] for index in dates]
        since = any(self.finder._dates.is_since(self.reading, self.places[i], self.timexes[i]) for i in dates)
        auxiliaries = self._auxiliaries(clause)
        if verb is not None and any(index == verb.index for index, _ in clause.auxiliaries):
            # The verb is itself the auxiliary form: "gaat ... van start", "is er een bijeenkomst".
            auxiliaries = [form for index, form in clause.auxiliaries if index != verb.index]
        evidence = Evidence(
            clause=clause,
            auxiliaries=auxiliaries,
            tense=verb.tense if verb is not None else None,
            te=verb.te if verb is not None else False,
            words=self._words_of(clause),
            when=when((t for t in events if t.type != "SET"), self.reference),
            since=since,
            is_set=any(t.type == "SET" and not t.text.lower().endswith("jaarlijkse") for t in events),
            durative=trigger.rule.durative,
            intended=self._is_intended(clause),
            fragment=verb is not None and [index for index, _ in clause.auxiliaries] == [verb.index - 1],
        )
        return self.finder._judge.judge(evidence)

    def _is_intended(self, clause: Clause) -> bool:
        """Whether the clause tells what was expected, planned or agreed ("verwacht wordt dat ..."), or hangs on a condition."""
        if any(other.parent is clause and self.finder._judge.is_condition(other) for other in self.reading.clauses):
            return True
        parent = clause.parent
        if clause.kind != SUBORDINATE or parent is None:
            return False
        return any(
            verb.clause is parent and any(not form.lists.isdisjoint(self.finder._intending) for form in verb.forms)
            for verb in self.reading.verbs
        )

    def _settle(self, candidates: Sequence[_Candidate]) -> list[_Candidate]:
        """One event for a verb or a noun: the rule with the higher priority; then the longer trigger, then the first."""
        taken: dict[int, str] = {}
        kept = []
        ranked = sorted(
            candidates,
            key=lambda c: (-c.trigger.rule.priority, c.trigger.first - c.trigger.last, c.trigger.first, c.trigger.rule.id),
        )
        for candidate in ranked:
            trigger = candidate.trigger
            keys = self._keys(trigger)
            winner = next((taken[key] for key in keys if key in taken and not self._shares(key, trigger, kept)), None)
            if winner is not None:
                self._reject(trigger, f"overruled by {winner}")
                continue
            for key in keys:
                taken.setdefault(key, trigger.rule.id)
            kept.append(candidate)
        return sorted(kept, key=lambda c: (c.trigger.first, c.trigger.last))

    def _keys(self, trigger: Trigger) -> list[int]:
        """The tokens that only one event may have for its own: the noun of the event, the verb."""
        keys = []
        if trigger.mode != "verb" and trigger.noun is not None:
            keys.append(trigger.noun.first)
        if trigger.verb is not None:
            keys.append(trigger.verb.index)
        return keys

    def _shares(self, key: int, trigger: Trigger, kept: Sequence[_Candidate]) -> bool:
        """Whether the verb at ``key`` may serve another noun: "trainingen gegeven en een bijeenkomst georganiseerd"."""
        noun = trigger.noun
        if trigger.mode != "noun-verb" or noun is None or key == noun.first:
            return False
        for other in kept:
            if key not in self._keys(other.trigger):
                continue
            theirs = other.trigger.noun
            if other.trigger.mode != "noun-verb" or theirs is None:
                return False
            if other.trigger.rule is trigger.rule and self._joined(theirs, noun):
                return False
        return True

    def _joined(self, one: NounUse, other: NounUse) -> bool:
        """Whether two nouns are coordinated without anything between, as one thing: "workshops en webinars"."""
        left, right = (one, other) if one.first < other.first else (other, one)
        between = range(left.last, right.first)
        return len(between) == 1 and bool(self.reading.bits[left.last] & (COORDINATOR | COMMA))

    def _trim(self, kept: Sequence[_Candidate]) -> None:
        """A trigger that another event's noun stands in is pointed at by its own noun alone."""
        for candidate in kept:
            trigger = candidate.trigger
            if trigger.mode != "noun-verb" or trigger.noun is None:
                continue
            for other in kept:
                noun = other.trigger.noun
                if other is candidate or other.trigger.mode == "verb" or noun is None:
                    continue
                if trigger.first <= noun.first < trigger.last:
                    trigger.first, trigger.last = trigger.noun.first, trigger.noun.last
                    break

    def _continue(self, kept: list[_Candidate]) -> list[_Candidate]:
        """What an event takes from one before it: "gevolgd door" its type, and "dit wordt in mei verwacht" the type of what
        was said not to have happened yet; what is told of a thing in a relative clause is denied with the thing.
        """
        out: list[_Candidate] = []
        for candidate in kept:
            trigger = candidate.trigger
            if trigger.type is None:
                if not out:
                    self._reject(trigger, "no event before it")
                    continue
                candidate = candidate._replace(type=out[-1].type)
            elif trigger.rule.type == "noun" and trigger.noun is not None and trigger.noun.stands_for:
                denied = self._denied_before(out)
                if denied is not None and not candidate.negated:
                    candidate = candidate._replace(type=denied)
            out.append(candidate)
        denied_nouns = {
            candidate.trigger.noun.first
            for candidate in out
            if candidate.negated and candidate.trigger.noun is not None and not candidate.trigger.noun.stands_for
        }
        return [
            candidate._replace(negated=True)
            if candidate.trigger.clause.kind == RELATIVE_CLAUSE
            and candidate.trigger.noun is not None
            and candidate.trigger.noun.first in denied_nouns
            else candidate
            for candidate in out
        ]

    def _denied_before(self, out: Sequence[_Candidate]) -> EventType | None:
        """The type of the event last told, if it was denied: in this statement, or else in the one before."""
        if out:
            return out[-1].type if out[-1].negated else None
        statement = self.before.statement
        if statement is None:
            return None
        earlier = self.finder.find(statement, (), (), (), self.reference)
        return earlier[-1].type if earlier and earlier[-1].negated else None

    def _build(self, candidates: Sequence[_Candidate]) -> None:
        names: list[int] | None = None
        tokens = self.reading.statement.tokens
        for candidate in candidates:
            trigger, status = candidate.trigger, candidate.judgement.status
            assert status is not None
            if names is None:
                names = [index for index, bit in enumerate(self.reading.bits) if bit & NAME] if self.parties else []
            thing = find_object(self.reading, trigger, self.before, names)
            start, end = self._offsets(trigger)
            self.found.append(
                EventMention(
                    start,
                    end,
                    candidate.type,
                    status,
                    tuple(candidate.dates),
                    self._in_clause(self.parties, trigger.clause),
                    self._in_clause(self.quantities, trigger.clause),
                    thing.text if thing is not None else None,
                    tokens[thing.first].start if thing is not None else None,
                    tokens[thing.last - 1].end if thing is not None else None,
                    thing.rank if thing is not None else None,
                    trigger.rule.id,
                    candidate.negated,
                )
            )

    def _in_clause(self, mentions: Sequence[Placed], clause: Clause) -> tuple[int, ...]:
        """The indices of the mentions that begin in a clause."""
        if not mentions:
            return ()
        if self.starts is None:
            self.starts = [token.start for token in self.reading.statement.tokens]
        home = self.reading.clause_of
        return tuple(
            number
            for number, mention in enumerate(mentions)
            if home[max(0, bisect_right(self.starts, mention.start) - 1)] is clause
        )
