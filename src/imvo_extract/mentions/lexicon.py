"""The vocabulary of all rule files, found in one pass by a spaCy PhraseMatcher.

Entries are phrases under a key ("parties.noun:ngo"). A word that is no entry but ends in one that was added as a *head*
is found as well: Dutch writes compounds as one word, and the last part says what the thing is ("startbijeenkomst" is a
"bijeenkomst").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from imvo_extract.dutch.statements import Term, Token

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

# What stands before the head must itself look like a word: "ngo" is no head of "bongo".
_SHORTEST_MODIFIER = 3


class Lexicon:
    """Phrases under keys, compiled once.

    :param tokenizer: splits the phrases as it will split the texts.
    :param phrases: key -> phrases; matched as whole tokens, without regard to capitals.
    :param heads: key -> single words that may also be the last part of a compound.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        phrases: Mapping[str, Iterable[str]],
        heads: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        from spacy.matcher import PhraseMatcher

        self._strings = tokenizer.vocab.strings
        self._matcher = PhraseMatcher(tokenizer.vocab, attr="LOWER")
        self._single: dict[str, list[str]] = {}
        self._heads: dict[str, list[str]] = {}
        for key, entries in phrases.items():
            longer = []
            for entry in sorted(set(entries)):
                doc = tokenizer(entry.lower())
                if len(doc) == 1:
                    self._single.setdefault(entry.lower(), []).append(key)
                else:
                    longer.append(doc)
            if longer:
                self._matcher.add(key, longer)
        for key, entries in (heads or {}).items():
            for entry in sorted(set(entries)):
                self._heads.setdefault(entry.lower(), []).append(key)
        self._shortest_head = min(map(len, self._heads), default=0)
        # Texts repeat their words; the cache is bounded, so that a stream of documents does not grow it.
        self._keys_of = lru_cache(maxsize=16_384)(self._look_up)

    def _look_up(self, word: str) -> tuple[str, ...]:
        """The keys of a lower-case word: its own, and those of the longest head that it is or ends in; each once."""
        own = self._single.get(word, [])
        heads = self._heads
        found = heads.get(word)
        if found is None:
            for at in range(_SHORTEST_MODIFIER, len(word) - self._shortest_head + 1):
                found = heads.get(word[at:])
                if found is not None:
                    break
            else:
                return tuple(own)
        return tuple(dict.fromkeys((*own, *found)))

    def find(self, doc: Doc, rows: Sequence[tuple[int, tuple[Token, ...]]]) -> list[tuple[Term, ...]]:
        """For each row of ``tokenize_all`` the terms in it, by position, the longest first where two begin together."""
        strings = self._strings
        longer: dict[int, list[tuple[str, int]]] = {}
        for key, first, last in self._matcher(doc):
            longer.setdefault(first, []).append((strings[key], last - first))
        keys_of = self._keys_of
        found = []
        for begin, tokens in rows:
            terms = []
            for index, token in enumerate(tokens):
                if begin + index in longer:
                    phrases = sorted(longer[begin + index], key=lambda item: (-item[1], item[0]))
                    terms += [Term(key, index, index + length) for key, length in phrases]
                keys = keys_of(token.lower)
                if keys:
                    terms += [Term(key, index, index + 1) for key in keys]
            found.append(tuple(terms))
        return found
