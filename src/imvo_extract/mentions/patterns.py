"""Patterns that are compiled when first needed, and tried only where the words they need are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Generic, TypeVar

from imvo_extract.rulebook.template import alternatives, compile_template

_ELEMENT = re.compile(r"\((?:[^()]|\([^()]*\))*\)\??|[^\s()]+")
_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)(?::[a-z][a-z0-9_]*)?\}")
_CACHED_WORDS = 20_000

Owner = TypeVar("Owner")


def word_class(words: Iterable[str]) -> str:
    """A regular expression for a vocabulary class; "*" in a word stands for any letters."""
    plain = [word.lower() for word in words if "*" not in word]
    wild = [re.escape(word.lower()).replace(r"\*", r"[\w-]*").replace(r"\ ", " ") for word in words if "*" in word]
    return "|".join([*([alternatives(plain)] if plain else []), *sorted(wild)])


class WordClasses:
    """Which vocabulary classes the words of a statement are of.

    :param vocabulary: class -> entries; of an entry of several words the first one is looked at.
    """

    def __init__(self, vocabulary: Mapping[str, Sequence[str]]) -> None:
        self.regexes = {name: word_class(entries) for name, entries in vocabulary.items()}
        self._plain: dict[str, set[str]] = {}
        wild: dict[str, set[str]] = {}
        self._shortest: dict[str, int] = {}
        for name, entries in vocabulary.items():
            firsts = [entry.lower().split(" ")[0].rstrip(".") for entry in entries]
            self._shortest[name] = min(len(first.strip("*")) for first in firsts)
            for first in firsts:
                (wild if "*" in first else self._plain).setdefault(first, set()).add(name)
        self._wild = [
            (first.strip("*"), first.startswith("*"), first.endswith("*"), names) for first, names in wild.items()
        ]
        self._cache: dict[str, frozenset[str]] = {}

    def present(self, words: Iterable[str]) -> set[str]:
        """The words themselves and, in curly brackets, the classes that they are of."""
        cache = self._cache
        found = set(words)
        for word in words:
            hit = cache.get(word)
            if hit is None:
                hit = self._look_up(word)
                if len(cache) < _CACHED_WORDS:
                    cache[word] = hit
            if hit:
                found |= hit
        return found

    def _look_up(self, word: str) -> frozenset[str]:
        names = set(self._plain.get(word, ()))
        for part, open_start, open_end, classes in self._wild:
            inside = (
                part in word
                if open_start and open_end
                else word.endswith(part)
                if open_start
                else word.startswith(part)
            )
            if inside:
                names |= classes
        return frozenset("{" + name + "}" for name in names)

    def rarity(self, need: str) -> int:
        """How rare a need probably is: the length of its shortest word."""
        return self._shortest.get(need.strip("{}"), 1) if need.startswith("{") else len(need)


class Pattern(Generic[Owner]):
    """A pattern of a rule (its ``owner``), and what must be in a text for it to match: all ``needs``, one of each of
    ``choices``."""

    def __init__(self, text: str, owner: Owner, classes: Mapping[str, str]) -> None:
        self.text = text
        self.owner = owner
        self._classes = classes
        needs: set[str] = set()
        choices: list[frozenset[str]] = []
        for element in _ELEMENT.findall(text):
            if element.endswith("?") or element == "...":
                continue
            if element.startswith("("):
                firsts = [min(_needs(part), default="", key=len) for part in element[1:-1].split("|")]
                if "" not in firsts and "(" not in element[1:-1]:
                    choices.append(frozenset(firsts))
            else:
                needs |= set(_needs(element))
        self.needs = frozenset(needs)
        self.choices = tuple(choices)

    def may_match(self, present: Set[str]) -> bool:
        """Whether what is needed is ``present`` (see ``WordClasses.present``)."""
        return self.needs <= present and not any(choice.isdisjoint(present) for choice in self.choices)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Case-sensitive, for text in small letters: that takes a third of the time."""
        return re.compile(compile_template(self.text, self._classes).pattern)


class PatternIndex(Generic[Owner]):
    """Patterns by what they need most."""

    def __init__(self, patterns: Sequence[Pattern[Owner]], words: WordClasses) -> None:
        self._always: list[tuple[int, Pattern[Owner]]] = []
        self._by_need: dict[str, list[tuple[int, Pattern[Owner]]]] = {}
        for order, pattern in enumerate(patterns):
            ways = [frozenset([max(sorted(pattern.needs), key=words.rarity)])] if pattern.needs else []
            ways += pattern.choices
            best = max(ways, key=lambda way: min(map(words.rarity, way)), default=None)
            if best is None or min(map(words.rarity, best)) == 0:
                self._always.append((order, pattern))
            for need in sorted(best or ()):
                self._by_need.setdefault(need, []).append((order, pattern))

    def candidates(self, present: Set[str]) -> Iterator[Pattern[Owner]]:
        """The patterns that may match where ``present`` is there (see ``WordClasses.present``), in their order."""
        found = dict(self._always)
        by_need = self._by_need
        for need in by_need.keys() & present:
            for order, pattern in by_need[need]:
                if pattern.may_match(present):
                    found[order] = pattern
        return (found[order] for order in sorted(found))


def _needs(text: str) -> Iterator[str]:
    """The words and classes (in curly brackets) of an element."""
    slots = _SLOT.findall(text)
    if slots:
        yield from ("{" + name + "}" for name in slots)
    else:
        yield from (word for word in text.lower().strip(",:;/").split() if word.isalpha())
