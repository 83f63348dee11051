"""An extraction into the output folder."""

from __future__ import annotations

from pathlib import Path

from imvo_extract.records.extraction import Extraction

from .files import write_atomically
from .fingerprint import program_sha256, sha256_of
from .manifest import Entry, read_manifest, write_manifest


def output_path(folder: Path, ident: str) -> Path:
    """Where a document's extraction lies."""
    return folder / f"{ident}.json"


def entry_of(
    extraction: Extraction, text: str, program: str, *, metadata: str | None = None, decisions: str | None = None
) -> Entry:
    """The line of the manifest for an extraction.

    :param text: its JSON.
    :param program: SHA-256 of the program that made it.
    :param metadata: SHA-256 of the metadata file, None without one.
    :param decisions: SHA-256 of what was decided about the document, None where nothing was.
    """
    reference = extraction.document.reference_date
    return Entry(
        raw_sha256=extraction.document.source.sha256,
        rules_sha256=extraction.extractor.rules_sha256,
        output_sha256=sha256_of(text),
        version=extraction.extractor.version,
        program_sha256=program,
        metadata_sha256=metadata,
        decisions_sha256=decisions,
        reference_date=reference.value if reference else None,
    )


def save(folder: Path, extraction: Extraction) -> bool:
    """Writes an extraction and its line in the manifest; returns whether anything changed on disk.

    :raises StoreError: the folder cannot be written; the old files are untouched.
    """
    text = extraction.to_json()
    ident = extraction.document.id
    manifest = read_manifest(folder)
    written = write_atomically(output_path(folder, ident), text)
    entries = {**manifest.entries, ident: entry_of(extraction, text, program_sha256())}
    return write_manifest(folder, entries, manifest.decisions_sha256) or written
