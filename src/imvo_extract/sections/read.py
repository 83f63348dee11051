"""From sections to statements: sentences cut, words found, vocabulary marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from imvo_extract.dutch.clean import Clean, clean
from imvo_extract.dutch.memory import Memory
from imvo_extract.dutch.sentences import SentenceSplitter
from imvo_extract.dutch.statements import Statement, Term, Token
from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all

from .split import Block, Section, SectionSplitter

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

# Statements are tokenised in batches: one spaCy Doc costs little, one of a whole library costs its memory.
_BATCH_CHARACTERS = 100_000
_LONGEST_STATEMENT = 3_000
# spaCy remembers every word it has seen, which is what makes tokenising quick; after so many new ones it starts anew,
# so that a stream of documents does not grow it. Its memory zones would do the same, but they remember no word.
_MOST_NEW_WORDS = 100_000


class Words(NamedTuple):
    """What a text consists of: its tokens, the terms in it, and its lower-case forms."""

    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    forms: frozenset[str]


class TermFinder(Protocol):
    """What marks vocabulary in tokenised rows: a ``mentions.lexicon.Lexicon``."""

    def find(self, doc: Doc, rows: Sequence[tuple[int, tuple[Token, ...]]]) -> list[tuple[Term, ...]]: ...


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section with its statements, headings included, in the order of the text."""

    section: Section
    statements: tuple[Statement, ...]


class TextReader:
    """Turns a raw text into sections of statements."""

    def __init__(
        self,
        splitter: SectionSplitter,
        sentences: SentenceSplitter,
        make_lexicon: Callable[[Tokenizer], TermFinder],
    ) -> None:
        self._splitter = splitter
        self._sentences = sentences
        self._make_lexicon = make_lexicon
        self._memory = Memory()
        self._start_afresh()

    def _start_afresh(self) -> None:
        self._tokenizer = make_tokenizer()
        self._lexicon = self._make_lexicon(self._tokenizer)
        self._most_words = len(self._tokenizer.vocab) + _MOST_NEW_WORDS

    def read(self, raw: str) -> list[SectionText]:
        """The sections of ``raw`` with their statements."""
        if len(self._tokenizer.vocab) > self._most_words:
            self._start_afresh()
        sections = self._splitter.split(raw)
        pieces = list(self._pieces(raw, sections))
        statements: list[list[Statement]] = [[] for _ in sections]
        for batch in _batches(pieces):
            for piece, words in zip(batch, self._words([piece.clean.text for piece in batch]), strict=True):
                tokens, terms, forms = words
                statements[piece.section].append(
                    Statement(
                        piece.clean, piece.end, tokens, terms=terms, words=forms, block=piece.block, kind=piece.kind
                    )
                )
        return [SectionText(section, tuple(found)) for section, found in zip(sections, statements, strict=True)]

    def _words(self, texts: Sequence[str]) -> list[Words]:
        """The words of each text, those of new ones found together."""
        known: dict[str, Words | None] = {text: self._memory.get(text) for text in texts}
        new = [text for text, words in known.items() if words is None]
        if new:
            doc, rows = tokenize_all(self._tokenizer, new)
            for text, (_, tokens), terms in zip(new, rows, self._lexicon.find(doc, rows), strict=True):
                found = known[text] = Words(tokens, terms, frozenset([token.lower for token in tokens]))
                self._memory.keep(text, found)
        return [words for text in texts if (words := known[text]) is not None]

    def _pieces(self, raw: str, sections: Sequence[Section]) -> Iterator[_Piece]:
        number = 0
        for index, section in enumerate(sections):
            for block in section.blocks:
                yield from self._sentences_of(raw, block, index, number)
                number += 1

    def _sentences_of(self, raw: str, block: Block, section: int, number: int) -> Iterator[_Piece]:
        whole = clean(raw, block.start, block.end)
        if block.kind in ("heading", "table"):
            yield _Piece(whole, block.end, section, number, block.kind)
            return
        spans = [part for span in self._sentences.split(whole.text) for part in _bounded(whole.text, *span)]
        if len(spans) == 1 and spans[0] == (0, len(whole.text)):
            yield _Piece(whole, block.end, section, number, block.kind)
            return
        for start, end in spans:
            raw_start, raw_end = whole.raw_span(start, end)
            part = whole.slice(start, end) or clean(raw, raw_start, raw_end)
            yield _Piece(part, raw_end, section, number, block.kind)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at a space where it is longer than any sentence is: the finders take more than linear time in the
    length of a statement, and a text of one endless line must be done as well."""
    while end - start > _LONGEST_STATEMENT:
        cut = text.rfind(" ", start + 1, start + _LONGEST_STATEMENT)
        cut = cut if cut > start else start + _LONGEST_STATEMENT
        yield start, cut
        start = cut + (text[cut] == " ")
    if start < end:
        yield start, end


@dataclass(frozen=True, slots=True)
class _Piece:
    clean: Clean
    end: int
    section: int
    block: int
    kind: str


def _batches(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.clean.text) + 1
        if size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
