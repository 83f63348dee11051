"""A statement: one sentence or bullet, as every finder sees it."""

from __future__ import annotations

from typing import NamedTuple

from .clean import Clean


class Token(NamedTuple):
    """A word or a mark. ``start`` and ``end`` are offsets into the statement's clean text."""

    text: str
    lower: str
    start: int
    end: int


class Term(NamedTuple):
    """An entry of the vocabulary, found in a statement.

    ``key`` is the entry's key in the lexicon; ``first`` and ``last`` (exclusive) are token indices in the statement.
    """

    key: str
    first: int
    last: int


class Statement:
    """A sentence or bullet.

    ``text`` is clean, and all finders give offsets into it; ``clean.raw_span`` leads back to the raw text, of which the
    statement is ``[start:end]``. ``words`` are the lower-case forms in it, for asking quickly whether a rule has any
    business here. ``block`` numbers the paragraph or bullet that it stands in; ``kind`` is what that is: "text",
    "bullet", "heading" or "table".
    """

    __slots__ = ("block", "clean", "end", "kind", "start", "terms", "text", "tokens", "words")

    def __init__(
        self,
        clean: Clean,
        end: int,
        tokens: tuple[Token, ...],
        *,
        terms: tuple[Term, ...] = (),
        words: frozenset[str] | None = None,
        block: int = 0,
        kind: str = "text",
    ) -> None:
        self.clean = clean
        self.text = clean.text
        self.start = clean.start
        self.end = end
        self.tokens = tokens
        self.terms = terms
        self.words = words if words is not None else frozenset(token.lower for token in tokens)
        self.block = block
        self.kind = kind

    def __repr__(self) -> str:
        return f"Statement({self.start}:{self.end} {self.text!r})"
