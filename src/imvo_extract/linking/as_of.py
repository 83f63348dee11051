"""The date at which a quantity held: "4268 (eind 2017)", "per 31-12-2020 waren 59 bedrijven", "tegen 63% in 2019"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imvo_extract.dutch.statements import Statement
from imvo_extract.mentions.quantities import Quantity
from imvo_extract.rulebook.counts import LinkWords
from imvo_extract.rulebook.template import alternatives
from imvo_extract.timex.model import Timex

_BRACKET = re.compile(r"\(([^()]*)\)")
_LONGEST_REACH = 90
_NEAR = 40
_FEW_WORDS = 2


class AsOfLinker:
    """Finds for each quantity of a statement the expression of time at which it held.

    :param links: the words between a quantity and its date.
    :param articles: the articles of the language.
    """

    def __init__(self, links: LinkWords, articles: Sequence[str]) -> None:
        cues = alternatives(links.as_of)
        # "59 leden per 1 mei", "63% in 2019", "81 (eind 2020"
        prepositions = alternatives(links.date_prepositions)
        self._behind = re.compile(
            rf"(?:,? \(?(?:{cues})(?: (?:{cues}))?)? ?[(:]?(?:(?:{prepositions}) )?(?:(?:{alternatives(articles)}) )?",
            re.IGNORECASE,
        )
        self._clause_end = re.compile(rf"[;:](?= )|(?<!\w)(?:{alternatives(links.clause_cuts)})(?!\w)")
        self._relative = re.compile(rf"(?<!\w)(?:{alternatives(links.relatives)})(?!\w)[^,]*$")
        self._articles = frozenset(articles)
        self._in_bracket = re.compile(rf"[\s:,]*(?:(?:{cues})[\s:,]*)*", re.IGNORECASE)
        self._cut_off = frozenset(links.not_as_of)

    def link(
        self, statement: Statement, quantities: Sequence[Quantity], timexes: Sequence[Timex]
    ) -> tuple[int | None, ...]:
        """For each quantity the index of its date in ``timexes``, or None."""
        text = statement.text
        dates = [i for i, timex in enumerate(timexes) if timex.type == "DATE" and "X" not in timex.value]
        if not dates:
            return (None,) * len(quantities)
        found: list[int | None] = [None] * len(quantities)
        bound: set[int] = set()
        self._link_brackets(text, quantities, timexes, dates, found, bound)
        self._link_adjacent(text, quantities, timexes, dates, found, bound)
        brackets = [match.span() for match in _BRACKET.finditer(text)]
        free = [
            i for i in dates if i not in bound and not any(left < timexes[i].start < right for left, right in brackets)
        ]
        if not free:
            return tuple(found)
        for index, quantity in enumerate(quantities):
            # "steeg in 2021 van 59 naar 81": the date is that of the last value
            if found[index] is None and quantity.role != "from":
                found[index] = self._in_clause(text, quantity, quantities, timexes, free)
        return tuple(found)

    def _link_brackets(
        self,
        text: str,
        quantities: Sequence[Quantity],
        timexes: Sequence[Timex],
        dates: Sequence[int],
        found: list[int | None],
        bound: set[int],
    ) -> None:
        """Dates alone in a bracket go with the quantity before it; a number with them in it takes the date itself."""
        for match in _BRACKET.finditer(text):
            inside = [i for i in dates if match.start() < timexes[i].start and timexes[i].end < match.end()]
            if not inside:
                continue
            date = inside[0]
            alone = len(inside) == 1
            within = [k for k, q in enumerate(quantities) if match.start() < q.start and q.end < match.end()]
            for k in within:
                found[k] = min(inside, key=lambda i: (abs(timexes[i].start - quantities[k].start), i))
            if within:
                bound.update(inside)
                continue
            if not alone or not self._in_bracket.fullmatch(text, match.start() + 1, timexes[date].start):
                continue
            before = [k for k, q in enumerate(quantities) if q.end <= match.start()]
            labelled = [k for k, q in enumerate(quantities) if text[match.end() : q.outer_start] == ": "]
            near = (
                before
                and match.start() - quantities[before[-1]].end <= _LONGEST_REACH
                and self._clause_end.search(text, quantities[before[-1]].end, match.start()) is None
            )
            if labelled or near:
                found[labelled[0] if labelled else before[-1]] = date
                bound.add(date)

    def _link_adjacent(
        self,
        text: str,
        quantities: Sequence[Quantity],
        timexes: Sequence[Timex],
        dates: Sequence[int],
        found: list[int | None],
        bound: set[int],
    ) -> None:
        """Dates right behind a quantity, and dates right before one with a colon between: "2019: 45"."""
        for k, quantity in enumerate(quantities):
            if found[k] is not None:
                continue
            ends = {quantity.end, quantity.outer_end, quantity.phrase_end}
            for i in dates:
                if i in bound:
                    continue
                timex = timexes[i]
                behind = any(
                    0 <= timex.start - end <= _NEAR and self._behind.fullmatch(text, end, timex.start) for end in ends
                )
                if behind or text[timex.end : quantity.outer_start] in (": ", " ("):
                    found[k] = i
        bound.update(i for i in found if i is not None)

    def _in_clause(
        self,
        text: str,
        quantity: Quantity,
        quantities: Sequence[Quantity],
        timexes: Sequence[Timex],
        dates: Sequence[int],
    ) -> int | None:
        """The date of the quantity's clause: the nearest before it, or else one behind it, no other number between."""
        start, end = self._clause(text, quantity.start)
        before = [i for i in dates if start <= timexes[i].start and timexes[i].end <= quantity.start]
        for i in reversed(before):
            # "dat in 2023 de helft": both in one subordinate clause
            near = (
                len(text[timexes[i].end : quantity.start].split()) <= _FEW_WORDS
                and "," not in (text[timexes[i].end : quantity.start])
            )
            if not self._is_cut_off(text, timexes[i], start, near=near):
                return i
        for i in dates:
            timex = timexes[i]
            if not (quantity.end <= timex.start and timex.end <= end):
                continue
            between = any(quantity.end <= other.start < timex.start for other in quantities)
            relative = self._relative.search(text, quantity.end, timex.start)
            if not between and relative is None and not self._is_cut_off(text, timex, quantity.end):
                return i
            break
        return None

    def _is_cut_off(self, text: str, timex: Timex, start: int, *, near: bool = False) -> bool:
        """Whether a date belongs to something else: "sinds 2016", "dat in 2016 is gesloten"."""
        words = text[max(start, timex.start - 24) : timex.start].lower().split()
        while len(words) > 1 and words[-1] in self._articles:
            words.pop()
        if words and words[-1] in self._cut_off:
            return True
        return timex.range is not None or (not near and self._relative.search(text, start, timex.start) is not None)

    def _clause(self, text: str, at: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        start, end = 0, len(text)
        for match in self._clause_end.finditer(text):
            if match.end() <= at:
                # "Leden per 1 mei: 81": the label tells of the number behind it
                start = match.end() if text[match.end() : at].strip() else start
            elif match.start() > at:
                return start, match.start()
        return start, end
