"""Outputs as they were, with the text and the rules that made them: from the attic, else from git's history."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from imvo_extract.compare.causes import Version, source_of
from imvo_extract.documents.decode import DocumentError, decode
from imvo_extract.documents.source import Source
from imvo_extract.records.extraction import BrokenExtractionError, Extraction, load_extraction
from imvo_extract.rulebook.files import unpack
from imvo_extract.store.attic import Attic
from imvo_extract.store.fingerprint import sha256_of
from imvo_extract.store.history import Repository
from imvo_extract.store.manifest import Entry
from imvo_extract.store.output import output_path
from imvo_extract.store.rule_shelf import RuleShelf

from .folders import Folders


class LostError(Exception):
    """An output that cannot be compared with; ``str(error)`` says why."""


class Earlier:
    """Finds what outputs were made of.

    :param scratch: an empty folder of its own for rules as they were.
    """

    def __init__(self, where: Folders, attic: Attic, scratch: Path) -> None:
        self._where = where
        self._attic = attic
        self._scratch = scratch
        here = Path(where.rules)
        self._shelf = RuleShelf([here], Repository.around(here.absolute().parent), here.name, scratch)
        self._rules: dict[str, Path | None] = {}

    def version(self, ident: str, path: Path, entry: Entry | None) -> tuple[Version, str] | None:
        """What lies in the output folder for a document, and its SHA-256; None where nothing does.

        :param path: of the document's raw text as it is now.
        :param entry: what the manifest says of the document.
        :raises LostError: the output is broken, or its text is no longer to be found.
        """
        try:
            stored = output_path(Path(self._where.output), ident).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        sha256 = sha256_of(stored)
        extraction, source = self._read(stored, path)
        rules = extraction.extractor.rules_sha256
        program = entry.program_sha256 if entry is not None and entry.output_sha256 == sha256 else None
        return Version(extraction, source, self.rules(rules), program), sha256

    def rules(self, sha256: str) -> Path | None:
        """A folder with the rules of this hash; None where they are not to be found."""
        if sha256 not in self._rules:
            kept = self._attic.get(sha256)
            if kept is not None:
                folder = self._scratch / sha256
                folder.mkdir()
                for name, data in unpack(kept).items():
                    (folder / name).write_bytes(data)
            self._rules[sha256] = self._shelf.find(sha256)
        return self._rules[sha256]

    def _read(self, stored: str, path: Path) -> tuple[Extraction, Source]:
        try:
            data = self._find_raw(json.loads(stored)["document"]["source"]["sha256"], path)
            if data is None:
                raise LostError("its output was made of a text that is no longer at hand")
            text = decode(data, str(path))
            extraction = load_extraction(stored, text)
            return extraction, source_of(extraction, text)
        except (BrokenExtractionError, DocumentError, ValueError, KeyError, TypeError) as error:
            raise LostError(f"its output is broken ({error})") from error

    def _find_raw(self, sha256: str, path: Path) -> bytes | None:
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() == sha256:
            return data
        kept = self._attic.get(sha256)
        repository = Repository.around(path.parent) if kept is None else None
        if repository is None:
            return kept
        versions = repository.versions(path.name)
        return next((found for found in versions if hashlib.sha256(found).hexdigest() == sha256), None)
