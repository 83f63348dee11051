"""Is what lies in the output folder what the raw texts, rules and decisions give now, and has somebody looked at it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from imvo_extract.compare.differences import differences
from imvo_extract.compare.words import sentence
from imvo_extract.documents.naming import raw_names
from imvo_extract.records.extraction import BrokenExtractionError, load_extraction
from imvo_extract.store.fingerprint import sha256_of
from imvo_extract.store.manifest import Entry, read_manifest
from imvo_extract.store.output import output_path

from .folders import Folders
from .pending import load_pending
from .plan import gone
from .reading import Reader, Reading


def findings(where: Folders) -> Iterator[tuple[str, str]]:
    """What is not current, not reviewed or stale, as (document id, sentence). Nothing is changed.

    :raises UnusableInputError: the raw folder, a text, the rules, the decisions, the manifest or what is pending cannot
        be used.
    """
    texts = raw_names(where.raw)
    reader = Reader(where)
    entries = read_manifest(where.output).entries
    pending = load_pending(Path(where.pending))
    for ident, name in texts.items():
        reading = reader.read(str(Path(where.raw) / name))
        stored = _stored(where, ident)
        if stored is None:
            yield ident, "has no output yet"
        else:
            yield from ((ident, said) for said in _output(reading, stored, entries.get(ident)))
        for decision in reading.applied.stale:
            yield ident, f'the decision about {decision.record} is stale: the text no longer says "{decision.quote}"'
        for change in pending.get(ident, ()):
            yield ident, f"not reviewed: {change.covenant or '(none)'}: {sentence(change)}"
    for ident in gone(where, {*entries, *pending} - set(texts), set(texts)):
        yield (
            ident,
            "has output, but no raw text"
            if output_path(Path(where.output), ident).exists()
            else ("is in the manifest or pending, but has no raw text"),
        )
    for ident in sorted({decision.document for decision in reader.decisions} - set(texts)):
        yield ident, "decisions are about it, but it has no raw text"


def _stored(where: Folders, ident: str) -> str | None:
    try:
        return output_path(Path(where.output), ident).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


def _output(reading: Reading, stored: str, entry: Entry | None) -> Iterator[str]:
    """What is wrong with the output of a document, and with what the manifest says about it."""
    text = reading.extraction.to_json()
    if stored != text:
        try:
            old = load_extraction(stored, reading.source.text)
            yield from map(str, differences(old, reading.extraction))
        except BrokenExtractionError as error:
            yield f"the output is broken: {error}"
        else:
            if json.loads(stored) == json.loads(text):
                yield "the output holds the same facts, written in another form"
    if entry is None or entry.raw_sha256 != reading.source.sha256 or entry.output_sha256 != sha256_of(stored):
        yield "the manifest is not about this text and output"
