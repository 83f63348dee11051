"""Bytes to text, or one clear sentence why not."""

from __future__ import annotations

from pathlib import Path

from imvo_extract.errors import UnusableInputError


class DocumentError(UnusableInputError):
    """An input that cannot be read as a text; ``str(error)`` is one line for a terminal."""


def decode(data: bytes, name: str) -> str:
    """The text in ``data``: UTF-8, a leading byte-order mark left out, line ends as they are.

    :param name: what to call the input in an error.
    :raises DocumentError: not UTF-8, or a binary file; names the offset of the first offending byte.
    """
    nul = data.find(b"\0")
    if nul >= 0:
        raise DocumentError(f"{name}: this is no text file (a NUL byte at offset {nul}); give a text in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a mark the codec counts from behind it; users count from the start of the file.
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise DocumentError(
            f"{name}: not UTF-8 (byte 0x{data[offset]:02x} at offset {offset}); save the text as UTF-8"
        ) from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    :raises DocumentError: there is no such file, it is a folder, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{path}: no such file") from error
    except IsADirectoryError as error:
        raise DocumentError(f"{path}: this is a folder; name the text files in it") from error
    except PermissionError as error:
        raise DocumentError(f"{path}: no permission to read it") from error
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror})") from error
