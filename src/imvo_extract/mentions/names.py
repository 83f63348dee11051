"""Capitalised names: of organisations, of persons, and of things that are no parties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import PartyKind
from imvo_extract.rulebook.parties import PartyRules
from imvo_extract.rulebook.template import alternatives

from .phrases import Phrases

_UPPER = "A-ZÀ-ÖØ-Þ"
# "J.P.", "FloraHolland", "C&A", "VNO-NCW", "'s-Hertogenbosch", "bpfBOUW"
_WORD = (
    rf"(?:(?:[{_UPPER}]\.){{1,6}}[{_UPPER}]?(?!\w)|(?<![\w'-])(?:'s-)?[{_UPPER}](?:[\w&'+-]*[\w+])?"
    rf"|(?<![\w'-])[a-z]{{1,3}}[{_UPPER}]\w+)"
)
_ABBREVIATION = re.compile(rf" \((?:hierna:? |kortweg |afgekort:? |ook wel )?['\"]?([{_UPPER}][\w&.+-]{{0,14}})['\"]?\)")
# "OESO-richtlijnen", but not the "Bos-van" of a double surname
_COMPOUND = re.compile(rf"^[{_UPPER}].*-(?!(?:van|de|der|den|ten|ter)$)[a-zà-ÿ][\w'-]*$")
_INITIALS = re.compile(rf"(?:[{_UPPER}][a-z]{{0,2}}\.)+[{_UPPER}]?")
_AND_A_NAME = re.compile(rf"(?:,| en)(?: de| het)? [{_UPPER}]")
# Of these kinds the noun is a part of the mention, and not of the name.
NOUN_INCLUDED: tuple[PartyKind, ...] = ("ministry", "municipality", "province")
_WORDS = re.compile(r"[^ ]+")
_NEW_SENTENCE = ".!?•"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that the document has introduced: what an abbreviation or a surname stands for."""

    name: str
    kind: PartyKind
    key: str


@dataclass(frozen=True, slots=True)
class NameMention:
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


class _Piece(NamedTuple):
    start: int
    end: int
    sentence_start: bool
    reason: str | None = None


