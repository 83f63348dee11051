"""A new text on its way into the folder of raw texts."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from imvo_extract.documents.decode import DocumentError, decode, read_bytes
from imvo_extract.documents.naming import META_SUFFIX, RAW_SUFFIX, RESERVED, ident_of, raw_names
from imvo_extract.documents.source import read_metadata
from imvo_extract.store.files import write_atomically
from imvo_extract.timex.model import Reference

_NAME = re.compile(r"\w[\w. -]*")


def take_in(
    path: Path, raw: Path, *, name: str | None = None, url: str | None = None, reference_date: str | None = None
) -> str:
    """Copies a text into the folder of raw texts, with what is known about it beside it; returns the document's id.

    A text that is there already, with the same bytes and metadata, is left alone.

    :param name: of the new file, without an ending; that of ``path`` without one.
    :raises DocumentError: the text, its name or its reference date cannot be used, or another text or other metadata
        are there under that name. Nothing was written.
    :raises StoreError: it cannot be written.
    """
    stem = name.removesuffix(RAW_SUFFIX) if name is not None else path.stem
    if not _NAME.fullmatch(stem) or ident_of(stem) == RESERVED:
        raise DocumentError(f'"{stem}": no name for a text; say --name with letters, digits, hyphens and dots')
    data = read_bytes(path)
    if not decode(data, str(path)).strip():
        raise DocumentError(f"{path}: the text is empty; it was not taken into {raw}/")
    metadata = _metadata(url, reference_date)
    target, beside = raw / f"{stem}{RAW_SUFFIX}", raw / f"{stem}{META_SUFFIX}"
    others = raw_names(str(raw)) if raw.is_dir() else {}
    known = others.get(ident_of(stem), target.name)
    if known != target.name or (target.exists() and read_bytes(target) != data):
        raise DocumentError(f"{raw / known}: another text has this name; give the new one another with --name")
    if metadata and beside.exists():
        there = read_metadata(target)
        if any(getattr(there, field) != value for field, value in metadata.items()):
            raise DocumentError(f"{beside}: is there already and says something else; edit it instead")
    elif metadata:
        write_atomically(beside, yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False))
    write_atomically(target, data)
    return ident_of(stem)


def _metadata(url: str | None, reference_date: str | None) -> dict[str, str]:
    if reference_date is not None:
        try:
            Reference.of(reference_date)
        except ValueError as error:
            raise DocumentError(f"the reference date {error}") from error
    given = {"url": url, "reference_date": reference_date}
    return {field: value for field, value in given.items() if value is not None}
