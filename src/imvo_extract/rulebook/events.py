"""The models of rules/events.yaml (verbs, nouns, rules for events) and rules/verbs.yaml (forms, function words)."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from imvo_extract.records.models import EventStatus, EventType

from .base import Rule, Strict

# A verb as a dictionary writes it: "publiceren", "op|stellen", "zich aan|sluiten", "van start gaan".
_VERB = re.compile(r"(?:zich )?(?:(?:[^|\s]+ )+|[^|\s]+\|)?[^|\s]{3,}n")
# A noun with its plural: "training(en)"; the two sides of a slash are looked at apart.
_NOUN = re.compile(r"[^()]*[^\s()](?:\([^()\s]+\))?")


class NounList(Strict):
    """Nouns that mean the same sort of event, or of thing that events are about.

    ``words`` may be short: "training(en)" is two words, "gesprek/gesprekken" too; each is also found as the last part
    of a compound. ``type`` is the event that the noun itself names ("ondertekening"), or that is expected of it (a
    report is published); null where it is a thing only. ``actors``: those who act; no pronoun stands for them in what
    is told of things.
    """

    words: tuple[str, ...] = Field(min_length=1)
    type: EventType | None = None
    actors: bool = False

    @field_validator("words")
    @classmethod
    def _readable(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for word in value:
            if not all(_NOUN.fullmatch(variant.strip()) for variant in word.split("/")):
                raise ValueError(f'"{word}" is no word, nor a word with its ending in brackets')
        return value


class EventRule(Rule):
    """One way in which a text tells of an event. Lists are given by name.

    ``verbs``: any of them, as the predicate of a clause, is the trigger. ``nouns``: the event is a noun; with ``verbs``
    as well, noun and verb make one event ("een bijeenkomst organiseren"). ``objects``: nouns one of which must be the
    verb's subject or object, though they are no part of the trigger. ``prepositions``: the noun stands behind one of
    these, not bare. ``type``: of the event; "noun": that of the noun list; "before": that of the event told last, as in
    "gevolgd door". ``status``: where the rule alone decides. ``durative``: the present tense means that it is going on;
    ``punctual``: that it is still to come.
    ``attributive``: "een door X georganiseerde bijeenkomst" counts. ``bare``: the noun counts without a verb: with a
    date ("dated"), as all that stands before a colon with a date behind it ("label"), in any bullet that begins with
    it ("bullet"), or in any clause, if a day or month stands right behind it ("anywhere") or an adjective that says
    that it recurs right before it ("recurring"). ``years``: a bare year right behind it will do as well. ``dated``:
    only with a date. ``independent``: not in a relative clause. ``intransitive``: in a main clause, with nothing behind
    the verb but when. ``resultative``: a state in the present tense since a date tells of what took place then.
    ``until``: a date behind "tot" is the event's own. ``continues``: of type "before", the types that an event told in
    the sentence before may have.
    """

    type: EventType | Literal["noun", "before"]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    status: EventStatus | None = None
    durative: bool = False
    punctual: bool = False
    attributive: bool = False
    bare: Literal["never", "dated", "label", "bullet", "anywhere", "recurring"] = "never"
    years: bool = False
    dated: bool = False
    independent: bool = False
    intransitive: bool = False
    resultative: bool = False
    until: bool = False
    continues: tuple[EventType, ...] = ()

    @model_validator(mode="after")
    def _has_trigger(self) -> EventRule:
        if not self.verbs and not self.nouns:
            raise ValueError("a rule needs verbs or nouns")
        if not self.verbs and self.bare == "never":
            raise ValueError('nouns without verbs need "bare"')
        if self.type == "noun" and not (self.nouns or self.objects):
            raise ValueError('type "noun" needs nouns or objects')
        return self


class Signals(Strict):
    """Words that say how an event stands. Phrases of several words are allowed.

    ``planned``, ``recurring``, ``ongoing``: what they say of the clause that they stand in;
    ``recurring_adjectives`` say it of the thing only ("de jaarlijkse markt"). ``negation``: denies it.
    ``affirmation``: keeps a denial from a clause that is coordinated with the denied one ("maar wel").
    ``no_negation``: begins like a denial but is none ("niet alleen"). ``other_time``: what stands before a date that
    is not the event's own ("over het jaar"). ``limits``: before a date up to which, not at which ("tot"). ``about``:
    between a thing and the time that it is about ("het werkplan voor 2022"). ``since``: before the date from which
    something has been going on. ``anchors``: before an event from which another counts ("sinds de start in 2016").
    ``conditions``: conjunctions of what may or may not come about. ``aims``: words whose
    infinitive with a date tells what is to come. ``intending``: lists of verbs whose "dat" clause does; ``awaiting``:
    of verbs whose infinitive does; ``denying``: of verbs which say that their subject does not take place.
    """

    planned: tuple[str, ...]
    recurring: tuple[str, ...]
    recurring_adjectives: tuple[str, ...]
    ongoing: tuple[str, ...]
    negation: tuple[str, ...]
    no_negation: tuple[str, ...]
    affirmation: tuple[str, ...]
    other_time: tuple[str, ...]
    limits: tuple[str, ...]
    about: tuple[str, ...]
    since: tuple[str, ...]
    anchors: tuple[str, ...]
    conditions: tuple[str, ...]
    aims: tuple[str, ...]
    intending: tuple[str, ...]
    awaiting: tuple[str, ...]
    denying: tuple[str, ...]


def _with_known_lists(rule: EventRule, info: ValidationInfo) -> EventRule:
    """Refuses a rule that asks for a list which the file does not have."""
    verbs, nouns = info.data.get("verbs"), info.data.get("nouns")
    if verbs is None or nouns is None:
        return rule  # the lists themselves are wrong, which is told instead
    for name in rule.verbs:
        if name not in verbs:
            raise ValueError(f'there is no list of verbs "{name}"')
    for name in (*rule.nouns, *rule.objects):
        if name not in nouns:
            raise ValueError(f'there is no list of nouns "{name}"')
        if rule.type == "noun" and nouns[name].type is None:
            raise ValueError(f'the list of nouns "{name}" has no type')
    return rule


class EventRules(Strict):
    """rules/events.yaml."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, NounList]
    signals: Signals
    rules: tuple[Annotated[EventRule, AfterValidator(_with_known_lists)], ...]

    @field_validator("verbs")
    @classmethod
    def _infinitives(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for verbs in value.values():
            for verb in verbs:
                if not _VERB.fullmatch(verb):
                    raise ValueError(f'"{verb}" is no infinitive')
        return value

    @model_validator(mode="after")
    def _known_lists(self) -> EventRules:
        for name in (*self.signals.intending, *self.signals.awaiting, *self.signals.denying):
            if name not in self.verbs:
                raise ValueError(f'signals: there is no list of verbs "{name}"')
        return self


class Auxiliary(Strict):
    """The finite forms of an auxiliary, and those that are not finite."""

    present: tuple[str, ...]
    past: tuple[str, ...]
    other: tuple[str, ...] = ()


class VerbRules(Strict):
    """rules/verbs.yaml. The principal parts of an irregular verb are five: present singular in the first and the third
    person, past singular and plural, participle. ``particles``: first parts of separable verbs, by which participles of
    verbs in no list are recognised. ``homonyms``: verb forms that are nouns as well ("start").
    """

    irregular: dict[str, tuple[str, str, str, str, str]]
    inseparable_prefixes: tuple[str, ...]
    particles: tuple[str, ...]
    unstressed: tuple[str, ...]
    stressed: tuple[str, ...]
    homonyms: tuple[str, ...]
    auxiliaries: dict[str, Auxiliary]
    words: dict[str, tuple[str, ...]]
