"""Events: triggers with their status, dates, participants, counts and object."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.verbs import Tense
from imvo_extract.mentions.antecedents import Earlier
from imvo_extract.mentions.event_grammar import EventGrammar
from imvo_extract.mentions.predicates import Reader
from imvo_extract.mentions.reading import START, Placed, Reading, VerbUse
from imvo_extract.mentions.segments import RELATIVE_CLAUSE, SUBORDINATE, Clause
from imvo_extract.mentions.status import Evidence, Interval, Judgement, StatusJudge, Words, when
from imvo_extract.mentions.triggers import Trigger, TriggerFinder
from imvo_extract.mentions.wordclasses import DEFINITE, NAME, AuxiliaryForm
from imvo_extract.records.models import EventStatus, EventType
from imvo_extract.rulebook.lost import Lost
from imvo_extract.timex.model import Timex

from .event_conflicts import Candidate, settle, without_old_plans
from .event_dates import DateLinker
from .event_denials import Denials
from .event_objects import find_object


class EventMention(NamedTuple):
    """An event in a statement. ``start`` and ``end`` are clean offsets of the trigger.

    ``dates``, ``participants`` and ``counts`` are indices into the timexes, parties and quantities that were given.
    ``object`` is what was published, held ... as text (with a noun that was left out put back), ``object_start`` and
    ``object_end`` where it stands. ``negated``: the text denies it, so that it is no record. ``rule`` is the id of the
    rule in events.yaml.
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


