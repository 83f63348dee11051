"""Records that cannot all be true: two values for one thing, a part larger than its whole, a share over 100%, more
names than the number before them says. Each issue quotes the places that do not go together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from imvo_extract.dutch.extents import Extents
from imvo_extract.records.extraction import Issue
from imvo_extract.records.models import Count, Date, Party
from imvo_extract.records.span import Span
from imvo_extract.rulebook.checks import CheckForm, CheckRule, CheckRules
from imvo_extract.rulebook.template import alternatives

from .name_lists import NameLists

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PAIR = re.compile(r"(?<!\w)(?P<ordinal>\w+)(?=\s+(?P<period>\w+))")
# Sentences are longer than this only in broken texts; of many values for one thing each is held against so many others.
_LONGEST_SENTENCE = 600
_LONGEST_CUE = 60
_MOST_COMPARED = 40
# The length of a TIMEX3 value that is a day.
_DAY = 10
# How far a rounded number may be from the other.
_ROUNDING = 0.1
# "15 van de in totaal 12"
_LONGEST_PARTITIVE = 4
_NO_NOUN = (None, "%", "€")


class RecordSet(Protocol):
    """The records of a document."""

    @property
    def counts(self) -> Sequence[Count]: ...
    @property
    def parties(self) -> Sequence[Party]: ...
    @property
    def dates(self) -> Sequence[Date]: ...


class ContradictionFinder:
    """Finds contradictions between the records of one document.

    :param rules: rules/checks.yaml.
    """

    def __init__(self, rules: CheckRules) -> None:
        words = rules.words
        self._rules = rules
        self._ignore = frozenset(words.ignore)
        self._changes = frozenset(words.changes)
        self._growth = frozenset(words.growth)
        self._periods = frozenset(words.periods)
        self._membership = frozenset(words.membership)
        self._partitive = words.partitive
        cuts = alternatives(words.clause_cuts)
        self._clause_end = re.compile(rf"[;:](?=\s)|[.!?](?=\s|$)|,(?=\s(?:{cuts})\s)")
        self._part_of = re.compile(rf"(?<!\w)(?:{alternatives(words.part_of)})(?!\w)[^,;.]{{0,40}}$", re.IGNORECASE)
        self._names = NameLists(words)
        self._checks: dict[CheckForm, Callable[[str, RecordSet, CheckRule], Iterator[Issue]]] = {
            "conflict": self._conflicts,
            "part": self._parts,
            "share": self._shares,
            "group": self._groups,
        }

    def find(self, raw: str, records: RecordSet) -> Iterator[Issue]:
        """The issues, in the order of the checks and then of the text.

        :param raw: the decoded raw text that the records point into.
        """
        for rule in self._rules.checks:
            yield from self._checks[rule.form](raw, records, rule)

    def _conflicts(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        """Two values for one unit, covenant and date, in sentences that say the same of it."""
        dates = {date.id: date.value for date in records.dates}
        extents = Extents((date.span.start, date.span.end) for date in records.dates)
        facts: dict[tuple[str | None, str, str], list[Count]] = {}
        for count in records.counts:
            time = None if count.lemma is None else self._time(raw, count, dates)
            if count.lemma is not None and time is not None:
                facts.setdefault((count.covenant, count.lemma, time), []).append(count)
        for (_, _, time), counts in facts.items():
            if len({count.value for count in counts}) < 2:
                continue
            # What was added or taken away, or is a part, is no second value.
            stated = [(c, self._subject(raw, c, extents)) for c in counts if not self._is_change(raw, c)]
            for index, (first, subject) in enumerate(stated):
                for second, other in stated[index + 1 : index + 1 + _MOST_COMPARED]:
                    if first.sentence == second.sentence or _compatible(first, second):
                        continue
                    members = len(time) == _DAY and self._says_members(raw, first) and self._says_members(raw, second)
                    if not members and not self._alike(subject, other, first, second):
                        continue
                    spans = self._clause(raw, first), self._clause(raw, second)
                    message = (
                        f"{_show(first.value)} or {_show(second.value)} {first.unit}? The text gives both for one "
                        f'date: "{_quote(spans[0])}" and "{_quote(spans[1])}"'
                    )
                    yield _issue(rule, message, (first.id, second.id), spans)

    def _time(self, raw: str, count: Count, dates: dict[str, str]) -> str | None:
        """When the count held, in words that can be compared; None where its clause does not say."""
        clause = self._clause(raw, count).text.lower()
        if any(period in clause for period in self._periods):
            for match in _PAIR.finditer(clause):
                if match["period"] in self._periods and match["ordinal"].endswith(self._rules.words.ordinal_endings):
                    return f"{match['ordinal']} {match['period']}"
        return None if count.as_of is None else dates.get(count.as_of)

    def _is_change(self, raw: str, count: Count) -> bool:
        """Whether a count says what was added, taken away or is a part, and not how many there are."""
        words = {word.lower() for word in _WORD.findall(self._clause(raw, count).text)}
        return not words.isdisjoint(self._changes)

    def _says_members(self, raw: str, count: Count) -> bool:
        """Whether a count says how many members there were: "waren 59 bedrijven aangesloten"."""
        clause = self._clause(raw, count)
        before, behind = raw[clause.start : count.span.start], raw[count.span.end : clause.end]
        unit = str(count.unit)
        at = behind.lower().find(unit.lower())
        outside = f"{before} {behind[at + len(unit) :] if at >= 0 else behind}"
        return not self._membership.isdisjoint(word.lower() for word in _WORD.findall(outside))

    def _subject(self, raw: str, count: Count, dates: Extents) -> frozenset[str]:
        """What the sentence of the count is about: its words, without those that say nothing and those of dates."""
        start, end = _around(count)
        return frozenset(
            word
            for match in _WORD.finditer(raw, start, end)
            if (word := match[0].lower()) not in self._ignore and not dates.overlap(*match.span())
        )

    def _alike(self, subject: frozenset[str], other: frozenset[str], first: Count, second: Count) -> bool:
        """Whether two sentences say the same of the same thing."""
        unit = {str(first.unit).lower(), str(second.unit).lower()}
        shared = (subject & other) - unit
        smaller = min(len(subject - unit), len(other - unit))
        return len(shared) >= self._rules.least_words and len(shared) >= self._rules.likeness * smaller

    def _parts(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        """A part that is larger than its whole: "15 van de 12", "8, waarvan 11"."""
        for before, count in zip(records.counts, records.counts[1:], strict=False):
            if before.sentence != count.sentence or before.lemma is None or before.lemma != count.lemma:
                continue
            between = raw[before.span.end : count.span.start]
            if before.value > count.value and before.of is not None and self._is_partitive(between):
                part, whole = before, count
            elif count.value > before.value and self._part_of.search(between[-_LONGEST_CUE:]) is not None:
                part, whole = count, before
            else:
                continue
            clauses = list(dict.fromkeys((self._clause(raw, before), self._clause(raw, count))))
            message = f"{_show(part.value)} {part.unit} are said to be a part of {_show(whole.value)}: " + " and ".join(
                f'"{_quote(clause)}"' for clause in clauses
            )
            yield _issue(rule, message, (part.id, whole.id), (part.span, whole.span))

    def _is_partitive(self, between: str) -> bool:
        """Whether the number behind ``between`` is the whole of the one before: "(15) van de (12)"."""
        words = between.split()
        return 0 < len(words) <= _LONGEST_PARTITIVE and words[0] == self._partitive

    def _shares(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        """A share of more than a hundred percent of something, where nothing grows."""
        for count in records.counts:
            if count.unit != "%" or count.value <= 100 or count.of is None:
                continue
            clause = self._clause(raw, count)
            if self._growth.isdisjoint(_WORD.findall(clause.text.lower())):
                message = f'{_show(count.value)}% of "{count.of}" is more than all of it: "{_quote(clause)}"'
                yield _issue(rule, message, (count.id,), (clause,))

    def _groups(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        """A group with more names behind it than its number says."""
        for count in records.counts:
            if not isinstance(count.value, int) or count.comparator != "equal" or count.unit in _NO_NOUN:
                continue
            listed = self._names.behind(raw, count)
            if listed is None or listed[0] <= count.value:
                continue
            number, span = listed
            ids = [party.id for party in records.parties if party.span.start <= count.span.start < party.span.end]
            message = f'{_show(count.value)} {count.unit}, and {number} names behind it: "{_quote(span)}"'
            yield _issue(rule, message, (count.id, *ids), (count.span, span))

    def _clause(self, raw: str, count: Count) -> Span:
        """The clause in which a count stands."""
        start, end = _around(count)
        for match in self._clause_end.finditer(raw, start, end):
            if match.end() <= count.span.start:
                start = match.end()
            elif match.start() >= count.span.end:
                end = match.start()
                break
        while raw[start].isspace():
            start += 1
        while raw[end - 1].isspace():
            end -= 1
        return Span.cut(raw, start, end)


def _around(count: Count) -> tuple[int, int]:
    """The sentence of a count, or as much of it as can be about the count."""
    start, end = count.sentence.start, count.sentence.end
    return max(start, count.span.start - _LONGEST_SENTENCE), min(end, count.span.end + _LONGEST_SENTENCE)


def _issue(rule: CheckRule, message: str, records: tuple[str, ...], spans: tuple[Span, ...]) -> Issue:
    return Issue(check=rule.id, severity=rule.severity, message=message, records=records, spans=spans)


def _compatible(first: Count, second: Count) -> bool:
    """Whether both may be true: "ruim 50" and 53."""
    if first.value == second.value:
        return True
    low, high = sorted((first, second), key=lambda count: count.value)
    if "approximately" in (first.comparator, second.comparator):
        return high.value - low.value <= _ROUNDING * high.value
    return low.comparator in ("more-than", "at-least") or high.comparator in ("less-than", "at-most")


def _quote(span: Span) -> str:
    return " ".join(span.text.split())


def _show(value: int | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
