"""The words of a change in their surroundings, from the raw text."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imvo_extract.compare.change import Side
from imvo_extract.decisions.places import one_line
from imvo_extract.documents.decode import DocumentError, decode, read_bytes
from imvo_extract.documents.naming import raw_names
from imvo_extract.store.history import Repository

# How many words of the text are shown before and behind a statement.
_AROUND = 10
# How far back a text is looked for in the history of the repository.
_MOST = 30
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement with some words of the text around it, each on one line.

    ``before`` and ``behind`` are what surrounds the statement, empty where the text is no longer at hand; the statement
    is ``opening`` + ``mention`` + ``closing``.
    """

    before: str
    opening: str
    mention: str
    closing: str
    behind: str


class Texts:
    """Finds passages in raw texts: the present ones, else those of the repository's history.

    :param raw: the folder of raw texts.
    """

    def __init__(self, raw: Path) -> None:
        self._raw = raw
        self._known: dict[str, list[str]] = {}
        self._older: dict[str, Iterator[str]] = {}

    def passage(self, side: Side) -> Passage:
        """Where a fact stands; its quote alone where no text has it at its place."""
        found = next((text for text in self._texts(side.document) if _stands(side, text)), None)
        if found is not None:
            return _cut(side, found)
        at = max(side.quote.find(side.mention), 0)
        end = at + len(side.mention) if side.mention in side.quote else at
        return Passage("", side.quote[:at], side.quote[at:end], side.quote[end:], "")

    def _texts(self, document: str) -> Iterator[str]:
        """The texts of a document, the present one first; each is read once."""
        known = self._known.setdefault(document, [])
        yield from known
        for text in self._older.setdefault(document, self._versions(document)):
            known.append(text)
            yield text

    def _versions(self, document: str) -> Iterator[str]:
        try:
            name = raw_names(str(self._raw)).get(document, f"{document}.txt")
        except DocumentError:
            return
        with contextlib.suppress(DocumentError):
            yield decode(read_bytes(self._raw / name), name)
        repository = Repository.around(self._raw)
        if repository is None:
            return
        for number, commit in enumerate(repository.commits_of(name)):
            data = repository.read(commit, name) if number < _MOST else None
            if data is not None:
                with contextlib.suppress(DocumentError):
                    yield decode(data, name)


def _stands(side: Side, text: str) -> bool:
    record = side.records[0]
    span, sentence = record["span"], record["sentence"]
    same = one_line(text[sentence["start"] : sentence["end"]]) == side.quote
    return bool(same and text[span["start"] : span["end"]] == span["text"])


def _cut(side: Side, text: str) -> Passage:
    record = side.records[0]
    first, last = record["sentence"]["start"], record["sentence"]["end"]
    start, end = record["span"]["start"], record["span"]["end"]
    before = _WORD.findall(text[max(0, first - 400) : first])
    behind = _WORD.findall(text[last : last + 400])
    return Passage(
        " ".join(before[-_AROUND:]),
        _inner(text[first:start]),
        one_line(text[start:end]),
        _inner(text[end:last]),
        " ".join(behind[:_AROUND]),
    )


def _inner(text: str) -> str:
    """A part of a statement on one line; the white space at its ends is part of the statement."""
    return re.sub(r"\s+", " ", text)
