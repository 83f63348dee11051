"""Patterns that an analyst can read, compiled to regular expressions over token classes.

The notation is that of ``rulebook.template``, with three additions: ``[...]`` marks the span of the mention where the
pattern holds more than that; ``{start}`` and ``{end}`` are the ends of the text; a mark that is written against its
neighbours (``{day}-{month}``) must stand so in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

# White space; a slot with its class and its name; a mark of the notation; a word or a mark of the text.
_PIECE = re.compile(
    r"(\s*)(?:\{([a-z][a-z0-9-]*)(?::([a-z][a-z0-9-]*))?\}|([()\[\]|?])|([\w'.-]*\w[\w'./-]*\.?|[^\s\w]))"
)
SPAN = "span_"


@dataclass(frozen=True, slots=True)
class Atom:
    """A class of tokens, by name; a word stands in the class of its own, ``=word``."""

    name: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Elements in a row; ``optional`` as a whole; ``span`` where it is the mention itself."""

    items: tuple[Element, ...]
    optional: bool = False
    span: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple[Sequence, ...]
    optional: bool = False


Element = Atom | Sequence | Choice


class PatternError(ValueError):
    """A pattern that cannot be read."""


def parse(pattern: str) -> Sequence:
    """The tree of a pattern.

    :raises PatternError: brackets that do not pair, or nothing in it.
    """
    tree = _Parser(pattern).choice(None)
    return tree.options[0] if len(tree.options) == 1 else Sequence((tree,))


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.pieces = list(_PIECE.finditer(pattern.strip()))
        if any(piece[5] in ("{", "}") for piece in self.pieces):
            raise PatternError(f"{pattern!r} cannot be read: a slot is {{class}} or {{class:name}}, in small letters")
        self.at = 0

    def choice(self, close: str | None) -> Choice:
        options: list[Sequence] = []
        items: list[Element] = []
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            mark = piece[4]
            self.at += 1
            if mark == "(":
                items.append(self.choice(")"))
            elif mark == "[":
                inner = self.choice("]")
                items.append(Sequence((inner,), span=True))
            elif mark == "|":
                options.append(Sequence(tuple(items)))
                items = []
            elif mark in (")", "]"):
                if mark != close:
                    raise PatternError(f"brackets do not pair in {self.pattern!r}")
                return self.whole(options, items)
            elif mark == "?":
                if not items:
                    raise PatternError(f"nothing stands before the question mark in {self.pattern!r}")
                items.append(_optional(items.pop()))
            else:
                items.append(self.atom(piece))
        if close is not None:
            raise PatternError(f"brackets do not pair in {self.pattern!r}")
        return self.whole(options, items)

    def whole(self, options: list[Sequence], items: list[Element]) -> Choice:
        choice = Choice((*options, Sequence(tuple(items))))
        if any(not option.items for option in choice.options):
            raise PatternError(f"a part of {self.pattern!r} is empty")
        return choice

    def atom(self, piece: re.Match[str]) -> Atom:
        if piece[2]:
            return Atom(piece[2], (piece[3] or piece[2]).replace("-", "_"))
        word = piece[5].lower()
        if re.search(r"\w", word):
            return Atom(f"={word}")
        # A mark that is written against a slot or word, without a space on either side, stands so in the text.
        before = self.pieces[self.at - 2] if self.at > 1 else None
        after = self.pieces[self.at] if self.at < len(self.pieces) else None
        spaced = bool(piece[1]) or (after is not None and bool(after[1]))
        tight = not spaced and any(other is not None and (other[2] or other[5]) for other in (before, after))
        return Atom(f"={word}!" if tight and self.at > 1 else f"={word}")


def _optional(element: Element) -> Element:
    if isinstance(element, Choice):
        return Choice(element.options, optional=True)
    if isinstance(element, Sequence):
        return Sequence(element.items, optional=True, span=element.span)
    return Sequence((element,), optional=True)


def atoms(element: Element) -> Iterator[Atom]:
    """All atoms in an element."""
    if isinstance(element, Atom):
        yield element
    else:
        for part in element.items if isinstance(element, Sequence) else element.options:
            yield from atoms(part)


def to_regex(
    tree: Sequence, characters: Mapping[str, str], macros: Mapping[str, Choice]
) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The expression over class characters, and for each of its groups the class and the name without a number.

    :param characters: for each class, the characters of the tokens that belong to it.
    :param macros: classes whose entries may have more than one word.
    :raises PatternError: a class that is not known.
    """
    used: dict[str, int] = {}
    class_of: dict[str, tuple[str, str]] = {}

    def emit(element: Element) -> str:
        if isinstance(element, Atom):
            if element.name == "start":
                return "^"
            if element.name == "end":
                return f"(?:[{re.escape(characters['=.'])}]?$)"
            if element.name in macros:
                class_of[element.name] = (element.name, element.name)
                return f"(?P<{element.name}>{emit(macros[element.name])})"
            if not characters.get(element.name):
                raise PatternError(f'unknown class "{element.name}"')
            body = f"[{re.escape(characters[element.name])}]"
            if element.group is None:
                return body
            used[element.group] = used.get(element.group, 0) + 1
            group = element.group + (f"_{used[element.group]}" if used[element.group] > 1 else "")
            class_of[group] = (element.name, element.group)
            return f"(?P<{group}>{body})"
        if isinstance(element, Choice):
            one = _one_class(element, characters)
            if one is not None:
                return f"[{re.escape(one)}]" + ("?" if element.optional else "")
            body = "(?:" + "|".join(emit(option) for option in element.options) + ")"
            return f"{body}?" if element.optional else body
        body = "".join(emit(item) for item in element.items)
        if element.span:
            return f"(?P<{SPAN}>{body})"
        return f"(?:{body})?" if element.optional else body

    return re.compile(emit(tree)), class_of


def _one_class(choice: Choice, characters: Mapping[str, str]) -> str | None:
    """The characters of a choice between single words, which is a class itself; None for any other choice."""
    found = ""
    for option in choice.options:
        item = option.items[0]
        if option.optional or option.span or len(option.items) != 1 or not isinstance(item, Atom):
            return None
        if item.group is not None or not characters.get(item.name):
            return None
        found += characters[item.name]
    return "".join(sorted(set(found)))


def needed(
    tree: Sequence, characters: Mapping[str, str], macros: Mapping[str, Choice], weight: Callable[[str], int]
) -> list[frozenset[str]]:
    """Sets of characters of which every match holds at least one each, the rarest first."""

    def sets(element: Element) -> list[frozenset[str]]:
        if isinstance(element, Atom):
            if element.name in macros:
                return sets(macros[element.name])
            return [] if element.name in ("start", "end") else [frozenset(characters.get(element.name, ""))]
        if element.optional:
            return []
        if isinstance(element, Sequence):
            return [found for item in element.items for found in sets(item)]
        if len(element.options) == 1:
            return sets(element.options[0])
        options = [min(sets(option), key=rarity, default=None) for option in element.options]
        sure = [option for option in options if option is not None]
        return [frozenset().union(*sure)] if len(sure) == len(options) else []

    def rarity(found: frozenset[str]) -> tuple[int, str]:
        return sum(map(weight, found)), min(found, default="")

    return sorted(dict.fromkeys(sets(tree)), key=rarity)
