"""What quantities of one statement are to each other: members of a list, sharers of a unit, values of a change."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from imvo_extract.dutch.statements import Statement
from imvo_extract.rulebook.counts import CountRules
from imvo_extract.rulebook.template import alternatives

from .quantity import Quantity
from .quantity_units import Unit

_BRACKETS = re.compile(r"\([^()]*\)")
_WINDOW = 24
# How many numbers before and behind "een vakbond" may stand in one list with it, and how far away.
_NEIGHBOURS = 3
_LONGEST_LIST = 160
# Two numbers that share a unit stand no further apart than this, dates and brackets included.
_LONGEST_GAP = 120


class QuantityJoiner:
    """Relates the quantities of one statement.

    :param rules: rules/counts.yaml.
    """

    def __init__(self, rules: CountRules) -> None:
        links, words = rules.links, rules.words
        self._change = frozenset(links.change)
        self._from = frozenset(links.from_)
        self._to = frozenset(links.to)
        self._by = frozenset(links.by)
        self._limit = rules.limit
        self._articles = frozenset(words.articles)
        self._verbs = frozenset(words.verbs)
        self._joined_before = (",", "(", *(f" {joiner}" for joiner in words.list_joiners))
        self._joined_behind = (", ", *(f" {joiner} " for joiner in words.list_joiners))
        comparators = alternatives(
            phrase for of in rules.comparators.values() for phrase in of.before if phrase[0].isalpha()
        )
        # "20 en 17 leden", "3 grote en 4 kleine telers", "van 7 naar ruim 19 leden"
        self._between = re.compile(
            rf"(?: [^\W\d_]+e)?,? ?(?:{alternatives(links.unit_joiners)}|-|–)? ?"
            rf"(?:(?:{comparators}) )?(?:(?:{alternatives(words.articles)}) )?",
            re.IGNORECASE,
        )
        self._before_date = re.compile(rf"(?: (?:{alternatives(links.date_prepositions)}))? $", re.IGNORECASE)

    def is_listed(self, text: str, start: int, unit: Unit, quantities: Sequence[Quantity]) -> bool:
        """Whether "een" and its noun stand in a list with a number: "een vakbond, 3 banken".

        :param start: where "een" begins.
        :param unit: its noun.
        :param quantities: those of the statement, by position.
        """
        before = text[max(0, start - _WINDOW) : start].rstrip()
        if not before.endswith(self._joined_before) and not text.startswith(self._joined_behind, unit.end):
            return False
        at = bisect_left(quantities, start, key=lambda quantity: quantity.start)
        return any(
            self._in_one_list(text, (start, unit.start), (quantity.start, quantity.unit_end))
            for quantity in quantities[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
            if quantity.unit_end is not None
        )

    def _in_one_list(self, text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether nothing but names and nouns stands between two stretches."""
        low, high = sorted((one, other))
        if high[0] - low[1] > _LONGEST_LIST:
            return False
        between = text[low[1] : high[0]]
        return not any(mark in between for mark in ".;:") and self._verbs.isdisjoint(between.lower().split())

    def share_units(
        self, text: str, quantities: Sequence[Quantity], blocked: Sequence[tuple[int, int]]
    ) -> list[Quantity]:
        """The quantities, with the unit of the next for those that are joined to it.

        :param blocked: expressions of time, which may stand between them ("van 7 in 2019 naar 19 leden in 2020").
        """
        out = list(quantities)
        for index in range(len(out) - 2, -1, -1):
            this, following = out[index], out[index + 1]
            if this.unit is not None or following.unit is None or following.form == "one":
                continue
            if following.outer_start - this.end > _LONGEST_GAP:
                continue
            gap = self._without_dates(text, this.end, following.outer_start, blocked)
            if self._between.fullmatch(_BRACKETS.sub("", gap).replace("  ", " ")):
                out[index] = replace(
                    this,
                    unit=following.unit,
                    unit_start=following.unit_start,
                    unit_end=following.unit_end,
                    lemma=following.lemma,
                    of=following.of,
                    rule=following.rule,
                    form=following.form,
                )
        return out

    def _without_dates(self, text: str, start: int, end: int, blocked: Sequence[tuple[int, int]]) -> str:
        """``text[start:end]`` without the expressions of time in it and the preposition before each."""
        out, at = "", start
        for left, right in blocked[bisect_left(blocked, (start, start)) :]:
            if left >= end:
                break
            if right <= end and left >= at:
                out += self._before_date.sub("", text[at:left])
                at = right
        return out + text[at:end]

    def with_roles(self, statement: Statement, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities with what they are in a change, and with "tot" read as a limit where nothing changes."""
        words = ["" if q.bound else self._word_before(statement.text, q.outer_start) for q in quantities]
        changes = not self._change.isdisjoint(statement.words)
        last_to = max((index for index, word in enumerate(words) if word in self._to), default=-1)
        out = list(quantities)
        for index, (word, quantity) in enumerate(zip(words, quantities, strict=True)):
            if quantity.bound == "high" and index and out[index - 1].comparator == "approximately":
                out[index] = replace(quantity, comparator="approximately")  # "circa 20 à 25"
            if quantity.bound or quantity.form == "one":
                continue
            if word in self._from and index < last_to:
                out[index] = replace(quantity, role="from")
                changes = True
            elif word in self._to and changes:
                out[index] = replace(quantity, role="to")
            elif word in self._by and changes and quantity.form == "percentage":
                out[index] = replace(quantity, role="by")
            elif word == self._limit.word and quantity.comparator == "equal":
                out[index] = replace(quantity, comparator=self._limit.comparator)
        return out

    def _word_before(self, text: str, start: int) -> str:
        """The word before a place, in lower case, articles passed by."""
        words = text[max(0, start - _WINDOW) : start].lower().split()
        while words and words[-1] in self._articles:
            words.pop()
        return words[-1] if words else ""
