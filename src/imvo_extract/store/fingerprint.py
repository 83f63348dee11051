"""The hashes that tell what an output was made of (SHA-256, hexadecimal). Light to import."""

from __future__ import annotations

import hashlib
import os
import sys

from .files import StoreError

# The libraries that have a say in what is found in a text. A change of their version is a change of the program.
_LIBRARIES = ("dateparser", "python_dateutil", "spacy")
# What only shows, compares, keeps or measures what was found. Every other package of the program has a part in it.
_SHOWING = ("cli", "export", "frames", "report", "tables", "timeline")
_KEEPING = ("compare", "evaluate", "refresh", "review", "store")
_PIECE = 1 << 20


def sha256_of(text: str) -> str:
    """The hash of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sha256_of_file(path: str) -> str | None:
    """The hash of a file's bytes; None where there is no such file.

    :raises StoreError: it is there but cannot be read.
    """
    try:
        return hashlib.sha256(_read(path)).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error


def program_sha256() -> str:
    """The hash of the program: the names and sources of the modules that have a part in an output, and the versions of
    the libraries that do.

    The version of Python is not in it, so that two machines agree on an output that is the same.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    digest = hashlib.sha256()
    for path in sorted(_modules(package)):
        digest.update(path[len(package) :].replace(os.sep, "/").encode() + b"\n")
        digest.update(_read(path).replace(b"\r\n", b"\n") + b"\0")
    digest.update("\n".join(_versions()).encode())
    return digest.hexdigest()


def _read(path: str) -> bytes:
    """A file's bytes, with a third of the system calls of ``open``."""
    handle = os.open(path, os.O_RDONLY)
    try:
        data = piece = os.read(handle, _PIECE)
        while len(piece) == _PIECE:
            piece = os.read(handle, _PIECE)
            data += piece
    finally:
        os.close(handle)
    return data


def _modules(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found.append(entry.path)
            elif not entry.name.startswith(("_", ".")) and entry.name not in (*_SHOWING, *_KEEPING) and entry.is_dir():
                found += _modules(entry.path)
    return found


def _versions() -> list[str]:
    """Name and version of the libraries, from the names of the folders in which they were installed ("spacy-3.8.7").

    importlib.metadata says the same in more time than everything else here takes.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                library = name.partition("-")[0].lower()
                if library in _LIBRARIES:
                    found.setdefault(library, name.removesuffix(".dist-info").lower())
    return sorted(found.values())
