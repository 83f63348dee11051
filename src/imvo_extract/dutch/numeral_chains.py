"""One number made from several atoms: "driehonderd miljoen twaalfduizend", "3,5 miljoen", "twee derde", "drie en een
half".

A sum keeps the value in two parts: ``high``, which is finished down to ``limit`` (the smallest scale used so far), and
``low``, which may still be multiplied by a smaller scale: "twee miljoen drie honderd duizend".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from .numeral_atoms import Atom

ChainKind = Literal["cardinal", "ordinal", "fraction", "collective", "article"]
_COUNTS = frozenset({"word", "scale", "article", "digits", "mixed", "glyph", "fraction"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A number and the atoms ``first`` to ``last`` (exclusive) that it was made from."""

    kind: ChainKind
    value: int | float
    first: int
    last: int
    start: int
    end: int
    scale: int = 1
    vague: bool = False
    grouped: bool = False
    lone_half: bool = False


def times(value: int | float, scale: int | float) -> int | float:
    """``value`` x ``scale`` without the noise of binary fractions: 1.1 x 1000000 is 1100000."""
    if isinstance(value, int) and isinstance(scale, int):
        return value * scale
    return tidy(Decimal(repr(value)) * Decimal(repr(scale)))


def plus(value: int | float, other: int | float) -> int | float:
    """``value`` + ``other`` without the noise of binary fractions."""
    if isinstance(value, int) and isinstance(other, int):
        return value + other
    return tidy(Decimal(repr(value)) + Decimal(repr(other)))


