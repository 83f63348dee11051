"""Whether anything was touched since the last refresh, told by what the system knows of the files without reading them.

A refresh that leaves everything current notes down size, times and number of every file that had a part in it. While
these are the same there is nothing to do, and no file need be read. The note is a cache: where it is missing or says
otherwise, the plan reads and compares hashes. Light to import: this is all of a refresh that has nothing to do.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    from .folders import Folders

_NAME = "current"
# Two changes of a file this close to each other may bear the same time.
_TICK = 50_000_000


class Stamp:
    """The state of a project's files at one moment.

    :param where: the project.
    """

    def __init__(self, where: Folders) -> None:
        self._path = os.path.join(where.workshop, _NAME)
        self._began = time.time_ns()
        self._latest = 0
        self._where = where
        self._inputs = self._read_inputs()

    def is_current(self) -> bool:
        """Whether nothing was touched since a stamp was kept."""
        try:
            with open(self._path, encoding="utf-8", errors="surrogateescape") as file:
                return file.read() == self._inputs + self._read_outputs()
        except OSError:
            return False

    def keep(self) -> None:
        """Notes down that all is current now, as made from the files as they were when this stamp was taken.

        :raises StoreError: it cannot be written.
        """
        from pathlib import Path

        from imvo_extract.store.files import write_atomically

        settled = self._began - self._latest > _TICK
        if settled and self._read_inputs() == self._inputs:
            content = (self._inputs + self._read_outputs()).encode("utf-8", "surrogateescape")
            write_atomically(Path(self._path), content, durably=False)

    def _read_inputs(self) -> str:
        package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        lines: list[str] = [sys.version]
        for folder in (self._where.raw, self._where.rules, package):
            self._add(folder, lines)
        # The folder of the libraries is touched when one is installed.
        libraries = (path for path in sys.path if path.endswith("-packages"))
        lines += [_state(path) for path in (self._where.decisions, *libraries)]
        return "\n".join(lines)

    def _read_outputs(self) -> str:
        lines = [""]
        for folder in (self._where.output, self._where.pending):
            self._add(folder, lines, outputs=True)
        return "\n".join(lines)

    def _add(self, folder: str, lines: list[str], *, outputs: bool = False) -> None:
        """Adds a line for every file under a folder, sorted."""
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            lines.append(f"{folder} -")
            return
        lines.append(folder)
        for entry in listed:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                self._add(entry.path, lines, outputs=outputs)
                continue
            state = entry.stat()
            if not outputs:
                self._latest = max(self._latest, state.st_ctime_ns)
            lines.append(f"{entry.name} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}")


def _state(path: str) -> str:
    try:
        state = os.stat(path)
    except OSError:
        return f"{path} -"
    return f"{path} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}"
