"""Which of the dates in a statement are those of an event in it."""

from __future__ import annotations

from collections.abc import Sequence

from imvo_extract.mentions.reading import NounUse, Reading, time_behind
from imvo_extract.mentions.segments import ASIDE, Clause
from imvo_extract.mentions.triggers import Trigger
from imvo_extract.mentions.wordclasses import (
    AUXILIARY,
    CLOSED,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    PREPOSITION,
    TIME,
)
from imvo_extract.rulebook.events import Signals
from imvo_extract.timex.model import Timex


class DateLinker:
    """Gives events their dates: those of their own clause, or of the clause that it shares its verb with.

    :param signals: words before a date that is not the event's own.
    """

    def __init__(self, signals: Signals) -> None:
        self._other = _by_last_word(signals.other_time)
        self._limits = _by_last_word(signals.limits)
        self._limit_words = tuple(f"{phrase} " for phrase in signals.limits)
        self._opening_limits = frozenset(phrase.split()[0] for phrase in signals.limits)
        self._negation = frozenset(signals.negation)
        self._since = frozenset(signals.since)
        self._anchors = frozenset(signals.anchors)
        self._about = frozenset(signals.about)
        self._adjectives = frozenset(signals.recurring_adjectives)

    def places(self, reading: Reading, timexes: Sequence[Timex]) -> list[tuple[int, int]]:
        """For each timex its tokens (first, end); an empty range where it falls in none."""
        tokens = reading.statement.tokens
        found = []
        for timex in timexes:
            inside = [i for i, token in enumerate(tokens) if token.start < timex.end and token.end > timex.start]
            found.append((inside[0], inside[-1] + 1) if inside else (0, 0))
        return found

    def dates(
        self, reading: Reading, trigger: Trigger, timexes: Sequence[Timex], places: Sequence[tuple[int, int]]
    ) -> list[int]:
        """The indices of the dates of an event."""
        if not places:
            return []
        if trigger.rule.bare == "anywhere" and trigger.noun is not None:
            return self._behind(reading, trigger, trigger.noun, timexes, places)
        clause: Clause | None = trigger.clause
        first = True
        while clause is not None:
            own = self._in_clause(reading, clause, trigger if first else None, timexes, places)
            if first:
                own += self._in_brackets(reading, trigger, timexes, places)
            if own:
                if first or not trigger.clause.finite:
                    return own
                return [index for index in own if self._is_fronted(reading, clause, places[index])]
            clause, first = clause.linked, False
        return self._heading(reading, trigger.clause, places)

    def _behind(
        self,
        reading: Reading,
        trigger: Trigger,
        noun: NounUse,
        timexes: Sequence[Timex],
        places: Sequence[tuple[int, int]],
    ) -> list[int]:
        """The date that stands behind a noun in its phrase, or the list of dates, if they are no more than a month; a
        year only right behind it, and where the rule takes years."""
        at = time_behind(reading, noun)
        if at is None or reading.statement.tokens[at - 1].lower == "over":
            return []
        fine = {"day", "week", "month"}
        if trigger.rule.years and at <= noun.last + 1:
            fine.add("year")
        found: list[int] = []
        for index, (first, last) in enumerate(places):
            if last <= first or timexes[index].type != "DATE" or timexes[index].precision not in fine:
                continue
            if first == at or (found and _joins(reading, places[found[-1]][1], first)):
                # "de vergadering van 1 en 22 april"
                found.append(index)
        return found

    def is_since(self, reading: Reading, place: tuple[int, int], timex: Timex) -> bool:
        """Whether the date says from when something has been going on."""
        tokens = reading.statement.tokens
        return (
            tokens[place[0]].lower in self._since
            or (place[0] > 0 and tokens[place[0] - 1].lower in self._since)
            or (timex.range is None and timex.mod == "AFTER")
        )

    def _in_clause(
        self,
        reading: Reading,
        clause: Clause,
        trigger: Trigger | None,
        timexes: Sequence[Timex],
        places: Sequence[tuple[int, int]],
    ) -> list[int]:
        until = trigger is not None and trigger.rule.until
        planned = trigger is not None and trigger.rule.status == "planned"
        home = reading.clause_of
        own = []
        for index, (first, last) in enumerate(places):
            if last <= first or home[first] is not clause:
                continue
            if not self._is_own(reading, timexes[index], first, last, until):
                continue
            if not planned and self._is_of_object(reading, timexes[index], _list_begin(reading, first, places)):
                continue
            own.append(index)
        if until:
            # "De bijeenkomst van 4 juni is verschoven naar 9 juli": the old date no longer counts.
            return [index for index in own if self._is_limit(reading, places[index][0])]
        if len(own) > 1:
            # "niet in mei, maar in juni"
            affirmed = [index for index in own if not self._is_denied(reading, places[index][0])]
            return affirmed or own
        return own

    def _is_denied(self, reading: Reading, first: int) -> bool:
        return any(token.lower in self._negation for token in reading.statement.tokens[max(0, first - 2) : first])

    def _is_own(self, reading: Reading, timex: Timex, first: int, last: int, until: bool) -> bool:
        tokens = reading.statement.tokens
        begins = tokens[first].lower
        before = tokens[first - 1].lower if first else ""
        if timex.type == "DURATION":
            return "over" in (before, begins)
        if timex.type == "SET":
            # "het dagelijks bestuur" is a name; "de jaarlijkse bijeenkomst" recurs.
            return begins in self._adjectives or last - first > 1 or not _is_within_phrase(reading, first)
        if not until and timex.range != "end" and self._is_limit(reading, first):
            return False
        if begins == "over" or (before == "over" and timex.basis == "relative"):
            # "over twee jaar" lies ahead; "over 2018" is what a report is about.
            return True
        if first and any(_precedes(reading, first, words) for words in self._other.get(before, ())):
            return False
        for noun in reading.nouns:
            if first - 2 <= noun.last <= first and noun.preposition in self._anchors:
                if any(reading.bits[index] & (AUXILIARY | FINITE) for index in range(noun.last, first)):
                    continue  # "Na de proef is in mei ...": not the proef's
                if _closes_clause(reading, last):
                    continue  # "Sinds het akkoord in mei 2022 afliep, ...": a conjunction
                # "training voor leden, 4 mei": behind a comma the date is not the leden's.
                return any(reading.bits[index] & COMMA for index in range(noun.last, first))
        for verb in reading.verbs:
            # "de op 4 juli verspreide lijst"
            if verb.attributive and (
                verb.index == last or (verb.index == last + 1 and not reading.bits[last] & CLOSED)
            ):
                return False
        return True

    def _is_of_object(self, reading: Reading, timex: Timex, first: int) -> bool:
        """Whether a date, or the list of dates that begins at ``first``, says what a thing is about."""
        if not first or timex.type != "DATE":
            return False
        before = reading.statement.tokens[first - 1].lower
        if timex.precision in ("year", "decade"):
            # "jaarverslag 2018", "het rapport van 2018", "werkplan 2021/2022": the year is the report's.
            if any(noun.last == first for noun in reading.nouns):
                return True
            if before == "van" and any(noun.last == first - 1 for noun in reading.nouns):
                return True
        # "heeft het werkplan voor 2022 vastgesteld"; "voor 2022 is een plan vastgesteld" tells when.
        if before not in self._about or first < 2 or timex.mod == "BEFORE":
            return False
        return not reading.bits[first - 2] & (CLOSED | TIME) and reading.statement.tokens[first - 2].text[0].isalnum()

    def _is_limit(self, reading: Reading, first: int) -> bool:
        tokens = reading.statement.tokens
        if tokens[first].lower in self._opening_limits:
            words = " ".join(token.lower for token in tokens[first : first + 3])
            if words.startswith(self._limit_words):
                return True
        phrases = self._limits.get(tokens[first - 1].lower, ()) if first else ()
        return any(_precedes(reading, first, phrase) for phrase in phrases)

    def _in_brackets(
        self, reading: Reading, trigger: Trigger, timexes: Sequence[Timex], places: Sequence[tuple[int, int]]
    ) -> list[int]:
        """Dates that stand alone between brackets in the event's clause; a bare year says of which year a thing is."""
        found = []
        for index, (first, last) in enumerate(places):
            aside = reading.clause_of[first] if last > first else None
            if aside is None or aside.kind != ASIDE or aside.parent is None:
                continue
            opening = aside.indices[0] - 1
            host = reading.clause_of[opening - 1]
            if host is not trigger.clause or timexes[index].type != "DATE":
                continue
            rest = [i for i in aside.indices if not first <= i < last and not reading.bits[i] & PREPOSITION]
            others = any(p[0] in aside.indices for j, p in enumerate(places) if j != index and p[1] > p[0])
            if rest or (others and timexes[index].range is None):
                continue
            if timexes[index].precision in ("year", "decade") and opening - 1 != _last_of(trigger):
                continue
            if timexes[index].range is None or timexes[index].precision != "year":
                found.append(index)
        return found

    def _is_fronted(self, reading: Reading, clause: Clause, place: tuple[int, int]) -> bool:
        verbs = [i for i in clause.indices if reading.bits[i] & (AUXILIARY | FINITE)]
        return not verbs or place[0] < verbs[0]

    def _heading(self, reading: Reading, clause: Clause, places: Sequence[tuple[int, int]]) -> list[int]:
        """The date before a colon or dash that holds for what follows ("Mei 2019: gids verschenen"), or behind it."""
        clauses = reading.clauses
        at = clauses.index(clause)
        for head in reversed(clauses[:at]):
            if head.has_verb:
                break
            found = self._only_dates(reading, head, places)
            if found:
                return found
        return self._only_dates(reading, clauses[at + 1], places) if at + 1 < len(clauses) else []

    def _only_dates(self, reading: Reading, clause: Clause, places: Sequence[tuple[int, int]]) -> list[int]:
        """The dates of a clause that holds nothing else, or a place behind a comma."""
        if clause.kind == ASIDE:
            return []
        inside = [j for j, (first, last) in enumerate(places) if last > first and reading.clause_of[first] is clause]
        covered = {i for j in inside for i in range(*places[j])}
        tokens, bits = reading.statement.tokens, reading.bits
        rest = [
            i for i in clause.indices if i not in covered and not bits[i] & PREPOSITION and tokens[i].text[0].isalnum()
        ]
        if not rest:
            return inside
        if clause.has_verb or not inside:
            return []
        # "21 april 2022, Antwerpen": when and where.
        first, last = places[inside[0]]
        leads = first == clause.indices[0] or (bits[clause.indices[0]] & PREPOSITION and first == clause.indices[0] + 1)
        return inside[:1] if leads and last < len(bits) and bits[last] & COMMA else []


