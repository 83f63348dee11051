"""An extraction into the output folder, and back."""

from __future__ import annotations

from pathlib import Path

from imvo_extract.records.extraction import Extraction

from .files import write_atomically
from .manifest import Entry, read_manifest, sha256_of, write_manifest


def output_path(folder: Path, ident: str) -> Path:
    """Where a document's extraction lies."""
    return folder / f"{ident}.json"


def save(folder: Path, extraction: Extraction) -> bool:
    """Writes an extraction and its line in the manifest; returns whether anything changed on disk.

    :raises StoreError: the folder cannot be written; the old files are untouched.
    """
    text = extraction.to_json()
    ident = extraction.document.id
    entries = read_manifest(folder)
    written = write_atomically(output_path(folder, ident), text)
    entries[ident] = Entry(
        raw_sha256=extraction.document.source.sha256,
        rules_sha256=extraction.extractor.rules_sha256,
        output_sha256=sha256_of(text),
        version=extraction.extractor.version,
    )
    return write_manifest(folder, entries) or written
