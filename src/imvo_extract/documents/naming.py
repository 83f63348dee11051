"""What files in a folder of raw texts are called. Light to import."""

from __future__ import annotations

import os
import re

from imvo_extract.errors import UnusableInputError

RAW_SUFFIX = ".txt"
META_SUFFIX = ".meta.yaml"
# The output folder has a file of this name that is no extraction.
RESERVED = "manifest"


def ident_of(stem: str) -> str:
    """The id of the document in a file: the file's name without its ending, white space as hyphens."""
    return re.sub(r"\s+", "-", stem)


def raw_names(folder: str) -> dict[str, str]:
    """The raw texts of a folder: document id and file name, sorted by id. Hidden files are none.

    :raises UnusableInputError: there is no such folder, or two texts would have one id.
    """
    try:
        names = os.listdir(folder)
    except OSError as error:
        reason = "no such folder" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise UnusableInputError(f"{folder}: {reason}; run this where raw/ and output/ are, or name them") from error
    found: dict[str, str] = {}
    for name in sorted(names):
        if name.endswith(RAW_SUFFIX) and not name.startswith("."):
            ident = ident_of(name.removesuffix(RAW_SUFFIX))
            if ident == RESERVED:
                raise UnusableInputError(
                    f"{folder}/{name}: this name is taken by output/manifest.json; rename the text"
                )
            if found.setdefault(ident, name) != name:
                raise UnusableInputError(f"{folder}: {found[ident]} and {name} would be one document; rename one")
    return dict(sorted(found.items()))