def _closes_clause(reading: Reading, at: int) -> bool:
    """Whether a finite verb at ``at`` ends a subordinate clause before the main one: "afliep, zoeken zij"."""
    bits = reading.bits
    if at + 2 >= len(bits):
        return False
    return bool(bits[at] & FINITE and bits[at + 1] & COMMA and bits[at + 2] & (FINITE | AUXILIARY))


def _by_last_word(phrases: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """The words of phrases, under the last of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[-1], []).append(words)
    return found


def _joins(reading: Reading, low: int, high: int) -> bool:
    """Whether nothing but "en", a comma or a slash stands between two tokens."""
    tokens, bits = reading.statement.tokens, reading.bits
    return low < high and all(
        bits[index] & (COORDINATOR | COMMA) or not tokens[index].text[0].isalnum() for index in range(low, high)
    )


def _list_begin(reading: Reading, first: int, places: Sequence[tuple[int, int]]) -> int:
    """Where a list of dates begins in which the token at ``first`` begins one: "2021 en 2022", "2021/2022"."""
    for low, high in sorted(places, reverse=True):
        if low < high <= first and (high == first or _joins(reading, high, first)):
            first = low
    return first


def _last_of(trigger: Trigger) -> int:
    return trigger.last - 1


def _is_within_phrase(reading: Reading, at: int) -> bool:
    """Whether the token stands between an article and a noun."""
    bits = reading.bits
    return at > 0 and bool(bits[at - 1] & DETERMINER) and at + 1 < len(bits) and not bits[at + 1] & (CLOSED | TIME)


def _precedes(reading: Reading, at: int, words: Sequence[str]) -> bool:
    """Whether the words stand right before the token at ``at``."""
    tokens = reading.statement.tokens
    low = at - len(words)
    return low >= 0 and all(tokens[low + i].lower == word for i, word in enumerate(words))
