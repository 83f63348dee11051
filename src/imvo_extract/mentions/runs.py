"""Runs of capitalised words, cut into names: "Verbond van Verzekeraars en Zorgverzekeraars Nederland" is two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from imvo_extract.rulebook.parties import Words
from imvo_extract.rulebook.template import alternatives

from .name_words import NameWords

UPPER = "A-ZÀ-ÖØ-Þ"
# "J.P.", "FloraHolland", "C&A", "VNO-NCW"
# (The capital comes first, so that the engine looks for capitals only; what stands before it is looked at behind it.)
_WORD = rf"[{UPPER}](?:\.(?:[{UPPER}]\.){{0,5}}[{UPPER}]?(?!\w)|(?<![\w-][{UPPER}])(?:[\w&'+-]*[\w+])?)"
# "OESO-richtlijnen", but not the "Bos-van" of a double surname
COMPOUND = re.compile(rf"^[{UPPER}].*-(?!(?:van|de|der|den|ten|ter)$)[a-zà-ÿ][\w'-]*$")
_WORDS = re.compile(r"[^ ]+")
_NEW_SENTENCE = ".!?•"


class Piece(NamedTuple):
    """A name within a run, in clean offsets.

    ``sentence_start``: its capital may be that of the sentence; ``adjective``: it is none, but an adjective with a
    capital ("Nederlandse").
    """

    start: int
    end: int
    sentence_start: bool
    adjective: bool = False


class RunCutter:
    """Finds runs of capitalised words and cuts them into names."""

    def __init__(self, words: NameWords, rules: Words) -> None:
        self._words = words
        self._polite = frozenset(rules.polite_titles)
        self._kin = frozenset(rules.kin)
        connectors = alternatives((*rules.connectors, *rules.foreign_connectors, "en"))
        # What tells that a single word before it is a name, though it has its capital from the sentence.
        self._and_a_name = re.compile(rf"(?:,| en)(?: de| het)? [{UPPER}]| (?:{alternatives(rules.name_verbs)})(?!\w)")
        self._cut = lru_cache(maxsize=8192)(self._cut_run)
        self._run = re.compile(rf"{_WORD}(?:(?: (?:(?:{connectors}) ){{0,3}}| ?& ?|- en ){_WORD})*")

    def pieces(self, text: str) -> Iterator[Piece]:
        """The names in a text, by position."""
        for match in self._run.finditer(text):
            run = match[0]
            # The first word of most sentences: an ordinary word with a capital.
            lone = match.start() == 0 and " " not in run and run[1:].islower() and self._words.unknown(run.lower())
            if not lone or self.names_one(text, match.end()):
                start, end = match.span()
                opens = _opens_sentence(text, start)
                follows = run.endswith("se") and text[end + 1 : end + 2].islower()
                is_name = opens and self.names_one(text, end)
                for first, last, opening, adjective in self._cut(run, opens, follows, is_name):
                    yield Piece(start + first, start + last, opening, adjective)

    def names_one(self, text: str, end: int) -> bool:
        """Whether what follows tells that a single word with the capital of its sentence is a name."""
        return self._and_a_name.match(text, end) is not None

    def _cut_run(self, text: str, opening: bool, follows: bool, is_name: bool) -> list[Piece]:
        """The names in a run.

        :param text: the run.
        :param opening: whether it opens a sentence.
        :param follows: whether a word in small letters follows.
        :param is_name: whether what follows tells that a single word is a name.
        """
        words = [(m.start(), m.end()) for m in _WORDS.finditer(text)]
        low = [text[a:b].lower() for a, b in words]
        at = 0
        if opening:
            while at < len(words) and self._opens(text[slice(*words[at])], low, at):
                at += 1
        pieces: list[Piece] = []
        while at < len(words):
            if self._words.is_noun(low[at]) and self._is_apposition(
                text, words, low, at, opening=opening and not pieces
            ):
                at += 1
                while at < len(words) and low[at] in self._words.connectors and not text[words[at][0]].isupper():
                    at += 1
                continue
            stop = self._stop(text, words, low, at)
            pieces.append(Piece(words[at][0], words[stop - 1][1], opening and at == 0))
            at = stop
            while at < len(words) and low[at] in self._words.connectors and not text[words[at][0]].isupper():
                at += 1
            if at < len(words) and low[at] == "&":
                at += 1
        rest = (follows, is_name)
        return [p for p in (self._trim(text, piece, rest) for piece in pieces) if p is not None]

    def _opens(self, word: str, low: list[str], at: int) -> bool:
        """Whether a word at the head of a sentence is no part of a name: not so the second capital of "Ook Van Gelder",
        nor a foreign article ("The Body Shop")."""
        if (at and word[0].isupper()) or self._words.is_spelt(word) or self._words.not_name_ahead(low[at:]):
            return False
        if low[at] in self._polite:
            return len(low) > at + 1
        return low[at] in self._words.starters or low[at] in self._words.connectors - self._words.foreign

    def _is_apposition(
        self, text: str, words: list[tuple[int, int]], low: list[str], at: int, *, opening: bool
    ) -> bool:
        """Whether a noun is no part of the name behind it: "Brancheorganisatie Euroglas", "Vakbond FNV"."""
        after = at + 1
        while after < len(words) and low[after] not in self._words.connectors:
            after += 1
        if any(" ".join(low[at + 1 : end]) in self._words.registered for end in (after, at + 3, at + 4)):
            return True
        if after == at + 1 and low[at] not in self._words.nouns:
            # "het Havenbedrijf": a compound with a capital is a name, where no other name follows.
            return False
        word = text[words[at][0] : words[at][1]]
        return low[at] not in self._words.heads and (opening or after == at + 1 or not word[1:].islower())

    def _stop(self, text: str, words: list[tuple[int, int]], low: list[str], at: int) -> int:
        """The index after the last word of the name that begins at ``at``."""
        closed = self._words.not_name_ahead(low[at:])
        if closed > 2:
            return at + closed
        if COMPOUND.match(text[words[at][0] : words[at][1]]) and not self._words.is_head(low[at].rsplit("-", 1)[-1]):
            work = low[at].endswith("convenant")
            return self._run_of_capitals(text, words, at + 1, joined=True) if work else at + 1
        head = self._words.is_head(low[at]) or low[at] in self._words.works
        index = at + 1
        while index < len(words):
            word = text[words[index][0] : words[index][1]]
            if low[index] in self._words.connectors and not word[0].isupper():
                after = index + 1
                while (
                    after < len(words) and low[after] in self._words.connectors and not text[words[after][0]].isupper()
                ):
                    after += 1
                if not self._connects(text, words, low, (at, index, after), head):
                    return index
                index = after
            elif COMPOUND.match(word) and not head:
                return index
            else:
                head = head or self._words.is_head(low[index]) or low[index] in self._words.works
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
        if between == ["en"] and right in self._kin and left not in self._words.registered:
            return True  # "Firma J. Kuipers en Zoon"
        if "en" in between:
            # "Cacao- en Chocoladevereniging"
            if left.endswith("-"):
                return True
            if low[at].endswith("convenant") and right not in self._words.registered:
                return True
            # "Vereniging Hout en Bouw", but "Stichting Hout en FNV", "Verbond van Glasmakers en Papierbond"
            alone = after + 1 == len(words) or low[after + 1] in self._words.connectors
            plain = (
                right not in self._words.registered
                and not self._words.is_head(right)
                and text[words[after][0] : words[after][1]][1:].islower()
            )
            lone = (
                index - at == 2
                and self._words.heads.get(low[at]) is not None
                and low[index - 1] not in self._words.registered
            )
            return between == ["en"] and alone and plain and lone
        if left in self._words.registered or (right in self._words.registered and not head):
            return False
        if "in" in between or "op" in between or "te" in between:
            return head and not self._words.is_place_ahead(low[after:])
        if all(word in self._words.particles for word in between) and not head:
            # "Karin van den Berg": one or two words before the particle, and no organisation behind.
            for word in low[after:]:
                if word in self._words.connectors:
                    break
                if self._words.is_head(word):
                    return False
            return index - at <= 3 and all(not text[a:b].isupper() or "." in text[a:b] for a, b in words[at:index])
        return head or (between[0] in self._words.foreign and index - at <= 3)

    def _trim(self, text: str, piece: Piece, rest_of_text: tuple[bool, bool]) -> Piece | None:
        """The piece without a demonym that is no part of the name, and without a possessive ending."""
        start, end, opening, _ = piece
        name = text[start:end].removesuffix("'s")
        # Dutch writes the possessive so behind a vowel only ("IKEA's beleid"); "McDonald's" is a name.
        if len(name) < end - start and (name[-1:].lower() in "aeiouy" or name.lower() in self._words.registered):
            end -= 2
        first, _, rest = text[start:end].partition(" ")
        if first.lower() in self._words.demonyms:
            if not rest:
                return Piece(start, end, opening, adjective=True)
            if rest.lower() in self._words.registered or (" " not in rest and not self._words.is_head(rest.lower())):
                start += len(first) + 1
        if (
            not rest
            and first.endswith("se")
            and (text[end + 1 : end + 2].islower() or (end == len(text) and rest_of_text[0]))
            and self._words.unknown(first.lower())
        ):
            # "de Ivoriaanse overheid": an adjective, though of no people that the rules know.
            return Piece(start, end, opening, adjective=True)
        if opening and start == piece.start and " " not in text[start:end]:
            word = text[start:end]
            named = rest_of_text[1] if end == len(text) else self.names_one(text, end)
            if word[1:].islower() and self._words.unknown(word.lower()) and not named:
                return None
        if end - start == 1:
            return None
        return Piece(start, end, opening)


def _opens_sentence(text: str, start: int) -> bool:
    while start and text[start - 1] in "\"'( ":
        start -= 1
    return not start or text[start - 1] in _NEW_SENTENCE