def tidy(value: Decimal) -> int | float:
    """A decimal number as an int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)


class ChainBuilder:
    """Makes chains from the atoms of one text.

    :param text: the text.
    :param atoms: its atoms, by position.
    :param joiner: the word that may stand between two atoms ("en").
    :param lenient: read whatever can be read; else only what running text means.
    """

    def __init__(self, text: str, atoms: Sequence[Atom], joiner: str, *, lenient: bool) -> None:
        self._text = text
        self._atoms = atoms
        self._joiner = joiner
        self._lenient = lenient

    def gap(self, left: int, right: int) -> str:
        """The text between two atoms, in lower case, or "?" where there is no right atom."""
        if right >= len(self._atoms):
            return "?"
        return self._text[self._atoms[left].end : self._atoms[right].start].lower()

    def _joins(self, left: int, *, joiner: bool = True) -> bool:
        """Whether nothing but space, a hyphen or (with ``joiner``) "en" stands between an atom and the next."""
        gap = self.gap(left, left + 1)
        bare = gap.strip(" -")
        if bare == self._joiner:
            return joiner
        if bare:
            return False
        return len(gap) <= 1 or self._lenient

    def build(self, first: int, *, apart: bool = False) -> Chain | None:
        """The longest number that begins with the atom ``first``, or None.

        :param apart: "drie en twintig" is two numbers here.
        """
        atom = self._atoms[first]
        if atom.kind in ("ordinal", "digit-ordinal"):
            return self._chain("ordinal", atom.value, first, first + 1)
        if atom.kind in ("collective", "vague"):
            whole = self._chain("collective", atom.value, first, first + 1)
            return replace(whole, vague=atom.kind == "vague")
        if atom.kind not in _COUNTS:
            return None
        if atom.kind in ("glyph", "fraction", "mixed"):
            whole = self._chain(
                "cardinal" if atom.kind == "mixed" else "fraction", atom.value, first, first + 1,
                lone_half=atom.kind == "fraction",
            )  # fmt: skip
            return self._scaled(whole)
        found = self._cardinal(first, apart=apart)
        return self._with_fraction(found)

    def _chain(
        self, kind: ChainKind, value: int | float, first: int, last: int, scale: int = 1, *, grouped: bool = False,
        lone_half: bool = False,
    ) -> Chain:  # fmt: skip
        start, end = self._atoms[first].start, self._atoms[last - 1].end
        return Chain(kind, value, first, last, start, end, scale, grouped=grouped, lone_half=lone_half)

    def _cardinal(self, first: int, *, apart: bool) -> Chain:
        atoms = self._atoms
        atom = atoms[first]
        sum_ = _Sum(atom)
        at = first + 1
        kind: ChainKind = "article" if atom.kind == "article" else "cardinal"
        while at < len(atoms) and self._joins(at - 1):
            following = atoms[at]
            joined = self.gap(at - 1, at).strip(" -") == self._joiner
            hyphened = joined and self.gap(at - 1, at).startswith("-")
            if following.kind == "ordinal" and (hyphened or not (joined or kind == "article")):
                # "duizend eerste" and "een-en-twintigste" are ordinals, "twee derde" is a share.
                value = sum_.with_ordinal(following, joined=joined)
                if value is not None:
                    return self._chain("ordinal", value, first, at + 1)
            if following.kind in ("word", "article") and joined and self._is_numerator(at):
                break
            if apart and joined:
                break
            if not sum_.add(following, joined=joined):
                break
            kind = "cardinal"
            at += 1
        return self._chain(kind, sum_.value, first, at, sum_.last_scale, grouped=atom.grouped)

    def _is_numerator(self, at: int) -> bool:
        """Whether the atom begins a fraction: the "twee" of "honderd en twee derde"."""
        return self.gap(at, at + 1) == " " and self._atoms[at + 1].kind in ("ordinal", "plural-ordinal", "fraction")

    def _with_fraction(self, whole: Chain, *, adds: bool = True) -> Chain:
        """What a fraction makes of the number before it: "drie en een half", "twee derde", "3 1/4", "2½".

        :param adds: whether a number may stand between them ("drie en *een* half").
        """
        atoms, last = self._atoms, whole.last
        if last >= len(atoms):
            return whole
        following, gap = atoms[last], self.gap(last - 1, last)
        bare = gap.strip(" -")
        if following.kind == "collective" and gap == " ":
            return self._collective(whole, following)
        if following.kind == "glyph" and bare == "":
            return self._chain("cardinal", plus(whole.value, following.value), whole.first, last + 1)
        if following.kind == "fraction":
            if bare == "" and len(gap) <= 1:
                share = times(whole.value, following.value)
                kind: ChainKind = "fraction" if share < 1 or whole.value == 1 else "cardinal"
                return self._scaled(self._chain(kind, share, whole.first, last + 1))
            if bare == self._joiner:
                return self._chain(
                    "cardinal", plus(whole.value, times(following.value, max(whole.scale, 1))), whole.first, last + 1
                )
        if following.kind in ("ordinal", "plural-ordinal") and bare == "" and (gap == " " or self._lenient):
            return self._share(whole, following, last + 1)
        if following.kind == "digits" and gap == "/":
            return self._slash(whole, following, last)
        if adds and bare in ("", self._joiner) and following.kind in ("article", "word", "digits"):
            return self._added_fraction(whole, last, joined=bare == self._joiner)
        return whole

    def _collective(self, whole: Chain, noun: Atom) -> Chain:
        """ "een dozijn", "drie dozijn"."""
        value = times(whole.value, noun.value)
        return replace(whole, kind="collective", value=value, last=whole.last + 1, end=noun.end)

    def _share(self, whole: Chain, denominator: Atom, last: int) -> Chain:
        """ "twee derde", "vijf achtsten"."""
        if denominator.value < 2 or whole.kind not in ("cardinal", "article"):
            return whole
        digits = self._atoms[whole.first].kind == "digits"
        if digits and not self._lenient and denominator.kind == "ordinal":
            return whole  # "artikel 2 derde lid"
        return self._chain("fraction", _divide(whole.value, denominator.value), whole.first, last)

    def _slash(self, whole: Chain, denominator: Atom, at: int) -> Chain:
        if whole.last - whole.first != 1 or not isinstance(whole.value, int) or not isinstance(denominator.value, int):
            return whole
        if self._text[denominator.end : denominator.end + 1] == "/":
            return whole
        if denominator.value and (self._lenient or 0 < whole.value < denominator.value <= 10):
            return self._chain("fraction", _divide(whole.value, denominator.value), whole.first, at + 1)
        return whole

    def _added_fraction(self, whole: Chain, at: int, *, joined: bool) -> Chain:
        """ "drie en een kwart", "honderd en twee derde", "2 1/4": the number and the fraction that begins at ``at``."""
        atom = self._atoms[at]
        if not joined and atom.kind != "digits" and not self._lenient:
            return whole
        if atom.kind == "digits" and (joined or self.gap(at, at + 1) != "/"):
            return whole
        part = self._with_fraction(self._chain("cardinal", atom.value, at, at + 1), adds=False)
        if part.last == at + 1:
            return whole
        if part.kind != "fraction":
            return whole
        if part.scale > 1:
            if whole.scale == 1 and whole.value < 1000:
                # "drie en een half miljoen": the scale is that of the whole
                value = plus(times(whole.value, part.scale), part.value)
                return replace(self._chain("cardinal", value, whole.first, part.last), scale=part.scale)
            # "een miljard en een half miljoen": a scale of its own
            if part.value >= whole.scale:
                return whole
            return self._chain("cardinal", plus(whole.value, part.value), whole.first, part.last)
        unit = whole.scale if whole.scale >= 1_000_000 and joined else 1
        value = plus(whole.value, times(part.value, unit))
        return self._chain("cardinal", value, whole.first, part.last)

    def _scaled(self, part: Chain) -> Chain:
        """ "een half miljoen", "anderhalf miljoen", "drie dozijn"."""
        at = part.last
        if at >= len(self._atoms) or self.gap(at - 1, at) != " ":
            return part
        following = self._atoms[at]
        if following.kind in ("scale", "collective") and following.value >= 12:
            return replace(
                part, value=times(part.value, following.value), last=at + 1, end=following.end,
                scale=int(following.value), kind="fraction" if part.kind == "fraction" else "cardinal", lone_half=False,
            )  # fmt: skip
        return part


class _Sum:
    """The value of a chain that is being read."""

    def __init__(self, atom: Atom) -> None:
        self.digits = atom.kind == "digits"
        self.grouped = atom.grouped
        self.last_scale = int(atom.value) if atom.kind == "scale" else 1
        value = atom.value
        if self.digits or value < 1000:
            self.high: int | float = 0
            self.low: int | float = value
            self.limit: float = math.inf
        else:
            self.low = value % 1000
            self.high = value - self.low
            self.limit = _smallest_scale(int(self.high))
        if atom.kind == "scale" and value >= 1_000_000:
            self.limit = value

    @property
    def value(self) -> int | float:
        return plus(self.high, self.low)

    def add(self, atom: Atom, *, joined: bool) -> bool:
        """Take the next atom in, if the language allows it."""
        if atom.kind in ("scale", "short-scale", "letter-scale") and not (joined and atom.value >= 1_000_000):
            if self._multiply(int(atom.value), joined=joined):
                self.last_scale = int(atom.value)
                self.digits = False
                return True
            if atom.kind != "scale":
                return False
        if atom.kind not in ("word", "scale", "article", "digits"):
            return False
        if atom.kind == "digits":
            # "1 miljoen 200 duizend": digits go on only behind a scale.
            if self.limit == math.inf or self.low or joined or atom.value >= 1000:
                return False
            self.low = atom.value
            return True
        if self.digits or (atom.kind == "article" and not joined and self.value < 1000 and self.low % 100):
            return False
        return self._append(int(atom.value), joined=joined)

    def with_ordinal(self, atom: Atom, *, joined: bool) -> int | None:
        """The value of the number with the ordinal ``atom`` at its end, or None where they are no ordinal together."""
        value = int(atom.value)
        if not isinstance(self.value, int):
            return None
        if value in (100, 1000) or (value >= 1_000_000 and _smallest_scale(value) == value):
            if self._multiply(value, joined=False):
                return int(self.value)
            return None
        if self.digits:
            return None
        return int(self.value) if self._append(value, joined=joined) else None

    def _multiply(self, scale: int, *, joined: bool) -> bool:
        if joined:
            return False
        if self.digits and isinstance(self.low, int) and self.low >= 1000 and not self.grouped:
            return False  # "2019 duizend" is a year and a number
        if scale == 100:
            if not 0 < self.low < (1000 if self.digits else 100):
                return False
            self.low = times(self.low, 100)
            return True
        if scale < self.limit:
            if self.low == 0 and self.high == 0:
                return False
            self.high = plus(self.high, times(self.low or 1, scale))
            self.low, self.limit = 0, scale
            return True
        if self.low == 0 and self.high and scale > self.high:
            self.high, self.limit = times(self.high, scale), scale
            return True
        return False

    def _append(self, value: int, *, joined: bool) -> bool:
        if value >= self.limit or not value or not self.value:
            return False
        if self.low == 0:
            self.low = value % 1000
            self.high = plus(self.high, value - self.low)
            if value >= 1000:
                self.limit = _smallest_scale(value - int(self.low))
            return True
        if self.low % 100 == 0 and value < 100:
            self.low = plus(self.low, value)
            return True
        # "twee en twintig", as it was once written
        last = self.low % 100
        if joined and 0 < last < 10 and 20 <= value < 100 and value % 10 == 0:
            self.low = plus(self.low, value)
            return True
        return False


def _smallest_scale(value: int) -> int:
    scale = 1000
    while value and value % (scale * 1000) == 0:
        scale *= 1000
    return scale


def _divide(numerator: int | float, denominator: int | float) -> float:
    return float(numerator) / float(denominator)
