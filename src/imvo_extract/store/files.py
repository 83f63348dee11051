"""Writing a file so that a reader sees the old one or the new one, never half of it.

Light to import: what is slow is imported when there is something to write.
"""

from __future__ import annotations

import contextlib
import os

from imvo_extract.errors import UnusableInputError

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    from pathlib import Path

_ENDING = ".new"


class StoreError(UnusableInputError):
    """Output that cannot be written or read; ``str(error)`` is one line."""


def write_atomically(path: Path, content: str | bytes, *, durably: bool = True) -> bool:
    """Writes ``content`` (text as UTF-8, line ends as they are) to ``path``; a file that holds it is left alone.

    :param durably: whether it must be on the disk itself, for a power cut, before the old file is let go.
    :returns: whether anything was written.
    :raises StoreError: it cannot be written; what was there is untouched.
    """
    import tempfile
    from pathlib import Path

    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_ENDING)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if durably:
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


def remove(path: Path) -> bool:
    """Removes a file; returns whether it was there.

    :raises StoreError: it cannot be removed.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"{path}: cannot be removed ({error.strerror})") from error
    return True


def sweep(folder: Path) -> None:
    """Removes what a writer that was killed left behind in a folder. Nobody may be writing there meanwhile.

    :raises StoreError: it cannot be removed.
    """
    for path in folder.glob(f".*{_ENDING}"):
        remove(path)
