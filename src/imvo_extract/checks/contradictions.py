"""Records that cannot all be true: two values for one thing, a part larger than its whole, a share over 100%, more
names than the number before them says. Each issue quotes the places that do not go together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from imvo_extract.records.extraction import Issue
from imvo_extract.records.models import Count, Date, Party
from imvo_extract.records.span import Span
from imvo_extract.rulebook.checks import CheckForm, CheckRule, CheckRules
from imvo_extract.rulebook.template import alternatives

_CLAUSE_END = re.compile(r"[;:](?=\s)|[.!?](?=\s|$)|,(?=\s(?:waarvan|daarvan|waaronder|tegen)\s)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# From the number to the noun that it counts, and the names behind that: in brackets, behind a colon, or in apposition,
# where "en" closes the list.
_NOUN = re.compile(r"[^()\d;:.,]{1,60}?(?=\s\(|:\s|\s[A-ZÀ-Þ])")
_IN_BRACKETS = re.compile(r"\s\((?P<names>[^()]{3,200})\)")
_BEHIND_COLON = re.compile(r":\s(?P<names>[^():;.]{3,200})(?=[.;]|$)")
_PROPER = r"[A-ZÀ-Þ][\w&'’-]*(?:\s(?:(?:van|voor|der|den|de|het|in)\s){0,2}[A-ZÀ-Þ][\w&'’-]*){0,4}"
_IN_APPOSITION = re.compile(rf"\s(?P<names>{_PROPER}(?:,\s{_PROPER})+\sen\s{_PROPER})(?=\s[a-z]|[.;]|$)(?!\sen\s)")
_NAME = re.compile(r"(?:(?:het|de)\s+)?[A-ZÀ-Þ]")
_SEPARATOR = re.compile(r",\s+en\s+|\s+en\s+|,\s*|\s*/\s*")
# The length of a TIMEX3 value that is a day.
_DAY = 10
# How far a rounded number may be from the other.
_ROUNDING = 0.1
# "15 van de in totaal 12"
_LONGEST_PARTITIVE = 4
_ORDINALS = re.compile(r"(?<!\w)(?P<ordinal>\w+(?:ste|de))\s+(?P<period>\w+)")


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
        self._part_of = re.compile(rf"(?<!\w)(?:{alternatives(words.part_of)})(?!\w)[^,;.]{{0,40}}$", re.IGNORECASE)
        self._examples_only = re.compile(rf"(?<!\w)(?:{alternatives(words.examples_only)})(?!\w)", re.IGNORECASE)
        self._membership = frozenset(words.membership)
        self._whole_names = re.compile(alternatives(words.whole_names))
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
        dates = {date.id: date.value for date in records.dates}
        extents = [(date.span.start, date.span.end) for date in records.dates]
        facts: dict[tuple[str | None, str, str], list[Count]] = {}
        for count in records.counts:
            if count.lemma is None:
                continue
            time = self._time(raw, count, dates)
            if time is not None:
                facts.setdefault((count.covenant, count.lemma, time), []).append(count)
        for (_, _, time), counts in facts.items():
            if len({count.value for count in counts}) < 2:
                continue
            # What was added or taken away, or is a part, is no second value.
            stated = [(c, self._subject(raw, c, extents)) for c in counts if not self._is_change(raw, c)]
            for index, (first, subject) in enumerate(stated):
                for second, other in stated[index + 1 :]:
                    if first.sentence == second.sentence or _compatible(first, second):
                        continue
                    members = len(time) == _DAY and self._says_members(raw, first) and self._says_members(raw, second)
                    if not members and not self._alike(subject, other, first, second):
                        continue
                    spans = _clause(raw, first), _clause(raw, second)
                    message = (
                        f"{_show(first.value)} or {_show(second.value)} {first.unit}? The text gives both for one "
                        f'date: "{_quote(spans[0])}" and "{_quote(spans[1])}"'
                    )
                    yield _issue(rule, message, (first.id, second.id), spans)

    def _says_members(self, raw: str, count: Count) -> bool:
        """Whether a count says how many members there were: "waren 59 bedrijven aangesloten"."""
        clause = _clause(raw, count)
        unit = raw.lower().find(str(count.unit).lower(), count.span.end, clause.end)
        behind = unit + len(str(count.unit)) if unit >= 0 else count.span.end
        outside = raw[clause.start : count.span.start] + " " + raw[behind : clause.end]
        return not self._membership.isdisjoint(word.lower() for word in _WORD.findall(outside))

    def _time(self, raw: str, count: Count, dates: dict[str, str]) -> str | None:
        """When the count held, in words that can be compared; None where its clause does not say."""
        clause = _clause(raw, count)
        for match in _ORDINALS.finditer(clause.text.lower()):
            if match["period"] in self._periods:
                return f"{match['ordinal']} {match['period']}"
        if count.as_of is not None:
            return dates.get(count.as_of)
        return None

    def _is_change(self, raw: str, count: Count) -> bool:
        """Whether a count says what was added, taken away or is a part, and not how many there are."""
        words = {word.lower() for word in _WORD.findall(_clause(raw, count).text)}
        return not words.isdisjoint(self._changes)

    def _subject(self, raw: str, count: Count, dates: Sequence[tuple[int, int]]) -> frozenset[str]:
        """What the sentence of the count is about: its words, without those that say nothing and those of dates."""
        start, end = count.sentence.start, count.sentence.end
        inside = [extent for extent in dates if start <= extent[0] and extent[1] <= end]
        return frozenset(
            word
            for match in _WORD.finditer(raw, start, end)
            if (word := match[0].lower()) not in self._ignore
            and not any(left <= match.start() < right for left, right in inside)
        )

    def _alike(self, subject: frozenset[str], other: frozenset[str], first: Count, second: Count) -> bool:
        """Whether two sentences say the same of the same thing."""
        unit = {str(first.unit).lower(), str(second.unit).lower()}
        shared = (subject & other) - unit
        smaller = min(len(subject - unit), len(other - unit))
        return len(shared) >= self._rules.least_words and len(shared) >= self._rules.likeness * smaller

    def _parts(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        for before, count in zip(records.counts, records.counts[1:], strict=False):
            if before.sentence != count.sentence or before.lemma is None or before.lemma != count.lemma:
                continue
            between = raw[before.span.end : count.span.start]
            if before.value > count.value and before.of is not None and _is_whole(between, before.of):
                part, whole = before, count
            elif count.value > before.value and self._part_of.search(between) is not None:
                part, whole = count, before
            else:
                continue
            spans = (part.span, whole.span)
            message = (
                f"{_show(part.value)} {part.unit} are said to be a part of {_show(whole.value)}: "
                f'"{_quote(_clause(raw, whole))}"'
            )
            if part is count and _clause(raw, part) != _clause(raw, whole):
                message += f' and "{_quote(_clause(raw, part))}"'
            yield _issue(rule, message, (part.id, whole.id), spans)

    def _shares(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        for count in records.counts:
            if count.unit != "%" or count.value <= 100 or count.of is None:
                continue
            clause = _clause(raw, count)
            if self._growth.isdisjoint(_WORD.findall(clause.text.lower())):
                message = f'{_show(count.value)}% of "{count.of}" is more than all of it: "{_quote(clause)}"'
                yield _issue(rule, message, (count.id,), (clause,))

    def _groups(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        for count in records.counts:
            if not isinstance(count.value, int) or count.comparator != "equal" or count.unit in (None, "%", "€"):
                continue
            listed = self._names(raw, count)
            if listed is None or listed[0] <= count.value:
                continue
            number, span = listed
            ids = [party.id for party in records.parties if party.span.start <= count.span.start < party.span.end]
            message = f'{_show(count.value)} {count.unit}, and {number} names behind it: "{_quote(span)}"'
            yield _issue(rule, message, (count.id, *ids), (count.span, span))

    def _names(self, raw: str, count: Count) -> tuple[int, Span] | None:
        """How many names a list right behind a counted noun has, and the list; None where there is no such list."""
        end = count.sentence.end
        noun = _NOUN.match(raw, count.span.end, end)
        unit = str(count.unit).lower()
        if noun is None or not noun[0].lower().replace("’", "'").rstrip().endswith(unit):
            return None
        # "Economische Zaken en Klimaat" is one name: its joints are hidden, its length is kept.
        text = self._whole_names.sub(lambda name: "X" * len(name[0]), raw[noun.end() : end])
        for pattern in (_IN_BRACKETS, _BEHIND_COLON, _IN_APPOSITION):
            match = pattern.match(text)
            if match is None:
                continue
            names = [name for name in _SEPARATOR.split(match["names"]) if name]
            if self._examples_only.search(match["names"]) or not all(_NAME.match(name) for name in names):
                return None
            start = noun.end() + match.start("names")
            return len(names), Span.cut(raw, start, start + len(match["names"]))
        return None


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


def _is_whole(between: str, of: str) -> bool:
    """Whether the number behind ``between`` is the whole of what stands before: "15 van de 12 telers"."""
    words = between.split()
    return 0 < len(words) <= _LONGEST_PARTITIVE and words[0] == "van" and len(of) > 0


def _clause(raw: str, count: Count) -> Span:
    """The clause in which a count stands."""
    start, end = count.sentence.start, count.sentence.end
    for match in _CLAUSE_END.finditer(raw, start, end):
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


def _quote(span: Span) -> str:
    return " ".join(span.text.split())


def _show(value: int | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
