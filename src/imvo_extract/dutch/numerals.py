"""Numerals in running Dutch: what says a number, which number, and what sort.

``NumeralScanner.find`` gives every numeral of a text with its offsets. The functions of the module (``find_numerals``,
``parse_cardinal``, ``parse_ordinal``, ``format_cardinal``) use the vocabulary of the project's own rules/numerals.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.location import default_rules
from imvo_extract.rulebook.numerals import NumeralRules

from .extents import Extents
from .number_words import NumberWords
from .numeral import Numeral, NumeralKind
from .numeral_atoms import Atom, AtomLexer, is_ambiguous
from .numeral_chains import Chain, ChainBuilder
from .numeral_pairs import NumeralPairer

_LONGEST_AMOUNT = 40
_DASH = re.compile(r"(?<!\w)- ?$")
_POINT = re.compile(r"(?<![\w.,])[.,]$")
_CENTS = re.compile(r",(?:-{1,2}|–)")
_WORD = re.compile(r" ([^\W\d_]+)")
_POWER = re.compile(r"(-?\d+(?:[.,]\d+)?)([eE^])(-?\d{1,3})")


class NumeralScanner:
    """Finds numerals.

    :param rules: the vocabulary.
    """

    def __init__(self, rules: NumeralRules) -> None:
        self.words = NumberWords(rules)
        self.lexer = AtomLexer(rules, self.words)
        self._rules = rules
        self._pairer = NumeralPairer(rules)
        self._units = {word.lower(): "%" for word in rules.percent}
        self._units |= {word.lower(): rules.percentage_points[0] for word in rules.percentage_points}
        currencies = {word.lower(): unit for unit, words in rules.currencies.items() for word in words}
        self._units |= currencies
        self._unit_behind = re.compile(rf"(?:,-{{1,2}})? ?(?P<unit>{_alternatives(self._units)})", re.IGNORECASE)
        self._money_before = re.compile(rf"(?<!\w)({_alternatives(currencies, closed=False)}) ?$", re.IGNORECASE)
        self._longest_money = 1 + max(map(len, currencies))
        self._minus = re.compile(rf"(?<!\w)(?:{_alternatives(rules.minus)}) $", re.IGNORECASE)
        self._apart = tuple(f"{word} " for word in (*rules.range_openers, *rules.apart_after))
        # The characters that a unit, a currency or a minus may begin or end with, for asking cheaply.
        self._unit_heads = frozenset(word[0] for word in self._units) | frozenset(",")
        self._money_tails = frozenset(word[-1] for word in currencies)
        self._minus_tails = frozenset(word[-1] for word in rules.minus)
        self._after_share = frozenset(rules.after_share)

    def find(
        self,
        text: str,
        skip: Sequence[tuple[int, int]] = (),
        places: Sequence[tuple[int, int]] | None = None,
        *,
        lenient: bool = False,
    ) -> list[Numeral]:
        """The numerals of ``text``, by position; none overlaps another.

        "een" without more is there as a numeral of the kind "article": whether it counts is for others to say.

        :param text: one line of clean text.
        :param skip: stretches in which no numeral may stand: dates that were found before.
        :param places: offsets of the words that are worth a look, by position (see ``AtomLexer.lex``).
        :param lenient: the text is nothing but a number, so that every reading goes: ",77", "een halve", "1e10".
        """
        atoms = list(self.lexer.lex(text, places))
        if skip and atoms:
            taken = Extents(skip)
            atoms = [atom for atom in atoms if not taken.overlap(atom.start, atom.end)]
        if not atoms:
            return []
        if lenient and (power := _POWER.fullmatch(text.strip())):
            return [_power(power, text.index(power[0]))]
        atoms = [atom for atom in atoms if atom.kind != "letter-scale" or lenient or self._is_money(text, atom)]
        lower = text.lower()
        if len(lower) != len(text):  # "İ" is two letters in lower case
            lower = text
        builder = ChainBuilder(text, atoms, self._rules.joiner, lenient=lenient)
        found: list[Numeral] = []
        at = 0
        while at < len(atoms):
            chain = builder.build(at, apart=lower.endswith(self._apart, 0, atoms[at].start))
            at += 1
            if chain is not None:
                at = chain.last
                numeral = self._numeral(text, atoms, chain, lenient=lenient)
                if numeral is not None:
                    found.append(numeral)
        return self._pairer.join(lower, found) if len(found) > 1 else found

    def _is_money(self, text: str, letter: Atom) -> bool:
        """Whether "m" stands behind an amount of money: "€ 5 m"."""
        before = text[max(0, letter.start - _LONGEST_AMOUNT) : letter.start].rstrip(" .,0123456789")
        return self._money_before.search(before) is not None

    def _numeral(self, text: str, atoms: Sequence[Atom], chain: Chain, *, lenient: bool) -> Numeral | None:
        """The numeral that a chain is in its surroundings, or None where it is none after all."""
        start, end, value = chain.start, chain.end, chain.value
        if chain.kind == "ordinal":
            if lenient:
                start, value = self._signed(text, start, end, value, lenient=True, percentage=False)
            return _make(text, start, end, value, "ordinal")
        if chain.kind == "collective":
            rough = value >= self._rules.rough_from and text[:end].lower().endswith(self._rules.collective_ending)
            return replace(
                _make(text, start, end, value, "collective"), rough=rough and not chain.vague, vague=chain.vague
            )
        # "1,5 mln. euro": the full stop is the abbreviation's.
        behind = end + 1 if text.startswith(". ", end) and atoms[chain.last - 1].kind == "short-scale" else end
        head = text[behind : behind + 2].lstrip()[:1].lower()
        unit = self._unit_behind.match(text, behind) if head in self._unit_heads else None
        if chain.kind == "fraction" and not lenient and unit is None:
            first, last = atoms[chain.first], atoms[chain.last - 1]
            if first.kind == "article" and last.kind == "ordinal" and not self._is_share(text, last):
                return _make(text, last.start, last.end, last.value, "ordinal")
            if (first.kind == "article" and value == 0.5) or (
                chain.lone_half and not self._stands_alone(text, atoms, chain)
            ):
                return None  # "een halve dag", "half mei", "de tweede helft"
        if not lenient and unit is None and is_ambiguous(text[start:end]):
            value = int(text[start:end].replace(",", ""))
        start, value = self._signed(text, start, end, value, lenient=lenient, percentage=unit is not None)
        return self._with_unit(text, start, end, value, chain, unit)

    def _stands_alone(self, text: str, atoms: Sequence[Atom], chain: Chain) -> bool:
        """Whether a fraction word without a number is a share: "de helft", but not "de tweede helft"."""
        if text[chain.start : chain.end].lower() not in self._rules.whole_fractions:
            return False
        before = atoms[chain.first - 1] if chain.first else None
        return before is None or before.kind not in ("ordinal", "digit-ordinal") or before.end + 1 < chain.start

    def _is_share(self, text: str, ordinal: Atom) -> bool:
        """Whether "een derde" is a share, by what follows it; "een derde project" is the third one."""
        word = _WORD.match(text, ordinal.end)
        return ordinal.value > 2 and (word is None or word[1].lower() in self._after_share)

    def _signed(
        self, text: str, start: int, end: int, value: int | float, *, lenient: bool, percentage: bool
    ) -> tuple[int, int | float]:
        """The start and value of a number with the sign before it."""
        if text[start - 2 : start - 1].lower() in self._minus_tails and start > 1:
            minus = self._minus.search(text, max(0, start - 8), start)
            if minus is not None:
                return minus.start(), -value
        if lenient:
            if _POINT.search(text, max(0, start - 3), start) and text[start:end].isdigit():
                start, value = start - 1, float(f"0.{text[start:end]}")
            dash = _DASH.search(text, max(0, start - 3), start)
            if dash is not None and text[max(0, dash.start() - 3) : dash.start()].rstrip()[-1:].isalnum():
                dash = None
            return (dash.start(), -value) if dash else (start, value)
        if percentage and start > 1 and text[start - 1] == "-" and text[start - 2] in " (":
            return start - 1, -value
        return start, value

    def _with_unit(
        self, text: str, start: int, end: int, value: int | float, chain: Chain, behind: re.Match[str] | None
    ) -> Numeral:
        """The numeral with the unit that is written before or behind it."""
        kind: NumeralKind = chain.kind
        unit: str | None = None
        outer_start, outer_end = start, end
        if behind is not None:
            unit = self._units[behind["unit"].lower()]
            outer_end = behind.end()
            kind = "money" if unit in self._rules.currencies else "percentage"
            if behind["unit"] == "%" and behind.start("unit") == end:
                end = outer_end
        elif text[max(0, start - 2) : start].rstrip()[-1:].lower() in self._money_tails:
            before = self._money_before.search(text, max(0, start - self._longest_money), start)
            if before is not None:
                unit, kind, outer_start = self._units[before[1].lower()], "money", before.start()
                cents = _CENTS.match(text, end)
                outer_end = cents.end() if cents else end
        return Numeral(start, end, value, kind, text[start:end], unit, outer_start, outer_end, scale=chain.scale)


def _alternatives(words: Iterable[str], *, closed: bool = True) -> str:
    """An expression for any of ``words``, the longest first; a word that is ``closed`` does not go on behind it."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?!\w)" if closed and word[-1].isalpha() else "") for word in longest_first)


