"""Capitalised names: of organisations, of persons, and of things that are no parties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import PartyKind
from imvo_extract.rulebook.parties import PartyRules
from imvo_extract.rulebook.template import alternatives

from .name_words import NameWords
from .phrases import Phrases, word_before
from .runs import COMPOUND, UPPER, Piece, RunCutter

_SHORT = "(?:hierna:? |kortweg |afgekort:? |ook wel |in het kort )"
_ABBREVIATION = re.compile(
    rf" \({_SHORT}?['\"]?([{UPPER}][\w&.+-]{{0,14}})['\"]?\)|, {_SHORT}([{UPPER}][\w&+-]{{0,14}}),?"
)
_INITIALS = re.compile(rf"(?:[{UPPER}][a-z]{{0,2}}\.)+[{UPPER}]?")
# Of these kinds the noun is a part of the mention, and not of the name.
NOUN_INCLUDED: tuple[PartyKind, ...] = ("ministry", "municipality", "province")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that the document has introduced: what an abbreviation or a surname stands for."""

    name: str
    kind: PartyKind
    key: str


class NameMention(NamedTuple):
    """A capitalised name in a statement; ``start`` and ``end`` are clean offsets, an abbreviation in brackets included.

    ``kind`` is None where nothing in the name tells it; ``reason`` says why it is no party, and is None where it may be
    one. ``person`` tells whether it is built as a person's name, ``key`` is the name's identity (lower case, the
    register's or the document's long form).
    """

    start: int
    end: int
    text: str
    name: str
    kind: PartyKind | None
    key: str
    abbreviation: str | None = None
    sentence_start: bool = False
    person: bool = False
    reason: str | None = None
    place: bool = False
    """Whether it is a place: with "gemeente" or "provincie" before it, it is a party after all."""
    rule: str | None = None
    """The rule that says why it is no party, where one does."""


