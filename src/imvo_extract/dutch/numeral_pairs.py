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
        out: list[Numeral] = []
        for numeral in self._with_decimals(found, text):
            before = out[-1] if out else None
            if before is None:
                out.append(numeral)
                continue
            gap = text[before.outer_end : numeral.outer_start].strip()
            if gap in self._parts and _is_ratio(before, numeral):
                out[-1] = _ratio(before, numeral, text, is_part_of=True)
            elif gap in self._rates and _is_ratio(before, numeral) and before.value <= numeral.value:
                out[-1] = _ratio(before, numeral, text, is_part_of=False)
            elif self._is_range(text, gap, before, numeral):
                out[-1:] = _range(before, numeral)
            else:
                out.append(numeral)
        return out

    def _with_decimals(self, found: list[Numeral], text: str) -> list[Numeral]:
        """The numerals, with those made one that are spelled with a comma: "drie komma vijf", "acht komma nul drie"."""
        if f" {self._decimal} " not in text:
            return found
        out: list[Numeral] = []
        spoken = ""
        for numeral in found:
            before = out[-1] if out else None
            gap = text[before.outer_end : numeral.outer_start] if before else "?"
            starts = gap == f" {self._decimal} " and before is not None and _is_whole_number(before)
            digits = times(numeral.value, 1 / numeral.scale) if numeral.scale > 1 else numeral.value
            goes_on = gap == " " and spoken and digits in range(10)
            if before is None or not (starts or goes_on) or not isinstance(digits, int) or digits < 0:
                spoken = ""
                out.append(numeral)
                continue
            spoken = f"{before.value}.{digits}" if starts else f"{spoken}{digits}"
            out[-1] = replace(
                numeral,
                start=before.start,
                outer_start=before.outer_start,
                value=times(float(spoken), numeral.scale),
                text=text[before.start : numeral.end],
            )
        return out

    def _is_range(self, text: str, gap: str, low: Numeral, high: Numeral) -> bool:
        if low.bound or low.kind not in _RANGED or high.kind not in _RANGED:
            return False
        if low.unit and low.unit != high.unit:
            return False
        if gap == self._joiner:
            return text.endswith(self._openers, 0, low.outer_start)
        return gap in self._ranges and low.value < times(high.value, 1) and not _is_identifier(text, low, high)


def _is_whole_number(numeral: Numeral) -> bool:
    return isinstance(numeral.value, int) and numeral.kind in ("cardinal", "article")


def _is_identifier(text: str, low: Numeral, high: Numeral) -> bool:
    """Whether the numbers stand against each other with something against them: "2017-821/EU"."""
    return text[high.end : high.end + 1] == "/" or text[low.start - 1 : low.start] == "/"


def _is_ratio(part: Numeral, whole: Numeral) -> bool:
    return (
        part.kind in _WHOLE
        and whole.kind in _WHOLE
        and not part.vague
        and not whole.vague
        and part.value >= 0
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
