"""The smallest pieces of a numeral: one run of digits, one number word, one fraction glyph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from imvo_extract.rulebook.numerals import NumeralRules

from .number_words import NumberWords, plain_word

AtomKind = Literal[
    "word", "scale", "article", "digits", "ordinal", "plural-ordinal", "digit-ordinal", "fraction", "glyph", "mixed",
    "short-scale", "letter-scale", "collective", "vague",
]  # fmt: skip

# Groups of three with full stops, with commas (more than one, or with decimals behind), with apostrophes or with
# spaces; decimals; plain digits. What goes on behind it ("192.168.1.2") is an identifier and no number.
_DIGITS = (
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)"
    r"|[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?(?!\d)"
    r"|[1-9]\d{0,2},\d{3}\.\d+(?!\d)"
    r"|[1-9]\d{0,2}(?:'\d{3})+(?:[.,]\d+)?(?!\d)"
    r"|[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?(?![\d.,]?\d)"
    r"|\d+[.,]\d+"
    r"|\d+"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2},\d{3}")
# What has more digits is no quantity of anything.
_LONGEST = 40
_IDENTIFIER = re.compile(r"[.,:/-]?\d+(?:[.,:/-]\d+)*")


class Atom(NamedTuple):
    """A piece of a numeral. ``grouped`` is true of digits in groups of three, which cannot be a year."""

    kind: AtomKind
    value: int | float
    start: int
    end: int
    grouped: bool = False


class AtomLexer:
    """Finds the atoms in a text.

    :param rules: the vocabulary.
    :param words: the reader of number words made from it.
    """

    def __init__(self, rules: NumeralRules, words: NumberWords) -> None:
        self._rules = rules
        self._words = words
        glyphs = "".join(rules.glyphs)
        self._glyphs = rules.glyphs
        endings = "|".join(re.escape(ending) for ending in rules.digit_ordinal_endings)
        self._token = re.compile(
            rf"(?P<glyph>[{glyphs}])|(?P<word>[^\W\d_]+)|(?P<digits>{_DIGITS})(?P<ordinal>(?:{endings})(?!\w))?"
        )
        # One look-up for a word that was seen before; bounded, so that a stream of documents does not grow it.
        self._classify = lru_cache(maxsize=32_768)(self._look_up)
        #: Whether a word (in any case, with marks in it or not) has an atom in it; the article "een" is one.
        self.holds_atom = lru_cache(maxsize=32_768)(self._holds_atom)

    def is_number(self, word: str) -> bool:
        """Whether a word (in any case) is a number by itself: "twaalf", "miljoen"; not "een" or "derde"."""
        found = self._classify(word)
        return found is not None and found[0] in ("word", "scale", "mixed", "collective", "vague")

    def is_ordinal(self, word: str) -> bool:
        """Whether a word (in any case) is an ordinal: "tweede"."""
        found = self._classify(word)
        return found is not None and found[0] == "ordinal"

    def lex(self, text: str, places: Sequence[tuple[int, int]] | None = None) -> Iterator[Atom]:
        """The atoms of ``text``, by position.

        :param places: offsets of the words of the text that are worth a look (``holds_atom``), by position; all of it
            without them. Digits may go on behind their word: "12 000".
        """
        classify, search = self._classify, self._token.search
        at = 0
        for left, right in ((0, len(text)),) if places is None else places:
            at = max(at, left)
            while at < right:
                match = search(text, at)
                if match is None or match.start() >= right:
                    break
                start, at = match.span()
                kind = match.lastgroup
                if kind == "word":
                    found = classify(match[0])
                    if found is not None and (not _inside_word(text, start) or _is_suffix(found[0], text, start)):
                        yield Atom(found[0], found[1], start, at)
                elif kind == "glyph":
                    yield Atom("glyph", self._glyphs[match[0]], start, at)
                elif not _inside_word(text, start):
                    atom = _read_digits(match, text)
                    if atom is None:
                        at = _end_of_identifier(text, start)
                    else:
                        yield atom

    def _holds_atom(self, word: str) -> bool:
        return any(
            match.lastgroup != "word" or self._classify(match[0]) is not None for match in self._token.finditer(word)
        )

    def _look_up(self, word: str) -> tuple[AtomKind, int | float] | None:
        rules, words = self._rules, self._words
        plain = plain_word(word)
        if plain in rules.scales:
            return "scale", rules.scales[plain]
        value = words.cardinal(plain)
        if value is not None:
            # "één" and "honderd" are numbers wherever they stand; "een" is an article more often than not.
            return ("article" if plain in rules.cardinals and value == 1 and word.isascii() else "word"), value
        if plain in rules.short_scales:
            return "short-scale", rules.short_scales[plain]
        if plain in rules.letter_scales:
            return "letter-scale", rules.letter_scales[plain]
        if plain in rules.fractions:
            return "fraction", rules.fractions[plain]
        if plain in rules.collectives:
            return "collective", rules.collectives[plain]
        if plain in rules.vague:
            return "vague", rules.vague[plain]
        if plain.endswith(rules.collective_ending):
            value = words.cardinal(plain.removesuffix(rules.collective_ending))
            return None if value is None else ("collective", value)
        half = words.half(plain)
        if half is not None:
            return "mixed", half
        value = words.ordinal(plain)
        if value is not None:
            return "ordinal", value
        value = words.ordinal(plain[:-1]) if plain.endswith("n") else None
        return None if value is None else ("plural-ordinal", value)


def _inside_word(text: str, start: int) -> bool:
    """Whether what starts here is the tail of a word, a name or an identifier: "CO2", "COVID-19"."""
    if start == 0:
        return False
    before = text[start - 1]
    if before.isalnum() or before == "_":
        return True
    return before in "-." and start > 1 and text[start].isdigit() and text[start - 2].isalpha()


def _is_suffix(kind: AtomKind, text: str, start: int) -> bool:
    """Whether a scale is written against its digits: "10k"."""
    return kind in ("short-scale", "letter-scale") and text[start - 1].isdigit()


def _end_of_identifier(text: str, start: int) -> int:
    match = _IDENTIFIER.match(text, start)
    return match.end() if match else start


def _read_digits(match: re.Match[str], text: str) -> Atom | None:
    """The number that the digits say, or None where they go on as no number does ("192.168.1.2")."""
    digits, end = match["digits"], match.end("digits")
    if len(digits) > _LONGEST:
        return None
    if match["ordinal"]:
        return Atom("digit-ordinal", number_of(digits), match.start(), match.end())
    if text[end : end + 1] in tuple(".,:/-") and text[end + 1 : end + 2].isdigit():
        run = text[end : _end_of_identifier(text, end)]
        # "3/4" and "20-30" may be numbers; "10.30", "31-12-2020" and "12:45" are not.
        if not re.fullmatch(r"[-/]\d+(?:[.,]\d+)*", run):
            return None
    grouped = len(digits) > 3 and not digits.isdigit()
    return Atom("digits", number_of(digits), match.start(), end, grouped)


def number_of(digits: str) -> int | float:
    """The value of a run of digits with full stops, commas, apostrophes or spaces in it, as Dutch reads them: a full
    stop before groups of three separates thousands, a comma decimals ("1.234,5"); else it is the other way round.
    """
    digits = digits.replace(" ", "").replace("'", "")
    if digits.isdigit():
        return int(digits)
    comma, stop = digits.count(","), digits.count(".")
    if comma > 1 or (comma and stop and digits.rindex(".") > digits.rindex(",")):
        digits = digits.replace(",", "")
    elif comma:
        digits = digits.replace(".", "").replace(",", ".")
    elif stop > 1 or (re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits)):
        digits = digits.replace(".", "")
    value = float(digits)
    return int(value) if "." not in digits else value


def is_ambiguous(digits: str) -> bool:
    """Whether a comma in ``digits`` may separate thousands or decimals: "12,000"."""
    return _AMBIGUOUS.fullmatch(digits) is not None
