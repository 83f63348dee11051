"""The nouns for kinds of party, compounds included: "natuursteenbedrijven" are a kind of company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import PartyKind
from imvo_extract.rulebook.parties import PartyRules

from .phrases import Phrases

_SHORTEST_MODIFIER = 3
_CACHED_WORDS = 20_000


class NounKind(NamedTuple):
    """What a noun says: the kind, whether it is a plural, and whether it says so only before a name ("bureau X")."""

    kind: PartyKind
    plural: bool
    apposition: bool


class PartyNoun(NamedTuple):
    """A noun in a statement; ``first`` and ``last`` (exclusive) are token indices."""

    first: int
    last: int
    kind: PartyKind
    plural: bool
    apposition: bool


class PartyNouns:
    """Looks up nouns. A word that is an entry or an exception of the rules is never taken for a compound."""

    def __init__(self, rules: PartyRules) -> None:
        self._nouns: dict[str, NounKind] = {}
        self._compounds: dict[str, NounKind] = {}
        for kind, entry in rules.kinds.items():
            for form, plural in entry.forms():
                self._nouns[form.lower()] = NounKind(kind, plural, False)
            for singular in entry.compounds:
                other = entry.nouns[singular]
                self._compounds[singular.lower()] = NounKind(kind, False, False)
                if other:
                    self._compounds[other.lower()] = NounKind(kind, True, False)
            for form in entry.appositions:
                self._nouns.setdefault(form.lower(), NounKind(kind, False, True))
        self._phrases = Phrases(form for form in self._nouns if not form.isalpha())
        self._exceptions = frozenset(rules.exceptions)
        self._shortest = min(map(len, self._compounds), default=99)
        self._cache: dict[str, NounKind | None] = {}
        self._no_nouns: set[str] = set()

    def kind_of(self, word: str) -> NounKind | None:
        """What a lower-case word says of a kind, if it is a noun for one."""
        cache = self._cache
        if word in cache:
            return cache[word]
        found = self._nouns.get(word)
        if found is None and word not in self._exceptions:
            for at in range(_SHORTEST_MODIFIER, len(word) - self._shortest + 1):
                found = self._compounds.get(word[at:])
                if found is not None:
                    break
        if len(cache) < _CACHED_WORDS:
            cache[word] = found
        return found

    def shared_head(self, part: str, whole: str) -> PartyKind | None:
        """The kind of "vak-" in "vak- en brancheorganisaties": of the noun that it makes with the end of the whole."""
        for at in range(len(whole) - self._shortest, 0, -1):
            hit = self._nouns.get(part + whole[at:])
            if hit is not None:
                return hit.kind
        return None

    def words(self, statement: Statement) -> dict[str, NounKind]:
        """The words of a statement that are nouns of a kind, without those of several words."""
        # Most words are known to be none: one set operation tells for the whole statement.
        unknown = statement.words - self._no_nouns
        nouns = {word: kind for word in unknown if (kind := self.kind_of(word)) is not None}
        if len(self._no_nouns) < _CACHED_WORDS:
            self._no_nouns |= unknown - nouns.keys()
        return nouns

    def has_phrase(self, statement: Statement) -> bool:
        """Whether a noun of several words may be in a statement."""
        return self._phrases.may_be_in(statement)

    def find(self, statement: Statement, nouns: Mapping[str, NounKind]) -> list[PartyNoun]:
        """The nouns in a statement, by position.

        :param nouns: of ``words``.
        """
        tokens = statement.tokens
        found: list[PartyNoun] = []
        for start, end in self._phrases.find(statement):
            first = next(i for i, token in enumerate(tokens) if token.start >= start)
            last = next(i for i in range(first, len(tokens)) if tokens[i].end >= end) + 1
            found.append(PartyNoun(first, last, *self._nouns[statement.text[start:end].lower()]))
        if nouns:
            taken = {index for noun in found for index in range(noun.first, noun.last)}
            for index, token in enumerate(tokens):
                if token.lower in nouns and index not in taken:
                    found.append(PartyNoun(index, index + 1, *nouns[token.lower]))
            if taken:
                found.sort()
        return found
