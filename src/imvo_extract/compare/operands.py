"""What can be compared: an output file or folder, a raw text, a document's id, or any of the first three in a git
revision ("HEAD~1:output")."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from imvo_extract.documents.decode import DocumentError, decode, read_bytes
from imvo_extract.documents.source import Source, document_id, read_source
from imvo_extract.errors import UnusableInputError
from imvo_extract.records.extraction import Extraction, load_extraction
from imvo_extract.rulebook.location import default_rules
from imvo_extract.store.history import Repository
from imvo_extract.store.manifest import MANIFEST
from imvo_extract.store.rule_shelf import RuleShelf

from .causes import Version, source_of

# Reads a file of the place that an operand is in; None where it is not there.
_Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Operand:
    """What an argument names: one document, or a folder of them, by document id."""

    versions: Mapping[str, Version]
    is_folder: bool


class Operands:
    """Resolves the arguments of a comparison, seen from a project's folder.

    :param output: the project's folder of extractions.
    :param raw: its folder of raw texts.
    :param rules: another folder of rules than the project's own, for raw texts.
    :param room: an empty folder for rules out of the history; the caller removes it.
    """

    def __init__(self, output: Path, raw: Path, rules: Path | None, room: Path) -> None:
        self._output = output
        self._raw = raw
        self._rules = rules if rules is not None else default_rules()
        self._repository = Repository.around(Path.cwd())
        self._shelf = RuleShelf([self._rules], self._repository, "rules", room)

    def resolve(self, argument: str) -> Operand:
        """The extractions that an argument names.

        :raises UnusableInputError: it names nothing, or nothing that can be read.
        """
        path = Path(argument)
        if path.is_dir():
            return self._folder(argument, (one.name for one in path.iterdir()), _reader(path))
        if path.suffix == ".json" and path.is_file():
            return Operand(self._outputs([path.name], _reader(path.parent)), is_folder=False)
        if path.is_file():
            return self._extracted(read_source(path))
        if (self._output / f"{argument}.json").is_file():
            return Operand(self._outputs([f"{argument}.json"], _reader(self._output)), is_folder=False)
        if (self._raw / f"{argument}.txt").is_file():
            return self._extracted(read_source(self._raw / f"{argument}.txt"))
        if ":" in argument:
            return self._revision(*argument.split(":", 1))
        raise DocumentError(
            f"{argument}: no file, folder, or document of {self._output}; a git revision is written REVISION:PATH"
        )

    def dates(self) -> dict[str, str | None]:
        """The reference date (EDTF) of every stored extraction by its id; the rest of them is not looked at.

        :raises UnusableInputError: a file in the output folder is none.
        """
        found = {}
        for path in sorted(self._output.glob("*.json")):
            if path.name != MANIFEST:
                reference = _document(path.name, read_bytes(path)).get("reference_date")
                found[path.stem] = reference["value"] if reference else None
        return found

    def stored(self, ident: str) -> Version:
        """The stored extraction of a document.

        :raises UnusableInputError: it is gone, or cannot be read.
        """
        (version,) = self._outputs([f"{ident}.json"], _reader(self._output)).values()
        return version

    def _revision(self, revision: str, path: str) -> Operand:
        repository = self._repository
        if repository is None:
            raise UnusableInputError(f"{revision}:{path}: there is no git repository here")
        commit = repository.commit(revision)
        place = PurePosixPath(path or "output")
        names = repository.names(commit, str(place))
        if names is not None:
            return self._folder(f"{revision}:{place}", names, _reader_at(repository, commit, place))
        read = _reader_at(repository, commit, place.parent)
        data = read(place.name)
        if data is None:
            raise UnusableInputError(f"{revision}:{place}: no such file or folder in that revision")
        if place.suffix == ".json":
            return Operand(self._outputs([place.name], read), is_folder=False)
        digest = hashlib.sha256(data).hexdigest()
        return self._extracted(
            Source(document_id(Path(place.name)), decode(data, f"{revision}:{place}"), str(place), digest)
        )

    def _folder(self, said: str, names: Iterable[str], read: _Read) -> Operand:
        found = sorted(one for one in names if one.endswith(".json") and one != MANIFEST)
        if not found:
            raise UnusableInputError(f"{said}: there are no extractions (NAME.json) in this folder")
        return Operand(self._outputs(found, read), is_folder=True)

    def _outputs(self, names: Iterable[str], read: _Read) -> dict[str, Version]:
        """Stored extractions, each with the raw text that it was made of."""
        programs = _programs(read(MANIFEST))
        found = {}
        for name in names:
            data = read(name)
            if data is None:
                raise UnusableInputError(f"{name}: is gone")
            extraction, source = self._stored(name, data, read)
            ident, rules = extraction.document.id, self._shelf.find(extraction.extractor.rules_sha256)
            found[ident] = Version(extraction, source, rules, programs.get(ident))
        return found

    def _stored(self, name: str, data: bytes, read: _Read) -> tuple[Extraction, Source]:
        origin = _document(name, data)["source"]
        path, sha256 = origin["path"], origin["sha256"]
        for raw in self._raw_texts(path, read):
            if hashlib.sha256(raw).hexdigest() == sha256:
                text = decode(raw, name)
                try:
                    extraction = load_extraction(data, text)
                except UnusableInputError as error:
                    raise UnusableInputError(f"{name}: {error}") from error
                return extraction, source_of(extraction, text)
        raise UnusableInputError(f"{name}: the raw text that it was made of ({path}) is not at hand; nothing to quote")

    def _raw_texts(self, path: str | None, read: _Read) -> Iterable[bytes]:
        """What may be the raw text: the file beside the output as it was then, the one of today, those of the past."""
        if path is None:
            return
        beside = read(f"../{path}")
        if beside is not None:
            yield beside
        today = self._raw / PurePosixPath(path).name
        if today.is_file():
            yield read_bytes(today)
        if self._repository is not None:
            yield from self._repository.versions(path)

    def _extracted(self, source: Source) -> Operand:
        # Reading a text takes rules and spaCy; comparing stored files takes neither.
        from imvo_extract.extractor import Extractor

        extraction = Extractor(rules=self._rules).extract_source(source)
        return Operand({source.id: Version(extraction, source, self._rules)}, is_folder=False)


def _document(name: str, data: bytes) -> dict[str, Any]:
    """What an output file says of its document.

    :raises UnusableInputError: it is no output file.
    """
    try:
        document: dict[str, Any] = json.loads(data)["document"]
        if {"path", "sha256"} <= document["source"].keys():
            return document
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableInputError(f"{name}: is no extraction") from error
    raise UnusableInputError(f"{name}: is no extraction")


def _programs(manifest: bytes | None) -> dict[str, str]:
    """The hash of the program that made each output, as far as a manifest tells."""
    try:
        documents = json.loads(manifest or b"{}").get("documents", {})
        return {ident: entry["program_sha256"] for ident, entry in documents.items() if "program_sha256" in entry}
    except (ValueError, AttributeError, TypeError):
        return {}


def _reader(folder: Path) -> _Read:
    def read(name: str) -> bytes | None:
        path = folder / name
        return read_bytes(path) if path.is_file() else None

    return read


def _reader_at(repository: Repository, commit: str, folder: PurePosixPath) -> _Read:
    def read(name: str) -> bytes | None:
        at = folder.parent / name[3:] if name.startswith("../") else folder / name
        return repository.read(commit, str(at))

    return read
