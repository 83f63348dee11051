"""Does what a plan says. For each document: pending changes, then output; the manifest last.

Whoever is stopped anywhere in between loses nothing: what is pending names the output that it leads to, and a document
whose output is not what the manifest says is done again.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from imvo_extract.compare.causes import Version, with_causes
from imvo_extract.compare.change import Change
from imvo_extract.compare.changes import changes
from imvo_extract.compare.facts import facts
from imvo_extract.compare.updates import previous
from imvo_extract.documents.naming import raw_names
from imvo_extract.errors import UnusableInputError
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.files import pack, read_rules
from imvo_extract.store.attic import Attic
from imvo_extract.store.files import StoreError, remove, sweep, write_atomically
from imvo_extract.store.fingerprint import sha256_of
from imvo_extract.store.lock import locked
from imvo_extract.store.manifest import write_manifest
from imvo_extract.store.output import entry_of, output_path

from .earlier import Earlier, LostError
from .folders import Folders
from .pending import Pending, merge, read_pending, save_pending, settle
from .plan import Plan, Work, is_current, plan
from .reading import Reader, Reading, decided_changes
from .result import Result
from .stamp import Stamp

# After so many documents the manifest is written, so that little is done twice after a refresh that was stopped.
_BATCH = 50


def note_current(where: Folders) -> None:
    """Notes down that nothing is to be done, where that is so, after something else than a refresh wrote files.

    :raises UnusableInputError: the raw folder, the rules or the manifest cannot be used.
    :raises StoreError: it cannot be noted down.
    """
    with locked(Path(where.workshop)):
        stamp = Stamp(where)
        todo = plan(where)
        if is_current(todo) and not todo.gone:
            stamp.keep()


class Refresh:
    """One run over a plan. The lock must be held from before the plan was made.

    :param review: whether changes become pending; without it they count as seen.
    """

    def __init__(self, where: Folders, todo: Plan, *, review: bool = True) -> None:
        self._where = where
        self._todo = todo
        self._review = review
        self._output = Path(where.output)
        self._pending = Path(where.pending)
        self._attic = Attic(Path(where.workshop))
        self._entries = dict(todo.manifest.entries)
        self._decisions_sha256 = todo.manifest.decisions_sha256

    def run(self) -> Iterator[Result]:
        """Extracts what is to be extracted, one result for each document: first those that were there before, by id,
        then the new ones in the order of their reference dates.

        :raises UnusableInputError: the rules or the decisions cannot be used; nothing was changed.
        :raises StoreError: something cannot be written; all that is there is whole, and the next refresh goes on.
        """
        failed = False
        with tempfile.TemporaryDirectory(prefix="imvo-extract-") as scratch:
            if self._todo.work:
                self._reader = Reader(self._where)
            self._earlier = Earlier(self._where, self._attic, Path(scratch))
            sweep(self._output)
            sweep(self._pending)
            self._attic.put(pack(read_rules(self._where.rules)))
            try:
                for number, result in enumerate(self._results(), 1):
                    failed = failed or result.error is not None
                    yield result
                    if number % _BATCH == 0:
                        self._write_manifest()
            except BaseException:
                # What is done is done; that it cannot be written down costs time, not facts.
                with contextlib.suppress(StoreError):
                    self._write_manifest()
                raise
            if not failed:
                # Only now the decisions are carried out in all documents.
                self._decisions_sha256 = self._todo.decisions_sha256
            self._write_manifest()
            self._tidy_attic()

    def groundless(self) -> list[str]:
        """The ids of documents that decisions are about and that have no raw text; known once ``run`` has begun."""
        if not self._todo.work:
            return []
        known = raw_names(self._where.raw)
        return sorted({decision.document for decision in self._reader.decisions} - set(known))

    def prune(self) -> None:
        """Removes the output of documents whose raw text is gone, with what is pending for them.

        :raises StoreError: something cannot be removed.
        """
        for ident in self._todo.gone:
            remove(self._pending / f"{ident}.json")
            remove(output_path(self._output, ident))
            self._entries.pop(ident, None)
        self._write_manifest()
        self._tidy_attic()

    def _results(self) -> Iterator[Result]:
        new: list[tuple[Work, str | None]] = []
        for work in self._todo.work:
            try:
                before = self._earlier.version(work.id, Path(work.path), self._entries.get(work.id))
            except LostError as error:
                new.append((work, str(error)))
                continue
            if before is None:
                new.append((work, None))
            else:
                yield self._guarded(work, None, *before)
        for work, note in self._by_date(new):
            yield self._guarded(work, note)

    def _by_date(self, new: Sequence[tuple[Work, str | None]]) -> Sequence[tuple[Work, str | None]]:
        """New documents in the order in which their texts were written, so that each finds the one before it done."""
        if len(new) < 2:
            return new
        dates = {work.id: self._reader.date(work.path) or "" for work, _ in new}
        return sorted(new, key=lambda item: (dates[item[0].id], item[0].id))

    def _guarded(self, work: Work, note: str | None, before: Version | None = None, sha256: str = "") -> Result:
        """One document done; where it cannot be used it is left as it is, and so are none of the others."""
        try:
            reading = self._reader.read(work.path)
        except UnusableInputError as error:
            return Result(work.id, work.reason, error=str(error))
        if before is not None:
            return self._again(work, reading, before, sha256)
        return self._first(work, reading, note)

    def _again(self, work: Work, new: Reading, before: Version, sha256: str) -> Result:
        """A document that has output."""
        text = new.extraction.to_json()
        found = self._changes(before, new) if sha256 != sha256_of(text) else []
        entry = self._entries.get(work.id)
        if entry is None or entry.output_sha256 != sha256:
            # Nobody knows what made the old output, so it was not a decision either.
            found = [one.model_copy(update={"cause": None}) if one.cause == "decision" else one for one in found]
        self._write(work, new, text, found, read_pending(self._pending, work.id))
        return Result(work.id, work.reason, tuple(found), stale=new.applied.stale)

    def _first(self, work: Work, new: Reading, note: str | None) -> Result:
        """A document without output to compare with: it is compared with the update before it."""
        reference = new.extraction.document.reference_date
        dates = {ident: entry.reference_date for ident, entry in self._entries.items()}
        ident = previous(dates, work.id, reference.value if reference is not None else None)
        before = self._update(ident) if ident is not None else None
        found = self._changes(before, new)
        self._write(work, new, new.extraction.to_json(), found, read_pending(self._pending, work.id), afresh=True)
        first = before is None
        return Result(work.id, work.reason, tuple(found), None if first else ident, first, new.applied.stale, note)

    def _update(self, ident: str) -> Version | None:
        """Another document as it lies in the output folder; None where it cannot be compared with."""
        name = raw_names(self._where.raw).get(ident, f"{ident}.txt")
        try:
            found = self._earlier.version(ident, Path(self._where.raw) / name, self._entries.get(ident))
        except LostError:
            return None
        return found[0] if found is not None else None

    def _changes(self, before: Version | None, new: Reading) -> list[Change]:
        old, old_text = (before.extraction, before.source.text) if before is not None else (None, "")
        found = changes(old, old_text, new.extraction, new.source.text)
        if before is None:
            return [change.model_copy(update={"cause": "text"}) for change in found]
        decided = decided_changes(found, old, old_text, new)
        after = Version(new.extraction, new.source, Path(self._where.rules), self._todo.program_sha256)
        others = [change for change in found if change.id not in decided]
        try:
            others = with_causes(others, before, after, self._reader.extractor)
        except RuleError:
            # The old rules are none that this program can read: the cause stays open.
            others = with_causes(others, replace(before, rules=None), after)
        by_id = {change.id: change for change in others}
        return [by_id.get(change.id) or change.model_copy(update={"cause": "decision"}) for change in found]

    def _write(
        self, work: Work, new: Reading, text: str, found: Sequence[Change], before: Pending, *, afresh: bool = False
    ) -> None:
        """Pending changes, then output. What they were made of is put into the attic first.

        :param afresh: whether what was pending does not count, because ``found`` tells all.
        """
        sha256 = sha256_of(text)
        self._attic.put(Path(work.path).read_bytes())
        if not self._review:
            save_pending(self._pending, work.id, ())
        elif before.output_sha256 != sha256:
            pending = merge(() if afresh else before.changes, found)
            if before.changes:
                pending = settle(pending, facts(new.extraction, new.source.text))
            save_pending(self._pending, work.id, pending, sha256)
        write_atomically(output_path(self._output, work.id), text)
        self._entries[work.id] = entry_of(
            new.extraction,
            text,
            self._todo.program_sha256,
            metadata=work.metadata_sha256,
            decisions=self._reader.decided(work.id),
        )

    def _write_manifest(self) -> None:
        write_manifest(self._output, self._entries, self._decisions_sha256)

    def _tidy_attic(self) -> None:
        """Puts into the attic what the outputs were made of, and throws out the rest."""
        for ident, name in raw_names(self._where.raw).items():
            entry = self._entries.get(ident)
            if entry is not None and entry.raw_sha256 not in self._attic:
                self._attic.put((Path(self._where.raw) / name).read_bytes())
        keep = {entry.raw_sha256 for entry in self._entries.values()}
        self._attic.prune(keep | {entry.rules_sha256 for entry in self._entries.values()})
