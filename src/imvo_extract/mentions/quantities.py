"""Quantities in one statement: the number, what it counts, how it is to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from imvo_extract.dutch.extents import Extents
from imvo_extract.dutch.numeral import Numeral
from imvo_extract.dutch.numerals import NumeralScanner
from imvo_extract.dutch.statements import Statement
from imvo_extract.rulebook.counts import CountForm, CountRules
from imvo_extract.rulebook.numerals import NumeralRules

from .quantity import Quantity
from .quantity_claims import Claim, ClaimFinder
from .quantity_comparators import ComparatorReader
from .quantity_joins import QuantityJoiner
from .quantity_units import Unit, UnitReader

__all__ = ["Claim", "Quantity", "QuantityFinder", "QuantityReading"]

_DIGIT = re.compile(r"\d")
_SHARE_DIGITS = 6
_YEARS = range(1900, 2100)
# What has more digits is the number of a thing, whatever follows it.
_MOST_DIGITS = 15


class QuantityReading(NamedTuple):
    """What the numbers in a statement are: quantities, and claims on numbers that count nothing, each by position."""

    quantities: list[Quantity]
    claims: list[Claim]


class QuantityFinder:
    """Finds quantities.

    :param rules: rules/counts.yaml.
    :param numerals: rules/numerals.yaml.
    """

    def __init__(self, rules: CountRules, numerals: NumeralRules) -> None:
        self._scanner = scanner = NumeralScanner(numerals)
        self._holds_atom = scanner.lexer.holds_atom
        self._article = scanner.words.article
        #: Whether a word (in any case) is a number by itself; "een" and ordinals are not.
        self.is_number_word = scanner.lexer.is_number
        self._units = UnitReader(rules, scanner.lexer.is_number)
        self._claims = ClaimFinder(rules, scanner.lexer.is_ordinal)
        self._comparators = ComparatorReader(rules)
        self._rules = {rule.form: rule.id for rule in rules.counts}
        self._joiner = QuantityJoiner(rules)
        self._one_nouns = rules.words.parties
        self._verbs_or_nouns = frozenset(rules.words.verbs_or_nouns)
        self._partitive = f" {rules.words.partitive} "
        self._collective = re.compile(rf"-{numerals.collective_ending}(?!\w)", re.IGNORECASE)
        self._rough_from = numerals.rough_from

    def read(self, statement: Statement, blocked: Sequence[tuple[int, int]] = ()) -> QuantityReading:
        """The quantities of a statement, and the numbers that are none.

        :param blocked: clean offsets of expressions of time that were found before, by position; no number in them is
            looked at.
        """
        holds_atom = self._holds_atom
        places = [(token.start, token.end) for token in statement.tokens if holds_atom(token.lower)]
        if places and blocked:
            taken = Extents(blocked)
            places = [place for place in places if not taken.overlap(*place)]
        text = statement.text
        # Most statements with "een" in them have no number.
        if not places or all(text[start:end].lower() == self._article for start, end in places):
            return QuantityReading([], [])
        claims = self._claims.shapes(text, statement.words, blocked) if _DIGIT.search(text) else []
        skip = [*blocked, *((claim.start, claim.end) for claim in claims)] if claims else blocked
        quantities: list[Quantity] = []
        articles: list[Numeral] = []
        last: Claim | None = None
        for numeral in self._scanner.find(text, skip, places):
            if numeral.kind == "article":
                articles.append(numeral)
                continue
            claim, found = self._read(text, numeral, last)
            last = claim
            if claim is not None:
                claims.append(claim)
            if quantities and found and _says_again(text, quantities[-1], found[0]):
                quantities[-1] = replace(quantities[-1], end=found[0].end + 1)
            else:
                quantities += found
        if articles and quantities:
            quantities = self._with_ones(text, articles, quantities)
        if len(quantities) > 1:
            quantities = self._joiner.share_units(text, quantities, blocked)
        if quantities:
            quantities = self._joiner.with_roles(statement, quantities)
        return QuantityReading(quantities, sorted(claims))

    def candidates(self, statement: Statement) -> Iterator[Claim]:
        """For each number of a statement what every rule would make of it, if no other rule had a say: the stretch and
        the rule, of quantities and of claims alike."""
        text = statement.text
        if _DIGIT.search(text):
            yield from self._claims.shapes(text, statement.words, ())
        places = [(token.start, token.end) for token in statement.tokens if self._holds_atom(token.lower)]
        for numeral in self._scanner.find(text, (), places) if places else ():
            if numeral.kind == "article":
                continue
            yield from self._claims.all_of(text, numeral)
            if numeral.kind != "ordinal":
                yield from (Claim(made.start, made.end, made.rule) for made in self._quantities(text, numeral))

    def _read(self, text: str, numeral: Numeral, last: Claim | None) -> tuple[Claim | None, list[Quantity]]:
        """What a numeral is: a claim, or one or two quantities; or nothing, where it lies in the last claim."""
        if last is not None and numeral.start < last.end:
            return last, []
        claim = self._claims.of_kind(numeral)
        if claim is not None:
            return claim, []
        tal = self._collective.match(text, numeral.end) if text.startswith("-", numeral.end) else None
        if text.startswith("+ ", numeral.outer_end):
            numeral = replace(numeral, outer_end=numeral.outer_end + 1)  # "1.000+ deelnemers"
        glued = self._comparators.glued_end(text, numeral)
        if glued is not None:
            numeral = replace(numeral, outer_end=glued)
        elif tal is not None:
            numeral = replace(numeral, kind="collective", rough=numeral.value >= self._rough_from, outer_end=tal.end())
        elif numeral.unit is None:
            claim = self._claims.glued(text, numeral) or self._claims.behind(text, numeral)
        claim = claim or (self._claims.phrase(text, numeral) if numeral.kind == "cardinal" else None)
        if claim is not None:
            return claim, []
        found = self._quantities(text, numeral)
        counted = any(quantity.unit is not None for quantity in found)
        claim = self._claims.before(text, numeral, counts_noun=counted)
        if claim is None and last is not None and (not counted or found[0].unit in self._verbs_or_nouns):
            claim = self._claims.goes_on(text, last, numeral)
        if (claim is None and not counted and _is_year(numeral)) or _is_too_long(numeral):
            found = []  # a year that no rule for dates has taken
        return (claim, []) if claim is not None else (None, found)

    def _quantities(self, text: str, numeral: Numeral) -> list[Quantity]:
        kind = numeral.kind
        at = self._comparators.between_end(text, numeral.outer_end)
        if kind == "percentage":
            return self._make(text, numeral, "percentage", None, self._units.read_whole(text, at))
        if kind == "money":
            return self._make(text, numeral, "money", None, None)
        if kind == "ratio":
            unit = self._units.read(text, numeral.outer_end)
            if not numeral.is_part_of:
                return self._make(text, numeral, "rate", unit, None)
            return self._part_and_whole(text, numeral, unit)
        if kind == "fraction" and numeral.value < 1:
            whole = self._units.read_whole(text, numeral.outer_end)
            return self._make(text, numeral, "share", whole[0] if whole else None, whole)
        partitive = self._units.read_partitive(text, at)
        if partitive is not None:
            return self._make(text, numeral, "part", partitive[0], partitive)
        unit = self._units.read(text, at, plural=numeral.value != 1 or at > numeral.outer_end)
        if unit is not None:
            return self._make(text, numeral, "noun", unit, None)
        return self._make(text, numeral, "elliptic", None, None)

    def _part_and_whole(self, text: str, ratio: Numeral, unit: Unit | None) -> list[Quantity]:
        """The two counts of "12 van de 14 banken"; the article of "een van de vijf" counts nothing."""
        part, whole = ratio.parts
        found: list[Quantity] = []
        if part.kind != "article":
            between = text.find(self._partitive, part.end)
            of = (unit, between + len(self._partitive)) if unit is not None and 0 <= between < whole.start else None
            found = self._make(text, part, "part" if unit else "elliptic", unit, of)
        return found + self._make(text, whole, "noun" if unit else "elliptic", unit, None)

    def _make(
        self, text: str, numeral: Numeral, form: CountForm, unit: Unit | None, whole: tuple[Unit, int] | None
    ) -> list[Quantity]:
        """The quantity, in a list; an empty one where the rules do not know its form."""
        rule = self._rules.get(form)
        if rule is None:
            return []
        name = numeral.unit if numeral.unit is not None else text[unit.start : unit.end] if unit else None
        end = unit.end if unit else numeral.outer_end
        comparator, outer_start = self._comparators.read(text, numeral, end, part=whole is not None)
        value = numeral.value
        return [
            Quantity(
                start=numeral.start,
                end=numeral.end,
                value=round(value, _SHARE_DIGITS) if form in ("share", "rate") else value,
                unit=name,
                unit_start=unit.start if unit and numeral.unit is None else None,
                unit_end=unit.end if unit and numeral.unit is None else None,
                lemma=self._lemma(numeral, name, unit),
                comparator=comparator,
                phrase_start=numeral.start,
                phrase_end=unit.phrase_end if unit else numeral.outer_end,
                of=text[whole[1] : whole[0].end] if whole else None,
                rule=rule,
                form=form,
                bound=numeral.bound,
                outer_start=outer_start,
                outer_end=numeral.outer_end,
            )
        ]

    def _lemma(self, numeral: Numeral, name: str | None, unit: Unit | None) -> str | None:
        if name is None or numeral.unit is not None:
            return name
        return self._units.lemma(name, plural=unit is not None and unit.plural)

    def _with_ones(self, text: str, articles: Sequence[Numeral], quantities: list[Quantity]) -> list[Quantity]:
        """The quantities and each "een" that counts one in a list with them."""
        rule = self._rules.get("one")
        found = list(quantities)
        for article in articles:
            unit = self._units.read(text, article.end, plural=False)
            if rule is None or unit is None or not text[unit.start : unit.end].lower().endswith(self._one_nouns):
                continue
            if self._joiner.is_listed(text, article.start, unit, quantities):
                found += [replace(one, rule=rule, form="one") for one in self._make(text, article, "noun", unit, None)]
        return sorted(found, key=lambda quantity: quantity.start)


def _says_again(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a number is said twice: "zes (6) telers"."""
    behind = text[quantity.end : quantity.end + 1]
    return before.value == quantity.value and behind == ")" and text[before.end : quantity.start] == " ("


def _is_year(numeral: Numeral) -> bool:
    return numeral.kind == "cardinal" and numeral.value in _YEARS and numeral.text.isdigit()


def _is_too_long(numeral: Numeral) -> bool:
    return len(numeral.text) > _MOST_DIGITS and sum(char.isdigit() for char in numeral.text) > _MOST_DIGITS
