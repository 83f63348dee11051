"""Records that cannot all be true: two values for one thing, a part larger than its whole, a share over 100%, more names
than the number before them says. Each issue quotes the places that do not go together.
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
_LIST = re.compile(r"([^()\d;.]{0,60}?)\s*\(([^()]{3,200})\)")
_NAME = re.compile(r"(?:(?:het|de)\s+)?[A-ZÀ-Þ]")
_SEPARATOR = re.compile(r",\s+en\s+|\s+en\s+|,\s*|\s*/\s*")
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
        by_thing: dict[tuple[str | None, str], list[Count]] = {}
        for count in records.counts:
            if count.lemma is not None:
                by_thing.setdefault((count.covenant, count.lemma), []).append(count)
        for counts in by_thing.values():
            if len({count.value for count in counts}) < 2:
                continue
            facts = [
                (count, time, self._subject(raw, count))
                for count in counts
                if (time := self._time(raw, count, dates)) is not None and not self._is_change(raw, count)
            ]
            for index, (first, time, subject) in enumerate(facts):
                for second, other_time, other_subject in facts[index + 1 :]:
                    if first.value == second.value or time != other_time:
                        continue
                    if first.sentence == second.sentence or not self._alike(subject, other_subject, first, second):
                        continue
                    spans = _clause(raw, first), _clause(raw, second)
                    message = (
                        f"{_show(first.value)} or {_show(second.value)} {first.unit}? The text gives both for one date: "
                        f'"{_quote(spans[0])}" and "{_quote(spans[1])}"'
                    )
                    yield Issue(
                        check=rule.id, severity=rule.severity, message=message, records=(first.id, second.id), spans=spans
                    )

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

    def _subject(self, raw: str, count: Count) -> frozenset[str]:
        """What the sentence of the count is about: its words, without those that say nothing."""
        sentence = raw[count.sentence.start : count.sentence.end].lower()
        return frozenset(word for word in _WORD.findall(sentence) if word not in self._ignore)

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
            yield Issue(check=rule.id, severity=rule.severity, message=message, records=(part.id, whole.id), spans=spans)

    def _shares(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        for count in records.counts:
            if count.unit != "%" or count.value <= 100 or count.of is None:
                continue
            clause = _clause(raw, count)
            if self._growth.isdisjoint(_WORD.findall(clause.text.lower())):
                message = f'{_show(count.value)}% of "{count.of}" is more than all of it: "{_quote(clause)}"'
                yield Issue(check=rule.id, severity=rule.severity, message=message, records=(count.id,), spans=(clause,))

    def _groups(self, raw: str, records: RecordSet, rule: CheckRule) -> Iterator[Issue]:
        for count in records.counts:
            if not isinstance(count.value, int) or count.comparator != "equal" or count.unit in (None, "%", "€"):
                continue
            match = _LIST.match(raw, count.span.end, count.sentence.end)
            if match is None or str(count.unit).lower() not in match[1].lower().replace("’", "'"):
                continue
            names = self._names(match[2])
            if len(names) <= count.value:
                continue
            span = Span.cut(raw, match.start(2), match.end(2))
            ids = [party.id for party in records.parties if party.span.start <= count.span.start < party.span.end]
            message = f'{_show(count.value)} {count.unit}, and {len(names)} names behind it: "{_quote(span)}"'
            yield Issue(
                check=rule.id, severity=rule.severity, message=message, records=(count.id, *ids), spans=(count.span, span)
            )

    def _names(self, text: str) -> list[str]:
        """The names in a list; none where they are only examples, or where it is no list of names."""
        if self._examples_only.search(text):
            return []
        names = [name for name in _SEPARATOR.split(text.strip()) if name]
        return names if all(_NAME.match(name) for name in names) else []


def _is_whole(between: str, of: str) -> bool:
    """Whether the number behind ``between`` is the whole of what stands before: "15 van de 12 telers"."""
    words = between.split()
    return 0 < len(words) <= 4 and words[0] == "van" and any(char.isdigit() for char in of) or between.strip() == "van de"


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
