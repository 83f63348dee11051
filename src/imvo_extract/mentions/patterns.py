"""Patterns that are compiled when first needed, and tried only where the words they need are there.

What a pattern may need (a word, a vocabulary class, a sort of list) is one bit of an integer, so that a statement is
compared with a pattern in two operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from imvo_extract.rulebook.base import Rule
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.template import alternatives, compile_template

_FILE = "parties.yaml"
_ELEMENT = re.compile(r"\((?:[^()]|\([^()]*\))*\)\??|[^\s()]+")
_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)(?::[a-z][a-z0-9_]*)?\}")
_BRACKETS = re.compile(r"[(){}|]")
_CACHED_WORDS = 20_000
_RARE = 20
# Marks that few statements have; "(" is "[" in what patterns are matched on.
MARKS = (":", "[")
# Not a word: that there is more than one list.
SEVERAL = "{several}"
LISTS = ("parties", "subject", "person", "head")
_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\S+\?(?=\s|$)")
_GIVEN = ("parties", "subject", "person")

Owner = TypeVar("Owner", bound=Rule)


def word_class(words: Iterable[str]) -> str:
    """A regular expression for a vocabulary class; "*" in a word stands for any letters."""
    plain = [word.lower() for word in words if "*" not in word]
    wild = [word.lower() for word in words if "*" in word]
    # "*wet" and "*recht" share their star: the letters before them are passed over once.
    ends = alternatives(word[1:] for word in wild if word.startswith("*") and "*" not in word[1:])
    other = [re.escape(word).replace(r"\*", r"[\w-]*").replace(r"\ ", " ") for word in wild if "*" in word[1:]]
    parts = [alternatives(plain), *sorted(other), rf"[\w-]*(?:{ends})" if ends else ""]
    return "|".join(part for part in parts if part)


def by_letter(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first, that looks at a word's first letter once."""
    letters: dict[str, list[str]] = {}
    for word in words:
        letters.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(first)}(?:{alternatives(rest)})" for first, rest in sorted(letters.items()))


class WordClasses:
    """The words that patterns need and the vocabulary classes, each with a bit of its own.

    :param vocabulary: class -> entries; of an entry of several words the first one is looked at.
    :param common: classes of which most statements have a word.
    """

    def __init__(self, vocabulary: Mapping[str, Sequence[str]], common: Sequence[str] = ()) -> None:
        self.regexes = {name: word_class(entries) for name, entries in vocabulary.items()}
        self._bits: dict[str, int] = {}
        self._plain: dict[str, set[str]] = {}
        # Of words with a star: by what stands behind the last one, what stands before and inside, and the class.
        self._wild: dict[str, list[tuple[str, str, str]]] = {}
        self._shortest: dict[str, int] = {}
        for name, entries in vocabulary.items():
            firsts = [entry.lower().split(" ")[0].rstrip(".") for entry in entries]
            self._shortest[name] = min((len(first.replace("*", "")) for first in firsts), default=0)
            for first in firsts:
                if "*" in first:
                    start, *inner, end = first.split("*")
                    self._wild.setdefault(end, []).append((start, "".join(inner), name))
                else:
                    self._plain.setdefault(first, set()).add(name)
        self._shortest |= dict.fromkeys(common, 1)
        self._endings = sorted({len(end) for end in self._wild})
        self._cache: dict[str, int] = {}

    def bit(self, need: str) -> int:
        """The bit of a word, or of a class or a sort of list in curly brackets; made where there is none yet.

        Bits have to be made before the first call of ``mask``.
        """
        return self._bits.setdefault(need, 1 << len(self._bits))

    def mask(self, words: Iterable[str]) -> int:
        """The bits of some words and of the classes that they are of."""
        cache = self._cache
        found = 0
        for word in words:
            hit = cache.get(word)
            if hit is None:
                hit = self._look_up(word)
                if len(cache) < _CACHED_WORDS:
                    cache[word] = hit
            if hit:
                found |= hit
        return found

    def _look_up(self, word: str) -> int:
        names = set(self._plain.get(word, ()))
        for length in self._endings:
            for start, inner, name in self._wild.get(word[len(word) - length :], ()) if length <= len(word) else ():
                if word.startswith(start) and inner in word:
                    names.add(name)
        found = self._bits.get(word, 0)
        for name in names:
            found |= self._bits.get("{" + name + "}", 0)
        return found

    def rarity(self, need: str) -> int:
        """How rare a need probably is: the length of its shortest word."""
        if need.strip("{}") in MARKS:
            return _RARE
        return self._shortest.get(need.strip("{}"), 1) if need.startswith("{") else len(need)


