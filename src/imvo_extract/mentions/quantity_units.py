"""The noun that a number counts, found without a tagger.

Behind a number Dutch has at most adjectives, participles with what belongs to them ("in Nederland opererende") and a
bracket before the noun. Adjectives there end in -e, participles in -e or -en; plurals end in -en or -s. What neither of
these nor a word of the lists in rules/counts.yaml explains is no counted noun: a gap is better than a wrong unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from imvo_extract.dutch.nouns import Singulars
from imvo_extract.rulebook.counts import CountRules

_NUMBER = re.compile(r" \d[\d.]*(?= )")
_WORD = re.compile(r" [\"'(]?([^\W\d_][\w']*(?:[-&][\w']+)*-?)[\"')]?(?![\w])")
_BRACKET = re.compile(r" \([^()]{1,80}\)")
# "3 (mede)financiers"
_OPTIONAL_PREFIX = re.compile(r" (\([^\W\d_]+\)[^\W\d_][\w']*)")
_MOST_WORDS = 9
_SHORTEST_PLURAL = 4

WordClass = Literal[
    "closed", "preposition", "measure", "plural", "participle", "inflected", "modifier", "adverb", "other",
]  # fmt: skip


class Unit(NamedTuple):
    """A counted noun; offsets of the text. ``phrase_end`` is the end of the whole noun phrase."""

    start: int
    end: int
    phrase_end: int
    plural: bool


class UnitReader:
    """Finds the noun behind a number.

    :param rules: rules/counts.yaml.
    :param is_number: tells whether a word is a number, which counts and is not counted.
    """

    def __init__(self, rules: CountRules, is_number: Callable[[str], bool]) -> None:
        self._is_number = is_number
        words = rules.words
        self._determiners = frozenset(words.determiners)
        self._prepositions = frozenset(words.prepositions)
        self._closed = frozenset((*words.determiners, *words.others, *words.verbs))
        self._adverbs = frozenset(words.adverbs)
        self._modifiers = frozenset(words.modifiers)
        self._measures = frozenset(words.measures)
        self._plurals = words.plurals
        # "tuincentra", "kerncriteria"
        self._latin_plurals = tuple(plural for plural in words.plurals if plural.endswith("a") and len(plural) > 4)
        self._no_plurals = frozenset(words.no_plurals)
        self._adjectives_en = frozenset(words.adjectives_en)
        self._verb_endings = words.verb_endings
        self._adjective_endings = words.adjective_endings
        self._generic = words.generic
        self._second_noun = re.compile(rf" (?:(?:{'|'.join(words.conjunctions)}) )?([^\W\d_][\w'-]*)")
        prefixes = "|".join(words.participle_prefixes)
        endings = "|".join(words.noun_endings_en)
        self._participle = re.compile(rf"(?:{prefixes})ge(?!.*(?:{endings})$)\w+en")
        singular = "|".join(re.escape(noun) for noun in words.nouns_ge)
        self._short_participle = re.compile(rf"(?!.*(?:{singular})$)(?:{prefixes})?ge\w{{3,}}[dt]")
        self._terms: dict[str, list[str]] = {}
        for term in words.terms:
            self._terms.setdefault(term.split()[0], []).append(term)
        self._conjunctions = words.conjunctions
        self._joined = re.compile(rf" (?:{'|'.join(words.conjunctions)}|/) ")
        self._partitive = words.partitive
        self._of = f" {words.partitive} "
        self._of_the = re.compile(rf"{self._of}(?:{'|'.join(words.determiners)})(?= )", re.IGNORECASE)
        self.singulars = Singulars(words.plurals, words.synonyms, words.no_plurals)
        self._class_of = lru_cache(maxsize=16_384)(self._classify)

    def read(self, text: str, at: int, *, plural: bool = True) -> Unit | None:
        """The noun that a number counts, or None where it is left out.

        :param text: clean text.
        :param at: where the number ends.
        :param plural: whether the number asks for a plural; a number of one takes a singular.
        """
        bracket = _BRACKET.match(text, at)
        if bracket is not None:
            optional = _OPTIONAL_PREFIX.match(text, at)
            if optional is not None:
                return Unit(optional.start(1), optional.end(1), optional.end(1), plural)
            at = bracket.end()
        return self._noun_phrase(text, at, plural=plural)

    def read_partitive(self, text: str, at: int) -> tuple[Unit, int] | None:
        """The noun of "(5) van de aangesloten bedrijven", and where what it is a part of begins ("de ...")."""
        match = self._of_the.match(text, at)
        if match is None:
            return None
        unit = self._noun_phrase(text, match.end(), plural=True)
        return None if unit is None else (unit, match.start() + len(self._of))

    def read_whole(self, text: str, at: int) -> tuple[Unit, int] | None:
        """The noun of "(48%) van de Nederlandse markt", singular or plural, and where its phrase begins.

        A number in it ("van de 57 banken") is passed by.
        """
        if not text.startswith(self._of, at):
            bracket = _BRACKET.match(text, at)
            if bracket is None or not text.startswith(self._of, bracket.end()):
                return None
            at = bracket.end()
        begin = at + len(self._of)
        at = begin - 1
        first = _WORD.match(text, at)
        if first is not None and first[1].lower() in self._determiners:
            at = first.end()
        number = _NUMBER.match(text, at)
        if number is not None:
            at = number.end()
        unit = self._noun_phrase(text, at, plural=True) or self._noun_phrase(text, at, plural=False)
        return None if unit is None else (unit, begin)

    def lemma(self, unit: str, *, plural: bool = True) -> str:
        """The lemma of a unit."""
        return self.singulars.lemma(unit, plural)

    def is_plural(self, word: str) -> bool:
        """Whether a word looks like the plural of a noun."""
        return self._class_of(word.lower()) == "plural"

    def _noun_phrase(self, text: str, at: int, *, plural: bool) -> Unit | None:
        coordinated = False
        for step in range(_MOST_WORDS):
            match = _WORD.match(text, at)
            if match is None:
                # "2 grote, internationale banken"
                if step and text.startswith(", ", at) and not coordinated:
                    coordinated, at = True, at + 1
                    continue
                return None
            word = match[1].lower()
            term = self._term(text, match.start(1), word)
            if term is not None:
                return self._unit(text, match.start(1), term, plural=plural)
            kind = self._class_of(word)
            if word.endswith("-"):
                following = self._joined.match(text, match.end())
                if following is None:
                    return None
                at = following.end() - 1
                continue
            if kind == "measure":
                return Unit(match.start(1), match.end(1), match.end(1), False)
            if kind in ("closed", "preposition", "adverb"):
                if word == self._partitive:
                    return None
                if step and word in self._conjunctions and self._is_coordination(text, match.end(), plural=plural):
                    at = match.end()
                    continue
                jump = self._over_complement(text, match) if kind != "closed" else None
                if jump is None:
                    return None
                at = jump
                continue
            if plural:
                if kind == "plural" and not self._leads_on(text, match):
                    return self._unit(text, match.start(1), match.end(1), plural=True)
                if kind == "participle" and not self._leads_on(text, match):
                    return None
            elif self._short_participle.fullmatch(word):
                return None  # "waarvan 1 gegrond"
            elif kind != "modifier" and not self._is_attribute(text, match, kind):
                return self._unit(text, match.start(1), match.end(1), plural=False)
            at = match.end()
        return None

    def _unit(self, text: str, start: int, end: int, *, plural: bool) -> Unit:
        """The unit, its phrase stretched over a second noun under the same number ("initiatieven en organisaties")."""
        following = self._second_noun.match(text, end)
        phrase_end = end
        if plural and following is not None and following[1].lower().endswith(self._generic):
            phrase_end = following.end()
        return Unit(start, end, phrase_end, plural)

    def _term(self, text: str, start: int, word: str) -> int | None:
        for term in self._terms.get(word, ()):
            end = start + len(term)
            if text[start:end].lower() == term and not text[end : end + 1].isalnum():
                return end
        return None

    def _leads_on(self, text: str, match: re.Match[str]) -> bool:
        """Whether a word on -en stands before its noun: "aangesloten bedrijven", and not alone: "bedrijven hebben"."""
        word = match[1].lower()
        if not (self._participle.fullmatch(word) or word in self._adjectives_en or word in self._modifiers):
            return False
        following = _WORD.match(text, match.end())
        return following is not None and self._class_of(following[1].lower()) in ("plural", "inflected", "other")

    def _is_attribute(self, text: str, match: re.Match[str], kind: WordClass) -> bool:
        """Whether a word before a singular is an adjective: "één digitale bijeenkomst", "één gezamenlijk project"."""
        word = match[1]
        following = _WORD.match(text, match.end())
        if following is None or self._class_of(following[1].lower()) in ("closed", "preposition", "adverb"):
            return False
        if kind in ("inflected", "participle"):
            return True
        return word.endswith(self._adjective_endings)

    def _is_coordination(self, text: str, at: int, *, plural: bool) -> bool:
        """Whether adjectives are joined here: "nationale en internationale organisaties"."""
        match = _WORD.match(text, at)
        if match is None or self._class_of(match[1].lower()) not in ("inflected", "participle", "modifier"):
            return False
        following = _WORD.match(text, match.end())
        return following is not None and (not plural or self._class_of(following[1].lower()) in ("plural", "inflected"))

    def _over_complement(self, text: str, match: re.Match[str]) -> int | None:
        """Where a participle with what belongs to it begins: "in Nederland opererende", "al gestarte".

        None where what follows is no such participle before a plural.
        """
        preposition = self._class_of(match[1].lower()) == "preposition"
        words = list(self._words(text, match.end(), 7))
        for index, (word, start, _) in enumerate(words[:-1]):
            following = self._class_of(words[index + 1][0])
            kind = self._class_of(word)
            if kind in ("inflected", "participle") and following == "plural" and index >= (1 if preposition else 0):
                if index == 1 and words[0][0] in self._determiners:
                    continue  # "12 in de komende maanden"
                return start - 1
            if word in self._closed and word not in self._determiners and word not in self._conjunctions:
                return None
        return None

    def _words(self, text: str, at: int, most: int) -> Iterator[tuple[str, int, int]]:
        for _ in range(most):
            match = _WORD.match(text, at)
            if match is None:
                return
            yield match[1].lower(), match.start(1), match.end()
            at = match.end()

    def _classify(self, word: str) -> WordClass:
        if word in self._measures:
            return "measure"
        if word in self._plurals:
            return "plural"
        if word in self._adverbs:
            return "adverb"
        if word in self._closed or word.endswith(self._verb_endings) or self._is_number(word):
            return "closed"
        if word in self._prepositions:
            return "preposition"
        if word in self._modifiers:
            return "modifier"
        if word in self._adjectives_en or self._participle.fullmatch(word):
            return "participle"
        if word in self._no_plurals:
            return "other"
        if word.endswith("'s") or (len(word) >= _SHORTEST_PLURAL and word.endswith(("en", "ën"))):
            return "plural"
        if word.endswith("s") and not word.endswith("ss") and len(word) >= _SHORTEST_PLURAL:
            return "plural"
        if word.endswith(self._latin_plurals):
            return "plural"
        return "inflected" if word.endswith("e") else "other"