class NameFinder:
    """Finds names with the words and the register of the party rules."""

    def __init__(self, rules: PartyRules) -> None:
        words = rules.words
        self._words = NameWords(rules)
        self._cutter = RunCutter(self._words, words)
        self._phrases = Phrases(
            low for low, (name, _, _) in self._words.registered.items() if not low.isalpha() or name[0].islower()
        )
        self._legal = frozenset(form.lower() for form in words.legal_forms)
        self._compound_not = re.compile(rf".*?({alternatives(h for h in self._words.works if len(h) > 4)})")
        self._place_reason = next((item.reason for item in rules.no_parties if item.id == "place"), "a place")
        nouns = alternatives(head.lower() for kind in NOUN_INCLUDED for head in rules.kinds[kind].name_heads)
        between = alternatives(rules.kinds["ministry"].between)
        self._noun_first = re.compile(rf"(?:{nouns}) (?:(?:{between}) )?")
        self._titles = frozenset(title.lower() for title in words.titles)
        self._polite = frozenset(words.polite_titles)
        self._first_names = frozenset(words.first_names)

    def find(self, statement: Statement, known: Mapping[str, KnownName] | None = None) -> list[NameMention]:
        """Every capitalised name in a statement, by position; names that are no parties have a reason."""
        text = statement.text
        if text.isupper() and len(text) > 12:
            return []
        rest = text[1:]
        if rest == rest.lower() and not self._begins_with_name(statement):
            return []
        known = known or {}
        found: list[NameMention] = []
        regions = self._regions(statement)
        for start, end in regions:
            found.append(self._named(text, Piece(start, end, start == 0), known))
        for piece in self._cutter.pieces(text):
            self._add(text, piece, known, found)
        found.sort(key=lambda name: name.start)
        return _resolved(_merged_long_forms(text, found))

    def _begins_with_name(self, statement: Statement) -> bool:
        """Whether a statement with no capital but its first may hold a name ("Hivos organiseerde een webinar")."""
        tokens = statement.tokens
        first = tokens[0].lower if tokens else ""
        if (
            len(tokens) > 1
            and first not in self._words.starters
            and self._cutter.names_one(statement.text, tokens[0].end)
        ):
            return True
        return first in self._words.registered or self._words.is_head(first) or bool(self._phrases.find(statement))

    def _regions(self, statement: Statement) -> list[tuple[int, int]]:
        """Registered names of several words or with marks in them; capitals must be where the register has them."""
        regions = []
        for start, end in self._phrases.find(statement):
            name = self._words.registered[statement.text[start:end].lower()][0]
            if name[0].islower() or statement.text[start].isupper():
                regions.append((start, end))
        return regions

    def _add(self, text: str, piece: Piece, known: Mapping[str, KnownName], found: list[NameMention]) -> None:
        name = self._named(text, piece, known)
        for index, other in enumerate(found):
            if other.start < name.end and name.start < other.end:
                # A run that begins with a registered name and goes on is one name ("CNV Internationaal").
                longer = (
                    name.start <= other.start
                    and name.end >= other.end
                    and name.end - name.start > other.end - other.start
                )
                if longer and not self._joins_two(text, other, name):
                    kind = name.kind if name.reason or name.start < other.start else other.kind
                    found[index] = name._replace(kind=kind)
                return
        found.append(name)

    def _joins_two(self, text: str, region: NameMention, name: NameMention) -> bool:
        if name.start < region.start and not any(
            map(self._words.is_head, text[name.start : region.start].lower().split())
        ):
            return True
        rest = text[region.end : name.end].lstrip(" &,")
        return rest.lower() in self._words.registered or rest.startswith(("(", "en "))

    # --- what a name is

    def _named(self, text: str, piece: Piece, known: Mapping[str, KnownName]) -> NameMention:
        start, end, opening, adjective = piece
        name = text[start:end]
        low = name.lower()
        reason = "an adjective, not a name" if adjective else self._reason(text, start, name, low)
        registered, earlier = self._words.registered.get(low), known.get(name)
        kind: PartyKind | None = None
        key, person = low, False
        if reason is None:
            if earlier is not None:
                name, kind, key = earlier.name, earlier.kind, earlier.key
                person = kind == "person"
            elif registered is not None:
                _, kind, key = registered
            else:
                name, low = self._without_noun(name, low)
                key = self._words.registered[low][2] if low in self._words.registered else low
                kind = self._kind(text[start:end].lower())
                person = kind is None and self._person(name)
                kind = "person" if person and self._given_name(name) else kind
        if reason is None and (kind is None or kind == "person"):
            titled = self._before_titles(text, start)
            if titled < start:
                start, person, kind = titled, True, "person"
            elif word_before(text, start).rstrip(".").removeprefix("oud-").removeprefix("ex-") in self._polite:
                person, kind = True, "person"
        abbreviation = None
        following = _ABBREVIATION.match(text, end) if text[end : end + 2] in (" (", ", ") else None
        letters = (following[1] or following[2]) if following is not None else ""
        if following is not None and sum(c.isupper() for c in letters) >= 2 and reason != self._place_reason:
            short = self._words.registered.get(letters.lower())
            # "Karin Bos (SER)": where somebody is from, and no abbreviation of the name.
            if short is None or kind not in (None, "person") or _initials(name, letters):
                abbreviation, end = letters, following.end()
            if abbreviation and reason is None and registered is None and earlier is None and short is not None:
                kind = kind if kind not in (None, "organisation") else short[1]
        place = reason is not None and reason == self._place_reason
        return NameMention(start, end, text[start:end], name, kind, key, abbreviation, opening, person, reason, place)

    def _before_titles(self, text: str, start: int) -> int:
        """Where titles before ``start`` begin ("prof. dr. X"); ``start`` itself where there are none."""
        while (word := word_before(text, start).lstrip("('\"")) and word.rstrip(".") in self._titles:
            start -= len(word) + 1
        return start

    def _without_noun(self, name: str, low: str) -> tuple[str, str]:
        """ "Ministerie van Financiën" is named Financiën, "Gemeente Utrecht" Utrecht."""
        match = self._noun_first.match(low)
        return (name[match.end() :], low[match.end() :]) if match else (name, low)

    def _reason(self, text: str, start: int, name: str, low: str) -> str | None:
        if low in self._words.not_names:
            return self._words.not_names[low]
        if low in self._words.registered:
            return None
        if (
            low.rsplit("-", 1)[-1] in self._words.not_names
            and self._words.not_names[low.rsplit("-", 1)[-1]] == self._place_reason
        ):
            return self._place_reason
        if low in self._words.heads:
            return "a common noun with a capital"
        words = low.split(" ")
        for word in words:
            if word in self._words.works:
                return self._words.works[word]
        address = self._words.ending(words[-1])
        if address is not None:
            return address
        last = COMPOUND.match(name.rsplit(" ", 1)[-1])
        compound = self._compound_not.fullmatch(words[0]) or self._compound_not.fullmatch(words[-1])
        if compound is not None:
            return self._words.works[compound[1]]
        if last is not None and not any(self._words.is_head(word.rsplit("-", 1)[-1]) for word in words):
            return "a compound noun, not a name"
        before = word_before(text, start)
        if before.endswith("convenant"):
            return self._words.works.get("convenant", "a covenant")
        return self._words.before.get(before)

    def _kind(self, low: str) -> PartyKind | None:
        words = low.split(" ")
        if len(words) > 1 and (words[-1] in self._legal or words[-1].strip(".") in self._legal):
            return "company"
        kinds = [kind for word in words if (kind := self._words.head_kind(word.rsplit("-", 1)[-1])) is not None]
        if kinds:
            # "International Cocoa Initiative": of two heads the one that says more.
            return next((kind for kind in kinds if kind != "organisation"), "organisation")
        first = self._words.registered.get(words[0])
        if first is None and len(words) > 2:
            first = self._words.registered.get(" ".join(words[:2]))
        return first[1] if first is not None else None

    def _person(self, name: str) -> bool:
        words = name.split(" ")
        if len(words) < 2:
            return False
        return self._given_name(name) or any(word in self._words.particles for word in words[1:-1])

    def _given_name(self, name: str) -> bool:
        """Whether a name begins as only a person's does: "P.J. Kok", "Karin Bos"."""
        first = name.partition(" ")[0]
        return _INITIALS.fullmatch(first) is not None or first.partition("-")[0].lower() in self._first_names


