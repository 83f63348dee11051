"""What a word can be in a clause, as bits; a word may be several things ("die", "zijn", "of")."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from imvo_extract.dutch.numerals import parse_ordinal
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.events import VerbRules

# Plain integers, since they are tested for every word and an IntFlag is many times slower.
PREPOSITION = 1 << 0
DETERMINER = 1 << 1
PRONOUN = 1 << 2
RELATIVE = 1 << 3
SUBORDINATOR = 1 << 4
COORDINATOR = 1 << 5
ADVERB = 1 << 6
AUXILIARY = 1 << 7
HARD_STOP = 1 << 8
COMMA = 1 << 9
OPEN = 1 << 10
CLOSE = 1 << 11
REFLEXIVE = 1 << 12
QUESTION = 1 << 13
OTHER_AUXILIARY = 1 << 14
DEFINITE = 1 << 15
DEMONSTRATIVE = 1 << 16
RANK = 1 << 17
NEUTER = 1 << 27
COMPARATOR = 1 << 25
MEASURE = 1 << 26
# Not of the word but of its place:
QUOTED = 1 << 18
TIME = 1 << 19
NAME = 1 << 20
FINITE = 1 << 21
PARTICIPLE = 1 << 22
INFINITIVE = 1 << 23
VERB_FORM = 1 << 24  # may be a finite verb; not yet read
STATE = 1 << 27  # in a phrase that makes a predicate with "zijn"

# Where a clause may end.
BREAK = HARD_STOP | COMMA | OPEN | COORDINATOR | RELATIVE | SUBORDINATOR
PUNCTUATION = HARD_STOP | COMMA | OPEN | CLOSE
VERBAL = FINITE | PARTICIPLE | INFINITIVE | AUXILIARY | OTHER_AUXILIARY
# A word of one of these is no noun or adjective.
CLOSED = (
    PREPOSITION | DETERMINER | PRONOUN | RELATIVE | SUBORDINATOR | COORDINATOR | ADVERB | PUNCTUATION | REFLEXIVE
) | VERBAL

_CLASSES = {
    "prepositions": PREPOSITION,
    "determiners": DETERMINER,
    "pronouns": PRONOUN,
    "relatives": RELATIVE,
    "subordinators": SUBORDINATOR,
    "coordinators": COORDINATOR,
    "adverbs": ADVERB,
    "hard_stops": HARD_STOP,
    "comma": COMMA,
    "open": OPEN,
    "close": CLOSE,
    "reflexives": REFLEXIVE,
    "questions": QUESTION,
    "definites": DEFINITE,
    "demonstratives": DEMONSTRATIVE,
    "neuters": NEUTER,
    "ranks": RANK,
    "comparators": COMPARATOR,
    "measures": MEASURE,
}

# What auxiliaries are called in the rules.
_AUXILIARIES = ("have", "be", "become", "will", "go", "can", "must", "want", "let")


class AuxiliaryForm(NamedTuple):
    """``verb`` is its name in the rules ("have", "become"); ``tense`` "present", "past" or "other" (not finite)."""

    verb: str
    tense: str


class WordClasses:
    """The classes of words, compiled from rules/verbs.yaml.

    ``bits``: lower-case word -> its classes; ``auxiliaries``: the forms of auxiliaries; ``homonyms``: verb forms that
    are nouns as well.

    :raises RuleError: a class of words, or an auxiliary, is not known or is missing.
    """

    def __init__(self, rules: VerbRules) -> None:
        for wanted, given, what in ((_CLASSES, rules.words, "words"), (_AUXILIARIES, rules.auxiliaries, "auxiliaries")):
            missing = sorted(set(wanted) - set(given))
            if missing:
                raise RuleError("verbs.yaml", f'{what}: "{missing[0]}" is missing')
        self.bits: dict[str, int] = {}
        for name, words in rules.words.items():
            if name not in _CLASSES:
                raise RuleError("verbs.yaml", f'words: there is no class of words "{name}"')
            for word in words:
                self.bits[word] = self.bits.get(word, 0) | _CLASSES[name]
        self.auxiliaries: dict[str, AuxiliaryForm] = {}
        for verb, forms in rules.auxiliaries.items():
            if verb not in _AUXILIARIES:
                raise RuleError("verbs.yaml", f'auxiliaries: there is no auxiliary "{verb}"')
            for tense, words in (("present", forms.present), ("past", forms.past), ("other", forms.other)):
                for word in words:
                    self.auxiliaries[word] = AuxiliaryForm(verb, tense)
                    bit = OTHER_AUXILIARY if tense == "other" else AUXILIARY
                    self.bits[word] = self.bits.get(word, 0) | bit
        self.homonyms = frozenset(rules.homonyms)


@cache
def ordinal(word: str) -> int | None:
    """The number of an ordinal in lower case ("tweede", "3e"); None for any other word."""
    if word[-1:] != "e":
        return None
    return parse_ordinal(word)
