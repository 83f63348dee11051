"""manifest.json: for each document, what its output was made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from .files import StoreError, write_atomically

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's hashes (SHA-256, hexadecimal) and the version of the program that made its output."""

    raw_sha256: str
    rules_sha256: str
    output_sha256: str
    version: str


def read_manifest(folder: Path) -> dict[str, Entry]:
    """The entries by document id; empty where the folder has no manifest.

    :raises StoreError: it is there but unusable.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {ident: Entry(**entry) for ident, entry in content["documents"].items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: is no manifest of this program; remove it and extract again") from error


def write_manifest(folder: Path, entries: dict[str, Entry]) -> bool:
    """Writes the manifest, sorted by document id; returns whether it changed.

    :raises StoreError: it cannot be written.
    """
    documents = {
        ident: {
            "raw_sha256": entry.raw_sha256,
            "rules_sha256": entry.rules_sha256,
            "output_sha256": entry.output_sha256,
            "version": entry.version,
        }
        for ident, entry in sorted(entries.items())
    }
    content = json.dumps({"schema_version": "1.0", "documents": documents}, ensure_ascii=False, indent=2)
    return write_atomically(folder / MANIFEST, content + "\n")


def sha256_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