class Pattern(Generic[Owner]):
    """A pattern of a rule (its ``owner``), and what must be in a text for it to match.

    ``needs`` are the bits of words and classes that must all be there, of each of ``choices`` one bit.

    :param words: where the bits are.
    :param classes: what compiles the pattern: for each class the regular expression of its entries.
    :param context: further bits that must be there.
    :raises RuleError: brackets that do not pair, an unknown vocabulary class, or nothing in it.
    """

    def __init__(
        self, text: str, owner: Owner, words: WordClasses, classes: Mapping[str, str], context: int = 0
    ) -> None:
        self.text = text
        self.owner = owner
        self._classes = classes
        complaint = _complaint(text, classes)
        if complaint is not None:
            raise RuleError(_FILE, complaint, rule=owner.id)
        needs: set[str] = set()
        choices: list[frozenset[str]] = []
        for element in _ELEMENT.findall(text):
            if element.endswith("?") or element == "...":
                continue
            bare = _SLOT.sub("", element)
            needs |= {"{" + mark + "}" for mark in MARKS if mark in bare and "|" not in bare}
            if element.startswith("("):
                firsts = [min(_needs(part), default="", key=len) for part in element[1:-1].split("|")]
                if "" not in firsts and "(" not in element[1:-1]:
                    choices.append(frozenset(firsts))
            else:
                needs |= set(_needs(element))
        self.needs = sum(words.bit(need) for need in sorted(needs)) | context
        # Lists within brackets and optional ones need not be there.
        if sum(name in LISTS for name in _SLOT.findall(_BRACKETED.sub("", text))) > 1:
            self.needs |= words.bit(SEVERAL)
        self.choices = tuple(sum(words.bit(need) for need in sorted(choice)) for choice in choices)
        ways = [frozenset([max(sorted(needs), key=words.rarity)])] if needs else []
        best = max([*ways, *choices], key=lambda way: min(map(words.rarity, way)), default=frozenset[str]())
        always = min(map(words.rarity, best), default=0) == 0
        self.anchors = () if always else tuple(words.bit(need) for need in sorted(best))
        """The bits of what it needs most; none where it has to be tried always."""

    def may_match(self, present: int) -> bool:
        """Whether what is needed is ``present`` (see ``WordClasses.mask``)."""
        if self.needs & present != self.needs:
            return False
        return all(choice & present for choice in self.choices)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Case-sensitive, for text in small letters: that takes a third of the time."""
        return re.compile(compile_template(self.text, self._classes).pattern)

    @cached_property
    def lists(self) -> tuple[tuple[int, bool], ...]:
        """The groups of ``regex`` that hold a list, and whether the rule says something of that list."""
        names = self.regex.groupindex.items()
        return tuple(
            (number, name.startswith(_GIVEN)) for name, number in names if name.startswith((*_GIVEN, "head"))
        )  # fmt: skip


class PatternIndex(Generic[Owner]):
    """Patterns by what they need most."""

    def __init__(self, patterns: Sequence[Pattern[Owner]]) -> None:
        self._patterns = patterns
        self._always = [(order, pattern.needs) for order, pattern in enumerate(patterns) if not pattern.anchors]
        by_anchor: dict[int, list[tuple[int, int]]] = {}
        for order, pattern in enumerate(patterns):
            for anchor in pattern.anchors:
                by_anchor.setdefault(anchor, []).append((order, pattern.needs))
        self._anchors = sum(by_anchor)
        self._orders = by_anchor

    def candidates(self, present: int) -> list[Pattern[Owner]]:
        """The patterns that may match where ``present`` is there (see ``WordClasses.mask``), in their order."""
        rest = present & self._anchors
        if not rest and not self._always:
            return []
        found = {order for order, needs in self._always if needs & present == needs}
        while rest:
            anchor = rest & -rest
            rest ^= anchor
            for order, needs in self._orders[anchor]:
                if needs & present == needs:
                    found.add(order)
        if not found:
            return []
        rows = [self._patterns[order] for order in sorted(found)]
        return [pattern for pattern in rows if not pattern.choices or pattern.may_match(present)]


def _complaint(text: str, classes: Mapping[str, str]) -> str | None:
    """What is wrong with a pattern, if anything, without compiling it."""
    open_brackets: list[str] = []
    for bracket in _BRACKETS.findall(text):
        if bracket in "({":
            open_brackets.append(bracket)
        elif bracket == "|":
            if "(" not in open_brackets:
                return f'"|" stands in no brackets in {text!r}'
        elif not open_brackets or open_brackets.pop() + bracket not in ("()", "{}"):
            return f"brackets do not pair in {text!r}"
    if open_brackets:
        return f"brackets do not pair in {text!r}"
    slots = _SLOT.findall(text)
    unknown = next((name for name in slots if name not in classes), None)
    if unknown is not None:
        return f'unknown vocabulary class "{unknown}" in {text!r}'
    if text.count("{") != len(slots):
        return f"no name of a vocabulary class in the curly brackets in {text!r}"
    if not re.search(r"\w", text):
        return "the pattern is empty"
    return None


def _needs(text: str) -> Iterator[str]:
    """The words and classes (in curly brackets) of an element."""
    slots = _SLOT.findall(text)
    if slots:
        yield from ("{" + name + "}" for name in slots)
    else:
        yield from (word for word in text.lower().strip(",:;/").split() if word.isalpha())
