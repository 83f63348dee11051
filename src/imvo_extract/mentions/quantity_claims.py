"""Numbers that count nothing: articles, pages, telephone numbers, times, versions, lengths of time, places in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from imvo_extract.dutch.numeral import Numeral
from imvo_extract.rulebook.counts import ClaimRule, CountRules

from .number_shapes import ShapeFinder

_NEXT_WORD = re.compile(r" ?([^\W\d_]+\.?)")


class Claim(NamedTuple):
    """A stretch of a statement that holds a number, and the rule that says why it counts nothing."""

    start: int
    end: int
    rule: str


class ClaimFinder:
    """Finds numbers that count nothing.

    :param rules: rules/counts.yaml.
    :param is_ordinal: tells whether a word is an ordinal.
    """

    def __init__(self, rules: CountRules, is_ordinal: Callable[[str], bool]) -> None:
        self._is_ordinal = is_ordinal
        self._determiners = frozenset(rules.words.determiners)
        by_priority = sorted(rules.claims, key=lambda rule: -rule.priority)
        self._before = _words(by_priority, "before")
        self._before_weak = _words(by_priority, "before_weak")
        self._behind = _words(by_priority, "behind")
        self._endings = [(ending, rule.id) for rule in by_priority for ending in rule.before_endings]
        glued = ((suffix, rule.id) for rule in by_priority for suffix in rule.glued)
        self._glued = sorted(glued, key=lambda item: (-len(item[0]), item[0]))
        self._phrases = _phrases(by_priority)
        self._kinds: dict[str, str] = {rule.kind: rule.id for rule in by_priority if rule.kind}
        self._joiners = frozenset(rules.claim_joiners)
        self._shapes = ShapeFinder(by_priority)

    def shapes(self, text: str, words: frozenset[str], blocked: Sequence[tuple[int, int]]) -> list[Claim]:
        """What is known by the way it is written, by position. ``text`` holds a digit."""
        return [Claim(*shaped) for shaped in self._shapes.find(text, words, blocked)]

    def all_of(self, text: str, numeral: Numeral) -> Iterator[Claim]:
        """The claims that each sign by itself would lay on a number."""
        signs = (self.of_kind(numeral), self.glued(text, numeral), self.behind(text, numeral))
        context = (self.phrase(text, numeral), self.before(text, numeral, counts_noun=False))
        yield from (claim for claim in (*signs, *context) if claim is not None)

    def of_kind(self, numeral: Numeral) -> Claim | None:
        """The claim on an ordinal, or on a number that is not known."""
        kind = "ordinal" if numeral.kind == "ordinal" else "vague" if numeral.vague else None
        rule = self._kinds.get(kind) if kind else None
        return Claim(numeral.start, numeral.end, rule) if rule else None

    def glued(self, text: str, numeral: Numeral) -> Claim | None:
        """The claim on a number with something against it: "3x", "10-puntenplan"; not "12-tal"."""
        end = numeral.outer_end
        rest = text[end : end + 2]
        if not rest or not (rest[0].isalpha() or (rest[0] == "-" and rest[1:].isalpha())):
            return None
        for glued, rule in self._glued:
            if text.startswith(glued, end) and not text[end + len(glued) : end + len(glued) + 1].isalnum():
                return Claim(numeral.start, end + len(glued), rule)
        match = re.compile(r"-?\w+").match(text, end)
        return Claim(numeral.start, match.end() if match else end, self._glued[0][1]) if self._glued else None

    def behind(self, text: str, numeral: Numeral) -> Claim | None:
        """The claim by the word behind the number: "14 werkdagen", "vier keer"."""
        match = _NEXT_WORD.match(text, numeral.outer_end)
        if match is None:
            return None
        word = match[1].lower()
        rule = self._behind.get(word) or self._behind.get(word.rstrip("."))
        return Claim(numeral.start, match.end() if rule else 0, rule) if rule else None

    def before(self, text: str, numeral: Numeral, *, counts_noun: bool) -> Claim | None:
        """The claim by the word before the number: "artikel 7", "fase 2", "Dorpsstraat 15"."""
        window = text[max(0, numeral.outer_start - 24) : numeral.outer_start]
        words = window.split()
        if not words or not window.endswith((" ", "§", "#")):
            return None
        word = words[-1].lower().lstrip("([\"'")
        rule = self._before.get(word) or self._before.get(word.rstrip(":"))
        if rule is None and not counts_noun:
            rule = None if self._is_definite(words) else self._before_weak.get(word.rstrip(":"))
            if rule is None and numeral.text.isdigit():
                rule = next((id_ for ending, id_ in self._endings if word.endswith(ending)), None)
        return Claim(numeral.start, numeral.end, rule) if rule else None

    def _is_definite(self, words: Sequence[str]) -> bool:
        """Whether the word before the number has an article or an ordinal of its own: "in de tweede ronde 8"."""
        if len(words) < 2:
            return False
        before = words[-2].lower()
        return before in self._determiners or self._is_ordinal(before)

    def goes_on(self, text: str, claim: Claim, numeral: Numeral) -> Claim | None:
        """The claim on a number that is joined to one that was claimed: "bijlagen 1, 2 en 4"."""
        gap = text[claim.end : numeral.start].strip()
        return Claim(numeral.start, numeral.end, claim.rule) if gap in self._joiners else None

    def phrase(self, text: str, numeral: Numeral) -> Claim | None:
        """The claim on a number that is part of a fixed phrase: "op één lijn"."""
        for before, behind, rule in self._phrases.get(numeral.text.lower(), ()):
            start = numeral.start - len(before)
            if start < 0 or text[start : numeral.start].lower() != before:
                continue
            end = numeral.end + len(behind)
            if text[numeral.end : end].lower() == behind and not text[end : end + 1].isalnum():
                return Claim(start, end, rule)
        return None


def _words(rules: Iterable[ClaimRule], field: str) -> dict[str, str]:
    """Each word of ``field`` with the id of the first rule that has it."""
    found: dict[str, str] = {}
    for rule in rules:
        for word in getattr(rule, field):
            found.setdefault(word.lower(), rule.id)
    return found


def _phrases(rules: Iterable[ClaimRule]) -> dict[str, list[tuple[str, str, str]]]:
    """For each word of a fixed phrase, what stands before and behind it in the phrase, and the rule."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for rule in rules:
        for phrase in rule.phrases:
            for word in re.finditer(r"\S+", phrase):
                row = (phrase[: word.start()], phrase[word.end() :], rule.id)
                found.setdefault(word[0], []).append(row)
    return found