def _make(text: str, start: int, end: int, value: int | float, kind: NumeralKind) -> Numeral:
    return Numeral(start, end, value, kind, text[start:end], None, start, end)


def _power(match: re.Match[str], start: int) -> Numeral:
    base, power = float(match[1].replace(",", ".")), int(match[3])
    try:
        value = base * 10.0**power if match[2] in "eE" else base**power
    except (OverflowError, ZeroDivisionError):
        value = 0.0
    return _make(match.string, start, start + len(match[0]), value, "cardinal")


@cache
def default_scanner() -> NumeralScanner:
    """The scanner with the project's own vocabulary."""
    return NumeralScanner(load_model(default_rules() / "numerals.yaml", NumeralRules))


def find_numerals(text: str, *, lenient: bool = False) -> list[Numeral]:
    """The numerals of ``text``, by position, without the article "een" (which is a number where it is all of the text).

    :param text: one line of text.
    :param lenient: the text is nothing but a number, so that every reading goes: ",77", "een halve", "1e10".
    """
    found = default_scanner().find(text, lenient=lenient)
    alone = lenient and len(found) == 1 and found[0].text == text.strip()
    return found if alone else [numeral for numeral in found if numeral.kind != "article"]


def parse_cardinal(text: str) -> int | float | None:
    """The number that ``text`` says and nothing else ("tweeëntwintig", "3,5 miljoen", "een", "12.000"), or None."""
    words = default_scanner().words.cardinal(_compact(text))
    if words is not None:
        return words
    found = _only(text)
    return (
        found.value if found is not None and found.kind in ("cardinal", "article", "collective", "fraction") else None
    )


def parse_ordinal(text: str) -> int | None:
    """The number of the ordinal that ``text`` says and nothing else ("tweede", "21ste"), or None."""
    number = default_scanner().words.ordinal(_compact(text))
    if number is not None:
        return number
    found = _only(text)
    return int(found.value) if found is not None and found.kind == "ordinal" else None


def format_cardinal(number: int) -> str:
    """An integer in words, as the Taalunie spells it: "tweeëntwintig", "duizend twaalf", "twee miljoen".

    :raises ValueError: it is 10**24 or more.
    """
    return default_scanner().words.spell(number)


def _compact(text: str) -> str:
    from .number_words import plain_word

    return re.sub(r"[\s-]+", "", plain_word(text))


def _only(text: str) -> Numeral | None:
    """The numeral that is all of ``text``."""
    found = find_numerals(text, lenient=True)
    if len(found) == 1 and found[0].start == len(text) - len(text.lstrip()) and found[0].end == len(text.rstrip()):
        return found[0]
    return None
