"""How an event stands: completed, ongoing, recurring or planned, or not said to take place at all.

Read from the tense and voice of its clause, its modals, its words ("jaarlijks", "naar verwachting") and its dates
against the reference date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from datetime import date
from typing import Literal, NamedTuple, Protocol

from imvo_extract.dutch.statements import Token
from imvo_extract.dutch.verbs import Tense
from imvo_extract.records.models import EventStatus
from imvo_extract.rulebook.events import Signals

from .segments import PURPOSE, RELATIVE_CLAUSE, Clause
from .wordclasses import ADVERB, COORDINATOR, DETERMINER, PREPOSITION, TIME, AuxiliaryForm

When = Literal["past", "present", "future"]


class Interval(Protocol):
    """A stretch of days; an end that is not known is None."""

    @property
    def earliest(self) -> date | None: ...

    @property
    def latest(self) -> date | None: ...


class Judgement(NamedTuple):
    """``status`` is None where the clause tells of nothing that takes place; ``reason`` then says why."""

    status: EventStatus | None
    reason: str


class Words:
    """The words of a clause in lower case: ``each`` once; in order in a ``line`` that begins and ends with a space."""

    __slots__ = ("_line", "_words", "each")

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._line: str | None = None
        self.each = frozenset(words)

    @property
    def line(self) -> str:
        if self._line is None:
            self._line = f" {' '.join(self._words)} "
        return self._line


class Evidence(NamedTuple):
    """What a status is read from.

    ``tense``: of the verb; None for a noun without a verb. ``te``: an infinitive with "te". ``words``: the clause's.
    ``when``: where the event's dates lie; ``since``: they say from when; ``is_set``: a date recurs. ``durative``: what
    goes on for a while by its nature; ``punctual``: what is done in a moment; ``resultative``: a state that something
    took place to bring about. ``intended``: told as what is to come; ``fragment``: the auxiliary right before the verb
    is the only one; ``aimed``: the sentence tells of an aim.
    """

    clause: Clause
    auxiliaries: Sequence[AuxiliaryForm]
    tense: Tense | None
    te: bool
    words: Words
    when: When | None
    since: bool
    is_set: bool
    durative: bool
    punctual: bool
    resultative: bool
    intended: bool
    fragment: bool
    aimed: bool


def when(intervals: Iterable[Interval], reference: Interval | None) -> When | None:
    """Where dates lie against the reference date; of several the latest counts. None where that is not known."""
    if reference is None or reference.earliest is None or reference.latest is None:
        return None
    found: When | None = None
    for interval in intervals:
        if interval.earliest is not None and interval.earliest > reference.latest:
            return "future"
        if interval.latest is not None and interval.latest < reference.earliest:
            found = found or "past"
        elif interval.earliest is not None or interval.latest is not None:
            found = "present"
    return found


class StatusJudge:
    """Tells the status of events.

    :param signals: the words that show it.
    """

    def __init__(self, signals: Signals) -> None:
        self._planned = _Phrases(signals.planned)
        self._recurring = _Phrases(signals.recurring)
        self._ongoing = _Phrases(signals.ongoing)
        self._adjectives = frozenset(signals.recurring_adjectives)
        self._conditions = frozenset(signals.conditions)
        self._negation = frozenset(signals.negation)
        self._no_negation = _Phrases(signals.no_negation)

    def judge(self, evidence: Evidence) -> Judgement:
        """The status that ``evidence`` shows."""
        clause = evidence.clause
        if clause.question:
            return Judgement(None, "it stands in an indirect question")
        if self.is_condition(clause):
            return Judgement(None, "it is a condition")
        if evidence.tense is Tense.INFINITIVE:
            return self._of_infinitive(evidence)
        modal = self._of_modals(evidence)
        if modal is not None:
            return modal
        if evidence.tense is None:
            return Judgement(self._of_noun(evidence), "noun without a verb")
        if evidence.tense in (Tense.PARTICIPLE, Tense.PHRASE):
            return self._of_participle(evidence)
        if evidence.tense is Tense.FIRST_PERSON and not self._is_ahead(evidence):
            return Judgement("completed", "the writer does it in writing")
        if evidence.tense is Tense.PAST:
            return Judgement("recurring" if self._recurs(evidence) else "completed", "past tense")
        return self._of_present(evidence)

    def recurs(self, texts: Sequence[str]) -> bool:
        """Whether expressions of time say that something recurs; "de jaarlijkse" only says what sort of thing it is."""
        return any(text.lower().split()[-1] not in self._adjectives for text in texts)

    def is_condition(self, clause: Clause) -> bool:
        """Whether the clause tells of what may or may not come about: "zodra ...", "wie meedoet, ..."."""
        return clause.opener in self._conditions and clause.kind != RELATIVE_CLAUSE

    def _recurs(self, evidence: Evidence) -> bool:
        return evidence.is_set or self._recurring.within(evidence.words)

    def _is_ahead(self, evidence: Evidence) -> bool:
        return evidence.when == "future" or self._planned.within(evidence.words)

    def _of_modals(self, evidence: Evidence) -> Judgement | None:
        verbs = {form.verb for form in evidence.auxiliaries}
        if evidence.when == "past" and any(form == ("will", "past") for form in evidence.auxiliaries):
            return Judgement(None, "it was to be, on a day that is past")
        if "want" in verbs and evidence.clause.kind == RELATIVE_CLAUSE and evidence.when != "future":
            return Judgement(None, "who wants to, in general")
        if "will" in verbs or "want" in verbs:
            return Judgement("planned", "zullen or willen")
        if "must" in verbs or "can" in verbs:
            if evidence.when == "future":
                return Judgement("planned", "a modal with a date to come")
            return Judgement(None, "it may or must be, and is not said to be")
        return None

    def _of_infinitive(self, evidence: Evidence) -> Judgement:
        verbs = {form.verb for form in evidence.auxiliaries}
        if evidence.when == "past" and any(form == ("will", "past") for form in evidence.auxiliaries):
            return Judgement(None, "it was to be, on a day that is past")
        perfect = bool(verbs & {"have", "be"})
        if evidence.clause.kind == PURPOSE or evidence.te:
            if evidence.intended or self._planned.within(evidence.words):
                return Judgement("planned", "an infinitive after a word for plans")
            if evidence.aimed and evidence.when in ("present", "future"):
                return Judgement("planned", "an aim with a date")
            return Judgement(None, "it is a purpose or a task")
        if "will" in verbs:
            return Judgement("planned", "zullen or willen")
        if "want" in verbs:
            return self._of_modals(evidence) or Judgement("planned", "willen")
        if perfect and verbs & {"let", "go"}:
            return Judgement("completed", "perfect tense with an infinitive")
        if "go" in verbs:
            past = any(form.verb == "go" and form.tense == "past" for form in evidence.auxiliaries)
            return Judgement("completed" if past else "planned", "gaan with an infinitive")
        modal = self._of_modals(evidence)
        if modal is not None:
            return modal
        if verbs == {"let"} and evidence.fragment:
            return Judgement("completed", "laten with an infinitive, its auxiliary left out")
        if "let" in verbs:
            past = any(form.verb == "let" and form.tense == "past" for form in evidence.auxiliaries)
            return Judgement("completed", "laten") if past else self._of_present(evidence)
        if perfect and " aan het " in evidence.words.line:
            return Judgement("ongoing", "zijn aan het")
        return Judgement(None, "a bare infinitive")

    def _of_participle(self, evidence: Evidence) -> Judgement:
        forms = evidence.auxiliaries
        if self._recurs(evidence):
            return Judgement("recurring", "a word or date that recurs")
        if any(form.verb == "become" and form.tense == "present" for form in forms):
            return self._of_present(evidence)
        if evidence.tense is Tense.PHRASE and any(form.verb == "be" and form.tense == "present" for form in forms):
            return self._of_present(evidence)
        if not forms and evidence.when == "future":
            return Judgement("planned", "a date to come")
        if evidence.tense is Tense.PHRASE and evidence.durative and not forms:
            return Judgement("ongoing", "a state")
        if not forms and self._planned.within(evidence.words):
            return Judgement("planned", "a word for plans")
        return Judgement("completed", "perfect tense or past passive")

    def _of_present(self, evidence: Evidence) -> Judgement:
        if self._recurs(evidence):
            return Judgement("recurring", "a word or date that recurs")
        if self._is_ahead(evidence) or evidence.intended:
            return Judgement("planned", "a date or word for what is to come")
        if evidence.since and evidence.resultative:
            return Judgement("completed", "a state since a date")
        if evidence.since or evidence.durative or self._ongoing.within(evidence.words):
            return Judgement("ongoing", "present tense")
        if evidence.when == "present":
            return Judgement("planned", "present tense with a date not yet past")
        if evidence.when == "past":
            return Judgement("completed", "present tense with a date in the past")
        if evidence.clause.kind == RELATIVE_CLAUSE:
            return Judgement(None, "a general remark in a relative clause")
        if evidence.punctual:
            return Judgement("planned", "present tense of what takes no time")
        return Judgement("ongoing", "present tense")

    def _of_noun(self, evidence: Evidence) -> EventStatus:
        if self._recurs(evidence):
            return "recurring"
        if self._is_ahead(evidence):
            return "planned"
        if any(form.tense == "past" for form in evidence.auxiliaries):
            return "completed"
        if evidence.when == "present":
            return "planned"
        if evidence.when == "past":
            return "completed"
        return "ongoing" if evidence.durative else "completed"

    def may_deny(self, words: Set[str]) -> bool:
        """Whether a word of denial is among the words of a statement."""
        return not self._negation.isdisjoint(words)

    def is_negated(self, tokens: Sequence[Token], bits: Sequence[int], clause: Clause, words: Words) -> bool:
        """Whether the clause denies what it tells. "Niet in mei, maar in juni" denies the month, not the event."""
        if self._negation.isdisjoint(words.each):
            return False
        for place, index in enumerate(clause.indices):
            if tokens[index].lower not in self._negation:
                continue
            if self._no_negation.within(words):
                continue
            following = clause.indices[place + 1] if place + 1 < len(clause.indices) else None
            if following is not None and tokens[following].lower == "te":
                # "besloten het akkoord niet te verlengen": the task is denied, not the decision.
                continue
            if (
                following is not None
                and bits[following] & (PREPOSITION | DETERMINER | TIME)
                and self._contrasts(tokens, bits, index)
            ):
                continue
            return True
        return False

    def _contrasts(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether "maar" with a phrase like the denied one follows: "niet bij X, maar bij Y"."""
        for index in range(at + 1, len(tokens) - 1):
            if tokens[index].lower == "maar" and bits[index] & COORDINATOR:
                after = index + 2 if bits[index + 1] & ADVERB else index + 1
                return after < len(bits) and bool(bits[after] & (PREPOSITION | DETERMINER | TIME))
        return False


class _Phrases:
    """Words and phrases looked for among words."""

    def __init__(self, phrases: Collection[str]) -> None:
        self._words = frozenset(phrase for phrase in phrases if " " not in phrase)
        self._longer = tuple((phrase.split(" ", 1)[0], f" {phrase} ") for phrase in phrases if " " in phrase)
        self._begins = self._words | {first for first, _ in self._longer}

    def within(self, words: Words) -> bool:
        if self._begins.isdisjoint(words.each):
            return False
        if not self._words.isdisjoint(words.each):
            return True
        return any(first in words.each and phrase in words.line for first, phrase in self._longer)
