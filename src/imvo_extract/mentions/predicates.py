"""The verbs and nouns of a statement that could tell of an event, each with its reading and its clause.

A form may be read in several ways: "publiceren" is a plural or an infinitive, "vertrokken" a past or a participle, "start"
a verb or a noun, "gesloten" a predicate or an adjective. What stands around it decides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from imvo_extract.dutch.statements import Statement, Token
from imvo_extract.dutch.verbs import Tense
from imvo_extract.rulebook.events import NOUN_KEY, VERB_KEY, EventGrammar, VerbForm

from .segments import PURPOSE, Clause, Segmenter
from .wordclasses import (
    ADVERB,
    AUXILIARY,
    CLOSED,
    COORDINATOR,
    DETERMINER,
    FINITE,
    INFINITIVE,
    NAME,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    REFLEXIVE,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBAL,
    WordClasses,
    ordinal,
)

MODALS = frozenset({"will", "can", "must", "want", "go", "let"})
_PERFECT = frozenset({"have", "be", "become"})
_LONGEST_QUOTE = 14


class Placed(Protocol):
    """Anything with clean offsets in its statement."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(slots=True)
class VerbUse:
    """A verb as the predicate, or part of it, of its clause.

    ``forms`` are the verbs that it can be; ``tense`` its reading; ``te``: an infinitive with "te"; ``particle``: the token
    indices of a particle that stands apart. ``attributive``: it is an adjective to a noun, and no predicate.
    """

    index: int
    last: int
    tense: Tense
    forms: tuple[VerbForm, ...]
    clause: Clause
    te: bool = False
    attributive: bool = False
    particle: tuple[int, ...] = ()


@dataclass(slots=True)
class NounUse:
    """A noun of the lists. ``preposition``: that of the phrase in which it stands, or None where it stands bare.

    ``stands_for``: this is a pronoun, an ordinal or nothing at all, and means the noun of an earlier clause.
    """

    first: int
    last: int
    lists: tuple[str, ...]
    clause: Clause
    preposition: str | None = None
    stands_for: bool = False


@dataclass(slots=True)
class Reading:
    """A statement taken apart."""

    statement: Statement
    bits: list[int]
    clauses: list[Clause]
    verbs: list[VerbUse] = field(default_factory=list)
    nouns: list[NounUse] = field(default_factory=list)
    #: for each token the clause it is in; a mark is in none
    clause_of: dict[int, Clause] = field(default_factory=dict)


