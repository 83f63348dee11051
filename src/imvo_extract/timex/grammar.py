"""The rules compiled: an alphabet of token classes, and the patterns of each stage over it.

A text becomes a row of nodes, one character each. A stage looks for its patterns in that string; what it finds becomes a
node itself, with classes of its own ("a-date", "a-month"), on which the next stage builds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from imvo_extract.rulebook.dates import DateRule, DateRules, Exclusion
from imvo_extract.rulebook.errors import RuleError

from .lexicon import Lexicon, number_samples
from .meaning import PHRASE_CLASSES, Meaning, phrase_classes
from .patterns import SPAN, Choice, PatternError, atoms, parse, rarest, to_regex
from .patterns import Sequence as Tree

_FILE = "dates.yaml"
# How common a class is in texts, for choosing what to look for first.
_COMMON = {"word": 10_000, "name": 10_000, "mark": 10_000, "number": 300, "function": 100, "preposition": 100}


class Node(NamedTuple):
    """A token, or an expression that was found. ``start`` and ``end`` are offsets into the text."""

    start: int
    end: int
    text: str
    char: str
    meaning: Meaning | None = None
    rule: DateRule | Exclusion | None = None


class Hit(NamedTuple):
    """A match of a pattern: nodes ``first`` to ``last`` (exclusive) are the mention, ``match`` tells the slots."""

    rule: DateRule | Exclusion
    match: re.Match[str]
    first: int
    last: int
    class_of: Mapping[str, str]


class Stage:
    """The patterns of one list of rules."""

    def __init__(
        self,
        rules: Iterable[DateRule | Exclusion],
        trees: Mapping[str, list[Tree]],
        alphabet: Alphabet,
        macros: Mapping[str, Choice],
    ) -> None:
        self._patterns: list[tuple[DateRule | Exclusion, re.Pattern[str], dict[str, str], bool]] = []
        index: dict[str, list[int]] = {}
        for rule in rules:
            for tree in trees[rule.id]:
                try:
                    regex, class_of = to_regex(tree, alphabet.of_class, macros)
                except PatternError as error:
                    raise RuleError(_FILE, str(error), rule=rule.id) from error
                for char in sorted(rarest(tree, alphabet.of_class, macros, alphabet.weight)):
                    index.setdefault(char, []).append(len(self._patterns))
                self._patterns.append((rule, regex, class_of, SPAN in regex.groupindex))
        self._index = {char: tuple(patterns) for char, patterns in index.items()}

    def hits(self, chars: str) -> list[Hit]:
        """All matches, the ones to prefer first: by priority, then the longer, then the earlier."""
        wanted: set[int] = set()
        for char in set(chars):
            found = self._index.get(char)
            if found is not None:
                wanted.update(found)
        hits: list[tuple[int, int, int, int, Hit]] = []
        for order in wanted:
            rule, regex, class_of, spanned = self._patterns[order]
            for match in regex.finditer(chars):
                first, last = match.span(SPAN) if spanned else match.span()
                if first < last:
                    hits.append((-rule.priority, first - last, first, order, Hit(rule, match, first, last, class_of)))
        hits.sort(key=lambda hit: hit[:4])
        return [hit[4] for hit in hits]


class Alphabet:
    """One character for each combination of classes that a token or an expression can have."""

    def __init__(self, lexicon: Lexicon, classes: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._chars: dict[frozenset[str], str] = {}
        self._words: dict[str, str] = {}
        for word in sorted(lexicon.values):
            for variant in (word, word.capitalize(), word.upper(), word.title()):
                self._words[variant] = self._char(lexicon.classes_of(variant))
        for sample in (*number_samples(), "woord", "Naam", "NS", "#", "\n\n", "q3", "k3", "w12", "h2"):
            self._char(lexicon.classes_of(sample))
        self._tight = {mark: self._char(lexicon.classes_of(mark, True)) for mark in "-/,.:"}
        self._loose = {mark: self._char(lexicon.classes_of(mark)) for mark in "-/,.:"}
        for of in PHRASE_CLASSES:
            self._char(of)
        names = set(classes).union(*self._chars)
        self.of_class = {name: "".join(c for of, c in self._chars.items() if name in of) for name in sorted(names)}
        self._by_char = {char: of for of, char in self._chars.items()}
        self._plain = self._char(lexicon.classes_of("woord"))
        self.unknown = frozenset(self._char(lexicon.classes_of(word)) for word in ("woord", "Naam"))

    def _char(self, classes: frozenset[str]) -> str:
        return self._chars.setdefault(classes, chr(0x100 + len(self._chars)))

    def weight(self, char: str) -> int:
        """How common the tokens with a character are."""
        return 1 + max((_COMMON.get(name, 0) for name in self._by_char[char]), default=0)

    def of_token(self, word: str, text: str, start: int, end: int) -> str:
        """The character of a token in its text."""
        if word in self._tight:
            tight = start > 0 and not text[start - 1].isspace() and end < len(text) and not text[end].isspace()
            return (self._tight if tight else self._loose)[word]
        char = self._words.get(word)
        if char is None:
            char = self._chars.get(self._lexicon.classes_of(word), self._plain)
        return char

    def of_meaning(self, meaning: Meaning) -> str:
        """The character of an expression."""
        return self._chars[phrase_classes(meaning)]


class Grammar:
    """rules/dates.yaml, ready to be used.

    :raises RuleError: a pattern that cannot be read, or names a class that is not there.
    """

    def __init__(self, rules: DateRules) -> None:
        lists = ((*rules.exclusions, *rules.expressions), rules.completions, rules.compositions, rules.links)
        trees: dict[str, list[Tree]] = {}
        literals: set[str] = {".", *"-/,:"}
        for rule in (rule for rules_ in lists for rule in rules_):
            try:
                trees[rule.id] = [parse(pattern) for pattern in rule.patterns]
            except PatternError as error:
                raise RuleError(_FILE, str(error), rule=rule.id) from error
            for tree in trees[rule.id]:
                literals |= {atom.name[1:].removesuffix("!") or "!" for atom in atoms(tree) if atom.name[0] == "="}
        names = sorted({name.lower() for feast in rules.vocabulary.feasts for name in feast.names}, key=_longest_first)
        macros = {"feast": Choice(tuple(parse(name) for name in names))}
        literals |= {atom.name[1:] for atom in atoms(macros["feast"])}
        try:
            self.lexicon = Lexicon(rules.vocabulary, sorted(literals))
        except ValueError as error:
            raise RuleError(_FILE, str(error)) from error
        used = [atom.name for of in trees.values() for tree in of for atom in atoms(tree) if atom.name[0] == "="]
        self.alphabet = Alphabet(self.lexicon, [*used, *(f"={word}" for word in literals)])
        self.stages: Sequence[Stage] = [Stage(rules_, trees, self.alphabet, macros) for rules_ in lists]
        self.feasts = {name.lower(): feast for feast in rules.vocabulary.feasts for name in feast.names}


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name.split()), name
