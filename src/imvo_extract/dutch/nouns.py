"""The singular of Dutch nouns: "NGO's" is "ngo", "brancheorganisaties" "brancheorganisatie", "bedrijfjes" "bedrijf".

Regular plurals follow the spelling rules of the Taalunie backwards; what no rule gives ("leden", "sectoren") comes from
a table, and compounds with it ("bestuursleden"). Where the spelling leaves two singulars, the commoner is taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

_VOWELS = "aeiouyäëïöüáéíóú"
# An open vowel in the plural is written double in the singular: "afspraken", "personen", "uren".
_OPEN_VOWEL = re.compile(r"(?<![aeiouëï])([aou])[^aeiouyxëï]$")
# Of the e only in these: "problemen", "weken", "bibliotheken"; "artikelen" and "regelingen" keep theirs.
_OPEN_E = re.compile(r"(?<![aeiouëï])(e)[mkptvz]$")
_UNSTRESSED_OR = re.compile(r"(?:[tsd]|iat)or$")
_DIMINUTIVE = (
    (re.compile(r"(ing)etje$"), r"\1"),
    (re.compile(r"inkje$"), "ing"),
    (re.compile(r"([bdfgklmnprst])\1etje$"), r"\1"),
    (re.compile(r"mpje$"), "m"),
    (re.compile(r"([aou])\1tje$"), r"\1"),
    (re.compile(r"(?<=[aeiouwjlnr])tje$"), ""),
    (re.compile(r"(?<=[bcdfgkpst])je$"), ""),
)
_SHORTEST = 3


class Singulars:
    """Makes singulars of plurals.

    :param irregular: plurals and their singular; compounds that end in one follow it.
    :param synonyms: lemma -> other lemmas for the same thing, which become it.
    :param unchanged: words that are no plural, whatever they end in.
    """

    def __init__(
        self,
        irregular: Mapping[str, str],
        synonyms: Mapping[str, Collection[str]] | None = None,
        unchanged: Collection[str] = (),
    ) -> None:
        self._irregular = dict(irregular)
        self._longest_first = sorted(irregular, key=lambda word: (-len(word), word))
        self._synonyms = {other: lemma for lemma, others in (synonyms or {}).items() for other in others}
        self._unchanged = frozenset(unchanged)
        self.lemma = lru_cache(maxsize=4096)(self._lemma)

    def _lemma(self, unit: str, plural: bool = True) -> str:
        """The lemma of a unit: its singular, in lower case; of a term of several words, the last word's singular.

        :param unit: as in the text.
        :param plural: False where the text has the singular ("één bedrijf").
        """
        words = unit.lower().replace("’", "'").split()
        if not words:
            return ""
        words[-1] = self.singular(words[-1]) if plural else words[-1]
        lemma = " ".join(words)
        return self._synonyms.get(lemma, lemma)

    def singular(self, word: str) -> str:
        """The singular of a plural in lower case; any other word as it is."""
        if word in self._irregular:
            return self._irregular[word]
        if word in self._unchanged or len(word) <= _SHORTEST - 1:
            return word
        for plural in self._longest_first:
            # "bestuursleden"; but "redenen" does not end in "eden".
            if word.endswith(plural) and len(word) - len(plural) >= _SHORTEST:
                return word[: -len(plural)] + self._irregular[plural]
        if word.endswith("'s"):
            return word[:-2]
        if word.endswith("jes"):
            return _without_diminutive(word[:-1])
        if word.endswith("s") and not word.endswith("ss"):
            return word[:-1]
        if word.endswith("ën"):
            return word[:-2]
        return _singular_en(word) if word.endswith("en") else word


def _without_diminutive(word: str) -> str:
    for pattern, stem in _DIMINUTIVE:
        if pattern.search(word):
            return pattern.sub(stem, word)
    return word


def _singular_en(word: str) -> str:
    stem = word[:-2]
    if len(stem) < 2:
        return word
    if stem.endswith("hed"):
        return stem[:-3] + "heid"
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem[:-1]
    if stem[-1] in "ij" or stem[-1] in _VOWELS:
        return stem
    if _UNSTRESSED_OR.search(stem):
        return stem
    match = _OPEN_VOWEL.search(stem) or _OPEN_E.search(stem)
    if match:
        stem = stem[: match.end(1)] + match[1] + stem[match.end(1) :]
    if stem[-1] == "v" or (stem[-1] == "z" and len(stem) > 2):
        return stem[:-1] + ("f" if stem[-1] == "v" else "s")
    return stem