class Reader:
    """Takes statements apart.

    :param grammar: verbs, nouns and function words.
    """

    def __init__(self, grammar: EventGrammar) -> None:
        self.words = WordClasses(grammar.verbs)
        self._forms = grammar.verb_forms
        self._nouns = grammar.noun_lists
        self._segmenter = Segmenter(self.words)

    def read(self, statement: Statement, timexes: Sequence[Placed], names: Sequence[Placed]) -> Reading | None:
        """The reading of a statement; None where it holds no verb or noun of the rules.

        :param timexes: expressions of time in it; conjunctions in them are no borders.
        :param names: parties in it, likewise.
        """
        verbs: dict[int, tuple[int, list[VerbForm]]] = {}
        nouns: list[tuple[int, int, tuple[str, ...]]] = []
        for key, first, last in statement.terms:
            if key.startswith(VERB_KEY):
                known = verbs.get(first)
                if known is None:
                    verbs[first] = (last, list(self._forms[key]))
                elif last == known[0]:
                    known[1].extend(self._forms[key])
            elif key.startswith(NOUN_KEY):
                nouns.append((first, last, self._nouns[key]))
        if not verbs and not nouns:
            return None
        bits = self._bits(statement, timexes, names)
        named = {last for _, last, _ in nouns}
        readings = self._read_verbs(statement, bits, verbs, named)
        clauses = self._segmenter.clauses(statement.tokens, bits)
        reading = Reading(statement, bits, clauses)
        for clause in clauses:
            for index in clause.indices:
                reading.clause_of[index] = clause
        for first, last, tense, attributive in readings:
            clause_or_none = reading.clause_of.get(first)
            if clause_or_none is not None:
                use = self._use(reading, clause_or_none, first, last, tense, attributive, verbs[first][1])
                if use is not None:
                    reading.verbs.append(use)
        # "gaat van start": the phrase is found with the verb, and on its own.
        apart = {index for verb in reading.verbs for index in verb.particle}
        reading.verbs = [verb for verb in reading.verbs if verb.index not in apart]
        taken: set[int] = set()
        for first, last, lists in sorted(nouns, key=lambda noun: (noun[0], -noun[1])):
            clause_or_none = reading.clause_of.get(first)
            if clause_or_none is None or first in taken or bits[first] & (QUOTED | VERBAL):
                continue
            taken.update(range(first, last))
            reading.nouns.append(NounUse(first, last, lists, clause_or_none, self._preposition(reading, first)))
        return reading

    def _bits(self, statement: Statement, timexes: Sequence[Placed], names: Sequence[Placed]) -> list[int]:
        known = self.words.bits
        tokens = statement.tokens
        bits = [known.get(token.lower, 0) for token in tokens]
        for placed, bit in ((timexes, TIME), (names, NAME)):
            for mention in placed:
                for index, token in enumerate(tokens):
                    if token.start >= mention.end:
                        break
                    if token.end > mention.start:
                        bits[index] |= bit
        if '"' in statement.words or "'" in statement.words:
            _mark_quotes(tokens, bits)
        return bits

    def _read_verbs(
        self,
        statement: Statement,
        bits: list[int],
        verbs: dict[int, tuple[int, list[VerbForm]]],
        named: Collection[int],
    ) -> list[tuple[int, int, Tense, bool]]:
        """The reading of each verb form, as (first token, end, tense, attributive); marks predicates in ``bits``.

        :param named: where nouns of the rules end.
        """
        tokens = statement.tokens
        found = []
        for first in sorted(verbs):
            last, forms = verbs[first]
            if bits[first] & (QUOTED | TIME) or (bits[first] & NAME and tokens[first].text[0].isupper() and first):
                continue
            tenses = {form.tense for form in forms}
            if Tense.FIRST_PERSON in tenses and "ik" not in statement.words:
                tenses.discard(Tense.FIRST_PERSON)
            tense, attributive = self._tense(tokens, bits, first, tenses, first in named)
            if tense is None:
                continue
            if not attributive:
                if tense in (Tense.FIRST_PERSON, Tense.PRESENT, Tense.PAST):
                    bits[first] |= FINITE
                elif tense is Tense.PARTICIPLE:
                    bits[first] |= PARTICIPLE
                elif tense is Tense.INFINITIVE:
                    bits[first] |= INFINITIVE
            found.append((first, last, tense, attributive))
        return found

    def _tense(
        self, tokens: Sequence[Token], bits: Sequence[int], at: int, tenses: set[Tense], behind_noun: bool
    ) -> tuple[Tense | None, bool]:
        """How the form at ``at`` is to be read, and whether as an adjective; no tense where it is a noun."""
        if Tense.PHRASE in tenses:
            return Tense.PHRASE, False
        before = tokens[at - 1].lower if at else ""
        before_bits = bits[at - 1] if at else 0
        if before == "te" and Tense.INFINITIVE in tenses:
            return Tense.INFINITIVE, False
        if Tense.PARTICIPLE in tenses and self._is_participle(tokens, bits, at, tenses):
            return Tense.PARTICIPLE, self._is_attributive(tokens, bits, at)
        if Tense.FIRST_PERSON in tenses:
            return Tense.FIRST_PERSON, False
        if Tense.ADJECTIVE in tenses and self._is_inflected(tokens, bits, at, behind_noun):
            return Tense.ADJECTIVE, True
        if Tense.PAST in tenses:
            if tokens[at].lower in self.words.homonyms and not self._ends_subordinate(tokens, bits, at):
                return None, False
            return Tense.PAST, False
        if tenses & {Tense.PRESENT, Tense.INFINITIVE}:
            if self._is_nominal(tokens, bits, at, before, before_bits, tenses):
                return None, False
            if Tense.INFINITIVE in tenses and self._under_modal(tokens, bits, at):
                return Tense.INFINITIVE, False
            return Tense.PRESENT, False
        if Tense.ADJECTIVE in tenses:
            return Tense.ADJECTIVE, True
        return (Tense.GERUND, True) if Tense.GERUND in tenses else (None, False)

    def _is_participle(self, tokens: Sequence[Token], bits: Sequence[int], at: int, tenses: set[Tense]) -> bool:
        """Whether a form that may be a participle and something else is the participle: "vertrokken", "ontvangen"."""
        if not tenses & {Tense.PRESENT, Tense.PAST} or self._waits(tokens, bits, at):
            return True
        if Tense.INFINITIVE not in tenses or _has_finite(bits, at):
            return False
        # "Klachten ontvangen van X": nothing is left for a finite verb to govern.
        return at + 1 >= len(tokens) or bool(bits[at + 1] & (PREPOSITION | PUNCTUATION)) or tokens[at + 1].text == "."

    def _is_inflected(self, tokens: Sequence[Token], bits: Sequence[int], at: int, behind_noun: bool) -> bool:
        """Whether a form like "ontwikkelde" is an adjective: behind an article or a number, or in "de door X ontwikkelde"."""
        before = bits[at - 1] if at else 0
        if before & (DETERMINER | PREPOSITION) and not before & ADVERB and (
            not before & PRONOUN or _has_finite(bits, at)
        ):
            return True
        if behind_noun and at + 1 < len(tokens) and not bits[at + 1] & (CLOSED | TIME) and not _has_finite(bits, at):
            # "Lancering vernieuwde website"
            return True
        if at and tokens[at - 1].text[0].isdigit() and not before & TIME:
            return True
        return any(
            bits[index] & DETERMINER and bits[index + 1] & PREPOSITION and not bits[index + 1] & DETERMINER
            for index in range(max(0, at - 8), at - 1)
        ) and not any(bits[index] & (VERBAL | PUNCTUATION) for index in range(max(0, at - 8), at))

    def _ends_subordinate(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether the form stands last in a clause with a conjunction, where the verb stands."""
        if at + 1 < len(tokens) and not bits[at + 1] & PUNCTUATION and tokens[at + 1].text != ".":
            return False
        return any(bit & (RELATIVE | SUBORDINATOR) for bit in bits[:at])

    def _waits(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether an auxiliary of the perfect or the passive stands around ``at``, its participle not yet seen."""
        auxiliaries = self.words.auxiliaries
        for index in range(at - 1, -1, -1):
            if bits[index] & (PARTICIPLE | SUBORDINATOR) or tokens[index].lower == ";":
                break
            if bits[index] & AUXILIARY:
                return auxiliaries[tokens[index].lower].verb in _PERFECT
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return after in auxiliaries and auxiliaries[after].verb in _PERFECT

    def _is_attributive(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether the participle at ``at`` belongs to the noun behind it: "de bij het convenant aangesloten banken"."""
        before = bits[at - 1] if at else 0
        if before & DETERMINER and not before & (PRONOUN | TIME):
            return True
        if at + 1 >= len(tokens):
            return False
        after = tokens[at + 1]
        if bits[at + 1] & (CLOSED | TIME | QUOTED) or not after.text[0].isalpha():
            return False
        return tokens[at].lower.endswith("en") or not self._waits(tokens, bits, at)

    def _is_nominal(
        self, tokens: Sequence[Token], bits: Sequence[int], at: int, before: str, before_bits: int, tenses: set[Tense]
    ) -> bool:
        """Whether the form is a noun here: "het meten van", "van start", "een nieuwe start", "voor starten"."""
        word = tokens[at].lower
        noun = word in self.words.homonyms
        if not noun and Tense.INFINITIVE not in tenses:
            return False
        if before_bits & TIME:
            return False
        if before_bits & DETERMINER and not before_bits & (PRONOUN | RELATIVE):
            return True
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if before == "het" and (noun or after == "van" or Tense.INFINITIVE in tenses):
            return True
        if before_bits & PREPOSITION and not before_bits & (ADVERB | RELATIVE):
            return True
        if noun and before.endswith("e") and at > 1 and bits[at - 2] & (DETERMINER | PREPOSITION):
            return True
        if noun and (at == 0 or before_bits & PUNCTUATION) and not _has_finite(bits, at):
            # "Start project: maart 2020"
            return after == "van" or not (at + 1 < len(tokens) and bits[at + 1] & (DETERMINER | PREPOSITION))
        return after == "van" and any(tokens[index].lower == "het" for index in range(max(0, at - 4), at))

    def _under_modal(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        auxiliaries = self.words.auxiliaries
        for index in range(at - 1, -1, -1):
            if bits[index] & (PARTICIPLE | FINITE | RELATIVE | SUBORDINATOR) and not bits[index] & AUXILIARY:
                break
            if bits[index] & AUXILIARY:
                return auxiliaries[tokens[index].lower].verb in MODALS
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return after in auxiliaries and auxiliaries[after].verb in MODALS

    def _use(
        self,
        reading: Reading,
        clause: Clause,
        first: int,
        last: int,
        tense: Tense,
        attributive: bool,
        forms: Sequence[VerbForm],
    ) -> VerbUse | None:
        """The verb at ``first`` with those of its forms whose particle and reflexive pronoun are there."""
        tokens = reading.statement.tokens
        te = first > 0 and tokens[first - 1].lower == "te"
        same = {Tense.PRESENT, Tense.INFINITIVE}
        whole: list[VerbForm] = []
        apart: list[tuple[tuple[int, ...], VerbForm]] = []
        for form in forms:
            if form.tense is not tense and not (tense in same and form.tense in same):
                continue
            if form.verb.reflexive and not attributive and not self._has_reflexive(reading, clause):
                continue
            if not form.apart:
                whole.append(form)
                continue
            particle = self._particle(reading, clause, first, form, te)
            if particle:
                apart.append((particle, form))
        if apart:
            longest = max(len(particle) for particle, _ in apart)
            best = [(particle, form) for particle, form in apart if len(particle) == longest]
            place = best[0][0]
            chosen = tuple(form for particle, form in best if particle == place)
            return VerbUse(first, last, tense, chosen, clause, te, attributive, place)
        return VerbUse(first, last, tense, tuple(whole), clause, te, attributive) if whole else None

    def _has_reflexive(self, reading: Reading, clause: Clause | None) -> bool:
        while clause is not None:
            if any(reading.bits[index] & REFLEXIVE for index in clause.indices):
                return True
            clause = clause.linked
        return False

    def _particle(self, reading: Reading, clause: Clause, at: int, form: VerbForm, te: bool) -> tuple[int, ...]:
        """Where the particle stands in the verb's clause; nothing where it does not."""
        tokens, bits = reading.statement.tokens, reading.bits
        words = form.verb.particle.split()
        indices = clause.indices
        if te and form.verb.glued:
            return (at - 2,) if at > 1 and tokens[at - 2].lower == words[0] else ()
        for place, index in enumerate(indices):
            if tokens[index].lower != words[0] or place + len(words) > len(indices) or bits[index] & TIME:
                continue
            run = indices[place : place + len(words)]
            if [tokens[other].lower for other in run] != words:
                continue
            if len(words) > 1 or not form.verb.glued:
                return tuple(run)
            if index == at - 1 or (index > at and self._is_particle(reading, place, indices)):
                return (index,)
        return ()

    def _is_particle(self, reading: Reading, place: int, indices: Sequence[int]) -> bool:
        """Whether a word that may be a preposition has nothing to govern: it ends its clause, or a new phrase begins."""
        bits = reading.bits
        if not bits[indices[place]] & PREPOSITION or place + 1 == len(indices):
            return True
        if indices[place + 1] != indices[place] + 1:
            return True
        after = bits[indices[place + 1]]
        token = reading.statement.tokens[indices[place + 1]]
        if after & (PREPOSITION | PUNCTUATION | COORDINATOR | SUBORDINATOR | VERBAL) and not after & DETERMINER:
            return True
        return not token.text[0].isalnum()

    def _preposition(self, reading: Reading, at: int) -> str | None:
        """The preposition of the phrase in which the noun at ``at`` stands, or None."""
        tokens, bits = reading.statement.tokens, reading.bits
        for index in range(at - 1, max(-1, at - 7), -1):
            bit = bits[index]
            if bit & (PUNCTUATION | VERBAL | TIME) and not bit & DETERMINER:
                return None
            if bit & COORDINATOR:
                if index + 1 < at and bits[index + 1] & DETERMINER:
                    return None
                earlier = next((n for n in reversed(reading.nouns) if n.last == index), None)
                if earlier is not None:
                    return earlier.preposition
                return None
            if bit & DETERMINER and not bit & PREPOSITION:
                if index and bits[index - 1] & PREPOSITION:
                    return tokens[index - 1].lower
                if index and bits[index - 1] & DETERMINER:
                    continue
                return None
            if bit & PREPOSITION:
                return tokens[index].lower
            if bit & (ADVERB | PRONOUN | RELATIVE | SUBORDINATOR) and not bit & DETERMINER:
                return None
        return None


def _has_finite(bits: Sequence[int], at: int) -> bool:
    return any(bit & (FINITE | AUXILIARY) for index, bit in enumerate(bits) if index != at)


def _mark_quotes(tokens: Sequence[Token], bits: list[int]) -> None:
    """Marks what stands between quotes, which is a title or a term and no part of the grammar."""
    opened: tuple[str, int] | None = None
    for index, token in enumerate(tokens):
        if token.text not in ('"', "'"):
            continue
        if opened is not None and opened[0] == token.text:
            if index - opened[1] <= _LONGEST_QUOTE:
                for inner in range(opened[1], index + 1):
                    bits[inner] |= QUOTED
            opened = None
        else:
            opened = (token.text, index)


__all__ = ["MODALS", "PURPOSE", "NounUse", "Reader", "Reading", "VerbUse", "ordinal"]
