"""All forms of a Dutch verb, made from its infinitive.

A verb is written as dictionaries write it: ``publiceren``; separable ``op|stellen``; reflexive ``zich aan|sluiten``;
with a fixed phrase that behaves as a particle ``van start gaan``. Regular forms follow the spelling rules of the
Taalunie; irregular verbs come from a table of principal parts, and their derivations with them ("ontvangen" goes like
"vangen").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from imvo_extract.rulebook.events import VerbRules


class Tense(StrEnum):
    """What a form of a verb can be. Present plural and infinitive look the same, and are told apart in the clause."""

    INFINITIVE = "infinitive"
    FIRST_PERSON = "first person"  # the present with "ik", where it differs from that with "hij"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    ADJECTIVE = "adjective"  # the inflected past participle: "gepubliceerde"
    GERUND = "gerund"  # the present participle: "publicerend(e)"
    PHRASE = "phrase"  # the fixed phrase alone, its verb left out or an auxiliary: "van start", "in gesprek"


class Verb(NamedTuple):
    """A verb in dictionary notation, taken apart.

    ``base`` is the infinitive without particle ("stellen"); ``particle`` the words of the particle ("op"; "van start";
    empty where there is none); ``glued`` tells that particle and verb are written as one word where they meet.
    """

    base: str
    particle: str = ""
    glued: bool = False
    reflexive: bool = False


class Form(NamedTuple):
    """A word form. ``apart``: the particle is not in the word and must stand elsewhere in the clause."""

    text: str
    tense: Tense
    apart: bool


class PrincipalParts(NamedTuple):
    """The parts of an irregular verb from which its other forms follow: kom; kwam, kwamen; gekomen."""

    present: tuple[str, ...]
    past: tuple[str, ...]
    participle: str


_VOWELS = "aeiouyäëïöüáéíóú"
# A single vowel before one consonant is doubled where the syllable closes; two letters for one sound are not.
_OPEN_VOWEL = re.compile(r"(?<![oi](?=e))(?<![aeo](?=u))(?<!a(?=a))(?<!e(?=e))(?<!o(?=o))([aeou])[^aeiouxyëï]$")
_VOICELESS = re.compile(r"(?:[tkfspcx]|ch|sh)$")
_TREMA = {"e": "ë", "i": "ï", "u": "ü"}


def parse_verb(notation: str) -> Verb:
    """The verb that a dictionary notation stands for.

    :raises ValueError: it is empty, or its last word is no infinitive.
    """
    words = notation.split()
    reflexive = bool(words) and words[0] == "zich"
    if reflexive:
        words = words[1:]
    if not words or not words[-1].endswith("n"):
        raise ValueError(f"{notation!r} is no infinitive")
    particle, bar, base = words[-1].rpartition("|")
    if len(base) < 4:
        raise ValueError(f"{notation!r} is no infinitive, or has half a verb")
    if bar and (len(words) > 1 or not particle or not base):
        raise ValueError(f"{notation!r} has more than one particle, or half a verb")
    return Verb(base, particle or " ".join(words[:-1]), bool(bar), reflexive)


class Conjugator:
    """Makes the forms of verbs.

    :param irregular: infinitive -> principal parts, of verbs without particle or prefix.
    :param prefixes: inseparable prefixes ("be", "ver", "onder"): no ge- in the participle.
    :param unstressed: infinitives whose last syllable but one has no stress, on -eren and where else it does not show:
        the stem of "leveren" is "lever", of "publiceren" "publiceer".
    :param stressed: infinitives on -elen, -enen or -emen with stress on it where their length does not show it:
        "beoordelen" has "beoordeel", but "ontwikkelen" "ontwikkel".
    """

    def __init__(
        self,
        irregular: Mapping[str, PrincipalParts],
        prefixes: Collection[str],
        unstressed: Collection[str] = (),
        stressed: Collection[str] = (),
    ) -> None:
        self._irregular = irregular
        self._prefixes = tuple(sorted(prefixes, key=lambda prefix: (-len(prefix), prefix)))
        self._unstressed = frozenset(unstressed)
        self._stressed = frozenset(stressed)

    @classmethod
    def of(cls, rules: VerbRules) -> Conjugator:
        """The maker of verb forms that rules/verbs.yaml describes."""
        irregular = {
            infinitive: PrincipalParts(
                tuple(dict.fromkeys(parts[:2])),
                tuple(form for part in parts[2:4] for form in part.split("/")),
                parts[4],
            )
            for infinitive, parts in rules.irregular.items()
        }
        return cls(irregular, rules.inseparable_prefixes, rules.unstressed, rules.stressed)

    def forms(self, verb: Verb) -> Iterator[Form]:
        """Every form of ``verb``, each (text, tense) once; of a separable verb, those apart and those in one word."""
        parts = self.parts(verb.base)
        seen: set[Form] = set()
        for text, tense in _paradigm(verb.base, parts):
            finite = tense in (Tense.FIRST_PERSON, Tense.PRESENT, Tense.PAST)
            ways = [Form(text, tense, bool(verb.particle))] if not verb.glued or finite else []
            if verb.glued:
                if tense is Tense.INFINITIVE:
                    # "op te stellen"
                    ways.append(Form(text, tense, True))
                ways.append(Form(verb.particle + text, tense, False))
            for form in ways:
                if form not in seen:
                    seen.add(form)
                    yield form

    def parts(self, base: str) -> PrincipalParts:
        """The principal parts of an infinitive without particle."""
        known = self._irregular.get(base)
        if known is not None:
            return known
        prefix, rest = self._split_prefix(base)
        if prefix and rest in self._irregular:
            of = self._irregular[rest]
            return PrincipalParts(
                tuple(prefix + form for form in of.present),
                tuple(prefix + form for form in of.past),
                prefix + of.participle.removeprefix("ge"),
            )
        return self._weak(base, prefix)

    def _split_prefix(self, base: str) -> tuple[str, str]:
        for prefix in self._prefixes:
            rest = base[len(prefix) :]
            # What is left must be a verb itself: "be" is no prefix of "bellen".
            if base.startswith(prefix) and (rest in self._irregular or _has_vowel(rest[:-2])):
                return prefix, rest
        return "", base

    def _weak(self, base: str, prefix: str) -> PrincipalParts:
        root = base[:-2] if base.endswith("en") else base[:-1]
        stem = self._stem(base, root, prefix)
        # 't kofschip looks at the consonant of the infinitive: "leven" has leefde, "blaffen" blafte.
        ending = "t" if _VOICELESS.search(root) else "d"
        past = stem + ending + "e"
        participle = stem if stem.endswith(ending) else stem + ending
        if not prefix:
            first = participle[0]
            if first in _TREMA and not participle.startswith("ui"):
                participle = "ge" + _TREMA[first] + participle[1:]
            else:
                participle = "ge" + participle
        third = stem if stem.endswith("t") else stem + "t"
        return PrincipalParts(tuple(dict.fromkeys((stem, third))), (past, past + "n"), participle)

    def _stem(self, base: str, root: str, prefix: str) -> str:
        if root.endswith("ër"):  # initiëren, creëren
            return root[:-2] + ("eer" if root.endswith("iër") else "ëer")
        if len(root) > 2 and root[-1] == root[-2] and root[-1] not in _VOWELS:
            root = root[:-1]
        elif not self._is_unstressed(base, root, prefix):
            match = _OPEN_VOWEL.search(root)
            if match:
                root = root[: match.end(1)] + match[1] + root[match.end(1) :]
        return re.sub("z$", "s", re.sub("v$", "f", root))

    def _is_unstressed(self, base: str, root: str, prefix: str) -> bool:
        if base in self._unstressed or base.removeprefix(prefix) in self._unstressed:
            return True
        if not base.endswith(("eren", "elen", "enen", "emen")) or base in self._stressed:
            return False
        # One syllable before -en bears the stress ("delen", "verlenen"); of more, only the loan words on -eren do.
        return _has_vowel(root.removeprefix(prefix)[:-2]) and not base.endswith("eren")


def _has_vowel(text: str) -> bool:
    return any(char in _VOWELS for char in text)


def _paradigm(base: str, parts: PrincipalParts) -> Iterator[tuple[str, Tense]]:
    yield base, Tense.INFINITIVE
    if len(parts.present) > 1:
        yield parts.present[0], Tense.FIRST_PERSON
    for text in dict.fromkeys([*parts.present[-1:], base]):
        yield text, Tense.PRESENT
    for text in dict.fromkeys(parts.past):
        yield text, Tense.PAST
    yield parts.participle, Tense.PARTICIPLE
    yield base + "d", Tense.GERUND
    yield base + "de", Tense.GERUND
    # "gesloten" is inflected as it stands; "gepubliceerd" takes an e, "gegaan" loses one a.
    participle = parts.participle
    if participle.endswith("aan"):
        yield participle[:-2] + "ne", Tense.ADJECTIVE
    elif participle.endswith("ien") or not participle.endswith("en"):
        yield participle + "e", Tense.ADJECTIVE


def expand_endings(words: Sequence[str]) -> list[str]:
    """Word forms from the short notation of word lists: "training(en)" is two words, "gesprek/gesprekken" too."""
    found: list[str] = []
    for word in words:
        for variant in word.split("/"):
            match = re.fullmatch(r"(.*[^\s(])\(([^()]+)\)", variant.strip())
            found += [match[1], match[1] + match[2]] if match else [variant.strip()]
    return found
