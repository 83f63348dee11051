"""Two numerals that belong together: decimals spelled out, ratios, parts of a whole, ranges."""

from __future__ import annotations

from dataclasses import replace

from imvo_extract.rulebook.numerals import NumeralRules

from .numeral import Numeral
from .numeral_chains import times

_WHOLE = ("cardinal", "article", "collective")
_RANGED = ("cardinal", "percentage", "money")


class NumeralPairer:
    """Joins the numerals of a text, two by two.

    :param rules: the vocabulary.
    """

    def __init__(self, rules: NumeralRules) -> None:
        self._rates = frozenset(rules.ratio_joiners)
        self._parts = frozenset(rules.part_joiners)
        self._ranges = frozenset(rules.range_joiners)
        self._openers = tuple(f"{word} " for word in rules.range_openers)
        self._joiner = rules.joiner
        self._decimal = rules.decimal_word

    def join(self, text: str, found: list[Numeral]) -> list[Numeral]:
        """``found``, with ratios and spelled decimals made one and the ends of ranges marked.

        :param text: the text, in lower case.
        :param found: its numerals, by position.
        """
        out = found[:1]
        for numeral in found[1:]:
            before = out[-1]
            gap = text[before.outer_end : numeral.outer_start].strip()
            if gap == self._decimal or (gap == "" and f" {self._decimal} " in before.text):
                decimals = self._with_decimals(before, numeral, text)
                out[-1:] = [decimals] if decimals else [before, numeral]
            elif (gap in self._rates or gap in self._parts) and _is_ratio(before, numeral):
                out[-1] = _ratio(before, numeral, text, is_part_of=gap in self._parts)
            elif self._is_range(text, gap, before, numeral):
                out[-1:] = _range(before, numeral)
            else:
                out.append(numeral)
        return out

    def _with_decimals(self, whole: Numeral, decimals: Numeral, text: str) -> Numeral | None:
        """ "drie komma vijf", "tweehonderd komma nul drie"."""
        value = times(decimals.value, 1 / decimals.scale) if decimals.scale > 1 else decimals.value
        if whole.kind not in ("cardinal", "article") or decimals.kind not in _RANGED or not isinstance(value, int):
            return None
        digits = str(whole.value) if f" {self._decimal} " in whole.text else f"{whole.value}."
        return replace(
            decimals,
            start=whole.start,
            outer_start=whole.outer_start,
            value=times(float(f"{digits}{value}"), decimals.scale),
            text=text[whole.start : decimals.end],
        )

    def _is_range(self, text: str, gap: str, low: Numeral, high: Numeral) -> bool:
        if low.bound or low.kind not in _RANGED or high.kind not in _RANGED:
            return False
        if low.unit and low.unit != high.unit:
            return False
        if gap == self._joiner:
            return text.endswith(self._openers, 0, low.outer_start)
        return gap in self._ranges and low.value < times(high.value, 1) and not _is_identifier(text, low, high)


def _is_identifier(text: str, low: Numeral, high: Numeral) -> bool:
    """Whether the numbers stand against each other with something against them: "2017-821/EU"."""
    return text[high.end : high.end + 1] == "/" or text[low.start - 1 : low.start] == "/"


def _is_ratio(part: Numeral, whole: Numeral) -> bool:
    return (
        part.kind in _WHOLE
        and whole.kind in _WHOLE
        and not part.vague
        and not whole.vague
        and 0 <= part.value <= whole.value
        and whole.value >= 2
    )


def _ratio(part: Numeral, whole: Numeral, text: str, *, is_part_of: bool) -> Numeral:
    return Numeral(
        part.start,
        whole.end,
        part.value / whole.value,
        "ratio",
        text[part.start : whole.end],
        None,
        part.outer_start,
        whole.outer_end,
        (part, whole),
        is_part_of=is_part_of,
    )


def _range(low: Numeral, high: Numeral) -> list[Numeral]:
    """Both ends, the lower one with the unit and the scale of the higher: "2 à 3 miljoen euro"."""
    value, scale = low.value, low.scale
    if high.scale > 1 and low.scale == 1 and low.value < high.value / high.scale:
        value, scale = times(value, high.scale), high.scale
    kind = high.kind if low.unit is None else low.kind
    return [
        replace(low, value=value, scale=scale, kind=kind, unit=low.unit or high.unit, bound="low"),
        replace(high, unit=high.unit or low.unit, kind=kind, bound="high"),
    ]
