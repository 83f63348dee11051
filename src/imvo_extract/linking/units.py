"""Units that are left out, found in what went before: "waarvan 4", "van 7 naar 19", "waren dat er 67 en 92"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from imvo_extract.dutch.numerals import NumeralScanner, default_scanner
from imvo_extract.dutch.statements import Statement
from imvo_extract.mentions.quantities import Quantity
from imvo_extract.mentions.quantity_units import UnitReader
from imvo_extract.rulebook.counts import CountForm, CountRules
from imvo_extract.rulebook.numerals import NumeralRules
from imvo_extract.rulebook.template import alternatives
from imvo_extract.timex.model import Timex

from .as_of import AsOfLinker
from .tables import TableLinker, TableRow

_CLAUSE_END = re.compile(r"[;:](?= )")
_LETTERS = re.compile(r"[^\W\d_][\w'-]*")
# How many statements back a unit may lie.
_REACH = 3
# How far back in its statement, in quantities and in characters, a unit may lie.
_MEMORY = 24
_LONGEST_CLAUSE = 400
_A_MILLION = 1_000_000
_FILLED = ("elliptic", "rate", "share")


class Item(Protocol):
    """A statement with what was found in it."""

    @property
    def statement(self) -> Statement: ...
    @property
    def quantities(self) -> Sequence[Quantity]: ...
    @property
    def timexes(self) -> Sequence[Timex]: ...


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement's quantities with their units, and for each the place of the date at which it held.

    A place is the index of the statement in the sequence that was linked, and that of the expression in its timexes.
    """

    quantities: tuple[Quantity, ...]
    as_of: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit to be filled in, and where in its statement it was named."""

    unit: str
    lemma: str | None
    at: int
    form: CountForm = "elliptic"


class QuantityLinker:
    """Fills in units and dates.

    :param rules: rules/counts.yaml.
    :param numerals: rules/numerals.yaml; the project's own without them.
    """

    def __init__(self, rules: CountRules, numerals: NumeralRules | None = None) -> None:
        links = rules.links
        scanner = default_scanner() if numerals is None else NumeralScanner(numerals)
        self._units = UnitReader(rules, scanner.lexer.is_number)
        self._as_of = AsOfLinker(links, rules.words.articles)
        self._tables = TableLinker(rules, scanner, self._units)
        self._number_of_words = frozenset(links.number_of)
        self._number_of = re.compile(rf"(?<!\w)(?:{alternatives(links.number_of)})(?: aan)?(?= )", re.IGNORECASE)
        self._counters = links.counters
        self._together = links.together
        words = rules.words
        determiners = alternatives(words.determiners)
        self._superlative = re.compile(rf"{links.superlative_ending} {words.partitive} (?:{determiners}) $")
        self._partitive_word = re.compile(rf"(?<!\w){words.partitive}(?= )", re.IGNORECASE)
        self._nearest = frozenset(links.nearest)
        self._parallel = frozenset(links.parallel)
        self._anaphors = frozenset((*links.nearest, *links.parallel))
        self._against = frozenset((*links.against, *links.to))

    def link(self, items: Sequence[Item], raw: str | None = None) -> list[Linked]:
        """The quantities of consecutive statements of one section, linked; those of tables are made here, and numbers
        of which the text does not say what they count are left out.

        :param raw: the decoded raw text; columns are not to be seen without it.
        """
        earlier: list[tuple[Quantity, ...]] = []
        out: list[Linked] = []
        rows: dict[int, TableRow] = {}
        if raw is not None and any(item.statement.kind == "table" for item in items):
            rows = self._tables.link(raw, items)
        for index, item in enumerate(items):
            if index in rows:
                out.append(Linked(rows[index].quantities, rows[index].as_of))
                earlier.append(())
                continue
            quantities: tuple[Quantity, ...] = tuple(item.quantities)
            if any(quantity.unit is None and quantity.form in _FILLED for quantity in quantities):
                filled = self._fill(item.statement, quantities, earlier[-_REACH:])
                # A number of nobody knows what is no count: it stays unclaimed. A share says something by itself.
                quantities = tuple(q for q in filled if q.unit is not None or q.form != "elliptic")
            as_of = (
                self._as_of.link(item.statement.text, quantities, item.timexes) if quantities and item.timexes else ()
            )
            places = tuple(None if when is None else (index, when) for when in as_of) or (None,) * len(quantities)
            out.append(Linked(quantities, places))
            earlier.append(quantities)
        return out

    def _fill(
        self, statement: Statement, quantities: Sequence[Quantity], earlier: Sequence[Sequence[Quantity]]
    ) -> tuple[Quantity, ...]:
        """The quantities of one statement with the units that it leaves out."""
        text = statement.text
        topics = self._topics(statement)
        out = list(quantities)
        index = 0
        while index < len(out):
            quantity = out[index]
            if quantity.unit is not None or quantity.form not in _FILLED:
                index += 1
                continue
            group = self._group(text, out, index)
            if quantity.form == "elliptic":
                units = self._antecedents(
                    statement, out[max(0, index - _MEMORY) : index], quantity, topics, earlier, len(group)
                )
            else:
                units = self._shared_out(text, out[max(0, index - _MEMORY) : index], quantity)
            for place, at in enumerate(group):
                if units:
                    out[at] = self._with_unit(out[at], units[min(place, len(units) - 1)])
            index += len(group)
        return tuple(out)

    def _shared_out(self, text: str, before: Sequence[Quantity], quantity: Quantity) -> list[_Unit]:
        """The unit of a share whose whole is named before it: "1 op de 3 kent het", "de helft daarvan"."""
        counted = [q for q in before if q.unit is not None and _is_noun(q)]
        around = text[max(0, quantity.start - 24) : quantity.start].split()[-3:]
        around += text[quantity.outer_end : quantity.outer_end + 16].split()[:1]
        if counted and (quantity.form == "rate" or not self._nearest.isdisjoint(around)):
            return [_unit_of(counted[-1])]
        return []

    def _with_unit(self, quantity: Quantity, unit: _Unit) -> Quantity:
        if quantity.form != "elliptic":
            return replace(quantity, unit=unit.unit, lemma=unit.lemma)
        return replace(quantity, unit=unit.unit, lemma=unit.lemma, form=unit.form)

    def _group(self, text: str, quantities: Sequence[Quantity], index: int) -> list[int]:
        """The elliptic quantities that stand together: "67 en 92"."""
        group = [index]
        while group[-1] + 1 < len(quantities):
            this, following = quantities[group[-1]], quantities[group[-1] + 1]
            gap = text[this.outer_end : following.outer_start].strip()
            if following.unit is not None or following.form != this.form or gap not in self._together:
                break
            group.append(group[-1] + 1)
        return group

    def _antecedents(
        self,
        statement: Statement,
        before: Sequence[Quantity],
        quantity: Quantity,
        topics: Sequence[_Unit],
        earlier: Sequence[Sequence[Quantity]],
        wanted: int,
    ) -> list[_Unit]:
        """The units for ``wanted`` numbers that stand together; none where the text does not say."""
        text = statement.text
        named = [q for q in before if q.unit is not None]
        counted = [q for q in named if _is_noun(q)]
        if self._superlative.search(text, max(0, quantity.outer_start - 40), quantity.outer_start):
            return []  # "het grootste van de tien"
        compared = quantity.role == "from" or _word_before(text, quantity.outer_start) in self._against
        if not isinstance(quantity.value, int) or (quantity.value >= _A_MILLION and not compared):
            # "een 7,5 voor de training", "een omzet van 40 miljoen": no number of what was counted before
            counted = []
        topic = next((topic for topic in reversed(topics) if topic.at < quantity.start), None)
        if topic is not None and (not counted or counted[-1].form == "elliptic" or counted[-1].start < topic.at):
            return [topic]
        if named and named[-1].form == "money" and quantity.value >= _A_MILLION:
            return [_unit_of(named[-1])]
        if not counted and text[max(0, quantity.outer_start - 3) : quantity.outer_start].rstrip().endswith(":"):
            unit = self._first_plural(text, quantity.outer_start)
            if unit is not None:
                return [unit]
        if named and compared and not _is_noun(named[-1]) and named[-1].form == "percentage":
            return [_unit_of(named[-1])]
        clause = _clause_start(text, quantity.start)
        words = frozenset(match[0].lower() for match in _LETTERS.finditer(text, clause, quantity.end + 40))
        if counted:
            return self._choose(text, counted, quantity, words, wanted)
        partitive = self._partitive(text, quantity)
        if partitive is not None:
            return [partitive]
        if not isinstance(quantity.value, int) or quantity.value >= _A_MILLION:
            return []
        if words.isdisjoint(self._anaphors) and not compared and quantity.outer_start > 0:
            return []
        for quantities in reversed(earlier):
            counted = [q for q in quantities if q.unit is not None and _is_noun(q)]
            if counted:
                return self._choose("", counted, quantity, words, wanted)
        return []

    def _choose(
        self, text: str, counted: Sequence[Quantity], quantity: Quantity, words: frozenset[str], wanted: int
    ) -> list[_Unit]:
        """Which of the quantities before is meant; several where several numbers stand together."""
        distinct = list(dict.fromkeys(q.lemma for q in counted))
        if wanted > 1 and len(distinct) >= wanted:
            firsts = [next(q for q in counted if q.lemma == lemma) for lemma in distinct]
            return [_unit_of(q) for q in firsts[:wanted]]
        in_clause = counted
        if text:
            start = _clause_start(text, quantity.start)
            in_clause = [q for q in counted if q.start >= start] or list(counted)
            if in_clause[0].start >= start and words.isdisjoint(self._parallel):
                return [_unit_of(in_clause[-1])]
        if not words.isdisjoint(self._nearest):
            return [_unit_of(in_clause[-1])]
        # "vorig jaar waren dat er 44": what the sentence before was about comes first in it
        return [_unit_of(in_clause[0])]

    def _topics(self, statement: Statement) -> list[_Unit]:
        """The nouns of "het aantal leden", and of compounds that say so in one word ("ledental"), by position."""
        found: list[_Unit] = []
        if not self._number_of_words.isdisjoint(statement.words):
            for match in self._number_of.finditer(statement.text):
                unit = self._units.read(statement.text, match.end())
                if unit is not None:
                    name = statement.text[unit.start : unit.end]
                    found.append(_Unit(name, self._units.lemma(name), match.start()))
        for word in sorted(statement.words & self._counters.keys()):
            name = self._counters[word]
            found.append(_Unit(name, self._units.lemma(name), statement.text.lower().find(word)))
        return sorted(found, key=lambda unit: unit.at)

    def _partitive(self, text: str, quantity: Quantity) -> _Unit | None:
        """The noun of "van de aangesloten leden hebben er vijf", where no number stands with it."""
        found = None
        for match in self._partitive_word.finditer(text, max(0, quantity.start - _LONGEST_CLAUSE), quantity.start):
            read = self._units.read_partitive(" " + text[match.start() : quantity.start].lower(), 0)
            if read is not None:
                unit = read[0]
                start = match.start() + unit.start - 1
                name = text[start : start + unit.end - unit.start]
                found = found or _Unit(name, self._units.lemma(name), start)
        return found

    def _first_plural(self, text: str, end: int) -> _Unit | None:
        """The counted noun of a label: "Aangesloten leden per 1 mei: 81"."""
        for match in _LETTERS.finditer(text, _clause_start(text, end - 2), end):
            if self._units.is_plural(match[0]):
                return _Unit(match[0], self._units.lemma(match[0]), match.start())
        return None


def _is_noun(quantity: Quantity) -> bool:
    """Whether a noun is counted: no percentage, no money, no share."""
    return quantity.form in ("noun", "part", "one", "elliptic")


def _unit_of(quantity: Quantity) -> _Unit:
    assert quantity.unit is not None
    form: CountForm = "elliptic" if _is_noun(quantity) else quantity.form
    return _Unit(quantity.unit, quantity.lemma, quantity.start, form)


def _clause_start(text: str, at: int) -> int:
    start = max(0, at - _LONGEST_CLAUSE)
    for match in _CLAUSE_END.finditer(text, max(0, at - _LONGEST_CLAUSE), at):
        start = match.end()
    return start


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].lower().split()
    return words[-1] if words else ""
