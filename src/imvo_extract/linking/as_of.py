"""The date at which a quantity held: "4268 (eind 2017)", "per 31-12-2020 waren 59 bedrijven", "tegen 63% in 2019"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from imvo_extract.mentions.quantities import Quantity
from imvo_extract.rulebook.counts import LinkWords
from imvo_extract.rulebook.template import alternatives
from imvo_extract.timex.model import Timex

_BRACKET = re.compile(r"\(([^()]*)\)")
# How many characters may lie between a quantity and a date beside it, in brackets behind it, or in its clause.
_NEAR = 40
_LONGEST_REACH = 90
_LONGEST_CLAUSE = 300
_FEW_WORDS = 2
_WINDOW = 24


class _Situation:
    """The quantities and dates of one statement, and which have been put together so far."""

    def __init__(self, text: str, quantities: Sequence[Quantity], timexes: Sequence[Timex]) -> None:
        self.text = text
        self.quantities = quantities
        self.timexes = timexes
        self.dates = [i for i, timex in enumerate(timexes) if timex.type == "DATE" and "X" not in timex.value]
        self.found: list[int | None] = [None] * len(quantities)
        self.bound: set[int] = set()
        self._starts = [timexes[i].start for i in self.dates]
        self._quantity_starts = [quantity.start for quantity in quantities]

    def dates_in(self, start: int, end: int) -> list[int]:
        """The dates that begin in ``[start:end]``, as indices of timexes, by position."""
        return self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def first_quantity_from(self, start: int) -> int:
        """The index of the first quantity that begins at ``start`` or later."""
        return bisect_left(self._quantity_starts, start)

    def bind(self, quantity: int, date: int) -> None:
        self.found[quantity] = date
        self.bound.add(date)


class AsOfLinker:
    """Finds for each quantity of a statement the expression of time at which it held.

    :param links: the words between a quantity and its date.
    :param articles: the articles of the language.
    """

    def __init__(self, links: LinkWords, articles: Sequence[str]) -> None:
        cues = alternatives(links.as_of)
        prepositions = alternatives(links.date_prepositions)
        # "59 leden per 1 mei", "63% in 2019", "81 (eind 2020"
        self._behind = re.compile(
            rf"(?:,? \(?(?:{cues})(?: (?:{cues}))?)? ?[(:]?(?:(?:{prepositions}) )?(?:(?:{alternatives(articles)}) )?",
            re.IGNORECASE,
        )
        self._in_bracket = re.compile(rf"[\s:,]*(?:(?:{cues})[\s:,]*)*", re.IGNORECASE)
        self._clause_end = re.compile(rf"[;:](?= )|(?<!\w)(?:{alternatives(links.clause_cuts)})(?!\w)")
        self._relative = re.compile(rf"(?<!\w)(?:{alternatives(links.relatives)})(?!\w)[^,]*$")
        self._cut_off = frozenset(links.not_as_of)
        self._articles = frozenset(articles)

    def link(self, text: str, quantities: Sequence[Quantity], timexes: Sequence[Timex]) -> tuple[int | None, ...]:
        """For each quantity the index of its date in ``timexes``, or None.

        :param text: the statement's clean text.
        :param quantities: its quantities, by position.
        :param timexes: its expressions of time, by position.
        """
        here = _Situation(text, quantities, timexes)
        if here.dates:
            brackets = [match.span() for match in _BRACKET.finditer(text)]
            for left, right in brackets:
                self._link_bracket(here, left, right)
            self._link_adjacent(here)
            self._link_clauses(here, brackets)
        return tuple(here.found)

    def _link_bracket(self, here: _Situation, left: int, right: int) -> None:
        """A date alone in a bracket goes with the quantity before it; a number with it takes the date itself."""
        inside = here.dates_in(left, right)
        if not inside:
            return
        text, quantities, timexes = here.text, here.quantities, here.timexes
        first, last = here.first_quantity_from(left), here.first_quantity_from(right)
        for k in range(first, last):
            here.found[k] = min(inside, key=lambda i: (abs(timexes[i].start - quantities[k].start), i))
        if first < last:
            here.bound.update(inside)
            return
        date = inside[0]
        if len(inside) > 1 or not self._in_bracket.fullmatch(text, left + 1, timexes[date].start):
            return
        if last < len(quantities) and text[right : quantities[last].outer_start] == ": ":
            here.bind(last, date)  # "Leden (per 1 mei): 81"
        elif (
            first
            and left - quantities[first - 1].end <= _LONGEST_REACH
            and self._clause_end.search(text, quantities[first - 1].end, left) is None
        ):
            here.bind(first - 1, date)

    def _link_adjacent(self, here: _Situation) -> None:
        """Dates right behind a quantity, and dates right before one with a mark between: "2019: 45"."""
        for k, quantity in enumerate(here.quantities):
            if here.found[k] is not None:
                continue
            ends = {quantity.end, quantity.outer_end, quantity.phrase_end}
            for i in here.dates_in(quantity.start - _NEAR, max(ends) + _NEAR):
                timex = here.timexes[i]
                if i in here.bound:
                    continue
                if here.text[timex.end : quantity.outer_start] in (": ", " (") or any(
                    0 <= timex.start - end <= _NEAR and self._behind.fullmatch(here.text, end, timex.start)
                    for end in ends
                ):
                    here.found[k] = i
        here.bound.update(i for i in here.found if i is not None)

    def _link_clauses(self, here: _Situation, brackets: Sequence[tuple[int, int]]) -> None:
        """Dates that stand elsewhere in the clause of a quantity, and not in a bracket."""
        starts = [left for left, _ in brackets]

        def is_free(i: int) -> bool:
            at = bisect_right(starts, here.timexes[i].start) - 1
            return i not in here.bound and not (at >= 0 and here.timexes[i].start < brackets[at][1])

        free = {i for i in here.dates if is_free(i)}
        if not free:
            return
        cuts = [match.span() for match in self._clause_end.finditer(here.text)]
        ends = [end for _, end in cuts]
        for k, quantity in enumerate(here.quantities):
            # "steeg in 2021 van 59 naar 81": the date is that of the last value
            if here.found[k] is not None or quantity.role == "from":
                continue
            at = bisect_right(ends, quantity.start)
            end = cuts[at][0] if at < len(cuts) else len(here.text)
            # "Leden per 1 mei: 81": the label tells of the number behind it
            while at and not here.text[ends[at - 1] : quantity.start].strip():
                at -= 1
            start = ends[at - 1] if at else 0
            here.found[k] = self._in_clause(here, k, start, end, free)

    def _in_clause(self, here: _Situation, k: int, start: int, end: int, free: set[int]) -> int | None:
        """The date of a quantity's clause: the nearest before it, or else one behind it, no other number between."""
        text, quantity = here.text, here.quantities[k]
        start, end = max(start, quantity.start - _LONGEST_CLAUSE), min(end, quantity.end + _LONGEST_CLAUSE)
        for i in reversed(here.dates_in(start, quantity.start)):
            between = text[here.timexes[i].end : quantity.start]
            # "dat in 2023 de helft": both in one subordinate clause
            near = len(between.split()) <= _FEW_WORDS and "," not in between
            if i in free and not self._is_cut_off(text, here.timexes[i], start, near=near):
                return i
        for i in here.dates_in(quantity.end, end):
            timex = here.timexes[i]
            if i not in free:
                continue
            follows = k + 1 < len(here.quantities) and here.quantities[k + 1].start < timex.start
            if follows or self._relative.search(text, quantity.end, timex.start):
                return None
            return None if self._is_cut_off(text, timex, quantity.end) else i
        return None

    def _is_cut_off(self, text: str, timex: Timex, start: int, *, near: bool = False) -> bool:
        """Whether a date belongs to something else: "sinds 2016", "dat in 2016 is gesloten"."""
        words = text[max(start, timex.start - _WINDOW) : timex.start].lower().split()
        while len(words) > 1 and words[-1] in self._articles:
            words.pop()
        if words and words[-1] in self._cut_off:
            return True
        return timex.range is not None or (not near and self._relative.search(text, start, timex.start) is not None)
