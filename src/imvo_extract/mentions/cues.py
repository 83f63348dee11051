"""The lexicon's keys for events, prepared for reading: what a word may be, and whether it can matter alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set

from imvo_extract.dutch.verbs import Tense
from imvo_extract.mentions.event_grammar import EventGrammar, VerbForm
from imvo_extract.rulebook.events import EventRules

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

    def is_like(self, other: KnownVerb) -> bool:
        """Whether both are the same verb: an infinitive and a present plural are."""
        return (self.base, self.words, self.reflexive) == (other.base, other.words, other.reflexive)


class VerbCue:
    """A word that may be a form of one or more verbs.

    ``mask``: its tenses as bits. ``whole``: for each tense the verbs of which it is a complete form; ``apart``: those
    whose particle must stand elsewhere. ``alone``: a rule may fire on it without a noun; ``alone_reflexive``: the same,
    if there is a reflexive pronoun; ``wanted``: the lists of nouns with which a rule may,
    ``with_actors`` if some of them act. ``telling``: it has one meaning for the rules, where a verb that is in several
    lists ("geven", "houden") says little by itself. ``matters``: it may have a part in an event; otherwise it only
    shows where a clause has its verb.
    """

    __slots__ = (
        "alone", "alone_reflexive", "apart", "mask", "matters", "particles", "telling", "wanted", "whole",
        "with_actors",
    )  # fmt: skip

    def __init__(
        self, forms: Collection[VerbForm], alone: Set[str], wanted: Mapping[str, Set[str]], actors: Set[str]
    ) -> None:
        self.mask = 0
        self.alone = False
        self.alone_reflexive = False
        self.matters = False
        self.telling = False
        nouns: set[str] = set()
        other_meanings: list[VerbForm] = []
        whole: dict[Tense, list[KnownVerb]] = {}
        apart: dict[Tense, list[KnownVerb]] = {}
        for form in forms:
            self.mask |= _BITS[form.tense]
            by_itself, beside = not alone.isdisjoint(form.lists), [name for name in form.lists if name in wanted]
            if by_itself or beside:
                self.matters = True
                self.telling = self.telling or len(form.lists) == 1
                if form.verb.reflexive:
                    self.alone_reflexive = self.alone_reflexive or by_itself
                else:
                    self.alone = self.alone or by_itself
                for name in beside:
                    nouns |= wanted[name]
                verb = KnownVerb(form)
                for tense in _SAME.get(form.tense, (form.tense,)):
                    same = (apart if form.apart else whole).setdefault(tense, [])
                    if not any(verb.is_like(other) for other in same):
                        same.append(verb)
            elif form.apart and form.verb.glued and not form.verb.reflexive:
                # "Het akkoord sluit aan bij de wet" has "aansluiten", which is no event and no "sluiten" either.
                other_meanings.append(form)
        for form in other_meanings if whole else ():
            for tense in _SAME.get(form.tense, (form.tense,)):
                apart.setdefault(tense, []).append(KnownVerb(form))
        self.wanted = frozenset(nouns)
        self.with_actors = not actors.isdisjoint(nouns)
        self.whole = {tense: tuple(verbs) for tense, verbs in whole.items()}
        self.apart = {tense: tuple(verbs) for tense, verbs in apart.items()}
        # Where every verb needs a particle, none of them is meant unless one of these words is there.
        self.particles: frozenset[str] | None = None
        if not whole:
            self.particles = frozenset(verb.words[0] for verbs in apart.values() for verb in verbs)


class VerbCues(dict[str, VerbCue | None]):
    """Lexicon key -> cue, made when it is first asked for; None for the key of anything else."""

    def __init__(self, grammar: EventGrammar) -> None:
        super().__init__()
        rules, signals = grammar.rules.rules, grammar.rules.signals
        self._forms = grammar.verb_forms
        self._alone = {name for rule in rules if not rule.nouns and not rule.objects for name in rule.verbs}
        self._wanted: dict[str, set[str]] = {}
        self._actors = {name for name, nouns in grammar.rules.nouns.items() if nouns.actors}
        for rule in rules:
            for name in rule.verbs if rule.nouns or rule.objects else ():
                self._wanted.setdefault(name, set()).update(rule.nouns or rule.objects)
        for name in (*signals.intending, *signals.awaiting, *signals.denying):
            self._wanted.setdefault(name, set())

    def __missing__(self, key: str) -> VerbCue | None:
        forms = self._forms.get(key)
        cue = self[key] = VerbCue(forms, self._alone, self._wanted, self._actors) if forms is not None else None
        return cue


class Cues:
    """All verb and noun cues of a grammar.

    ``verbs``: lexicon key -> cue. ``nouns``: lexicon key -> names of noun lists. ``actors``: the keys of nouns that
    act; ``carriers``: those of nouns that name a type of event; ``bare``: those that may make an event without a verb.
    """

    def __init__(self, grammar: EventGrammar) -> None:
        rules: EventRules = grammar.rules
        being = {name for name, verbs in rules.verbs.items() if "zijn" in verbs}
        bare = {name for rule in rules.rules if rule.bare != "never" for name in rule.nouns}
        bare |= {name for rule in rules.rules if being & set(rule.verbs) for name in rule.nouns}
        self.verbs = VerbCues(grammar)
        self.nouns: Mapping[str, tuple[str, ...]] = grammar.noun_lists
        self.actors = frozenset(grammar.actors)
        typed = {name for name, nouns in rules.nouns.items() if nouns.type is not None}
        self.carriers = frozenset(key for key, lists in grammar.noun_lists.items() if typed & set(lists))
        self.bare = frozenset(key for key, lists in grammar.noun_lists.items() if bare & set(lists))
