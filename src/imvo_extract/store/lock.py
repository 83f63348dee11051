"""One writer at a time in a project: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .files import StoreError


@contextmanager
def locked(workshop: Path, *, wait: bool = True, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Holds the lock of a project: of its output, pending changes, manifest and attic.

    :param workshop: the folder beside its output for what is the program's own affair; made where it is missing.
    :param wait: whether to wait where another holds it.
    :param waiting: called once before waiting.
    :raises StoreError: another holds it and ``wait`` is off, or the lock cannot be made.
    """
    path = workshop / "lock"
    try:
        if not workshop.is_dir():
            workshop.mkdir(parents=True)
            # Nothing in it is for version control, this file neither.
            (workshop / ".gitignore").write_text("*\n", encoding="utf-8")
        file = path.open("ab")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                raise StoreError("another refresh or review is running; try again when it is done") from None
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
