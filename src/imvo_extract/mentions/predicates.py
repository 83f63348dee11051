"""The verbs and nouns of a statement that could tell of an event, each with its reading and its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import repeat
from operator import attrgetter, or_

from imvo_extract.dutch.statements import Statement, Term, Token
from imvo_extract.dutch.verbs import Tense
from imvo_extract.mentions.event_grammar import EventGrammar

from .cues import PAST_FORM, PHRASE_FORM, PRESENT_FORM, Cues, KnownVerb, VerbCue
from .participles import ParticipleGuess
from .reading import START, NounUse, Placed, Reading, VerbUse
from .segments import Clause, Segmenter
from .verbforms import FormReader
from .wordclasses import (
    ADVERB,
    BREAK,
    COORDINATOR,
    DETERMINER,
    MEASURE,
    NAME,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    RANK,
    REFLEXIVE,
    RELATIVE,
    STATE,
    SUBORDINATOR,
    TIME,
    VERB_FORM,
    VERBAL,
    WordClasses,
)

_LOWER = attrgetter("lower")
_LONGEST_QUOTE = 14
_QUOTES = frozenset(('"', "'"))
# Clauses are found by looking around; without full stops there is no end to that.
_LONGEST_STATEMENT = 1_000
_FINITE_FORM = PRESENT_FORM | PAST_FORM
_SUBORDINATES = RELATIVE | SUBORDINATOR
_ENDS_PHRASE = PREPOSITION | PUNCTUATION | COORDINATOR | SUBORDINATOR | VERBAL


class Reader:
    """Takes statements apart.

    :param grammar: verbs, nouns and function words.
    """

    def __init__(self, grammar: EventGrammar) -> None:
        self.words = WordClasses(grammar.verbs)
        self._cues = Cues(grammar)
        self._forms = FormReader(self.words)
        self._segmenter = Segmenter(self.words)
        self._guess = ParticipleGuess(grammar.verbs)
        words = grammar.verbs.words
        self._reflexives = frozenset(words["reflexives"])
        self._referring = frozenset((*words["ranks"], *words["demonstratives"]))
        self._being = frozenset(grammar.verbs.auxiliaries["be"].present + grammar.verbs.auxiliaries["be"].past)

    def signs(self, statement: Statement) -> list[str]:
        """The words of a statement (in small letters) on which a rule could fire: verbs of one meaning or
        that need nothing, verbs whose noun is there, and nouns that carry an event."""
        verbs, nouns = self._cues.verbs, self._cues.nouns
        there = {name for key, _, _ in statement.terms if key in nouns for name in nouns[key]}
        found: dict[str, None] = {}
        for key, first, last in statement.terms:
            cue = verbs[key]
            if cue is None:
                telling = key in self._cues.carriers
            elif cue.particles is not None and cue.particles.isdisjoint(statement.words):
                telling = False
            else:
                reflexive = cue.alone_reflexive and not self._reflexives.isdisjoint(statement.words)
                telling = cue.telling or cue.alone or reflexive or not cue.wanted.isdisjoint(there)
            if telling:
                found[" ".join(token.lower for token in statement.tokens[first:last])] = None
        return list(found)

    def concerns(self, statement: Statement, timexes: Sequence[Placed], before: Statement | None) -> bool:
        """Whether a rule could fire in the statement at all; cheap. What is too long for a sentence is not read."""
        if len(statement.tokens) > _LONGEST_STATEMENT:
            return False
        verbs, nouns = self._cues.verbs, self._cues.nouns
        words = statement.words
        wanted: set[str] = set()
        there: set[str] = set()
        bare = False
        for key, _, _ in statement.terms:
            cue = verbs[key]
            if cue is not None:
                if cue.matters and (cue.particles is None or not cue.particles.isdisjoint(words)):
                    if cue.alone or (cue.alone_reflexive and not self._reflexives.isdisjoint(words)):
                        return True
                    wanted |= cue.wanted
            elif key in nouns:
                there.update(nouns[key])
                bare = bare or key in self._cues.bare
        if wanted:
            if before is not None and not self._referring.isdisjoint(words):
                for key, _, _ in before.terms:
                    there.update(nouns.get(key, ()))
            if not wanted.isdisjoint(there):
                return True
        return bare and (bool(timexes) or statement.kind == "bullet" or not self._being.isdisjoint(words))

    def read(self, statement: Statement, timexes: Sequence[Placed], names: Sequence[Placed]) -> Reading:
        """The reading of a statement.

        :param timexes: expressions of time in it; conjunctions in them are no borders.
        :param names: parties in it, likewise.
        """
        cues, lists = self._cues.verbs, self._cues.nouns
        tokens = statement.tokens
        verbs: dict[int, tuple[int, VerbCue]] = {}
        nouns: list[Term] = []
        for term in statement.terms:
            key, first, last = term
            cue = cues[key]
            if cue is not None:
                # A phrase comes before the word that it begins with, and hides it.
                verbs.setdefault(first, (last, cue))
            elif key in lists:
                nouns.append(term)
        bits = self._bits(statement, timexes, names)
        any_bits = reduce(or_, bits, 0)
        self._guess.mark(tokens, bits, verbs, any_bits & _SUBORDINATES > 0)
        named = {last for key, _, last in nouns if key in self._cues.bare}
        readings: list[tuple[int, int, Tense, bool, VerbCue]] = []
        for first, (_, cue) in verbs.items():
            if cue.mask & _FINITE_FORM:
                bits[first] |= VERB_FORM
        is_being = not self._being.isdisjoint(statement.words)
        done = 0
        for first, (last, cue) in verbs.items():
            if first < done:
                continue
            if cue.mask & PHRASE_FORM and is_being and tokens[first].lower == "te":
                done = last  # "is te downloaden"
            if bits[first] & (QUOTED | TIME) or (bits[first] & NAME and first and tokens[first].text[0].isupper()):
                continue
            tense, attributive = self._forms.read(statement, bits, first, cue.mask, first in named)
            if tense is not None:
                if tense is Tense.PHRASE:
                    for index in range(first, last):
                        bits[index] |= STATE
                if tense is Tense.PARTICIPLE and readings and not attributive:
                    self._drop_adverb(readings, bits, first)
                readings.append((first, last, tense, attributive, cue))
        reading = Reading(statement, bits, self._segmenter.clauses(tokens, bits, bool(any_bits & BREAK)))
        reading.any_bits = any_bits
        reading.has_being = is_being
        with_actors = False
        for first, last, tense, attributive, cue in readings:
            clause = reading.clause_of[first]
            if clause is not None and cue.matters:
                with_actors = with_actors or cue.with_actors
                self._add_verb(reading, clause, first, last, tense, attributive, cue)
        self._add_nouns(reading, nouns, lists, with_actors)
        # "gaat van start": the phrase is found with the verb, and on its own.
        apart = [index for verb in reading.verbs for index in verb.particle]
        if apart:
            reading.verbs = [verb for verb in reading.verbs if verb.index not in apart]
        return reading

    def _drop_adverb(self, readings: list[tuple[int, int, Tense, bool, VerbCue]], bits: list[int], at: int) -> None:
        """Of two participles side by side the first is an adverb: "is uitgebreid besproken"."""
        first, last, tense, attributive, _ = readings[-1]
        if last == at and tense is Tense.PARTICIPLE and not attributive:
            bits[first] &= ~PARTICIPLE
            readings.pop()

    def _bits(self, statement: Statement, timexes: Sequence[Placed], names: Sequence[Placed]) -> list[int]:
        known = self.words.bits
        tokens = statement.tokens
        bits = list(map(known.get, map(_LOWER, tokens), repeat(0)))
        if timexes or names:
            for placed, bit in ((timexes, TIME), (names, NAME)):
                for mention in placed:
                    first = max(0, bisect_right(tokens, mention.start, key=START) - 1)
                    if tokens and tokens[first].end <= mention.start:
                        first += 1
                    for index in range(first, bisect_left(tokens, mention.end, key=START)):
                        bits[index] |= bit
        if not statement.words.isdisjoint(_QUOTES):
            _mark_quotes(tokens, bits)
        return bits

    def _add_verb(
        self, reading: Reading, clause: Clause, at: int, last: int, tense: Tense, attributive: bool, cue: VerbCue
    ) -> None:
        """Adds the verb, if it can be one whose particle and reflexive pronoun are there."""
        statement = reading.statement
        te = at > 0 and statement.tokens[at - 1].lower == "te"
        # "te laten uitvoeren": letting is the task, and what is let a part of it.
        let = self.words.auxiliaries.get(statement.tokens[at - 1].lower) if at > 1 and not te else None
        chained = let is not None and let.verb == "let" and statement.tokens[at - 2].lower == "te"
        best: tuple[int, ...] = ()
        apart: list[KnownVerb] = []
        whole: list[KnownVerb] = []
        words = statement.words
        for verb in cue.apart.get(tense, ()):
            if verb.words[0] not in words or (
                verb.reflexive and not attributive and not self._is_reflexive(reading, clause)
            ):
                continue
            particle = self._particle(reading, clause, at, verb, te)
            if len(particle) > len(best):
                best, apart = particle, [verb]
            elif particle and particle == best:
                apart.append(verb)
        for verb in cue.whole.get(tense, ()):
            if not verb.reflexive or attributive or self._is_reflexive(reading, clause):
                whole.append(verb)
        if apart or whole:
            reading.verbs.append(
                VerbUse(at, last, tense, tuple(apart or whole), clause, te or chained, attributive, best)
            )

    def _is_reflexive(self, reading: Reading, clause: Clause) -> bool:
        """Whether the clause, or one that it shares with, has the reflexive pronoun."""
        if not reading.any_bits & REFLEXIVE:
            return False
        at: Clause | None = clause
        while at is not None:
            if any(reading.bits[index] & REFLEXIVE for index in at.indices):
                return True
            at = at.linked
        return False

    def _particle(self, reading: Reading, clause: Clause, at: int, verb: KnownVerb, te: bool) -> tuple[int, ...]:
        """Where the particle stands in the verb's clause; nothing where it does not."""
        tokens, bits = reading.statement.tokens, reading.bits
        words = verb.words
        indices = clause.indices
        if te and verb.glued:
            return (at - 2,) if at > 1 and tokens[at - 2].lower == words[0] else ()
        for place, index in enumerate(indices):
            if tokens[index].lower != words[0] or place + len(words) > len(indices) or bits[index] & TIME:
                continue
            run = indices[place : place + len(words)]
            if len(words) > 1 and tuple(tokens[other].lower for other in run) != words:
                continue
            if not verb.glued:
                if len(words) == 1 and self._is_adjective(reading, index):
                    continue
                return tuple(run)
            if index == at - 1 or (index > at and self._is_particle(reading, place, indices)):
                return (index,)
        return ()

    def _is_adjective(self, reading: Reading, at: int) -> bool:
        """Whether an adverb that may belong to a verb stands before a noun: "de online training"."""
        after = at + 1
        if after >= len(reading.bits) or reading.bits[after] & ~RANK:
            return False
        return at > 0 and bool(reading.bits[at - 1] & DETERMINER) and reading.statement.tokens[after].text[0].isalpha()

    def _is_particle(self, reading: Reading, place: int, indices: Sequence[int]) -> bool:
        """Whether a word that may be a preposition has nothing to govern: its clause ends, or a new phrase begins."""
        bits = reading.bits
        if place + 1 == len(indices):
            return True
        if indices[place + 1] != indices[place] + 1:
            return True
        if reading.statement.tokens[indices[place + 1]].lower == "te":
            return False  # "uit te breiden": of the infinitive
        if not bits[indices[place]] & PREPOSITION:
            return True
        after = bits[indices[place + 1]]
        if after & _ENDS_PHRASE and not after & DETERMINER:
            return True
        return not reading.statement.tokens[indices[place + 1]].text[0].isalnum()

    def _add_nouns(
        self, reading: Reading, nouns: Sequence[Term], lists: Mapping[str, tuple[str, ...]], with_actors: bool
    ) -> None:
        done = 0
        bits, clause_of, actors = reading.bits, reading.clause_of, self._cues.actors
        for key, first, last in nouns:
            clause = clause_of[first]
            if clause is None or first < done or bits[first] & (QUOTED | VERBAL):
                continue
            done = last
            home = reading.nouns
            if key in actors:
                if not with_actors:
                    continue
                home = reading.actors
            home.append(NounUse(first, last, lists[key], clause, self._preposition(reading, first)))

    def _preposition(self, reading: Reading, at: int) -> str | None:
        """The preposition of the phrase in which the noun at ``at`` stands, or None."""
        tokens, bits = reading.statement.tokens, reading.bits
        passed = False
        for index in range(at - 1, max(-1, at - 9), -1):
            bit = bits[index]
            if passed:
                # "een van de telers", "de eerste versie van de gids": of the telers, of the gids
                passed = False
                if bit & MEASURE or tokens[index].text.isdigit():
                    continue
                return "van"
            if not bit or bit & (MEASURE | DETERMINER) == MEASURE:
                if bit & MEASURE and index and not bits[index - 1] and not tokens[index - 1].lower.endswith("e"):
                    return None  # "op dit moment twee klachten": a number begins a phrase, unless an adjective does
                continue
            if bit & (PUNCTUATION | VERBAL | TIME) and not bit & DETERMINER:
                return None
            if bit & COORDINATOR:
                if index + 1 < at and bits[index + 1] & DETERMINER:
                    return None
                earlier = next((noun for noun in reversed(reading.nouns) if noun.last == index), None)
                return earlier.preposition if earlier is not None else None
            if bit & DETERMINER and not bit & PREPOSITION:
                if index and bits[index - 1] & (PREPOSITION | DETERMINER):
                    continue
                return None
            if bit & PREPOSITION:
                if tokens[index].lower != "van":
                    return tokens[index].lower
                passed = True
                continue
            if bit & ADVERB and index and bits[index - 1] & DETERMINER:
                continue  # "een mogelijk convenant": an adjective
            if bit & (ADVERB | PRONOUN | RELATIVE | SUBORDINATOR):
                return None
        return "van" if passed else None


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