class EventFinder:
    """Finds the events of statements.

    :param grammar: the rules with their verbs and nouns.
    """

    def __init__(self, grammar: EventGrammar) -> None:
        self._reader = Reader(grammar)
        self._triggers = TriggerFinder(grammar.rules)
        self._judge = StatusJudge(grammar.rules.signals)
        self._dates = DateLinker(grammar.rules.signals)
        self._aims = frozenset(word for phrase in grammar.rules.signals.aims for word in phrase.split()[-1:])
        self._denials = Denials(grammar.rules.signals, self._judge)
        self._awaiting = frozenset(grammar.rules.signals.awaiting)
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
    ) -> tuple[list[EventMention], list[Lost]]:
        """As ``find``, with the triggers that lost and why."""
        if not self._reader.concerns(statement, timexes, before):
            return [], []
        reading = self._reader.read(statement, timexes, parties)
        run = _Run(self, reading, Earlier(self._reader, before), timexes, quantities, parties, reference)
        return run.found, run.lost

    def signs(self, statement: Statement) -> list[str]:
        """The words of a statement (in small letters) on which a rule could fire."""
        return self._reader.signs(statement)


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
        self.homes: dict[int, list[Clause | None]] = {}
        self.found: list[EventMention] = []
        self.lost: list[Lost] = []
        triggers = list(finder._triggers.find(reading, before))
        if not triggers:
            return
        self.places = finder._dates.places(reading, timexes)
        self.words: dict[int, Words] = {}
        candidates = []
        if len(triggers) > 1:
            triggers.sort(key=lambda trigger: (trigger.first, trigger.last))
        for trigger in triggers:
            candidate = self._candidate(trigger)
            if candidate is not None:
                candidates.append(candidate)
        kept, overruled = settle(candidates, reading.bits)
        told = self._continue(kept)
        if len(told) > 1:
            told, gone = without_old_plans(told, finder._awaiting)
            overruled += gone
        for trigger, winner in overruled:
            self._reject(trigger, "a rule that goes before it", f"events.yaml:{winner}")
        self._build(told)

    def _reject(self, trigger: Trigger, reason: str, winner: str | None = None) -> None:
        start, end = self._offsets(trigger)
        self.lost.append(Lost(start, end, f"events.yaml:{trigger.rule.id}", reason, winner))

    def _offsets(self, trigger: Trigger) -> tuple[int, int]:
        tokens = self.reading.statement.tokens
        return tokens[trigger.first].start, tokens[trigger.last - 1].end

    def _words_of(self, clause: Clause) -> Words:
        known = self.words.get(id(clause))
        if known is None:
            tokens = self.reading.statement.tokens
            words = [tokens[index].lower for index in clause.indices]
            known = self.words[id(clause)] = Words(words)
        return known

    def _candidate(self, trigger: Trigger) -> Candidate | None:
        rule, finder = trigger.rule, self.finder
        dates = finder._dates.dates(self.reading, trigger, self.timexes, self.places)
        if trigger.mode == "attributive":
            dates = []
        if (rule.dated or (trigger.mode == "bare" and rule.bare in ("dated", "anywhere"))) and not dates:
            self._reject(trigger, "no date")
            return None
        if trigger.mode == "bare" and rule.bare == "label":
            dates = [index for index in dates if self.timexes[index].precision not in ("year", "decade", None)]
            if not dates:
                self._reject(trigger, "no day, month or quarter")
                return None
        anywhere = rule.bare in ("anywhere", "recurring")
        if trigger.mode == "bare" and not anywhere and not self._is_fragment(trigger):
            self._reject(trigger, "a noun without a verb, in running text")
            return None
        if trigger.mode == "bare" and not dates and not anywhere and not self._stands_as_bullet(trigger):
            self._reject(trigger, "a noun without verb, date or bullet")
            return None
        negated = self.finder._denials.is_negated(self.reading, trigger.clause, self._words_of, trigger.verb)
        judgement = self._judge(trigger, dates)
        if rule.status == "planned" and not negated and self._is_over(trigger, dates):
            self._reject(trigger, "a plan of the past")
            return None
        if rule.status is not None and judgement.status is not None:
            judgement = Judgement(rule.status, "the rule says so")
        if judgement.status is None:
            self._reject(trigger, judgement.reason)
            return None
        if judgement.status == "completed" and not rule.until:
            dates = [index for index in dates if when([self.timexes[index]], self.reference) != "future"]
        return Candidate(trigger, trigger.type or "start", dates, judgement, negated)

    def _is_over(self, trigger: Trigger, dates: Sequence[int]) -> bool:
        """Whether a plan is told in the past tense with a day that is past: "was voor mei gepland"."""
        past = any(form.tense == "past" for form in self._auxiliaries(trigger.clause))
        if not past and (trigger.verb is None or trigger.verb.tense is not Tense.PAST):
            return False
        return when([self.timexes[index] for index in dates], self.reference) == "past"

    def _is_fragment(self, trigger: Trigger) -> bool:
        """Whether a noun without a verb heads a bullet or a note; a sentence whose verb is not known has an article."""
        statement = self.reading.statement
        if statement.kind == "bullet":
            return True
        first = trigger.noun.first if trigger.noun is not None else trigger.first
        near = self.reading.bits[max(0, first - 3) : first]
        return statement.kind == "text" and not any(bit & DEFINITE for bit in near)

    def _stands_as_bullet(self, trigger: Trigger) -> bool:
        return self.reading.statement.kind == "bullet" and len(trigger.clause.indices) > 2

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
        since = False
        for index in dates:
            since = since or self.finder._dates.is_since(self.reading, self.places[index], self.timexes[index])
        auxiliaries = self._auxiliaries(clause)
        at = [index for index, _ in clause.auxiliaries]
        if verb is not None and verb.index in at:
            # The verb is itself the auxiliary form: "gaat ... van start", "is er een bijeenkomst".
            auxiliaries = [form for index, form in clause.auxiliaries if index != verb.index]
        evidence = Evidence(
            clause,
            auxiliaries,
            verb.tense if verb is not None else None,
            verb is not None and verb.te,
            self._words_of(clause),
            when([timex for timex in events if timex.type != "SET"], self.reference) if events else None,
            since,
            bool(events) and self.finder._judge.recurs([timex.text for timex in events if timex.type == "SET"]),
            trigger.rule.durative,
            trigger.rule.punctual,
            trigger.rule.resultative,
            self._is_intended(clause, verb),
            verb is not None and at == [verb.index - 1],
            not self.finder._aims.isdisjoint(self.reading.statement.words),
        )
        return self.finder._judge.judge(evidence)

    def _is_intended(self, clause: Clause, verb: VerbUse | None) -> bool:
        """Whether the clause tells what was expected or agreed ("verwacht wordt dat"), or hangs on a condition."""
        if verb is not None and verb.te and self._has_verb_of(clause, self.finder._awaiting):
            return True
        if len(self.reading.clauses) == 1:
            return False
        for other in self.reading.clauses:
            if other.parent is clause and self.finder._judge.is_condition(other):
                return True
        parent = clause.parent
        return parent is not None and clause.kind == SUBORDINATE and self._has_verb_of(parent, self.finder._intending)

    def _has_verb_of(self, clause: Clause, lists: frozenset[str]) -> bool:
        """Whether a verb of one of the lists is in a clause."""
        return any(
            verb.clause is clause and any(not form.lists.isdisjoint(lists) for form in verb.forms)
            for verb in self.reading.verbs
        )

    def _continue(self, kept: list[Candidate]) -> list[Candidate]:
        """What an event takes from another: "gevolgd door" its type, "dit wordt in mei verwacht" the type of what was
        said not to have happened yet; what a relative clause tells of a thing is denied with the thing.
        """
        out: list[Candidate] = []
        for candidate in kept:
            trigger = candidate.trigger
            if trigger.type is None:
                told = out[-1].type if out else self._told_before(trigger)
                if told is None:
                    self._reject(trigger, "no event before it")
                    continue
                candidate = candidate._replace(type=told)
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

    def _told_before(self, trigger: Trigger) -> EventType | None:
        """The type of the event last told in the statement before, if this one has a name for who followed."""
        statement = self.before.statement
        tokens = self.reading.statement.tokens
        indices = trigger.clause.indices
        if statement is None or not any(tokens[index].text[0].isupper() for index in indices if index != indices[0]):
            return None
        earlier = self.finder.find(statement, (), (), (), self.reference)
        if not earlier or earlier[-1].negated or earlier[-1].type not in trigger.rule.continues:
            return None
        return earlier[-1].type

    def _denied_before(self, out: Sequence[Candidate]) -> EventType | None:
        """The type of the event last told, if it was denied: in this statement, or else in the one before."""
        if out:
            return out[-1].type if out[-1].negated else None
        statement = self.before.statement
        if statement is None:
            return None
        earlier = self.finder.find(statement, (), (), (), self.reference)
        return earlier[-1].type if earlier and earlier[-1].negated else None

    def _build(self, candidates: Sequence[Candidate]) -> None:
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
        homes = self.homes.get(id(mentions))
        if homes is None:
            clause_of, tokens = self.reading.clause_of, self.reading.statement.tokens
            places = [max(0, bisect_right(tokens, mention.start, key=START) - 1) for mention in mentions]
            homes = self.homes[id(mentions)] = [clause_of[place] for place in places]
        return tuple([number for number, home in enumerate(homes) if home is clause])