def may_be_person(name: NameMention) -> bool:
    """Whether an unknown name has the shape of a person's: two to five words, none of them in capitals."""
    if name.person:
        return True
    words = name.name.split(" ")
    return name.kind is None and 1 <= len(words) <= 5 and not any(word.isupper() and "." not in word for word in words)


def _merged_long_forms(text: str, names: list[NameMention]) -> list[NameMention]:
    """ "IDH (Initiatief Duurzame Handel)" as one mention under the long form."""
    out: list[NameMention] = []
    for name in names:
        before = out[-1] if out else None
        if (
            before is not None
            and before.reason is None
            and before.abbreviation is None
            and text[before.end : name.start] in (" (", " (het ", " (de ")
            and text[name.end : name.end + 1] == ")"
            and " " in name.name
            and " " not in before.name
            and _initials(name.name, before.name)
        ):
            kind = before.kind if before.kind not in (None, "organisation") else name.kind or before.kind
            out[-1] = NameMention(
                before.start, name.end + 1, text[before.start : name.end + 1], name.name, kind,
                before.key, before.name, before.sentence_start,
            )  # fmt: skip
        elif before is not None and _is_second_half(text, before, name):
            whole = text[before.start : name.end]
            long = text[before.start : name.end - len(name.text) + len(name.name)]
            out[-1] = name._replace(
                start=before.start, text=whole, name=long, key=long.lower(), sentence_start=before.sentence_start
            )
        elif before is not None and name.start < before.end:
            continue
        else:
            out.append(name)
    return out


def _is_second_half(text: str, first: NameMention, second: NameMention) -> bool:
    """Whether an abbreviation tells that two names are one: "Transport en Logistiek Nederland (TLN)"."""
    short = second.abbreviation
    if short is None or first.reason or second.reason or first.kind or text[first.end : second.start] != " en ":
        return False
    return not _initials(second.name, short) and _initials(f"{first.name} {second.name}", short)


def _resolved(names: list[NameMention]) -> list[NameMention]:
    """An abbreviation that the same statement has introduced means what it was introduced for."""
    long = {name.abbreviation: name for name in names if name.abbreviation and name.reason is None}
    if not long:
        return names
    return [
        name._replace(name=long[name.text].name, kind=long[name.text].kind, key=long[name.text].key)
        if name.text in long and name.start > long[name.text].start
        else name
        for name in names
    ]


def _initials(long: str, short: str) -> bool:
    """Whether the letters of an abbreviation are among the initials of a long form."""
    letters = [part[0].lower() for part in re.split(r"[ -]", long) if part]
    wanted = [char for char in short.lower() if char.isalpha()]
    return all(wanted.count(char) <= letters.count(char) for char in wanted)
