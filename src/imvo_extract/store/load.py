"""The extractions of an output folder, typed and checked against their raw texts, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from imvo_extract.documents.source import document_id, read_source
from imvo_extract.records.extraction import BrokenExtractionError, Extraction, load_extraction
from imvo_extract.timex.model import Reference

from .files import StoreError
from .manifest import MANIFEST
from .output import output_path


def iter_extractions(
    output: Path, raw: Path | None = None, *, documents: Sequence[str] = (), since: date | None = None
) -> Iterator[Extraction]:
    """The extractions in ``output``, in the order of their ids; one is in memory at a time.

    :param output: the folder of NAME.json.
    :param raw: the folder of raw texts, without which no span can be checked; ``raw`` beside ``output`` without one.
    :param documents: ids of the documents wanted; all of them without any.
    :param since: leaves out what speaks from before that day: documents whose reference date ends earlier ("2019-11"
        ends on 30 November), and those that have none.
    :raises StoreError: a folder or a document is not there; or, when it is read, a raw text.
    :raises BrokenExtractionError: (when reading) an output file is not what it says.
    """
    raw = _raw_folder(output, raw)
    for folder in (output, raw):
        if not folder.is_dir():
            raise StoreError(f"{folder}: no such folder; run this where output/ and raw/ are, or name them")
    loaded = (_load(output, raw, ident) for ident in _wanted(output, documents))
    return (extraction for extraction in loaded if since is None or _speaks_since(extraction, since))


def raw_text(output: Path, raw: Path | None, ident: str) -> str:
    """The text that the offsets of a document count in; for the folders see :func:`iter_extractions`.

    :raises StoreError: it is not there.
    :raises DocumentError: it cannot be read.
    """
    return read_source(_raw_text(output, _raw_folder(output, raw), ident)).text


def _raw_folder(output: Path, raw: Path | None) -> Path:
    return raw if raw is not None else Path(os.path.normpath(output / ".." / "raw"))


def _wanted(output: Path, documents: Sequence[str]) -> list[str]:
    found = {path.stem for path in output.glob("*.json")} - {Path(MANIFEST).stem}
    for ident in documents:
        if ident not in found:
            known = ", ".join(sorted(found)[:5]) or "nothing"
            raise StoreError(f"{output}: has no document {ident!r}; it has {known}{', ...' * (len(found) > 5)}")
    return sorted(set(documents) or found)


def _load(output: Path, raw: Path, ident: str) -> Extraction:
    path = output_path(output, ident)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return load_extraction(data, raw_text(output, raw, ident))
    except BrokenExtractionError as error:
        raise BrokenExtractionError(f"{path}: {error}; extract the text again") from error


def _raw_text(output: Path, raw: Path, ident: str) -> Path:
    """The text that the offsets count in: the raw file, or for what is no plain text, what the reader made of it."""
    for path in (raw / f"{ident}.txt", output / f"{ident}.txt"):
        if path.is_file():
            return path
    # A name with spaces in it has an id without.
    for path in raw.glob("*.txt"):
        if document_id(path) == ident:
            return path
    raise StoreError(f"{raw / ident}.txt: no such file; without the raw text nothing in {ident}.json can be checked")


def _speaks_since(extraction: Extraction, since: date) -> bool:
    reference = extraction.document.reference_date
    return reference is not None and Reference.of(reference.value).latest >= since
