"""Changes that nobody has looked at yet: ``pending/NAME.json`` beside the output folder.

What is pending says how the facts of the present output differ from those that were last reviewed, however many
refreshes lie between. A file goes when nothing of it is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from imvo_extract.compare.change import Cause, Change, Side, derive
from imvo_extract.compare.facts import Fact
from imvo_extract.store.files import StoreError, remove, write_atomically


@dataclass(frozen=True, slots=True)
class Pending:
    """The pending changes of one document, and the SHA-256 of the output that they lead to (None: none are pending)."""

    changes: tuple[Change, ...] = ()
    output_sha256: str | None = None


def load_pending(folder: Path) -> dict[str, tuple[Change, ...]]:
    """The pending changes of every document that has any, by document id.

    :param folder: "pending" beside the output folder.
    :raises StoreError: a file there cannot be used.
    """
    found = {path.stem: read_pending(folder, path.stem).changes for path in sorted(folder.glob("[!.]*.json"))}
    return {document: changes for document, changes in found.items() if changes}


def read_pending(folder: Path, document: str) -> Pending:
    """The pending changes of one document.

    :raises StoreError: there are some, but they cannot be used.
    """
    path = folder / f"{document}.json"
    try:
        content = json.loads(path.read_bytes())
        changes = tuple(Change.model_validate(item) for item in content["changes"])
        return Pending(changes, str(content["output_sha256"]))
    except FileNotFoundError:
        return Pending()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: holds no pending changes; restore it, or remove it to accept them all") from error


def save_pending(folder: Path, document: str, changes: Iterable[Change], output_sha256: str | None = None) -> bool:
    """Writes what is pending for a document, sorted by id; removes the file where nothing is.

    :param output_sha256: of the output that the changes lead to; None keeps the one that the file names.
    :returns: whether anything changed on disk.
    :raises StoreError: it cannot be written.
    """
    path = folder / f"{document}.json"
    listed = sorted(changes, key=lambda change: (change.id, change.change))
    if not listed:
        return remove(path)
    content = {
        "output_sha256": output_sha256 or read_pending(folder, document).output_sha256,
        "changes": [change.model_dump(mode="json") for change in listed],
    }
    return write_atomically(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def merge(pending: Iterable[Change], changes: Iterable[Change]) -> list[Change]:
    """What is pending after further changes: 93 -> 97 and 97 -> 98 is 93 -> 98; back to 93 is nothing.

    A change that was a reviewer's decision is never pending, and ends what was pending about that fact. Other words
    alone are not pending either.

    :param pending: changes that lead to the old side of ``changes``.
    """
    waiting = list(pending)
    ahead = {change.new.ids: change for change in waiting if change.new is not None}
    gone = {change.side.id: change for change in waiting if change.new is None}
    left = {id(change): change for change in waiting}
    added = []
    for change in changes:
        before = ahead.get(change.old.ids) if change.old is not None else gone.get(change.side.id)
        if before is not None:
            left.pop(id(before), None)
        if change.cause == "decision":
            continue
        whole = _composed(before, change) if before is not None else change
        if whole is not None and whole.change != "reworded":
            added.append(whole)
    return [*left.values(), *added]


def settle(pending: Iterable[Change], facts: Sequence[Fact]) -> list[Change]:
    """The pending changes with their new sides as the facts are now: at their present places in the text.

    This also mends what was pending for an output that was never written.

    :param facts: of the present output.
    """
    by_id = {fact.side.id: fact.side for fact in facts}
    by_words = {(fact.kind, fact.covenant, repr(fact.values), fact.side.quote): fact.side for fact in facts}
    settled = []
    for change in pending:
        if change.new is None:
            back = by_id.get(change.side.id)
            there = back if back is not None and back.values == change.side.values else None
        else:
            covenant = change.new.records[0]["covenant"]
            there = by_words.get((change.kind, covenant, repr(change.new.values), change.new.quote))
            there = there or by_id.get(change.new.id)
        whole = _derived(change, change.old, there, change.cause)
        if whole is not None and whole.change != "reworded":
            settled.append(whole)
    return settled


def _composed(before: Change, after: Change) -> Change | None:
    return _derived(after, before.old, after.new, _cause(before.cause, after.cause))


def _derived(change: Change, old: Side | None, new: Side | None, cause: Cause | None) -> Change | None:
    moved = old is not None and new is not None and old.records[0]["covenant"] != new.records[0]["covenant"]
    return derive(change.kind, old, new, moved=moved, cause=cause)


def _cause(one: Cause | None, other: Cause | None) -> Cause | None:
    if one == other:
        return one
    # Text, then rules: it took both. For other pairs there is no word.
    return "both" if {one, other} <= {"text", "rules", "both"} else None
