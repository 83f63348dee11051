"""Clean text over raw text, with offsets that stay true.

Rules want one line with single spaces, plain quotes and whole words; the raw text has no-break spaces, wrapped lines
and hyphenation. ``clean`` makes the one from the other and remembers where each character came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

# One character for one character: these never move an offset.
_SAME_LENGTH = {
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u2003": " ", "\u2002": " ",
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-",
}  # fmt: skip
# A word broken at a line end; but "klachten-" before "en" keeps its hyphen, which is coordination.
_BROKEN_WORD = r"(?<=[^\W_])-[ \t]*\r?\n[ \t]*(?!(?:en|of|tot)\b)(?=[^\W\d_])"
# What stands before a hyphen that belongs to the word, wherever the line ends: "IMVO-", "COVID19-".
_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z][A-Z0-9]+|\d+)$")
_SPACE = r"\s[\s\u00ad]+|\u00ad+\s[\s\u00ad]*|[^\S ]"
# The mark of a footnote; but "m\u00b2" and "CO\u00b2" are no notes.
_NOTE = r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:)\"']))[\u00b9\u00b2\u00b3\u2070-\u2079]+"
# Marks of emphasis in Markdown, and the asterisk of a footnote; "3 * 4" is neither.
_EMPHASIS = (
    r"\*{2,3}(?=\S)|(?<=\S)\*{2,3}|(?<![\w*])\*(?=\w)|(?<=[\w.,:;!?)])\*(?![\w*])"
    r"|(?<![\w_])__(?=\w)|(?<=[\w.,:;!?)])__(?![\w_])"
)
_CHANGES = re.compile(rf"{_BROKEN_WORD}|{_SPACE}|\u00ad|{_NOTE}|{_EMPHASIS}|[^\W\d_][\u0300-\u036f]")
_SUPERSCRIPT = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079]")
_COMPOSED = {"e\u0308": "ë", "o\u0308": "ö", "i\u0308": "ï", "u\u0308": "ü", "a\u0308": "ä",
             "e\u0301": "é", "o\u0301": "ó", "a\u0301": "á", "i\u0301": "í", "u\u0301": "ú", "e\u0300": "è",
             "E\u0308": "Ë", "E\u0301": "É"}  # fmt: skip


class Clean:
    """A piece of raw text as rules see it.

    ``text`` is the clean text; ``raw_span(start, end)`` gives the raw offsets (code points, end exclusive) of a slice
    of it. A slice that is not empty never becomes an empty raw slice.
    """

    __slots__ = ("_clean", "_composed", "_raw", "start", "text")

    def __init__(
        self,
        text: str,
        start: int,
        clean: Sequence[int] = (),
        raw: Sequence[int] = (),
        composed: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.start = start
        # Breakpoints: from clean offset _clean[i] on, the raw offset is _raw[i] plus the distance.
        self._clean = clean
        self._raw = raw
        # Clean offsets of letters that are two raw characters: a letter and its accent.
        self._composed = composed

    def slice(self, start: int, end: int) -> Clean | None:
        """The clean slice ``[start:end]`` by itself, where no character was added or left out; else None."""
        if self._clean or self._composed:
            return None
        return Clean(self.text[start:end], self.start + start)

    def raw_offset(self, offset: int) -> int:
        """The raw offset of the character at a clean offset."""
        if not self._clean:
            return self.start + offset
        i = bisect_right(self._clean, offset) - 1
        return offset + self.start if i < 0 else self._raw[i] + offset - self._clean[i]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of the clean slice ``[start:end]``; of an empty slice, the place twice."""
        if not self._clean:
            return self.start + start, self.start + max(start, end)
        if end <= start:
            place = self.raw_offset(start)
            return place, place
        return self.raw_offset(start), self.raw_offset(end - 1) + (2 if end - 1 in self._composed else 1)


def clean(raw: str, start: int = 0, end: int | None = None) -> Clean:
    """The clean text of ``raw[start:end]``: any white space becomes one space, quotes and hyphens become plain, words
    broken at a line end are joined, soft hyphens and marks of emphasis go, a letter with a combining accent becomes one
    letter.
    """
    piece = raw[start:end].replace("`", "'")
    plain = piece.isascii()
    if not plain:
        # Many times faster than str.translate, which looks up every character.
        for found, instead in _SAME_LENGTH.items():
            piece = piece.replace(found, instead)
        plain = unicodedata.is_normalized("NFC", piece) and not _SUPERSCRIPT.search(piece)
    if plain and "  " not in piece and "*" not in piece and "__" not in piece and piece.isprintable():
        return Clean(piece, start)
    out: list[str] = []
    clean_at: list[int] = []
    raw_at: list[int] = []
    composed: set[int] = set()
    done = length = 0
    for match in _CHANGES.finditer(piece):
        found = match[0]
        out.append(piece[done : match.start()])
        length += match.start() - done
        if found[0].isalpha():
            new = _COMPOSED.get(found, found)
        elif found[0] == "-":
            # "Sociaal-Economische" and "IMVO-convenant" keep theirs.
            own = piece[match.end()].isupper() or _ABBREVIATION.search(
                piece[max(0, match.start() - 20) : match.start()]
            )
            new = "-" if own else ""
        elif not any(map(str.isspace, found)):
            new = ""
        else:
            new = " "
        out.append(new)
        if len(new) == 1 and len(found) == 2 and found[0].isalpha():
            composed.add(length)
        length += len(new)
        clean_at.append(length)
        raw_at.append(start + match.end())
        done = match.end()
    out.append(piece[done:])
    return Clean("".join(out), start, clean_at, raw_at, frozenset(composed))
