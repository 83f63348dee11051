"""Numbers that count nothing: articles, pages, telephone numbers, times, versions, lengths of time, places in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from imvo_extract.dutch.numeral import Numeral
from imvo_extract.rulebook.counts import ClaimRule, CountRules

_DIGITS = re.compile(r"\d+")
_MASKS = {"9": r"\d", "#": r"\d+", "X": "[A-Z]", "x": "[a-z]+"}
_NEXT_WORD = re.compile(r" ?([^\W\d_]+\.?)")
# A shape is whole: nothing against it that would make it part of something longer.
_BEFORE_SHAPE = r"(?<![\w/])(?<![\d][.,:-])"
_BEHIND_SHAPE = r"(?!\w|[.,:/-]\d)"
# "1.200.000" is written like a version, and is a number.
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_YEARS = range(1900, 2100)


class Claim(NamedTuple):
    """A stretch of a statement that holds a number, and the rule that says why it counts nothing.

    ``what`` says so in a sentence.
    """

    start: int
    end: int
    rule: str
    what: str = ""


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
        self._glued = sorted(
            ((glued, rule.id) for rule in by_priority for glued in rule.glued), key=lambda item: (-len(item[0]), item[0])
        )
        self._phrases = _phrases(by_priority)
        self._kinds = {rule.kind: rule.id for rule in by_priority if rule.kind}
        self._joiners = frozenset(rules.claim_joiners)
        pairs = [(shape, rule.id) for rule in by_priority for shape in rule.shapes]
        literal = [pair for pair in pairs if pair[0][0].isalpha() and pair[0][0] not in _MASKS]
        self._letter_shapes = _shapes(literal)
        self._letter_cues = frozenset(shape.split()[0].lower().rstrip(".") for shape, _ in literal)
        self._digit_shapes = _by_first_run(pairs)
        self._marked_shapes = _shapes(pair for pair in pairs if pair not in literal and not _first_run(pair[0]))
        self._start_shapes = _shapes((shape, rule.id) for rule in by_priority for shape in rule.start_shapes)

    def shapes(self, text: str, words: frozenset[str], blocked: Sequence[tuple[int, int]]) -> list[Claim]:
        """What is known by the way it is written, by position. ``text`` holds a digit."""
        found: list[Claim] = []
        end = 0
        if self._start_shapes and (text[0].isdigit() or text[0] == "("):
            pattern, rules = self._start_shapes
            match = pattern.match(text)
            # "1.2 Voortgang" is numbered; "2.5 miljoen" is an amount
            if match is not None and ("." not in match[0][:-1] or re.match(r" [A-ZÀ-Þ]", text[match.end() :])):
                found.append(Claim(0, match.end(), rules[match.lastgroup or ""]))
                end = match.end()
        if self._letter_shapes and not words.isdisjoint(self._letter_cues):
            pattern, rules = self._letter_shapes
            for match in pattern.finditer(text, end):
                found.append(Claim(match.start(), match.end(), rules[match.lastgroup or ""]))
                end = match.end()
        for digits in _DIGITS.finditer(text):
            start = digits.start()
            if start < end:
                continue
            shapes = self._digit_shapes.get(len(digits[0])) or self._digit_shapes.get(0)
            match = shapes[0].match(text, start) if shapes else None
            if match is None and start and (text[start - 1] in "([+-" or text[start - 1].isupper()):
                shapes = self._marked_shapes
                match = shapes and (shapes[0].match(text, start - 1) or shapes[0].match(text, max(0, start - 2)))
            if match is None or shapes is None or _GROUPED.fullmatch(match[0]) or any(s < match.end() and match.start() < e for s, e in blocked):
                continue
            found.append(Claim(match.start(), match.end(), shapes[1][match.lastgroup or ""]))
            end = match.end()
        return sorted(found)

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

    def year(self, numeral: Numeral) -> Claim | None:
        """The claim on four digits that are a year, where nothing is counted."""
        rule = self._kinds.get("year")
        is_year = len(numeral.text) == 4 and numeral.text.isdigit() and numeral.value in _YEARS
        return Claim(numeral.start, numeral.end, rule) if rule and is_year and numeral.kind == "cardinal" else None


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


def _shapes(pairs: Iterable[tuple[str, str]]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """One expression for all shapes, the longest first, and the rule behind each of its groups."""
    rows = sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))
    if not rows:
        return None
    rules = {f"s{index}": rule for index, (_, rule) in enumerate(rows)}
    body = "|".join(f"(?P<s{index}>{_mask(shape)})" for index, (shape, _) in enumerate(rows))
    return re.compile(f"{_BEFORE_SHAPE}(?:{body}){_BEHIND_SHAPE}"), rules


def _first_run(shape: str) -> str:
    """The digits with which a shape begins."""
    match = re.match(r"[#\d]*", shape)
    return match[0] if match else ""


def _by_first_run(pairs: Sequence[tuple[str, str]]) -> dict[int, tuple[re.Pattern[str], dict[str, str]]]:
    """For each length of a first run of digits the shapes that may begin so; under 0 those that any run may begin."""
    found = {}
    anything = [pair for pair in pairs if "#" in _first_run(pair[0])]
    for length in {0, *(len(_first_run(shape)) for shape, _ in pairs)}:
        fixed = [pair for pair in pairs if length and len(_first_run(pair[0])) == length and pair not in anything]
        shapes = _shapes([*fixed, *anything])
        if shapes is not None:
            found[length] = shapes
    return found


def _mask(shape: str) -> str:
    return "".join(_iter_mask(shape))


def _iter_mask(shape: str) -> Iterator[str]:
    for char in shape:
        yield _MASKS.get(char) or re.escape(char)
