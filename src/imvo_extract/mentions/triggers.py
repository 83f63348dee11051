"""Which verbs and nouns of a statement are the triggers of events, by the rules of rules/events.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from imvo_extract.dutch.verbs import Tense, Verb
from imvo_extract.mentions.event_grammar import VerbForm
from imvo_extract.records.models import EventType
from imvo_extract.rulebook.events import EventRule, EventRules

from .antecedents import Earlier, stand_ins
from .cues import KnownVerb
from .reading import NounUse, Reading, VerbUse, time_behind
from .segments import MAIN, RELATIVE_CLAUSE, Clause
from .wordclasses import ADVERB, AUXILIARY, PREPOSITION, TIME

# A noun and its verb further apart than this are pointed at by the noun alone.
_LONGEST_SPAN = 16
_SHORT_CLAUSE = 8

Mode = Literal["verb", "noun-verb", "bare", "attributive"]


@dataclass(slots=True)
class Trigger:
    """A verb, a noun or both, on which a rule fires.

    ``first`` and ``last`` (exclusive) are the tokens of its span. ``type`` is None where it is that of the event
    before. ``noun`` is the event's noun or the rule's object.
    """

    rule: EventRule
    type: EventType | None
    clause: Clause
    mode: Mode
    verb: VerbUse | None
    noun: NounUse | None
    first: int
    last: int


class TriggerFinder:
    """Applies the rules to a statement that was taken apart.

    :param rules: verbs, nouns and rules.
    """

    def __init__(self, rules: EventRules) -> None:
        self._types = {name: nouns.type for name, nouns in rules.nouns.items()}
        self._by_verb: dict[str, list[EventRule]] = {}
        self._bare: list[EventRule] = []
        self._anywhere: list[EventRule] = []
        self._recurring: list[EventRule] = []
        self._recurring_adjectives = frozenset(rules.signals.recurring_adjectives)
        for rule in sorted(rules.rules, key=lambda rule: -rule.priority):
            for name in rule.verbs:
                self._by_verb.setdefault(name, []).append(rule)
            if rule.bare == "anywhere":
                self._anywhere.append(rule)
            elif rule.bare == "recurring":
                self._recurring.append(rule)
            elif rule.bare != "never":
                self._bare.append(rule)
        # "Er is een bijeenkomst": the lists that hold the plain verb "zijn".
        lists = tuple(name for name, verbs in rules.verbs.items() if "zijn" in verbs)
        self._being = (KnownVerb(VerbForm(Verb("zijn"), Tense.PRESENT, False, lists)),) if lists else ()
        self._rules: dict[frozenset[str], tuple[EventRule, ...]] = {}
        self._wanted = {
            rule.id: (frozenset(rule.nouns or rule.objects), frozenset(rule.prepositions)) for rule in rules.rules
        }

    def find(self, reading: Reading, before: Earlier) -> Iterator[Trigger]:
        """Every trigger, overlapping ones too.

        :param before: the statement before this one, to which "de tweede" may refer.
        """
        for verb in (*reading.verbs, *self._verbs_of_being(reading)):
            if verb.tense is Tense.PHRASE and verb.clause.has_verb and not self._phrase_counts(verb):
                continue
            if verb.particle and (_is_of_another(reading, verb.particle[0]) or _is_passive(verb)):
                continue
            lists = verb.forms[0].lists
            if len(verb.forms) > 1:
                lists = lists.union(*(form.lists for form in verb.forms[1:]))
            for rule in self._rules_for(lists):
                yield from self._apply(rule, reading, verb, before)
        if reading.nouns:
            yield from self._bare_nouns(reading)

    def _rules_for(self, lists: frozenset[str]) -> tuple[EventRule, ...]:
        """The rules for any of the lists of verbs, each once, by priority."""
        known = self._rules.get(lists)
        if known is None:
            rules = {rule.id: rule for name in sorted(lists) for rule in self._by_verb.get(name, ())}
            known = self._rules[lists] = tuple(sorted(rules.values(), key=lambda rule: (-rule.priority, rule.id)))
        return known

    def _phrase_counts(self, verb: VerbUse) -> bool:
        """ "In gesprek" wants "zijn"; "van start" alone stands for a verb only where there is none."""
        if not any(form.base == "zijn" for form in verb.forms):
            return False
        # "In overleg met X opgesteld" tells how, and "is in overleg met X opgesteld" too.
        return not verb.clause.nonfinite and any(form.verb == "be" for _, form in verb.clause.auxiliaries)

    def _verbs_of_being(self, reading: Reading) -> Iterator[VerbUse]:
        """ "Zijn" as the only verb of its clause."""
        if not self._being or not reading.nouns or not reading.has_being:
            return
        for clause in reading.clauses:
            forms = clause.auxiliaries
            if clause.nonfinite or clause.kind != MAIN or not 0 < len(forms) < 3:
                continue
            index, form = forms[0]
            been = len(forms) == 2 and forms[1][1] == ("be", "other")
            if len(forms) == 2 and not been:
                continue
            others = (verb for verb in reading.verbs if verb.clause is clause and not verb.attributive)
            if form.verb == "be" and all(verb.tense is Tense.PHRASE for verb in others):
                tense = Tense.PRESENT if form.tense == "present" and not been else Tense.PAST
                yield VerbUse(index, index + 1, tense, self._being, clause)

    def _apply(self, rule: EventRule, reading: Reading, verb: VerbUse, before: Earlier) -> Iterator[Trigger]:
        clause = verb.clause
        if verb.attributive:
            if rule.attributive:
                yield from self._attributive(rule, reading, verb)
            return
        if rule.independent and clause.kind == RELATIVE_CLAUSE:
            return
        if rule.nouns:
            yield from self._noun_and_verb(rule, reading, verb, before)
            return
        noun = None
        if rule.objects:
            noun = self._argument(rule, reading, clause, before)
            if noun is None:
                return
        if rule.type == "before" and not self._continues(reading, verb):
            return
        if rule.intransitive and not _is_intransitive(reading, verb):
            return
        first, last = _span(verb)
        yield Trigger(rule, self._type(rule, noun), clause, "verb", verb, noun, first, last)

    def _type(self, rule: EventRule, noun: NounUse | None) -> EventType | None:
        if rule.type == "before":
            return None
        if rule.type != "noun":
            return rule.type
        wanted = rule.nouns or rule.objects
        lists = noun.lists if noun is not None else ()
        return next((self._types[name] for name in wanted if name in lists and self._types[name]), None)

    def _fits(self, rule: EventRule, noun: NounUse) -> bool:
        """Whether the rule asks for the noun, where it stands."""
        wanted, prepositions = self._wanted[rule.id]
        if wanted.isdisjoint(noun.lists):
            return False
        if prepositions:
            return noun.preposition in prepositions or (noun.stands_for and noun.preposition is None)
        return noun.preposition is None

    def _argument(self, rule: EventRule, reading: Reading, clause: Clause, before: Earlier) -> NounUse | None:
        for nouns in (reading.nouns, reading.actors):
            for noun in nouns:
                if noun.clause is clause and self._fits(rule, noun):
                    return noun
        for noun in _stand_ins(reading, clause, before):
            if self._fits(rule, noun):
                return noun
        return None

    def _noun_and_verb(self, rule: EventRule, reading: Reading, verb: VerbUse, before: Earlier) -> Iterator[Trigger]:
        clause = verb.clause
        own = [noun for noun in reading.nouns if noun.clause is clause and self._fits(rule, noun)]
        if not own:
            for noun in _stand_ins(reading, clause, before):
                if self._fits(rule, noun):
                    yield Trigger(rule, self._type(rule, noun), clause, "verb", verb, noun, *_span(verb))
                    return
            return
        if verb.tense in (Tense.PRESENT, Tense.PAST) and verb.forms[0].base == "zijn":
            # "Er is overleg", "Het congres is op 3 mei"; but "Het overleg is nuttig" only describes.
            dated = rule.dated and _is_time(reading.bits, _behind_adverbs(reading.bits, verb.last))
            own = [noun for noun in own if noun.first > verb.index or dated]
            if not own:
                return
        nearest = min(own, key=lambda noun: abs(noun.first - verb.index))
        for noun in own:
            first, last = noun.first, noun.last
            if noun is nearest:
                begin, end = _span(verb)
                low, high = min(first, begin), max(last, end)
                if high - low <= _LONGEST_SPAN and not _crosses(reading, low, high, verb):
                    first, last = low, high
            yield Trigger(rule, self._type(rule, noun), clause, "noun-verb", verb, noun, first, last)

    def _attributive(self, rule: EventRule, reading: Reading, verb: VerbUse) -> Iterator[Trigger]:
        for noun in reading.nouns:
            if verb.last <= noun.first <= verb.last + 2 and any(name in rule.nouns for name in noun.lists):
                yield Trigger(
                    rule, self._type(rule, noun), noun.clause, "attributive", None, noun, noun.first, noun.last
                )
                return

    def _continues(self, reading: Reading, verb: VerbUse) -> bool:
        """Whether "volgen" takes up the event before: "gevolgd door X", "in 2020 volgden er drie"."""
        words = {reading.statement.tokens[index].lower for index in verb.clause.indices}
        if verb.tense is Tense.PARTICIPLE:
            return "door" in words and not any(form.verb == "have" for _, form in verb.clause.auxiliaries)
        if "er" in words or "nog" in words:
            return True
        # "Bouwbedrijf X volgde in mei": nothing but who and when.
        return len(verb.clause.indices) <= _SHORT_CLAUSE and any(
            reading.bits[index] & TIME for index in verb.clause.indices
        )

    def _bare_nouns(self, reading: Reading) -> Iterator[Trigger]:
        """Nouns that stand for an event without a verb: "Lancering van de website in maart 2022"."""
        for noun in reading.nouns if reading.any_bits & TIME else ():
            if time_behind(reading, noun) is None:
                continue
            for rule in self._anywhere:
                if any(name in rule.nouns for name in noun.lists):
                    yield Trigger(rule, self._type(rule, noun), noun.clause, "bare", None, noun, noun.first, noun.last)
        for noun in reading.nouns if self._recurring else ():
            first = noun.first
            if not first or reading.statement.tokens[first - 1].lower not in self._recurring_adjectives:
                continue
            for rule in self._recurring:
                if any(name in rule.nouns for name in noun.lists):
                    yield Trigger(rule, self._type(rule, noun), noun.clause, "bare", None, noun, first, noun.last)
        for clause in reading.clauses:
            if clause.has_verb:
                return
            if clause.kind != MAIN or not clause.indices:
                continue
            for noun in reading.nouns:
                if noun.clause is not clause or noun.preposition is not None or not _leads(reading, clause, noun):
                    continue
                for rule in self._bare:
                    if rule.bare == "label" and not _is_label(reading, clause, noun):
                        continue
                    if any(name in rule.nouns for name in noun.lists):
                        yield Trigger(rule, self._type(rule, noun), clause, "bare", None, noun, noun.first, noun.last)


def _stand_ins(reading: Reading, clause: Clause, before: Earlier) -> list[NounUse]:
    """What something in ``clause`` stands for; many rules ask, so it is worked out once."""
    known = reading.stand_ins.get(id(clause))
    if known is None:
        known = reading.stand_ins[id(clause)] = list(stand_ins(reading, clause, before))
    return known


def _span(verb: VerbUse) -> tuple[int, int]:
    """The tokens from the verb to its particle: "bracht in mei een rapport uit"."""
    if not verb.particle:
        return verb.index, verb.last
    return min(verb.index, *verb.particle), max(verb.last, verb.particle[-1] + 1)


def _is_of_another(reading: Reading, first: int) -> bool:
    """Whether a fixed word belongs to a preposition before it: "werd gekozen tot lid" is not "lid worden"."""
    bits = reading.bits
    return first > 0 and not bits[first] & PREPOSITION and bits[first - 1] & (PREPOSITION | TIME) == PREPOSITION


def _is_passive(verb: VerbUse) -> bool:
    """Whether "worden" is the auxiliary of another verb: "wordt door een partij gekozen" is not "partij worden"."""
    at = [index for index, form in verb.clause.auxiliaries if form.verb == "become" and form.tense != "other"]
    return verb.index in at and verb.clause.nonfinite


def _is_intransitive(reading: Reading, verb: VerbUse) -> bool:
    """Whether nothing but when follows the verb of a main clause: "het meldpunt sluit in mei"."""
    clause, bits = verb.clause, reading.bits
    if clause.kind != MAIN or verb.tense not in (Tense.PRESENT, Tense.PAST):
        return False
    behind = [index for index in clause.indices if index >= verb.last and reading.statement.tokens[index].text != "."]
    return all(
        bits[index] & (TIME | ADVERB)
        or (bits[index] & PREPOSITION and index + 1 < len(bits) and bits[index + 1] & TIME)
        for index in behind
    )


def _leads(reading: Reading, clause: Clause, noun: NounUse) -> bool:
    """Whether the noun is the head of the first phrase of its clause, a date before it left out."""
    for index in clause.indices:
        if index >= noun.first:
            return True
        bit = reading.bits[index]
        if (
            bit & PREPOSITION
            and not (index + 1 < len(reading.bits) and reading.bits[index + 1] & TIME)
            and not bit & TIME
        ):
            return False
    return True


def _is_label(reading: Reading, clause: Clause, noun: NounUse) -> bool:
    """Whether the noun is the last word before a colon: "Volgend verslag: maart 2026"."""
    if any(other.clause is clause and other.first < noun.first for other in reading.nouns):
        return False
    tokens = reading.statement.tokens
    end = clause.indices[-1] + 1
    while noun.last < end and reading.bits[end - 1] & TIME:
        end -= 1  # "Verslag 2019:"
    stop = clause.indices[-1] + 1
    return end == noun.last and stop < len(tokens) and tokens[stop].text == ":"


def _behind_adverbs(bits: Sequence[int], at: int) -> int:
    """The first token from ``at`` that is no adverb: "waren er op 3 mei"."""
    while at < len(bits) and bits[at] & (ADVERB | TIME) == ADVERB:
        at += 1
    return at


def _is_time(bits: Sequence[int], at: int) -> bool:
    """Whether an expression of time begins at ``at``, its preposition left out."""
    if at < len(bits) and bits[at] & PREPOSITION and not bits[at] & TIME:
        at += 1
    return at < len(bits) and bool(bits[at] & TIME)


def _crosses(reading: Reading, low: int, high: int, verb: VerbUse) -> bool:
    """Whether another predicate stands between a noun and its verb."""
    for other in reading.verbs:
        if low < other.index < high and other is not verb and not other.attributive:
            return True
    return any(
        reading.bits[index] & AUXILIARY and reading.clause_of[index] is not verb.clause for index in range(low, high)
    )
