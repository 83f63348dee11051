"""The rules compiled: an alphabet of token classes, and the patterns of each stage over it.

A text becomes a row of nodes, one character each. A stage looks for its patterns in that string; what it finds becomes
a node itself, with classes of its own ("a-date", "a-month"), on which the next stage builds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import itemgetter, or_
from typing import NamedTuple

from imvo_extract.rulebook.dates import DateRules
from imvo_extract.rulebook.errors import RuleError

from .lexicon import Lexicon, number_samples
from .meaning import PHRASE_CLASSES, Meaning, phrase_classes
from .patterns import SPAN, Choice, PatternError, atoms, needed, parse, to_regex
from .patterns import Sequence as Tree
from .row import AnyRule

_FILE = "dates.yaml"
# How common a class is in texts, for choosing what to look for first.
_COMMON = {
    "word": 10_000, "name": 10_000, "mark": 10_000, "connector": 400, "number": 300, "function": 100,
    "preposition": 100, "number-word": 50, "ordinal": 50, "unit": 20,
}  # fmt: skip


class Compiled(NamedTuple):
    """A pattern of a rule; ``class_of`` tells of each slot the class and the name without a number. ``second`` and
    ``third`` are the bits of characters of which a text must hold one each.
    """

    order: int
    rule: AnyRule
    regex: re.Pattern[str]
    class_of: dict[str, tuple[str, str]]
    spanned: bool
    second: int
    third: int


# What a match is sorted by (priority, then length, then place, then the pattern's), where it ends, and what matched.
Hit = tuple[int, int, int, int, int, Compiled, re.Match[str]]


class Stage:
    """The patterns of one list of rules."""

    def __init__(
        self,
        rules: Iterable[AnyRule],
        trees: Mapping[str, list[Tree]],
        alphabet: Alphabet,
        macros: Mapping[str, Choice],
    ) -> None:
        self._patterns: list[Compiled] = []
        index: dict[str, list[int]] = {}
        for rule in rules:
            for tree in trees[rule.id]:
                try:
                    regex, class_of = to_regex(tree, alphabet.of_class, macros)
                except PatternError as error:
                    raise RuleError(_FILE, str(error), rule=rule.id) from error
                sets = needed(tree, alphabet.of_class, macros, alphabet.weight)
                for char in sorted(sets[0]):
                    index.setdefault(char, []).append(len(self._patterns))
                masks = [sum(alphabet.bits[char] for char in chars) for chars in sets[1:3]]
                second, third = [*masks, -1, -1][:2]
                spanned = SPAN in regex.groupindex
                self._patterns.append(Compiled(len(self._patterns), rule, regex, class_of, spanned, second, third))
        self._index = {alphabet.bits[char]: tuple(patterns) for char, patterns in index.items()}
        self._anchors = sum(self._index)
        self._with = lru_cache(maxsize=8192)(self._find_patterns)

    def _find_patterns(self, anchors: int) -> tuple[tuple[int, tuple[Compiled, ...]], ...]:
        """The patterns whose rarest element may be among some characters, by what else they need."""
        wanted = {order for bit, orders in self._index.items() if bit & anchors for order in orders}
        groups: dict[int, list[Compiled]] = {}
        for order in sorted(wanted):
            groups.setdefault(self._patterns[order].second, []).append(self._patterns[order])
        return tuple((second, tuple(group)) for second, group in groups.items())

    def hits(self, chars: str, mask: int) -> list[Hit]:
        """All matches, the ones to prefer first: by priority, then the longer, then the earlier.

        :param mask: the bits of the characters.
        """
        anchors = mask & self._anchors
        if not anchors:
            return []
        hits: list[Hit] = []
        for second, group in self._with(anchors):
            if not mask & second:
                continue
            for pattern in group:
                if not mask & pattern.third:
                    continue
                for match in pattern.regex.finditer(chars):
                    first, last = match.span(SPAN) if pattern.spanned else match.span()
                    if first < last:
                        hits.append((-pattern.rule.priority, first - last, first, pattern.order, last, pattern, match))
        if len(hits) > 1:
            hits.sort(key=_RANK)
        return hits


_RANK = itemgetter(0, 1, 2, 3)


class Alphabet:
    """One character for each combination of classes that a token or an expression can have."""

    def __init__(self, lexicon: Lexicon, classes: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._used = frozenset(classes) | {"connector"}
        self._chars: dict[frozenset[str], str] = {}
        self._of_piece = lru_cache(maxsize=65536)(self._find_char)
        self._plain = self._char(lexicon.classes_of("woord"))
        self.unknown = frozenset((self._plain, self._char(lexicon.classes_of("Naam"))))
        for sample in (*number_samples(), "NS", "#", "", "q3", "k3", "w12", "h2"):
            self._char(lexicon.classes_of(sample))
        self._tight = {mark: self._char(lexicon.classes_of(mark, True)) for mark in "-/,.:"}
        self._marks = frozenset(self._tight)
        for word in sorted(lexicon.values):
            self._char(lexicon.classes_of(word))
            self._char(lexicon.classes_of(word.capitalize()))
        self._of_phrase = {of: self._char(of) for of in PHRASE_CLASSES}
        members: dict[str, list[str]] = {name: [] for name in sorted(self._used)}
        for of, char in self._chars.items():
            for name in sorted(of):
                members[name].append(char)
        self.of_class = {name: "".join(chars) for name, chars in members.items()}
        self.bits = {char: 1 << k for k, char in enumerate(self._chars.values())}
        self._weights = {
            char: 1 + max((_COMMON.get(name, 0) for name in of), default=0) for of, char in self._chars.items()
        }

    def _char(self, classes: frozenset[str]) -> str:
        # Classes that no pattern names make no difference.
        return self._chars.setdefault(classes & self._used, chr(0x21 + len(self._chars)))

    def weight(self, char: str) -> int:
        """How common the tokens with a character are."""
        return self._weights[char]

    def mask(self, chars: str) -> int:
        """The bits of the characters."""
        return reduce(or_, map(self.bits.__getitem__, frozenset(chars)), 0)

    def of_tokens(self, pieces: Sequence[str]) -> str:
        """The characters of tokens, each with the white space behind it."""
        chars = "".join(map(self._of_piece, pieces))
        if self._marks.isdisjoint(pieces[:-1]):
            return chars
        # A mark that touches what stands on either side of it is another one.
        return "".join([
            self._tight[piece] if piece in self._marks and _is_touched(pieces, at) else char
            for at, (piece, char) in enumerate(zip(pieces, chars, strict=True))
        ])  # fmt: skip

    def _find_char(self, piece: str) -> str:
        return self._chars.get(self._lexicon.classes_of(piece.rstrip()) & self._used, self._plain)

    def of_meaning(self, meaning: Meaning) -> str:
        """The character of an expression."""
        return self._of_phrase[phrase_classes(meaning)]


def _is_touched(pieces: Sequence[str], at: int) -> bool:
    """Whether there is a token on either side of a mark, without white space between."""
    return 0 < at < len(pieces) - 1 and not pieces[at - 1][-1].isspace()


class Grammar:
    """rules/dates.yaml, ready to be used.

    :raises RuleError: a pattern that cannot be read, or names a class that is not there.
    """

    def __init__(self, rules: DateRules) -> None:
        lists: tuple[tuple[AnyRule, ...], ...] = (
            (*rules.exclusions, *rules.expressions),
            rules.completions,
            rules.compositions,
            rules.links,
        )
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
        used = {atom.name for of in trees.values() for tree in of for atom in atoms(tree)}
        self.alphabet = Alphabet(self.lexicon, used.union(f"={word}" for word in literals))
        self.stages: Sequence[Stage] = [Stage(rules_, trees, self.alphabet, macros) for rules_ in lists]
        self.feasts = {name.lower(): feast for feast in rules.vocabulary.feasts for name in feast.names}


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name.split()), name
