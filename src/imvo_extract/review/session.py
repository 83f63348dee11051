"""A review: which changes are pending, and what is done about them. Every step is on disk before it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imvo_extract.compare.change import Change
from imvo_extract.decisions.decision import Decision
from imvo_extract.decisions.file import load_decisions, save_decisions
from imvo_extract.decisions.make import with_decision
from imvo_extract.documents.naming import raw_names
from imvo_extract.documents.source import read_source
from imvo_extract.records.extraction import BrokenExtractionError, load_extraction
from imvo_extract.refresh.folders import Folders
from imvo_extract.refresh.pending import Pending, load_pending, read_pending, save_pending
from imvo_extract.store.files import remove, write_atomically
from imvo_extract.store.lock import locked
from imvo_extract.store.output import output_path

from .verdicts import Reviewer, UndecidableError


@dataclass(frozen=True, slots=True)
class Item:
    """One pending change; ``document`` is the one in whose output it is (a fact that is gone may be of another)."""

    document: str
    change: Change

    @property
    def id(self) -> str:
        """Names the change on the command line."""
        return self.change.id


@dataclass(frozen=True, slots=True)
class Step:
    """What was on disk before a step of a review: the decisions, and what was pending for the documents concerned."""

    decisions: bytes | None
    pending: dict[str, Pending]


@dataclass
class Session:
    """One reviewer at work on a project.

    ``decided`` are the documents about which something was decided, so that their output is to be brought up to date.
    """

    where: Folders
    by: str
    decided: set[str] = field(default_factory=set)

    def pending(self) -> list[Item]:
        """The pending changes, document by document and covenant by covenant, in the order of the text.

        :raises StoreError: they cannot be read.
        """
        return [
            Item(document, change)
            for document, changes in load_pending(self._folder).items()
            for change in _in_order(changes)
        ]

    def step(self, items: Sequence[Item]) -> Step:
        """What a step that deals with some of these changes may alter, for ``undo``.

        :raises StoreError: it cannot be read.
        """
        path = Path(self.where.decisions)
        documents = {item.document for item in items}
        pending = {document: read_pending(self._folder, document) for document in sorted(documents)}
        return Step(path.read_bytes() if path.is_file() else None, pending)

    def undo(self, step: Step) -> None:
        """Puts decisions and pending changes back as they were; the output follows at the end of the review.

        :raises StoreError: they cannot be written.
        """
        with locked(Path(self.where.workshop)):
            path = Path(self.where.decisions)
            if step.decisions is None:
                remove(path)
            else:
                write_atomically(path, step.decisions)
            for document, pending in step.pending.items():
                save_pending(self._folder, document, pending.changes, pending.output_sha256)

    def accept(self, items: Sequence[Item]) -> None:
        """Takes changes for seen. A stale decision about such a fact is let go of.

        :raises UnusableInputError: the decisions, or the text or output of such a fact, cannot be used.
        :raises StoreError: that cannot be written.
        """
        with locked(Path(self.where.workshop)):
            path = Path(self.where.decisions)
            decisions = load_decisions(path)
            holding = self._holding(items, decisions)
            if len(holding) < len(decisions):
                save_decisions(path, holding)
            self._settle(items)

    def reject(self, item: Item, why: str) -> list[Decision]:
        """Undoes a change for good; returns what was decided.

        :raises UndecidableError: there is nothing for a decision to rest on, or the change is no longer pending.
        :raises UnusableInputError: the decisions, the text or its output cannot be used.
        """
        with locked(Path(self.where.workshop)):
            return self._decide(item, self._reviewer(item).rejection(item.change, why))

    def check(self, item: Item, values: Mapping[str, str]) -> None:
        """Whether a fact can have other values; nothing is decided.

        :raises UnusableInputError: as ``correct``.
        """
        self._reviewer(item).correction(item.change, values)

    def correct(self, item: Item, values: Mapping[str, str], why: str = "") -> list[Decision]:
        """Gives a fact other values; returns what was decided.

        :param values: field and value, as typed.
        :raises UndecidableError: the fact has no such field or the field no such value, or the change is gone.
        :raises UnusableInputError: the decisions, the text or its output cannot be used.
        """
        with locked(Path(self.where.workshop)):
            return self._decide(item, self._reviewer(item).correction(item.change, values, why))

    @property
    def _folder(self) -> Path:
        return Path(self.where.pending)

    def _reviewer(self, item: Item) -> Reviewer:
        """Who decides, with the document as it is in the output folder.

        :raises UndecidableError: the output is not about the raw text that is there.
        """
        if item.change not in read_pending(self._folder, item.document).changes:
            raise UndecidableError(f"{item.id} is no longer pending as it was; it was refreshed or reviewed meanwhile")
        return self._present(item.document)

    def _present(self, document: str) -> Reviewer:
        again = f"{document}: its text or output changed since; refresh, then review"
        name = raw_names(self.where.raw).get(document)
        if name is None:
            raise UndecidableError(f"{document}: its raw text is gone, so nothing can be decided about it")
        source = read_source(Path(self.where.raw) / name)
        try:
            stored = output_path(Path(self.where.output), document).read_text(encoding="utf-8")
            extraction = load_extraction(stored, source.text)
        except (OSError, UnicodeDecodeError, BrokenExtractionError) as error:
            raise UndecidableError(again) from error
        if extraction.document.source.sha256 != source.sha256:
            raise UndecidableError(again)
        return Reviewer(self.by, extraction, source.text)

    def _decide(self, item: Item, made: Sequence[Decision]) -> list[Decision]:
        path = Path(self.where.decisions)
        decisions = self._holding([item], load_decisions(path))
        for decision in made:
            decisions = with_decision(decisions, decision)
        # Decided first, seen after: whoever is stopped in between is only asked once more.
        save_decisions(path, decisions)
        self.decided.add(item.document)
        self._settle([item])
        return list(made)

    def _holding(self, items: Sequence[Item], decisions: Sequence[Decision]) -> list[Decision]:
        """The decisions without those about the facts of these changes that rest on a statement which is gone."""
        about = {
            (item.document, ident)
            for item in items
            for side in (item.change.old, item.change.new)
            if side is not None and side.document == item.document
            for ident in side.ids
        }
        stale: list[Decision] = []
        for document in sorted({one.document for one in decisions if (one.document, one.record) in about}):
            present = self._present(document)
            mine = [one for one in decisions if one.document == document and (document, one.record) in about]
            stale += [one for one in mine if not present.has_statement(one.quote)]
        self.decided |= {one.document for one in stale}
        return [one for one in decisions if one not in stale]

    def _settle(self, items: Sequence[Item]) -> None:
        by_document: dict[str, list[Change]] = {}
        for item in items:
            by_document.setdefault(item.document, []).append(item.change)
        for document, seen in by_document.items():
            done = {change.id: change for change in seen}
            pending = read_pending(self._folder, document).changes
            save_pending(self._folder, document, [change for change in pending if change != done.get(change.id)])


def _in_order(changes: Sequence[Change]) -> Iterator[Change]:
    """By covenant, each where its first change stands; what is gone comes last."""
    first: dict[str | None, tuple[bool, int]] = {}
    for change in changes:
        first[change.covenant] = min(first.get(change.covenant, _place(change)), _place(change))
    yield from sorted(changes, key=lambda change: (first[change.covenant], change.covenant or "", *_place(change)))


def _place(change: Change) -> tuple[bool, int]:
    return change.new is None, int(change.side.records[0]["span"]["start"])
