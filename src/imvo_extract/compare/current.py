"""Is what lies in the output folder what the raw texts and rules give now?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from imvo_extract.documents.decode import DocumentError
from imvo_extract.documents.source import read_source
from imvo_extract.extractor import Extractor
from imvo_extract.records.extraction import BrokenExtractionError, load_extraction
from imvo_extract.store.manifest import read_manifest, sha256_of
from imvo_extract.store.output import output_path

from .differences import differences


def findings(raw: Path, output: Path, rules: Path | None) -> Iterator[tuple[str, str]]:
    """What is not current, as (document id, sentence).

    :param raw: the folder of raw texts.
    :param output: the folder of extractions.
    :param rules: the folder of rules; None for the project's own.
    :raises UnusableInputError: the raw folder, a text, the rules or the manifest cannot be used.
    """
    if not raw.is_dir():
        raise DocumentError(f"{raw}: no such folder; run this where raw/ and output/ are, or name them")
    extractor = Extractor(rules=rules)
    entries = read_manifest(output)
    seen = set()
    for path in sorted(raw.glob("*.txt")):
        source = read_source(path)
        seen.add(source.id)
        fresh = extractor.extract_source(source)
        text = fresh.to_json()
        stored = output_path(output, source.id)
        if not stored.is_file():
            yield source.id, "has no output yet"
            continue
        found = stored.read_text(encoding="utf-8")
        if found != text:
            try:
                yield from ((source.id, str(item)) for item in differences(load_extraction(found, source.text), fresh))
            except BrokenExtractionError as error:
                yield source.id, f"the output is broken: {error}"
            else:
                if _same_content(found, text):
                    yield source.id, "the output holds the same facts, written in another form"
        entry = entries.get(source.id)
        if entry is None or entry.raw_sha256 != source.sha256 or entry.output_sha256 != sha256_of(found):
            yield source.id, "the manifest is not about this text and output"
    for ident in sorted({path.stem for path in output.glob("*.json")} - seen - {"manifest"}):
        yield ident, "has output, but no raw text"
    for ident in sorted(set(entries) - seen):
        yield ident, "is in the manifest, but has no raw text"


def _same_content(one: str, other: str) -> bool:
    return bool(json.loads(one) == json.loads(other))
