"""Quantities in one statement: the number, what it counts, how it is to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from imvo_extract.dutch.numeral import Bound, Numeral
from imvo_extract.dutch.numerals import NumeralScanner
from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import Comparator
from imvo_extract.rulebook.counts import CountForm, CountRules
from imvo_extract.rulebook.numerals import NumeralRules
from imvo_extract.rulebook.template import alternatives

from .quantity_claims import Claim, ClaimFinder
from .quantity_comparators import ComparatorReader
from .quantity_units import Unit, UnitReader

Role = Literal["from", "to", "by"]

_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^()]*\)")
_SHARE_DIGITS = 6
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity; offsets are clean, of its statement.

    ``start`` to ``end`` is the number alone. ``unit`` is the counted noun as in the text, "%", or the sign of a
    currency; None where the text leaves it out. ``phrase_start`` to ``phrase_end`` is the noun phrase from the number
    to its noun ("11 van de in Nederland opererende banken"). ``of`` is what it is a share or part of.
    """

    start: int
    end: int
    value: int | float
    unit: str | None
    unit_start: int | None
    unit_end: int | None
    lemma: str | None
    comparator: Comparator
    phrase_start: int
    phrase_end: int
    of: str | None
    rule: str
    form: CountForm
    #: What it is in a change: the first value, the last, or the difference.
    role: Role | None = None
    #: Which end of a range it is.
    bound: Bound | None = None
    #: Offsets with the words for its comparator, and with its unit where that is "%" or money.
    outer_start: int = 0
    outer_end: int = 0


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
        self._change = frozenset(rules.links.change)
        self._from = frozenset(rules.links.from_)
        self._to = frozenset(rules.links.to)
        self._by = frozenset(rules.links.by)
        self._limit = rules.limit
        self._one_nouns = rules.words.parties
        self._no_list = frozenset(rules.words.verbs)
        joiners = rf"(?: [^\W\d_]+e)?,? ?(?:{alternatives(rules.links.unit_joiners)}|-|–)? ?"
        comparators = alternatives(
            phrase for words in rules.comparators.values() for phrase in words.before if phrase[0].isalpha()
        )
        articles = alternatives(rules.words.articles)
        self._shares_unit = re.compile(rf"{joiners}(?:(?:{comparators}) )?(?:(?:{articles}) )?", re.IGNORECASE)
        self._articles = rules.words.articles
        self._partitive = f" {rules.words.partitive} "
        self._joined_before = (",", "(", *(f" {joiner}" for joiner in rules.words.list_joiners))
        self._joined_behind = (", ", *(f" {joiner} " for joiner in rules.words.list_joiners))
        self._collective = re.compile(rf"-{numerals.collective_ending}(?!\w)", re.IGNORECASE)
        self._rough_from = numerals.rough_from
        self._before_date = re.compile(rf"(?: (?:{alternatives(rules.links.date_prepositions)}))? $", re.IGNORECASE)

    def read(self, statement: Statement, blocked: Sequence[tuple[int, int]] = ()) -> QuantityReading:
        """The quantities of a statement, and the numbers that are none.

        :param blocked: clean offsets of expressions of time that were found before, by position; no number in them is
            looked at.
        """
        holds_atom = self._holds_atom
        places = [(token.start, token.end) for token in statement.tokens if holds_atom(token.lower)]
        if places and blocked:
            places = [place for place in places if not any(s < place[1] and place[0] < e for s, e in blocked)]
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
            quantities = self._share_units(text, quantities, blocked)
        return QuantityReading(self._with_roles(statement, quantities), sorted(claims))

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
        if tal is not None:
            numeral = replace(numeral, kind="collective", rough=numeral.value >= self._rough_from, outer_end=tal.end())
        elif numeral.unit is None:
            claim = self._claims.glued(text, numeral) or self._claims.behind(text, numeral)
        claim = claim or (self._claims.phrase(text, numeral) if numeral.kind == "cardinal" else None)
        if claim is not None:
            return claim, []
        found = self._quantities(text, numeral)
        counted = any(quantity.unit is not None for quantity in found)
        claim = self._claims.before(text, numeral, counts_noun=counted)
        if claim is None and last is not None and not counted:
            claim = self._claims.goes_on(text, last, numeral)
        if claim is None and not counted and _is_year(numeral):
            found = []  # a year that no rule for dates has taken
        return (claim, []) if claim is not None else (None, found)

    def _quantities(self, text: str, numeral: Numeral) -> list[Quantity]:
        kind = numeral.kind
        if kind == "percentage":
            return self._make(text, numeral, "percentage", None, self._units.read_whole(text, numeral.outer_end))
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
        partitive = self._units.read_partitive(text, numeral.outer_end)
        if partitive is not None:
            return self._make(text, numeral, "part", partitive[0], partitive)
        unit = self._units.read(text, numeral.outer_end, plural=numeral.value != 1)
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
        comparator, outer_start = self._comparators.read(text, numeral, end)
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
            listed = text[: article.start].rstrip().endswith(self._joined_before) or text.startswith(
                self._joined_behind, unit.end
            )
            if listed and any(self._in_one_list(text, article, quantity) for quantity in quantities):
                found += [replace(one, rule=rule, form="one") for one in self._make(text, article, "noun", unit, None)]
        return sorted(found, key=lambda quantity: quantity.start)

    def _in_one_list(self, text: str, article: Numeral, quantity: Quantity) -> bool:
        """Whether nothing but names and nouns stands between "een vakbond" and a counted noun."""
        if quantity.unit_end is None:
            return False
        low, high = sorted(((article.start, article.end), (quantity.start, quantity.unit_end)))
        between = text[low[1] : high[0]]
        if len(between) > 160 or any(mark in between for mark in ".;:"):
            return False
        return self._no_list.isdisjoint(between.lower().split())

    def _share_units(self, text: str, quantities: list[Quantity], blocked: Sequence[tuple[int, int]]) -> list[Quantity]:
        """Units given to numbers that are joined to one with a unit: "20 en 17 bedrijven", "van 7 naar 19 leden"."""
        out = quantities[:]
        for index in range(len(out) - 2, -1, -1):
            this, following = out[index], out[index + 1]
            if this.unit is not None or following.unit is None or following.form == "one":
                continue
            gap = self._without_dates(text, this.end, following.outer_start, blocked)
            if self._shares_unit.fullmatch(_BRACKETS.sub("", gap).replace("  ", " ")):
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

    def _with_roles(self, statement: Statement, quantities: list[Quantity]) -> list[Quantity]:
        """The quantities with what they are in a change, and with "tot" read as a limit where nothing changes."""
        if not quantities:
            return quantities
        words = [
            "" if quantity.bound else self._word_before(statement.text, quantity.outer_start) for quantity in quantities
        ]
        changes = not self._change.isdisjoint(statement.words)
        out = list(quantities)
        for index, word in enumerate(words):
            if out[index].bound == "high" and index and out[index - 1].comparator == "approximately":
                # "circa 20 à 25"
                out[index] = replace(out[index], comparator="approximately")
            if out[index].bound or out[index].form == "one":
                continue
            if word in self._from and any(later in self._to for later in words[index + 1 :]):
                out[index] = replace(out[index], role="from")
            elif word in self._to and (changes or any(other.role == "from" for other in out[:index])):
                out[index] = replace(out[index], role="to")
            elif word in self._by and changes and out[index].form == "percentage":
                out[index] = replace(out[index], role="by")
            elif word == self._limit.word and out[index].comparator == "equal":
                out[index] = replace(out[index], comparator=self._limit.comparator)
        return out

    def _word_before(self, text: str, start: int) -> str:
        """The word before a place, in lower case, articles passed by."""
        words = text[max(0, start - 24) : start].lower().split()
        while words and words[-1] in self._articles:
            words.pop()
        return words[-1] if words else ""

    def _without_dates(self, text: str, start: int, end: int, blocked: Sequence[tuple[int, int]]) -> str:
        """``text[start:end]`` without the expressions of time in it and the preposition before each."""
        out, at = "", start
        for left, right in blocked:
            if start <= left and right <= end and left >= at:
                out += self._before_date.sub("", text[at:left])
                at = right
        return out + text[at:end]


def _says_again(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a number is said twice: "zes (6) telers"."""
    behind = text[quantity.end : quantity.end + 1]
    return before.value == quantity.value and behind == ")" and text[before.end : quantity.start] == " ("


def _is_year(numeral: Numeral) -> bool:
    return numeral.kind == "cardinal" and numeral.value in _YEARS and numeral.text.isdigit()
