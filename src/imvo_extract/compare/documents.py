"""The changes of whole documents: which is held against which, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imvo_extract.errors import UnusableInputError

from .causes import Version, with_causes
from .change import Change
from .changes import changes
from .operands import Operand


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents (their ids; None where one side has none) and the changes from the old to the new."""

    old: str | None
    new: str | None
    changes: tuple[Change, ...]


def compare(old: Operand, new: Operand) -> Iterator[Comparison]:
    """Compares two documents whatever their ids, two folders id by id, a document with the one of its id in a folder.

    :raises UnusableInputError: the folder has none of its id.
    """
    if not old.is_folder and not new.is_folder:
        yield compare_documents(*old.versions.values(), *new.versions.values())
        return
    idents = list(dict.fromkeys([*new.versions, *old.versions]))
    for operand, other in ((old, new), (new, old)):
        if not operand.is_folder:
            idents = list(operand.versions)
            if idents[0] not in other.versions:
                raise UnusableInputError(f"{idents[0]}: the folder has no document of that id to compare with")
    for ident in idents:
        yield compare_documents(old.versions.get(ident), new.versions.get(ident))


def compare_documents(old: Version | None, new: Version | None) -> Comparison:
    """The comparison of two versions; None for a document that is not there."""
    found = changes(
        old.extraction if old else None,
        old.source.text if old else "",
        new.extraction if new else None,
        new.source.text if new else "",
    )
    if old is not None and new is not None:
        found = with_causes(found, old, new)
    else:
        # A document that comes or goes is a text that comes or goes.
        found = [change.model_copy(update={"cause": "text"}) for change in found]
    return Comparison(_id(old), _id(new), tuple(found))


def _id(version: Version | None) -> str | None:
    return version.extraction.document.id if version is not None else None
