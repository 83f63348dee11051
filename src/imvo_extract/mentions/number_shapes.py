"""Numbers that are known by the way they are written: telephone numbers, postal codes, times, versions, references.

A shape is a mask that an analyst can read: ``9`` is a digit, ``#`` one or more, ``X`` a capital, ``x`` one or more
small letters; all else stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from imvo_extract.dutch.extents import Extents
from imvo_extract.rulebook.counts import ClaimRule

_MASKS = {"9": r"\d", "#": r"\d+", "X": "[A-Z]", "x": "[a-z]+"}
# A shape is whole: nothing against it that would make it part of something longer.
_BEFORE = r"(?<![\w/])(?<![\d][.,:-])"
_BEHIND = r"(?!\w|[.,:/-]\d)"
_DIGITS = re.compile(r"\d+")
_FIRST_RUN = re.compile(r"[#\d]*")
# "1.200.000" is written like a version, and is a number.
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CAPITAL = re.compile(r" [A-ZÀ-Þ]")
_LETTER = "a"


class Shaped(NamedTuple):
    """A stretch of text with the rule whose shape it has."""

    start: int
    end: int
    rule: str


class _Shapes(NamedTuple):
    """Several shapes as one expression, and the rule behind each of its groups."""

    pattern: re.Pattern[str]
    rules: dict[str, str]

    def match(self, text: str, at: int) -> Shaped | None:
        found = self.pattern.match(text, at)
        return None if found is None else Shaped(found.start(), found.end(), self.rules[found.lastgroup or ""])


class ShapeFinder:
    """Finds numbers by their shape.

    :param rules: the claims of rules/counts.yaml, the most important first.
    """

    def __init__(self, rules: Sequence[ClaimRule]) -> None:
        pairs = [(shape, rule.id) for rule in rules for shape in rule.shapes]
        lettered = [pair for pair in pairs if pair[0][0].isalpha() and pair[0][0] not in _MASKS]
        self._lettered = _compile(lettered)
        self._letter_cues = frozenset(shape.split()[0].lower().rstrip(".") for shape, _ in lettered)
        self._marked = _compile(pair for pair in pairs if pair not in lettered and not _first_run(pair[0]))
        self._at_start = _compile((shape, rule.id) for rule in rules for shape in rule.start_shapes)
        self._by_start = _by_start([pair for pair in pairs if _first_run(pair[0])])

    def find(self, text: str, words: frozenset[str], blocked: Sequence[tuple[int, int]]) -> list[Shaped]:
        """What has a shape, by position. ``text`` holds a digit.

        :param words: the lower-case words of the text.
        :param blocked: stretches that are something else; a shape that begins with a word goes before them.
        """
        found: list[Shaped] = []
        first = self._opening(text)
        if first is not None:
            found.append(first)
        if self._lettered is not None and not words.isdisjoint(self._letter_cues):
            for match in self._lettered.pattern.finditer(text, first.end if first else 0):
                found.append(Shaped(match.start(), match.end(), self._lettered.rules[match.lastgroup or ""]))
        end = found[-1].end if found else 0
        taken = Extents((shaped.start, shaped.end) for shaped in found)
        elsewhere = Extents(blocked)
        own = 0
        for digits in _DIGITS.finditer(text):
            start, stop = digits.span()
            if start < end and (start < own or taken.overlap(start, stop)):
                continue
            shaped = self._shape_at(text, start, stop)
            if shaped is None or _GROUPED.fullmatch(text, shaped.start, shaped.end):
                continue
            if not elsewhere.overlap(shaped.start, shaped.end):
                found.append(shaped)
                own = shaped.end
                end = max(end, own)
        return sorted(found)

    def _opening(self, text: str) -> Shaped | None:
        """The shape with which a statement begins: the number of an item or a heading."""
        if self._at_start is None or not (text[0].isdigit() or text[0] == "("):
            return None
        shaped = self._at_start.match(text, 0)
        # "1.2 Voortgang" is numbered; "2.5 miljoen" is an amount
        if shaped is None or ("." in text[: shaped.end - 1] and not _CAPITAL.match(text, shaped.end)):
            return None
        return shaped

    def _shape_at(self, text: str, start: int, stop: int) -> Shaped | None:
        """The shape of which the run of digits ``start`` to ``stop`` is the first."""
        following = text[stop : stop + 1]
        behind = _LETTER if following.isalpha() else following
        zero = text[start] == "0"
        for key in ((zero, stop - start, behind), (zero, 0, behind)):
            shapes = self._by_start.get(key)
            if shapes is not None and (shaped := shapes.match(text, start)) is not None:
                return shaped
        if self._marked is not None and start and (text[start - 1] in "([+-" or text[start - 1].isupper()):
            return self._marked.match(text, start - 1) or (self._marked.match(text, start - 2) if start > 1 else None)
        return None


def _first_run(shape: str) -> str:
    """The digits with which a shape begins."""
    match = _FIRST_RUN.match(shape)
    return match[0] if match else ""


def _by_start(pairs: Iterable[tuple[str, str]]) -> dict[tuple[bool, int, str], _Shapes]:
    """The shapes by how they begin: whether with a nought, how long the first run of digits is (0: any length), and
    what stands behind it ("" for the end, "a" for any letter).
    """
    rows: dict[tuple[bool, int, str], list[tuple[str, str]]] = {}
    for shape, rule in pairs:
        run = _first_run(shape)
        length = 0 if "#" in run else len(run)
        following = shape[len(run) : len(run) + 1]
        noughts = {"0": (True,), "9": (False, True), "#": (False, True)}.get(run[0], (False,))
        # A shape that ends with its first run may have anything behind it that is no part of it.
        ends = (following,) if following else ("", " ", ",", ".", ")", ";", ":", "?", "!", '"', "'")
        for nought in noughts:
            for end in ends:
                rows.setdefault((nought, length, _LETTER if end.isalpha() else end), []).append((shape, rule))
    compiled = {key: _compile(row) for key, row in rows.items()}
    return {key: shapes for key, shapes in compiled.items() if shapes is not None}


def _compile(pairs: Iterable[tuple[str, str]]) -> _Shapes | None:
    """The longest shape first; None where there is none."""
    rows = sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))
    if not rows:
        return None
    body = "|".join(f"(?P<s{index}>{_expression(shape)})" for index, (shape, _) in enumerate(rows))
    return _Shapes(
        re.compile(f"{_BEFORE}(?:{body}){_BEHIND}"), {f"s{index}": rule for index, (_, rule) in enumerate(rows)}
    )


def _expression(shape: str) -> str:
    return "".join(_MASKS.get(char) or re.escape(char) for char in shape)