class NameFinder:
    """Finds names with the words and the register of the party rules."""

    def __init__(self, rules: PartyRules) -> None:
        words = rules.words
        connectors = alternatives((*words.connectors, *words.foreign_connectors, "en"))
        self._run = re.compile(rf"{_WORD}(?:(?: (?:(?:{connectors}) ){{0,3}}| ?& ?){_WORD})*")
        self._registered = rules.registered_names
        self._phrases = Phrases(name for name in self._registered if not name.isalpha())
        self._starters = frozenset(words.starters) | frozenset(words.determiners)
        self._connectors = frozenset((*words.connectors, *words.foreign_connectors, "en"))
        self._foreign = frozenset(words.foreign_connectors)
        self._particles = frozenset(words.particles)
        self._demonyms = frozenset(words.demonyms)
        self._legal = frozenset(form.lower() for form in words.legal_forms)
        self._nouns = {
            form: kind for kind, entry in rules.kinds.items() for form, _ in entry.forms() if " " not in form
        } | {form: kind for kind, entry in rules.kinds.items() for form in entry.appositions}
        self._heads: dict[str, PartyKind] = {
            head.strip("*").lower(): kind for kind, entry in rules.kinds.items() for head in entry.name_heads
        }
        starred = {head for entry in rules.kinds.values() for head in entry.name_heads if head.startswith("*")}
        suffixes = alternatives(head.strip("*").lower() for head in starred)
        self._compound_head = re.compile(rf".{{3,}}?({suffixes})")
        self._not_names = {name.lower(): item.reason for item in rules.no_parties for name in item.names}
        self._not_heads = {head.lower(): item.reason for item in rules.no_parties for head in item.heads}
        self._compound_not = re.compile(rf".*?({alternatives(h for h in self._not_heads if len(h) > 4)})")
        self._place_reason = next((item.reason for item in rules.no_parties if item.id == "place"), "a place")
        nouns = alternatives(head.lower() for kind in NOUN_INCLUDED for head in rules.kinds[kind].name_heads)
        between = alternatives(rules.kinds["ministry"].between)
        self._noun_first = re.compile(rf"(?:{nouns}) (?:(?:{between}) )?")
        titles = alternatives(words.titles)
        self._title = re.compile(rf"(?<!\w)(?:(?:{titles})\.? )+$", re.IGNORECASE)
        self._polite = re.compile(rf"(?<!\w)(?:{alternatives(words.polite_titles)})\.? $", re.IGNORECASE)
        self._head_cache: dict[str, PartyKind | None] = {}

    def find(self, statement: Statement, known: Mapping[str, KnownName] | None = None) -> list[NameMention]:
        """Every capitalised name in a statement, by position; names that are no parties have a reason."""
        text = statement.text
        if text.isupper() and len(text) > 12:
            return []
        known = known or {}
        found: list[NameMention] = []
        regions = self._registered_regions(statement)
        for start, end in regions:
            found.append(self._named(text, _Piece(start, end, start == 0), known))
        for match in self._run.finditer(text):
            if match.start() == 0 and match[0][1:].islower() and " " not in match[0] and not _AND_A_NAME.match(text, match.end()) and self._unknown(match[0]):
                continue
            for piece in self._pieces(text, match.start(), match.end()):
                self._add(text, piece, known, found)
        found.sort(key=lambda name: name.start)
        return _resolved(_merged_long_forms(text, found))

    def _registered_regions(self, statement: Statement) -> list[tuple[int, int]]:
        """Registered names of several words or with marks in them; capitals must be where the register has them."""
        regions = []
        for start, end in self._phrases.find(statement):
            name = self._registered[statement.text[start:end].lower()][0]
            if name[0].islower() or statement.text[start].isupper():
                regions.append((start, end))
        return regions

    def _add(self, text: str, piece: _Piece, known: Mapping[str, KnownName], found: list[NameMention]) -> None:
        name = self._named(text, piece, known)
        for index, other in enumerate(found):
            if other.start < name.end and name.start < other.end:
                # A run that begins with a registered name and goes on is one name ("CNV Internationaal").
                longer = name.start <= other.start and name.end >= other.end and name.end - name.start > other.end - other.start
                if longer and not self._joins_two(text, other, name):
                    kind = name.kind if name.reason or name.start < other.start else other.kind
                    found[index] = replace(name, kind=kind, key=name.key)
                return
        found.append(name)

    def _joins_two(self, text: str, region: NameMention, name: NameMention) -> bool:
        if name.start < region.start and not any(map(self._is_head, text[name.start : region.start].lower().split())):
            return True
        rest = text[region.end : name.end].lstrip(" &,")
        return rest.lower() in self._registered or rest.startswith(("(", "en "))

    # --- a run of capitalised words, cut into names

    def _pieces(self, text: str, start: int, end: int) -> list[_Piece]:
        opening = _opens_sentence(text, start)
        words = [(m.start(), m.end()) for m in _WORDS.finditer(text, start, end)]
        low = [text[a:b].lower() for a, b in words]
        first = 0
        if opening:
            while first < len(words) and (low[first] in self._starters or low[first] in self._connectors):
                first += 1
        if first < len(words) and low[first] in self._nouns:
            # "Brancheorganisatie Euroglas", "Vakbond FNV": the noun is an apposition; alone it is no name.
            word = text[words[first][0] : words[first][1]]
            common = low[first] not in self._heads and (opening or first + 1 == len(words) or not word[1:].islower())
            if common or " ".join(low[first + 1 :]) in self._registered:
                first += 1
        pieces: list[_Piece] = []
        at = first
        while at < len(words):
            stop = self._stop(text, words, low, at)
            pieces.append(_Piece(words[at][0], words[stop - 1][1], opening and at == 0))
            at = stop
            while at < len(words) and low[at] in self._connectors and not text[words[at][0]].isupper():
                at += 1
            if at < len(words) and low[at] == "&":
                at += 1
        return [p for p in (self._trim(text, piece) for piece in pieces) if p is not None]

    def _stop(self, text: str, words: list[tuple[int, int]], low: list[str], at: int) -> int:
        """The index after the last word of the name that begins at ``at``."""
        if _COMPOUND.match(text[words[at][0] : words[at][1]]):
            work = low[at].endswith("convenant")
            return self._run_of_capitals(text, words, at + 1, joined=True) if work else at + 1
        head = self._is_head(low[at]) or self._is_work(low[at])
        index = at + 1
        while index < len(words):
            word = text[words[index][0] : words[index][1]]
            if low[index] in self._connectors and not word[0].isupper():
                after = index + 1
                while after < len(words) and low[after] in self._connectors and not text[words[after][0]].isupper():
                    after += 1
                if not self._connects(text, words, low, (at, index, after), head):
                    return index
                index = after
            elif _COMPOUND.match(word) and not head:
                return index
            else:
                head = head or self._is_head(low[index]) or self._is_work(low[index])
                index += 1
        return index

    def _run_of_capitals(self, text: str, words: list[tuple[int, int]], index: int, *, joined: bool) -> int:
        while index < len(words) and (joined or text[words[index][0]].isupper()):
            index += 1
        return index

    def _connects(
        self, text: str, words: list[tuple[int, int]], low: list[str], cut: tuple[int, int, int], head: bool
    ) -> bool:
        """Whether the connectors ``low[index:after]`` are inside the name that began at ``at``."""
        at, index, after = cut
        if after >= len(words):
            return False
        between = low[index:after]
        left = text[words[at][0] : words[index - 1][1]].lower()
        right = low[after]
        if "en" in between:
            if low[at].endswith("convenant") and right not in self._registered:
                return True
            # "Vereniging Hout en Bouw", but "Stichting Hout en FNV", "Verbond van Glasmakers en Papierbond"
            alone = after + 1 == len(words) or low[after + 1] in self._connectors
            plain = right not in self._registered and not self._is_head(right) and text[words[after][0] : words[after][1]][1:].islower()
            lone = index - at == 2 and self._heads.get(low[at]) is not None and low[index - 1] not in self._registered
            return between == ["en"] and alone and plain and lone
        if left in self._registered or right in self._registered:
            return False
        if "in" in between or "op" in between or "te" in between:
            return head and right not in self._not_names
        if all(word in self._particles for word in between) and not head:
            # "Karin van den Berg": a person's name has one or two words before the particle, and no organisation's behind.
            for word in low[after:]:
                if word in self._connectors:
                    break
                if self._is_head(word):
                    return False
            return index - at <= 3 and all(not text[a:b].isupper() or "." in text[a:b] for a, b in words[at:index])
        return head or (between[0] in self._foreign and index - at <= 3)

    def _trim(self, text: str, piece: _Piece) -> _Piece | None:
        """The piece without a demonym that is no part of the name, and without a possessive ending."""
        start, end, opening, _ = piece
        if text[start:end].endswith("'s"):
            end -= 2
        first, _, rest = text[start:end].partition(" ")
        if first.lower() in self._demonyms:
            if not rest:
                return None
            if rest.lower() in self._registered or (" " not in rest and not self._is_head(rest.lower())):
                start += len(first) + 1
        if opening and start == piece.start and " " not in text[start:end]:
            word = text[start:end]
            if word[1:].islower() and self._unknown(word) and not _AND_A_NAME.match(text, end):
                return None
        if end - start == 1:
            return None
        return _Piece(start, end, opening)

    def _unknown(self, word: str) -> bool:
        low = word.lower()
        return low not in self._registered and low not in self._not_names and self._head_kind(low) is None

    def _is_head(self, word: str) -> bool:
        return self._head_kind(word) is not None

    def _is_work(self, word: str) -> bool:
        return word in self._not_heads

    def _head_kind(self, word: str) -> PartyKind | None:
        cache = self._head_cache
        if word in cache:
            return cache[word]
        kind = self._heads.get(word)
        if kind is None and word not in self._nouns:
            match = self._compound_head.fullmatch(word)
            kind = self._heads[match[1]] if match else None
        if len(cache) < 20_000:
            cache[word] = kind
        return kind

    # --- what a name is

    def _named(self, text: str, piece: _Piece, known: Mapping[str, KnownName]) -> NameMention:
        start, end, opening, _ = piece
        name = text[start:end]
        low = name.lower()
        reason = self._reason(text, start, name, low)
        registered, earlier = self._registered.get(low), known.get(name)
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
                key = self._registered[low][2] if low in self._registered else low
                kind = self._kind(text[start:end].lower())
                person = kind is None and self._person(name)
        if reason is None and (kind is None or kind == "person"):
            polite = self._polite.search(text, 0, start)
            title = self._title.search(text, 0, start)
            if title is not None:
                start, person, kind = title.start(), True, "person"
            elif polite is not None:
                person, kind = True, "person"
        abbreviation = None
        following = _ABBREVIATION.match(text, end)
        if following is not None and sum(c.isupper() for c in following[1]) >= 2 and reason != self._place_reason:
            abbreviation, end = following[1], following.end()
            short = self._registered.get(abbreviation.lower())
            if reason is None and registered is None and earlier is None and short is not None:
                kind = kind if kind not in (None, "organisation") else short[1]
        place = reason is not None and reason == self._place_reason
        return NameMention(start, end, text[start:end], name, kind, key, abbreviation, opening, person, reason, place)

    def _without_noun(self, name: str, low: str) -> tuple[str, str]:
        """"Ministerie van Financiën" is named Financiën, "Gemeente Utrecht" Utrecht."""
        match = self._noun_first.match(low)
        return (name[match.end() :], low[match.end() :]) if match else (name, low)

    def _reason(self, text: str, start: int, name: str, low: str) -> str | None:
        if low in self._not_names:
            return self._not_names[low]
        if low in self._registered:
            return None
        if low.rsplit("-", 1)[-1] in self._not_names and self._not_names[low.rsplit("-", 1)[-1]] == self._place_reason:
            return self._place_reason
        if low in self._heads:
            return "a common noun with a capital"
        words = low.split(" ")
        for word in words:
            if word in self._not_heads:
                return self._not_heads[word]
        last = _COMPOUND.match(name.rsplit(" ", 1)[-1])
        compound = self._compound_not.fullmatch(words[0]) or self._compound_not.fullmatch(words[-1])
        if compound is not None:
            return self._not_heads[compound[1]]
        if last is not None and self._head_kind(words[-1]) is None:
            return "a compound noun, not a name"
        before = text[:start].rsplit(" ", 2)[-2:-1]
        if before and before[0].lower().endswith("convenant"):
            return self._not_heads.get("convenant", "a covenant")
        return None

    def _kind(self, low: str) -> PartyKind | None:
        words = low.split(" ")
        if len(words) > 1 and (words[-1] in self._legal or words[-1].strip(".") in self._legal):
            return "company"
        for word in words:
            kind = self._head_kind(word)
            if kind is not None:
                return kind
        first = self._registered.get(words[0])
        if first is None and len(words) > 2:
            first = self._registered.get(" ".join(words[:2]))
        return first[1] if first is not None else None

    def _person(self, name: str) -> bool:
        words = name.split(" ")
        if len(words) < 2:
            return False
        return _INITIALS.fullmatch(words[0]) is not None or any(word in self._particles for word in words[1:-1])


