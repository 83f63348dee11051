"""Number words and numbers: "tweeëntwintig" is 22, and 22 is "tweeëntwintig".

Spelling follows the Taalunie (Technische Handleiding, 8): one word up to a thousand, a space behind "duizend" and
around "miljoen" and higher, a trema where two vowels would else be read as one. Reading is more liberal: with and
without trema, accents, spaces, hyphens and "en".
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from imvo_extract.rulebook.numerals import NumeralRules

_ACCENTS = str.maketrans("éèëêáóúíïÉÈËÊ", "eeeeaouiieeee")
# The longest number word below 10**24 has under 300 letters; what is longer is none.
_LONGEST = 400


def plain_word(word: str) -> str:
    """``word`` in lower case, without accents and trema (but "à" keeps its own)."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word).lower().translate(_ACCENTS)


class NumberWords:
    """Reads and writes number words of one word (hyphens and spaces are the business of the scanner).

    :param rules: the vocabulary.
    """

    def __init__(self, rules: NumeralRules) -> None:
        self._scales = sorted(rules.scales.items(), key=lambda item: -item[1])
        self._irregular = rules.irregular_ordinals
        self._endings = rules.word_ordinal_endings
        self._mixed = rules.mixed
        self._half_endings = rules.half_endings
        self._joiner = rules.joiner
        self._one = rules.stressed_one
        self._minus = rules.minus[0]
        self._names = {value: word for word, value in (*rules.cardinals.items(), *rules.tens.items())}
        #: The word for one that is an article as well.
        self.article = self._names[1]
        self._small = dict(rules.cardinals) | dict(rules.tens)
        for ten, tens in rules.tens.items():
            for unit, units in rules.cardinals.items():
                if 1 <= units <= 9:
                    self._small[f"{unit}{rules.joiner}{ten}"] = tens + units
        self.cardinal = lru_cache(maxsize=8192)(self._cardinal)
        self.ordinal = lru_cache(maxsize=8192)(self._ordinal)

    def _cardinal(self, word: str) -> int | None:
        """The value of a plain, compact number word ("tweeentwintigduizend"), or None."""
        small = self._small.get(word)
        if small is not None or len(word) > _LONGEST:
            return small
        for name, scale in self._scales:
            at = word.find(name)
            if at < 0:
                continue
            left, right = word[:at], word[at + len(name) :]
            times = self.cardinal(left) if left else 1
            # "vijfentwintighonderd" is 2500; "honderdduizend miljoen" is rare, but Dutch.
            if not times or times >= (100 if scale == 100 else 1_000_000):
                return None
            if not right:
                return times * scale
            rest = self.cardinal(right)
            if rest is None and right.startswith(self._joiner):
                rest = self.cardinal(right[len(self._joiner) :])
            return times * scale + rest if rest and rest < scale else None
        return None

    def _ordinal(self, word: str) -> int | None:
        """The number of a plain, compact ordinal ("tweeentwintigste" is 22), or None."""
        for ordinal, cardinal in self._irregular.items():
            if word.endswith(ordinal):
                found = self.cardinal(word[: -len(ordinal)] + cardinal)
                if found is not None:
                    return found
        for ending in self._endings:
            if word.endswith(ending):
                found = self.cardinal(word[: -len(ending)])
                if found is not None:
                    return found
        return None

    def half(self, word: str) -> float | None:
        """The value of a word with a half in it ("anderhalf", "tweeenhalf", "tweeeneenhalve"), or None."""
        mixed = self._mixed.get(word)
        if mixed is not None:
            return mixed
        for ending in self._half_endings:
            if word.endswith(ending):
                whole = self.cardinal(word[: -len(ending)])
                if whole is not None:
                    return whole + 0.5
        return None

    def spell(self, number: int) -> str:
        """The words of an integer, spelled as the Taalunie has it.

        :raises ValueError: it is too large for the scales in the rules.
        """
        if number < 0:
            return f"{self._minus} {self.spell(-number)}"
        if number < 100:
            return self._spell_small(number) if number != 1 else self._one
        if number < 1000:
            hundreds, rest = divmod(number, 100)
            return ("" if hundreds == 1 else self._names[hundreds]) + self._name(100) + self._tail(rest)
        for name, scale in self._scales:
            times, rest = divmod(number, scale)
            if not times:
                continue
            if times >= 1000:
                break
            if scale == 1000:
                head = ("" if times == 1 else self._compound(times)) + name
            else:
                head = f"{self._compound(times)} {name}"
            return f"{head} {self._tail(rest) if rest < 1000 else self.spell(rest)}" if rest else head
        raise ValueError(f"no words for {number}")

    def _name(self, scale: int) -> str:
        return next(name for name, value in self._scales if value == scale)

    def _tail(self, number: int) -> str:
        """A number behind a larger one: "honderdeen", without the accents of a lone "één"."""
        return "" if number == 0 else self._compound(number)

    def _compound(self, number: int) -> str:
        return self._names[1] if number == 1 else self.spell(number)

    def _spell_small(self, number: int) -> str:
        if number in self._names:
            return self._names[number]
        tens, units = divmod(number, 10)
        unit = self._names[units]
        joiner = f"ë{self._joiner[1:]}" if unit.endswith("e") else self._joiner
        return f"{unit}{joiner}{self._names[tens * 10]}"
