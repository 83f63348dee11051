"""Files as they were: in the revisions of a git repository."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import StoreError

# How far back a text or rules are looked for.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository; paths are relative to ``folder``, which need not be its top."""

    folder: Path

    @staticmethod
    def around(folder: Path) -> Repository | None:
        """The repository that a folder lies in; None where there is none, or no git."""
        here = folder if folder.is_dir() else folder.parent
        repository = Repository(here)
        return repository if repository._git("rev-parse", "--git-dir") is not None else None

    def commit(self, revision: str) -> str:
        """The commit that a revision names, as a full hash.

        :raises StoreError: there is no such revision.
        """
        found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found is None:
            raise StoreError(f"{revision}: no such revision in this git repository")
        return found.decode().strip()

    def read(self, commit: str, path: str) -> bytes | None:
        """A file's bytes at a commit; None where it was not there, or was a folder."""
        return self._git("cat-file", "blob", f"{commit}:./{path}")

    def names(self, commit: str, path: str) -> list[str] | None:
        """The names of the files in a folder at a commit; None where there was no such folder."""
        listed = self._git(
            "ls-tree", "-z", "--name-only", f"{commit}:./{path}" if path not in ("", ".") else f"{commit}:./"
        )
        return [name.decode() for name in listed.split(b"\0") if name] if listed is not None else None

    def commits_of(self, path: str) -> Iterator[str]:
        """The commits that changed a path, the latest first."""
        listed = self._git("rev-list", f"--max-count={_MOST}", "HEAD", "--", path)
        yield from (listed or b"").decode().split()

    def versions(self, path: str) -> Iterator[bytes]:
        """The bytes of a file in each commit that changed it, the latest first."""
        for commit in self.commits_of(path):
            data = self.read(commit, path)
            if data is not None:
                yield data

    def _git(self, *arguments: str) -> bytes | None:
        try:
            done = subprocess.run(
                ["git", "-C", str(self.folder), *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL
            )
        except OSError:
            return None
        return done.stdout if done.returncode == 0 else None
