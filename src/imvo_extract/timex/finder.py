"""Finds expressions of time in a text, and tells what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from imvo_extract.dutch.clauses import ClauseReader
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.dates import DateRules, Exclusion
from imvo_extract.rulebook.location import default_rules
from imvo_extract.rulebook.lost import Lost

from .emit import make_timex
from .grammar import Grammar, Hit
from .lexicon import DASHES
from .meaning import Nothing, Point, Recurrence
from .model import Reference, Timex
from .readings import READINGS
from .resolve import Context, settle, stretch
from .row import AnyRule, Row
from .slots import Result, Slots

if TYPE_CHECKING:
    from imvo_extract.dutch.clauses import When

# Digits that may be a date where no word tells: a year, digits with marks between them, '18, Q3.
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"[12]\d{3}(?!\d)|\d(?:[-/.]\d| ?[-/] ?\d{4})|'\d\d|[QKHWqkhw]\d|\d(?:e|de|ste)\b")
# "ma.", with nothing else.
_SHORT = re.compile(r"\W*[^\W\d_]{2,4}\.\W*")
_WORD = re.compile(r"[a-zß-ɏ]{2,}")
_NUMERIC = frozenset("0123456789.,:/- ")
_JOINS = "-/.:,"
# Classes whose words alone call for a look; numbers and the surroundings do not.
_CUES = ("month", "foreign-month", "weekday", "season", "unit", "deictic", "recurring", "length", "open", "cue")


class TimexFinder:
    """The normaliser, for one set of rules. It keeps no state between texts.

    :param rules: rules/dates.yaml.
    :raises RuleError: a pattern that cannot be read.
    """

    def __init__(self, rules: DateRules) -> None:
        self.rules = rules
        self.clauses = ClauseReader(rules.tenses)
        self._grammar = Grammar(rules)
        lexicon = self._grammar.lexicon
        cues = {word for word, of in lexicon.values.items() if any(name in of for name in _CUES)}
        cues |= {word for word, of in lexicon.values.items() if "short-weekday" in of and word.endswith(".")}
        cues |= {word for name in self._grammar.feasts for word in name.split()[-1:]}
        endings = {word for word, of in lexicon.values.items() if "length-ending" in of or "recurring-ending" in of}
        self._cues = frozenset(cues | endings | {cue.rstrip(".") for cue in cues if len(cue) > 3})
        single = "|".join(map(re.escape, rules.single_cues))
        self._single_before = re.compile(rf"(?<!\w)(?:{single})(?: \w+){{0,2}} $", re.IGNORECASE)
        self._single_behind = re.compile(rf" (?:{single})(?!\w)", re.IGNORECASE)
        self._joined = frozenset(word for word in self._cues if "month" in lexicon.values.get(word, ())) | endings

    def find(
        self,
        text: str,
        reference: Reference | None,
        *,
        tense: Callable[[int], When | None] | None = None,
        words: frozenset[str] | None = None,
        context_year: int | None = None,
        lost: list[Lost] | None = None,
    ) -> list[Timex]:
        """The expressions of time in a text, in order, none overlapping another.

        :param text: any text; one statement at best. Offsets are into it.
        :param reference: the date that the text was written at; None leaves open what depends on it.
        :param tense: tells the tense of the clause at an offset; by default the text's own verb forms do.
        :param words: the lower-case words of the text, where they are known, to tell quickly that there is nothing.
        :param context_year: the year that the surroundings speak of, for dates without a year.
        :param lost: where to put what patterns found and did not keep, if anybody asks.
        """
        if not self.may_hold(text, words):
            return []
        return self.read(text, reference, tense, context_year, lost)[0]

    def read(
        self,
        text: str,
        reference: Reference | None,
        tense: Callable[[int], When | None] | None = None,
        context_year: int | None = None,
        lost: list[Lost] | None = None,
    ) -> tuple[list[Timex], bool]:
        """As ``find``, of a text that may hold some; and whether what they mean hangs on the reference date or the
        year of the surroundings."""
        plain = text if text.isascii() else text.translate(DASHES)
        lead = len(plain) - len(plain.lstrip())
        pieces = self._grammar.lexicon.tokens(plain, lead)
        chars = self._grammar.alphabet.of_tokens(pieces)
        mask = self._grammar.alphabet.mask(chars)
        hits = self._grammar.stages[0].hits(chars, mask)
        if not hits:
            return [], False
        row = Row(pieces, lead, chars)
        context = Context(plain, reference, tense, self.clauses.read, context_year)
        self._apply(hits, row, context, lost)
        for stage in self._grammar.stages[1:]:
            if row.chars is not chars:
                chars = row.chars
                mask = self._grammar.alphabet.mask(chars)
            hits = stage.hits(chars, mask)
            if hits:
                self._apply(hits, row, context, lost)
        return self._emit(text, row, context), context.asked

    def may_hold(self, text: str, words: frozenset[str] | None = None) -> bool:
        """Whether an expression of time could be in a text, whose lower-case words may be known; cheap."""
        known = _WORD.findall(text.lower()) if words is None else words
        if not self._cues.isdisjoint(known):
            return True
        digit = _DIGIT.search(text)
        if digit is not None and _DIGITS.search(text, max(digit.start() - 1, 0)):
            return True
        if len(text) < 9 and _SHORT.fullmatch(text):
            return True
        return "-" in text and any(
            not self._joined.isdisjoint(word.split("-")) for word in known if "-" in word and len(word) > 1
        )

    def _apply(self, hits: Sequence[Hit], row: Row, context: Context, lost: list[Lost] | None) -> None:
        """Makes those matches one node that win over the others and make sense."""
        taken = 0
        results: list[tuple[Result, AnyRule]] = []
        for hit in hits:
            first, last, rule = hit[2], hit[4], hit[5].rule
            own = ((1 << (last - first)) - 1) << first
            if taken & own or self._is_glued(row, first, last, context.text):
                if lost is not None:
                    lost += _losing(hit, row, results)
                continue
            context.whole = _is_whole(row, first, last)
            found = READINGS[rule.reading](Slots(hit, row, self._grammar.lexicon, context, self._grammar.feasts))
            if found:
                taken |= own
                results += [(result, rule) for result in found]
            elif lost is not None:
                lost += _losing(hit, row, ())
        results.sort(key=lambda result: result[0][0], reverse=True)
        for (first, last, meaning), rule in results:
            row.merge(first, last, self._grammar.alphabet.of_meaning(meaning), meaning, rule)

    def _is_glued(self, row: Row, first: int, last: int, text: str) -> bool:
        """Whether digits go on beyond the match: "03-03-2020" in "133-03-03-2020", "2020" in "2020/331"."""
        start, end = row.offsets(first, last)
        if not text[start].isdecimal() or not _NUMERIC.issuperset(text[start:end]) or not row.is_bare(first, last):
            return False
        unknown = self._grammar.alphabet.unknown
        if start > 1 and text[start - 1] in _JOINS and text[start - 2].isalnum():
            before = row.word(first - 2) if first > 1 else "0"
            if before[-1:].isdecimal() or row.chars[first - 2] in unknown:
                return True
        if end + 1 < len(text) and text[end] in _JOINS and text[end + 1].isalnum():
            after = row.word(last + 1) if last + 1 < len(row) else "0"
            return after[:1].isdecimal() or row.chars[last + 1] in unknown
        return False

    def _emit(self, text: str, row: Row, context: Context) -> list[Timex]:
        places = row.expressions()
        if len(places) > 1:
            self._share_years(row, places, context)
        nodes = [(at, row.node(at)) for at in places]
        annual = [node.start for _, node in nodes if isinstance(node.meaning, Recurrence) and node.meaning.annual]
        found: list[Timex] = []
        ends: list[int] = []
        begin: date | None = None
        for at, node in nodes:
            meaning = node.meaning
            if isinstance(meaning, Point):
                context.whole = _is_whole(row, at, at + 1)
                recurs = annual and meaning.is_open and _recurs(node.start, annual, context)
                if recurs and not self._is_single(text, node.start, node.end):
                    meaning = meaning._replace(ambient=True)
                else:
                    meaning = settle(meaning, context, node.start, after=begin if meaning.end == "end" else None)
                if meaning.end:
                    ends.append(len(found))
                    days = stretch(meaning)
                    begin = days[0] if days and meaning.end == "start" else None
            elif meaning is None or isinstance(meaning, Nothing):
                continue
            found.append(make_timex(text, node, meaning))
        _link(found, ends)
        return found

    def _is_single(self, text: str, start: int, end: int) -> bool:
        """Whether a date among what recurs is that of one time: "tweemaal per jaar, voor het eerst op 11 mei"."""
        return bool(self._single_before.search(text, 0, start) or self._single_behind.match(text, end))

    def _share_years(self, row: Row, places: Sequence[int], context: Context) -> None:
        """Gives a point without a year that of its neighbour in a list: "14 januari en 25 februari 2020"."""
        connectors = self._grammar.alphabet.of_class.get("connector", "")
        pairs = [
            (a, b)
            for a, b in pairwise(at for at in places if isinstance(row.meaning(at), Point))
            if 1 < b - a <= 3 and all(char in connectors for char in row.chars[a + 1 : b])
        ]
        for a, b in reversed(pairs):
            shared = _earlier_year(row.meaning(a), row.meaning(b))
            if shared is not None:
                row.say(a, shared)
        for a, b in pairs:
            left, right = row.meaning(a), row.meaning(b)
            if isinstance(left, Point) and isinstance(right, Point) and right.is_open and right.grain == left.grain:
                days = stretch(settle(left, context, row.node(a).start))
                if days is not None and left.year is not None:
                    row.say(b, settle(right, context, row.node(b).start, after=days[0]))


def _losing(hit: Hit, row: Row, results: Sequence[tuple[Result, AnyRule]]) -> Iterator[Lost]:
    """A match that is not kept, with the rule that took its place among ``results``, those kept so far."""
    first, last, rule = hit[2], hit[4], hit[5].rule
    winner = next((by for (begin, end, _), by in results if begin < last and first < end), None)
    if winner is rule:
        return
    start, end = row.offsets(first, last)
    if winner is not None:
        yield Lost(start, end, f"dates.yaml:{rule.id}", "a rule that goes before it", f"dates.yaml:{winner.id}")
    elif not isinstance(rule, Exclusion):
        yield Lost(start, end, f"dates.yaml:{rule.id}", "no time that there is, or a part of a longer number")


def _is_whole(row: Row, first: int, last: int) -> bool:
    """Whether the text is nothing but the match, give or take a mark or a preposition."""
    return first <= 1 and len(row) - last <= 1


def _recurs(offset: int, annual: Sequence[int], context: Context) -> bool:
    """Whether what stands at an offset comes back every year, by another word of its clause."""
    clause = context.clauses.at(offset)
    return clause.tense != "past" and any(clause.start <= other < clause.end for other in annual)


def _earlier_year(left: object, right: object) -> Point | None:
    if not isinstance(left, Point) or not isinstance(right, Point) or not left.is_open or right.year is None:
        return None
    if left.grain == "weekday" or right.basis == "relative":
        return None
    if right.grain not in (left.grain, "day", "month", "quarter"):
        return None
    days, end = stretch(left._replace(year=right.year)), stretch(right)
    if days is None or end is None:
        return None
    # "november en januari 2020": the November before.
    return left._replace(year=right.year if days[0] <= end[1] else right.year - 1)


def _link(found: list[Timex], ends: Sequence[int]) -> None:
    """Tells each end of a range where the other is."""
    for a, b in pairwise(ends):
        if found[a].range == "start" and found[b].range == "end":
            first, last = found[a], found[b]
            found[a] = replace(first, partner=(last.start, last.end))
            found[b] = replace(last, partner=(first.start, first.end))


@cache
def default_finder(rules: Path | None = None) -> TimexFinder:
    """The finder for a folder of rules; without one, the project's own."""
    return TimexFinder(load_model((rules or default_rules()) / "dates.yaml", DateRules))


def find_timexes(text: str, reference_date: str | date | None = None) -> list[Timex]:
    """The expressions of time in a Dutch text, normalised with the project's own rules.

    :param text: any text.
    :param reference_date: when it was written: a day, or ISO 8601 / EDTF ("2019-11-05", "2019-11").
    :returns: TIMEX3 mentions in order, with offsets into ``text``.
    :raises ValueError: the reference date cannot be read.
    """
    reference = None if reference_date is None else Reference.of(reference_date)
    return default_finder().find(text, reference)