def may_be_person(name: NameMention) -> bool:
    """Whether an unknown name has the shape of a person's: two to five words, none of them in capitals."""
    if name.person:
        return True
    words = name.name.split(" ")
    return name.kind is None and 1 <= len(words) <= 5 and not any(word.isupper() and "." not in word for word in words)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip("\"'( ")
    return not before or before[-1] in _NEW_SENTENCE


def _merged_long_forms(text: str, names: list[NameMention]) -> list[NameMention]:
    """"IDH (Initiatief Duurzame Handel)" as one mention under the long form."""
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
        elif before is not None and name.start < before.end:
            continue
        else:
            out.append(name)
    return out


def _resolved(names: list[NameMention]) -> list[NameMention]:
    """An abbreviation that the same statement has introduced means what it was introduced for."""
    long = {name.abbreviation: name for name in names if name.abbreviation and name.reason is None}
    if not long:
        return names
    return [
        replace(name, name=long[name.text].name, kind=long[name.text].kind, key=long[name.text].key)
        if name.text in long and name.start > long[name.text].start
        else name
        for name in names
    ]


def _initials(long: str, short: str) -> bool:
    """Whether the letters of an abbreviation are among the initials of a long form."""
    letters = [part[0].lower() for part in re.split(r"[ -]", long) if part]
    wanted = [char for char in short.lower() if char.isalpha()]
    return all(wanted.count(char) <= letters.count(char) for char in wanted)
