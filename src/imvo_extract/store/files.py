"""Writing a file so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from imvo_extract.errors import UnusableInputError


class StoreError(UnusableInputError):
    """Output that cannot be written or read; ``str(error)`` is one line."""


def write_atomically(path: Path, text: str) -> bool:
    """Writes ``text`` (UTF-8, line ends as they are) to ``path``; a file that already holds it is left alone.

    :returns: whether anything was written.
    :raises StoreError: it cannot be written; what was there is untouched.
    """
    data = text.encode("utf-8")
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes files for the owner alone; output is for everybody who may read the folder.
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); nothing there was changed") from error
    return True
