"""Finds expressions of time in a text, and tells what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from imvo_extract.dutch.clauses import ClauseReader
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.dates import DateRules
from imvo_extract.rulebook.location import default_rules

from .emit import make_timex
from .grammar import Grammar, Hit, Node
from .lexicon import DASHES
from .meaning import Clock, Length, Nothing, Point, Recurrence
from .model import Reference, Timex
from .readings import READINGS
from .resolve import Context, settle, stretch
from .slots import Result, Slots

if TYPE_CHECKING:
    from imvo_extract.dutch.clauses import When

# Digits that may be a date where no word tells: a year, digits with marks between them, '18, Q3.
_DIGITS = re.compile(r"\d[-/.]\d|(?<![\d.,])[12]\d{3}(?!\d)|\d{1,2} ?[-/] ?\d{4}|'\d\d|\b[QKHWqkhw]\d")
_NUMERIC = frozenset("0123456789.,:/- ")
_JOINS = "-/.:,"
# Classes whose words alone call for a look; numbers and the surroundings do not.
_CUES = ("month", "weekday", "season", "unit", "deictic", "recurring", "length", "open", "decade-cue")


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
        self._cues = frozenset(cues | {cue.rstrip(".") for cue in cues if len(cue) > 3})
        self._joined = frozenset(word for word in self._cues if "month" in lexicon.values.get(word, ()))

    def find(
        self,
        text: str,
        reference: Reference | None,
        *,
        tense: Callable[[int], When | None] | None = None,
        words: frozenset[str] | None = None,
        context_year: int | None = None,
    ) -> list[Timex]:
        """The expressions of time in a text, in order, none overlapping another.

        :param text: any text; one statement at best. Offsets are into it.
        :param reference: the date that the text was written at; None leaves open what depends on it.
        :param tense: tells the tense of the clause at an offset; by default the text's own verb forms do.
        :param words: the lower-case words of the text, where they are known, to tell quickly that there is nothing.
        :param context_year: the year that the surroundings speak of, for dates without a year.
        """
        if not self._may_hold(text, words):
            return []
        plain = text if text.isascii() else text.translate(DASHES)
        nodes = self._tokens(plain)
        context = Context(plain, reference, tense, self.clauses.read, context_year)
        for stage in self._grammar.stages:
            chars = "".join([node.char for node in nodes])
            hits = stage.hits(chars)
            if hits:
                nodes = self._apply(hits, nodes, context)
        return self._emit(text, nodes, context)

    def _may_hold(self, text: str, words: frozenset[str] | None) -> bool:
        if words is None:
            words = frozenset(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.lower()))
        if not self._cues.isdisjoint(words) or _DIGITS.search(text):
            return True
        return "-" in text and any(
            not self._joined.isdisjoint(word.split("-")) for word in words if "-" in word and len(word) > 1
        )

    def _tokens(self, text: str) -> list[Node]:
        of_token = self._grammar.alphabet.of_token
        return [
            Node(start, end, word, of_token(word, text, start, end))
            for word, start, end in self._grammar.lexicon.tokens(text)
        ]

    def _apply(self, hits: Sequence[Hit], nodes: list[Node], context: Context) -> list[Node]:
        """The nodes with those matches made one that win over the others and make sense."""
        taken = [False] * len(nodes)
        results: list[tuple[int, int, Node]] = []
        for hit in hits:
            first, last = hit.first, hit.last
            if True in taken[first:last] or self._is_glued(nodes, first, last, context.text):
                continue
            context.whole = self._is_whole(nodes, first, last)
            found = READINGS[hit.rule.reading](Slots(hit, nodes, self._grammar.lexicon, context, self._grammar.feasts))
            if not found:
                continue
            taken[first:last] = [True] * (last - first)
            results.extend((a, b, self._node(nodes, a, b, meaning, hit)) for a, b, meaning in found)
        if not results:
            return nodes
        results.sort(key=lambda result: result[0])
        out: list[Node] = []
        at = 0
        for first, last, node in results:
            out.extend(nodes[at:first])
            out.append(node)
            at = last
        out.extend(nodes[at:])
        return out

    def _node(self, nodes: Sequence[Node], first: int, last: int, meaning: object, hit: Hit) -> Node:
        start, end = nodes[first].start, nodes[last - 1].end
        char = self._grammar.alphabet.of_meaning(meaning)  # type: ignore[arg-type]
        return Node(start, end, "", char, meaning, hit.rule)  # type: ignore[arg-type]

    def _is_glued(self, nodes: Sequence[Node], first: int, last: int, text: str) -> bool:
        """Whether digits go on beyond the match: "03-03-2020" in "133-03-03-2020", "2020" in "2020/331"."""
        start, end = nodes[first].start, nodes[last - 1].end
        if any(nodes[k].meaning is not None for k in range(first, last)) or not _NUMERIC.issuperset(text[start:end]):
            return False
        if start > 1 and text[start - 1] in _JOINS and text[start - 2].isalnum():
            before = nodes[first - 2] if first > 1 else None
            if before is None or before.text[-1:].isdigit() or before.char in self._grammar.alphabet.unknown:
                return True
        if end + 1 < len(text) and text[end] in _JOINS and text[end + 1].isalnum():
            after = nodes[last + 1] if last + 1 < len(nodes) else None
            return after is None or after.text[:1].isdigit() or after.char in self._grammar.alphabet.unknown
        return False

    @staticmethod
    def _is_whole(nodes: Sequence[Node], first: int, last: int) -> bool:
        """Whether the text is nothing but the match, give or take a mark or a preposition."""
        return first <= 1 and len(nodes) - last <= 1

    def _emit(self, text: str, nodes: list[Node], context: Context) -> list[Timex]:
        points = [k for k, node in enumerate(nodes) if isinstance(node.meaning, Point)]
        if len(points) > 1:
            self._share_years(nodes, points, context)
        annual = [node for node in nodes if isinstance(node.meaning, Recurrence) and node.meaning.annual]
        found: list[Timex] = []
        ends: list[int] = []
        begin: date | None = None
        for k, node in enumerate(nodes):
            meaning = node.meaning
            if isinstance(meaning, Point):
                context.whole = self._is_whole(nodes, k, k + 1)
                if annual and meaning.is_open and self._recurs(node, annual, context):
                    meaning = meaning._replace(ambient=True)
                else:
                    meaning = settle(meaning, context, node.start, after=begin if meaning.end == "end" else None)
                if meaning.end:
                    ends.append(len(found))
                    days = stretch(meaning)
                    begin = days[0] if days and meaning.end == "start" else None
            elif meaning is None or isinstance(meaning, (Nothing, Clock)):
                continue
            found.append(make_timex(text, node, meaning, node.start, node.end))
        _link(found, ends)
        return found

    @staticmethod
    def _recurs(node: Node, annual: Sequence[Node], context: Context) -> bool:
        clause = context.clauses.at(node.start)
        return clause.tense != "past" and any(clause.start <= other.start < clause.end for other in annual)

    def _share_years(self, nodes: list[Node], points: Sequence[int], context: Context) -> None:
        """Gives a point without a year that of its neighbour in a list: "14 januari en 25 februari 2020"."""
        connectors = self._grammar.alphabet.of_class.get("connector", "")
        joined = [
            0 < b - a <= 3 and all(nodes[k].char in connectors for k in range(a + 1, b))
            for a, b in zip(points, points[1:], strict=False)
        ]
        for i in reversed(range(len(joined))):
            left, right = nodes[points[i]], nodes[points[i + 1]]
            if joined[i]:
                shared = _earlier_year(left.meaning, right.meaning)
                if shared is not None:
                    nodes[points[i]] = left._replace(meaning=shared)
        for i in range(len(joined)):
            left, right = nodes[points[i]], nodes[points[i + 1]]
            a, b = left.meaning, right.meaning
            if joined[i] and isinstance(a, Point) and isinstance(b, Point) and b.is_open and b.grain == a.grain:
                days = stretch(settle(a, context, left.start))
                if days is not None and (a.year is not None or a.end == "start"):
                    nodes[points[i + 1]] = right._replace(meaning=settle(b, context, right.start, after=days[0]))


def _earlier_year(left: object, right: object) -> Point | None:
    if not isinstance(left, Point) or not isinstance(right, Point) or not left.is_open or right.year is None:
        return None
    if left.grain == "weekday" or right.basis == "relative" or right.grain not in (left.grain, "day", "month", "quarter"):
        return None
    days, end = stretch(left._replace(year=right.year)), stretch(right)
    if days is None or end is None:
        return None
    # "november en januari 2020": the November before.
    return left._replace(year=right.year if days[0] <= end[1] else right.year - 1)


def _link(found: list[Timex], ends: Sequence[int]) -> None:
    """Tells each end of a range where the other is."""
    for a, b in zip(ends, ends[1:], strict=False):
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
