"""A raw text with what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from imvo_extract.rulebook.base import Strict, load_model
from imvo_extract.rulebook.errors import RuleError

from .decode import DocumentError, decode, read_bytes
from .naming import META_SUFFIX, ident_of


class Metadata(Strict):
    """``NAME.meta.yaml``: what the text itself does not say."""

    title: str | None = None
    url: str | None = None
    retrieved: str | None = None
    reference_date: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A raw text: ``id`` (the file's name without its ending), ``text``, and where it came from.

    ``path`` is relative to the project where the file lies in one, else the bare file name: never a machine's path.
    """

    id: str
    text: str
    path: str | None = None
    sha256: str = ""
    media_type: str = "text/plain"
    metadata: Metadata = field(default_factory=Metadata)


def source_from_text(text: str, ident: str, metadata: Metadata | None = None) -> Source:
    """A source that has no file; its hash is that of the text in UTF-8."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(id=ident, text=text, sha256=digest, metadata=metadata or Metadata())


def read_source(path: Path) -> Source:
    """A raw file with its metadata.

    :raises DocumentError: the file or its metadata cannot be read.
    """
    if path.name.endswith(META_SUFFIX):
        raise DocumentError(f"{path}: this is the metadata of a text; name the text itself")
    data = read_bytes(path)
    return Source(
        id=document_id(path),
        text=decode(data, str(path)),
        path=_project_path(path),
        sha256=hashlib.sha256(data).hexdigest(),
        metadata=read_metadata(path),
    )


def document_id(path: Path) -> str:
    """The id of the document in a file: its name without the ending."""
    return ident_of(path.stem)


def read_metadata(path: Path) -> Metadata:
    """What ``NAME.meta.yaml`` beside a raw file says; empty where there is none.

    :raises DocumentError: it is there but cannot be used.
    """
    beside = path.with_name(path.stem + META_SUFFIX)
    if not beside.is_file():
        return Metadata()
    try:
        return load_model(beside, Metadata)
    except RuleError as error:
        raise DocumentError(str(error)) from error


def _project_path(path: Path) -> str:
    """``raw/NAME.txt`` for a file in a folder named raw, else the file's name: the same on every machine."""
    absolute = path.absolute()
    return f"raw/{path.name}" if absolute.parent.name == "raw" else path.name
