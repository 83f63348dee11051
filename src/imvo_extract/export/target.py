"""A folder that gets all files of an export, or none."""

from __future__ import annotations

import contextlib
import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from imvo_extract.store.files import StoreError


@contextlib.contextmanager
def whole_or_nothing(folder: Path) -> Iterator[Path]:
    """An empty folder to write into; what is in it comes into ``folder`` at the end of the ``with``.

    A folder that is not there yet comes to be by one renaming. In one that is, files of the same names are replaced,
    all of them or none; others are left alone, and so are those that hold the same already.

    :raises StoreError: the folder cannot be written; nothing in it was changed.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: this is a file; name a folder to write to")
    made: list[Path] = []
    try:
        made = _make_parents(folder)
        # Renaming works within a disk only, and a folder that is there may be the top of one.
        beside = folder if folder.is_dir() else folder.parent
        staging = Path(tempfile.mkdtemp(dir=beside, prefix=f".{folder.name}.", suffix=".new"))
    except OSError as error:
        _remove(made)
        raise StoreError(f"{folder}: cannot be written ({error.strerror}); nothing was changed") from error
    done = False
    try:
        new, old = staging / "new", staging / "old"
        new.mkdir()
        old.mkdir()
        yield new
        _publish(new, old, folder)
        done = True
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"{folder}: cannot be written ({reason}); nothing there was changed") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if not done:
            _remove(made)


def _make_parents(folder: Path) -> list[Path]:
    missing = [parent for parent in folder.parents if not parent.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    return missing


def _remove(made: list[Path]) -> None:
    for parent in made:
        with contextlib.suppress(OSError):
            parent.rmdir()


def _publish(new: Path, old: Path, folder: Path) -> None:
    for path in new.iterdir():
        path.chmod(0o644)
    if not folder.exists():
        new.chmod(0o755)
        new.rename(folder)
        return
    with contextlib.ExitStack() as undo:
        for path in sorted(new.iterdir()):
            target = folder / path.name
            if target.is_dir():
                raise StoreError(f"{target}: this is a folder; nothing in {folder} was changed")
            if target.exists():
                if filecmp.cmp(path, target, shallow=False):
                    continue
                target.rename(old / path.name)
                undo.callback((old / path.name).replace, target)
            else:
                undo.callback(target.unlink, missing_ok=True)
            path.rename(target)
        undo.pop_all()
