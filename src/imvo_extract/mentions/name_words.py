"""What the words of a name tell: the register, heads such as "Vereniging", and names that are no parties."""

from __future__ import annotations

import re

from imvo_extract.records.models import PartyKind
from imvo_extract.rulebook.parties import PartyRules
from imvo_extract.rulebook.template import alternatives

from .party_nouns import PartyNouns

_CACHED_WORDS = 20_000


class NameWords:
    """The closed classes and the register of the party rules, for asking about lower-case words.

    ``registered``: name -> name as registered, kind, identity. ``nouns``: nouns of kinds. ``not_names`` and ``works``:
    names, and words in names, that are no parties -> the reason; ``endings``: of the last word of such names.
    """

    def __init__(self, rules: PartyRules) -> None:
        words = rules.words
        self.registered = rules.registered_names
        self.starters = frozenset(words.starters) | frozenset(words.determiners)
        self.connectors = frozenset((*words.connectors, *words.foreign_connectors, "en"))
        self.foreign = frozenset(words.foreign_connectors)
        self.particles = frozenset(words.particles)
        self.demonyms = frozenset(words.demonyms)
        self.nouns = {form for entry in rules.kinds.values() for form, _ in entry.forms() if " " not in form}
        self.nouns |= {form for entry in rules.kinds.values() for form in entry.appositions}
        self.not_names = {name.lower(): item.reason for item in rules.no_parties for name in item.names}
        self.works = {head.lower(): item.reason for item in rules.no_parties for head in item.heads}
        self.before = {noun: item.reason for item in rules.no_parties for noun in (*item.heads, *item.nouns)}
        self.endings = {ending: item.reason for item in rules.no_parties for ending in item.endings}
        self._ends = tuple(self.endings)
        self._longest_not_name = max((name.count(" ") + 1 for name in self.not_names), default=0)
        self._not_name_starts = {name.split(" ")[0] for name in self.not_names if " " in name}
        self._party_nouns = PartyNouns(rules)
        self.heads: dict[str, PartyKind] = {
            head.strip("*").lower(): kind for kind, entry in rules.kinds.items() for head in entry.name_heads
        }
        starred = {head for entry in rules.kinds.values() for head in entry.name_heads if head.startswith("*")}
        self._compound_head = re.compile(rf".{{3,}}?({alternatives(head.strip('*').lower() for head in starred)})")
        self._cache: dict[str, PartyKind | None] = {}

    def head_kind(self, word: str) -> PartyKind | None:
        """The kind that a word in a name tells: "vereniging", "tandartsenvereniging"."""
        cache = self._cache
        if word in cache:
            return cache[word]
        kind = self.heads.get(word)
        if kind is None and word not in self.nouns:
            match = self._compound_head.fullmatch(word)
            kind = self.heads[match[1]] if match else None
        if len(cache) < _CACHED_WORDS:
            cache[word] = kind
        return kind

    def is_head(self, word: str) -> bool:
        """Whether a word in a name tells its kind."""
        return self.head_kind(word) is not None

    def is_noun(self, word: str) -> bool:
        """Whether a word is a noun of a kind of party, a compound included ("netbeheerder")."""
        return word in self.nouns or self._party_nouns.kind_of(word) is not None

    def is_spelt(self, word: str) -> bool:
        """Whether a word is a registered name, in the capitals of the register ("ING", and not the title "Ing")."""
        return self.registered.get(word.lower(), (None,))[0] == word

    def ending(self, word: str) -> str | None:
        """Why no name that ends in this word is a party, if so: "molenstraat"."""
        if not word.endswith(self._ends):
            return None
        return next((why for end, why in self.endings.items() if word.endswith(end) and len(word) > len(end) + 2), None)

    def not_name_ahead(self, words: list[str]) -> int:
        """How many words at the head are together a name that is no party ("tweede kamer der staten-generaal"), two or
        more; else 0."""
        if not words or words[0] not in self._not_name_starts:
            return 0
        longest = min(self._longest_not_name, len(words))
        return next((n for n in range(longest, 1, -1) if " ".join(words[:n]) in self.not_names), 0)

    def unknown(self, word: str) -> bool:
        """Whether nothing is known of a word: no name, no head, no place."""
        return word not in self.registered and word not in self.not_names and self.head_kind(word) is None

    def is_place_ahead(self, words: list[str]) -> bool:
        """Whether the words begin with something that is no party ("den haag ...")."""
        return any(" ".join(words[:count]) in self.not_names for count in (1, 2, 3))
