"""Rules as they were: found by their hash, so that an old text can be read as it was read then."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.files import FILES, rules_digest, rules_sha256

from .history import Repository


class RuleShelf:
    """Folders of rules by their hash.

    :param folders: where rules lie now; looked at first.
    :param repository: whose history is looked through next; None without one.
    :param path: the folder of rules in the repository.
    :param room: an empty folder for what is taken from the history; the caller removes it.
    """

    def __init__(self, folders: Iterable[Path], repository: Repository | None, path: str, room: Path) -> None:
        self._folders = list(folders)
        self._repository = repository
        self._path = path
        self._room = room

    def find(self, sha256: str) -> Path | None:
        """The folder with the rules of this hash; None where they are not at hand."""
        taken = self._room / sha256
        if taken.is_dir():
            return taken
        for folder in self._folders:
            try:
                if rules_sha256(folder) == sha256:
                    return folder
            except RuleError:
                continue
        for commit in self._repository.commits_of(self._path) if self._repository is not None else ():
            files = self._files(commit)
            if files is not None and rules_digest(files) == sha256:
                taken.mkdir(parents=True)
                for name, data in files.items():
                    (taken / name).write_bytes(data)
                return taken
        return None

    def _files(self, commit: str) -> dict[str, bytes] | None:
        assert self._repository is not None
        files = {}
        for name in FILES:
            data = self._repository.read(commit, f"{self._path}/{name}.yaml")
            if data is None:
                return None
            files[f"{name}.yaml"] = data
        return files
