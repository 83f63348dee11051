"""The rule files of a folder as bytes, and the hash that names them. Light to import."""

from __future__ import annotations

import hashlib
import os

from .errors import RuleError

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = ("checks", "counts", "covenants", "dates", "events", "language", "numerals", "parties", "verbs")


def read_rules(folder: str | os.PathLike[str]) -> dict[str, bytes]:
    """A folder's rule files by file name.

    :raises RuleError: a file is missing or cannot be read.
    """
    files = {}
    for name in FILES:
        try:
            with open(os.path.join(folder, f"{name}.yaml"), "rb", buffering=0) as file:
                files[f"{name}.yaml"] = file.read()
        except OSError as error:
            raise RuleError(f"{name}.yaml", f"cannot be read ({error.strerror})") from error
    return files


def rules_sha256(folder: str | os.PathLike[str]) -> str:
    """The hash of a folder's rule files (``rules_digest``).

    :raises RuleError: a file is missing or cannot be read.
    """
    return rules_digest(read_rules(folder))


def rules_digest(files: Mapping[str, bytes]) -> str:
    """The SHA-256 (hexadecimal) of rule files: their names and bytes, in order.

    :param files: by file name.
    :raises KeyError: a file is missing.
    """
    return hashlib.sha256(pack(files)).hexdigest()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Rule files in one row, as they are hashed. Line ends count as one, whatever git made of them.

    :param files: by file name.
    :raises KeyError: a file is missing.
    """
    parts = (name.encode() + b"\n" + files[f"{name}.yaml"].replace(b"\r\n", b"\n") for name in FILES)
    return b"".join(part + b"\0" for part in parts)


def unpack(data: bytes) -> dict[str, bytes]:
    """The rule files of a row (``pack``) by file name."""
    files = (part.split(b"\n", 1) for part in data.split(b"\0") if part)
    return {f"{name.decode()}.yaml": content for name, content in files}
