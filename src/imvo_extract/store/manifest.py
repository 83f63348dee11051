"""manifest.json: for each document, what its output was made of. Light to import."""

from __future__ import annotations

import json
import os
from collections import namedtuple

from .files import StoreError, write_atomically

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "manifest.json"

# The last four are lacking in manifests of earlier versions; such a document is extracted again by the next refresh.
Entry = namedtuple(
    "Entry",
    (
        "raw_sha256",
        "rules_sha256",
        "output_sha256",
        "version",
        "program_sha256",
        "metadata_sha256",
        "decisions_sha256",
        "reference_date",
    ),
    defaults=(None, None, None, None),
)
Entry.__doc__ = """\
One document's hashes (SHA-256, hexadecimal), the version of the program that made its output, and the text's reference
date. None: there is no metadata, nothing was decided, the text has no reference date; or it is not known.
"""
Manifest = namedtuple("Manifest", ("entries", "decisions_sha256"), defaults=(None,))
Manifest.__doc__ = """\
The entries by document id, and the hash of the whole file of decisions as it was applied; None where there is none.
"""


def read_manifest(folder: str | os.PathLike[str]) -> Manifest:
    """The manifest of an output folder; empty where there is none.

    :raises StoreError: it is there but unusable.
    """
    path = os.path.join(folder, MANIFEST)
    try:
        with open(path, "rb") as file:
            content = json.loads(file.read())
        entries = {ident: Entry(**entry) for ident, entry in content["documents"].items()}
        return Manifest(entries, content.get("decisions_sha256"))
    except FileNotFoundError:
        return Manifest({})
    except NotADirectoryError as error:
        raise StoreError(f"{folder}: this is a file; name a folder for the output") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: is no manifest of this program; remove it and refresh again") from error


def write_manifest(folder: Path, entries: Mapping[str, Entry], decisions_sha256: str | None = None) -> bool:
    """Writes the manifest, sorted by document id; returns whether it changed.

    :raises StoreError: it cannot be written.
    """
    content: dict[str, object] = {"schema_version": "1.0"}
    if decisions_sha256 is not None:
        content["decisions_sha256"] = decisions_sha256
    content["documents"] = {ident: _stated(entry) for ident, entry in sorted(entries.items())}
    return write_atomically(folder / MANIFEST, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _stated(entry: Entry) -> dict[str, str]:
    return {name: value for name, value in entry._asdict().items() if value is not None}
