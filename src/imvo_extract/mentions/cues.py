"""The lexicon's keys for events, prepared for reading: what a word may be, and whether it can matter alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from imvo_extract.dutch.verbs import Tense
from imvo_extract.rulebook.events import EventGrammar, EventRules, VerbForm

# Tenses as bits, since many forms are several at once and are asked about for every word.
INFINITIVE_FORM = 1 << 0
FIRST_PERSON_FORM = 1 << 1
PRESENT_FORM = 1 << 2
PAST_FORM = 1 << 3
PARTICIPLE_FORM = 1 << 4
ADJECTIVE_FORM = 1 << 5
GERUND_FORM = 1 << 6
PHRASE_FORM = 1 << 7

_BITS = {
    Tense.INFINITIVE: INFINITIVE_FORM,
    Tense.FIRST_PERSON: FIRST_PERSON_FORM,
    Tense.PRESENT: PRESENT_FORM,
    Tense.PAST: PAST_FORM,
    Tense.PARTICIPLE: PARTICIPLE_FORM,
    Tense.ADJECTIVE: ADJECTIVE_FORM,
    Tense.GERUND: GERUND_FORM,
    Tense.PHRASE: PHRASE_FORM,
}
# Present plural and infinitive are one form: the clause decides which it is, not the verb.
_SAME = {Tense.PRESENT: (Tense.PRESENT, Tense.INFINITIVE), Tense.INFINITIVE: (Tense.PRESENT, Tense.INFINITIVE)}


class KnownVerb:
    """A verb that rules ask for, with what is needed to recognise it.

    ``words``: those of its particle; ``glued``: it is written in one word with the verb; ``apart``: in this form it
    stands elsewhere. ``lists``: the lists of verbs that it is in.
    """

    __slots__ = ("apart", "base", "glued", "lists", "reflexive", "words")

    def __init__(self, form: VerbForm) -> None:
        verb = form.verb
        self.base = verb.base
        self.words = tuple(verb.particle.split())
        self.glued = verb.glued
        self.reflexive = verb.reflexive
        self.apart = form.apart
        self.lists = frozenset(form.lists)


class VerbCue:
    """A word that may be a form of one or more verbs.

    ``mask``: its tenses as bits. ``whole``: for each tense the verbs of which it is a complete form; ``apart``: those
    whose particle must stand elsewhere. ``alone``: a rule may fire on it without a noun; ``with_noun``: or with one.
    Neither: the word only shows where a clause has its verb.
    """

    __slots__ = ("alone", "apart", "mask", "particles", "whole", "with_noun")

    def __init__(self, forms: Collection[VerbForm], alone: Collection[str], with_noun: Collection[str]) -> None:
        self.mask = 0
        self.whole: dict[Tense, tuple[KnownVerb, ...]] = {}
        self.apart: dict[Tense, tuple[KnownVerb, ...]] = {}
        for form in forms:
            self.mask |= _BITS[form.tense]
        for tense in Tense:
            same = _SAME.get(tense, (tense,))
            used = [
                form for form in forms if form.tense in same and any(n in alone or n in with_noun for n in form.lists)
            ]
            whole = tuple(KnownVerb(form) for form in used if not form.apart)
            apart = tuple(KnownVerb(form) for form in used if form.apart)
            if whole:
                self.whole[tense] = whole
            if apart:
                self.apart[tense] = apart
        lists = {name for form in forms for name in form.lists}
        self.alone = any(name in alone for name in lists)
        self.with_noun = any(name in with_noun for name in lists)
        # Where every verb needs a particle, none of them is meant unless one of these words is there.
        self.particles: frozenset[str] | None = None
        if forms and not self.whole:
            self.particles = frozenset(verb.words[0] for rows in self.apart.values() for verb in rows)


class Cues:
    """All verb and noun cues of a grammar.

    ``verbs``: lexicon key -> cue. ``nouns``: lexicon key -> names of noun lists. ``bare``: the noun keys that may make
    an event without a verb.
    """

    def __init__(self, grammar: EventGrammar) -> None:
        rules: EventRules = grammar.rules
        alone = {name for rule in rules.rules if not rule.nouns and not rule.objects for name in rule.verbs}
        with_noun = {name for rule in rules.rules if rule.nouns or rule.objects for name in rule.verbs}
        with_noun |= {*rules.signals.intending, *rules.signals.awaiting, *rules.signals.denying}
        bare = {name for rule in rules.rules if rule.bare != "never" for name in rule.nouns}
        being = {name for name, verbs in rules.verbs.items() if "zijn" in verbs}
        bare |= {name for rule in rules.rules if being & set(rule.verbs) for name in rule.nouns}
        self.verbs: dict[str, VerbCue] = {}
        shared: dict[tuple[VerbForm, ...], VerbCue] = {}
        for key, forms in grammar.verb_forms.items():
            cue = shared.get(forms)
            if cue is None:
                cue = shared[forms] = VerbCue(forms, alone, with_noun)
            self.verbs[key] = cue
        self.nouns: Mapping[str, tuple[str, ...]] = grammar.noun_lists
        self.bare = frozenset(key for key, lists in grammar.noun_lists.items() if bare & set(lists))
