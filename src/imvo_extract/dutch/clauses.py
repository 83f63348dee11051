"""Clauses of a Dutch sentence, and when each plays: before, at or after the moment of writing.

A heuristic over word forms, no parser: a sentence is cut at marks, conjunctions and relative pronouns, and a piece
takes the tense of its verb forms; a piece without any belongs to its neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from imvo_extract.rulebook.dates import Tenses

When = Literal["past", "present", "future"]

_WORD = re.compile(r"[a-zß-ɏ]+(?:['’-][a-zß-ɏ]+)*|[;:()!?…]|[.,](?=\s|$)")
_STRONG, _WEAK = "strong", "weak"
_PARTICIPLE = re.compile(r"(?:[a-zë]{2,12})?ge[a-zëïö]{2,}(?:d|t|en)|(?:be|ver|ont|her|onder|over)[a-zëïö]{3,}(?:d|t)")


class Clause(NamedTuple):
    """A stretch of text (``end`` exclusive) and its tense; None where no verb form tells it."""

    start: int
    end: int
    tense: When | None


class Clauses:
    """The clauses of one text, in order, without gaps."""

    __slots__ = ("_starts", "items")

    def __init__(self, items: Sequence[Clause]) -> None:
        self.items = tuple(items)
        self._starts = [clause.start for clause in items]

    def at(self, offset: int) -> Clause:
        """The clause in which an offset lies."""
        return self.items[max(bisect_right(self._starts, offset) - 1, 0)]

    def tense_at(self, offset: int) -> When | None:
        """The tense of the clause in which an offset lies."""
        return self.at(offset).tense


class _Piece:
    """A stretch between two breaks, and the verb forms in it."""

    __slots__ = ("cues", "end", "start", "weak")

    def __init__(self, start: int, weak: bool) -> None:
        self.start = start
        self.end = start
        self.weak = weak  # what comes before is of the same sentence part
        self.cues: set[str] = set()


class ClauseReader:
    """Cuts sentences into clauses.

    :param tenses: the verb forms.
    """

    def __init__(self, tenses: Tenses) -> None:
        self._cues: dict[str, str] = {}
        for name in ("past", "perfect", "passive", "future", "expected", "present"):
            for word in getattr(tenses, name):
                self._cues.setdefault(word.lower(), name)
        for word in tenses.participles:
            self._cues.setdefault(word.lower(), "participle")
        for word in tenses.not_participles:
            self._cues.setdefault(word.lower(), "")
        for word in (",", *tenses.breaks):
            self._cues[word.lower()] = _WEAK
        for mark in ";:()!?….":
            self._cues[mark] = _STRONG
        self._past_ending = re.compile(f"(?:{'|'.join(map(re.escape, tenses.past_endings))})$")
        self._shape = lru_cache(maxsize=8192)(self._guess)

    def read(self, text: str) -> Clauses:
        """The clauses of a sentence."""
        pieces = self._pieces(text)
        tenses: list[When | None] = []
        for index, piece in enumerate(pieces):
            before = pieces[index - 1] if index and piece.weak else None
            if piece.cues == {"participle"} and before is not None:
                # "wordt opgesteld en in december gepubliceerd": the auxiliary serves both.
                piece.cues |= before.cues & {"passive", "future", "perfect", "expected"}
            tenses.append(_tense(piece.cues))
        return Clauses(_merge(pieces, tenses, len(text)))

    def _pieces(self, text: str) -> list[_Piece]:
        piece = _Piece(0, False)
        pieces = [piece]
        lower = text.lower()
        for match in _WORD.finditer(lower if len(lower) == len(text) else text):
            word = match[0]
            cue = self._cues.get(word)
            if cue is None:
                cue = self._shape(word) if len(word) > 5 else ""
            if not cue:
                continue
            if cue == _WEAK:
                piece = _Piece(match.start(), True)
                pieces.append(piece)
            elif cue == _STRONG:
                piece = _Piece(match.end(), False)
                pieces.append(piece)
            else:
                piece.cues.add(cue)
        return pieces

    def _guess(self, word: str) -> str:
        """What a word that is in no list looks like."""
        if _PARTICIPLE.fullmatch(word):
            return "participle"
        return "past" if self._past_ending.search(word) else ""


def _tense(cues: set[str]) -> When | None:
    if not cues:
        return None
    if "past" in cues:
        return "past"
    if "future" in cues or "expected" in cues:
        return "future"
    if "passive" in cues:
        return "present"
    if "participle" in cues:
        return "past"
    return "present"


def _merge(pieces: Sequence[_Piece], tenses: Sequence[When | None], length: int) -> list[Clause]:
    """Pieces without a verb form go with the next one, or else with the one before, within a sentence part."""
    merged: list[Clause] = []
    start: int | None = None
    for index, (piece, tense) in enumerate(zip(pieces, tenses, strict=True)):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        end = following.start if following else length
        begin = piece.start if start is None else start
        if tense is None and following is not None and following.weak:
            start = begin
            continue
        if tense is None and merged and (piece.weak or start is not None) and pieces[index].weak:
            merged[-1] = merged[-1]._replace(end=end)
        else:
            merged.append(Clause(begin, end, tense))
        start = None
    return merged
