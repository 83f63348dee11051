"""What the present output was made of, kept beside it: raw texts, metadata and rules, each under its own SHA-256.

With it the cause of a change can be found without git. It is a cache: whoever removes it loses no facts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Set
from pathlib import Path

from .files import remove, sweep, write_atomically


class Attic:
    """The attic of a project.

    :param workshop: the folder beside its output for what is the program's own affair.
    """

    def __init__(self, workshop: Path) -> None:
        self._folder = workshop / "attic"
        self._names = {path.name for path in self._folder.iterdir()} if self._folder.is_dir() else set()

    def __contains__(self, sha256: str) -> bool:
        return sha256 in self._names

    def put(self, data: bytes) -> str:
        """Keeps bytes; returns their SHA-256, hexadecimal.

        :raises StoreError: they cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._names:
            write_atomically(self._folder / sha256, data, durably=False)
            self._names.add(sha256)
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """The bytes with this hash; None where they are not here, or no longer what they were."""
        try:
            data = (self._folder / sha256).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def prune(self, keep: Set[str]) -> None:
        """Removes everything but what has these hashes.

        :raises StoreError: something cannot be removed.
        """
        sweep(self._folder)
        for sha256 in sorted(self._names - keep):
            remove(self._folder / sha256)
            self._names.discard(sha256)
