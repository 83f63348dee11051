"""What raw texts, rules and decisions give, and what of it is a decision's doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imvo_extract.compare.change import Change
from imvo_extract.compare.changes import changes
from imvo_extract.decisions.apply import Applied, apply
from imvo_extract.decisions.file import load_decisions, sha_of
from imvo_extract.documents.source import Source, read_source
from imvo_extract.errors import UnusableInputError
from imvo_extract.extractor import Extractor
from imvo_extract.records.extraction import Extraction

from .folders import Folders


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, what the rules find in it (``plain``), and that with the decisions carried out."""

    source: Source
    plain: Extraction
    applied: Applied

    @property
    def extraction(self) -> Extraction:
        """What belongs in the output folder."""
        return self.applied.extraction


class Reader:
    """Reads raw texts with the rules and decisions of a project.

    :raises UnusableInputError: the rules or the decisions cannot be used.
    """

    def __init__(self, where: Folders) -> None:
        self.decisions = load_decisions(Path(where.decisions))
        self._extractor = Extractor(rules=where.rules)
        self._extractors = {Path(where.rules): self._extractor}

    def read(self, path: str) -> Reading:
        """A raw text, read.

        :raises UnusableInputError: the text, its metadata or a decision about it cannot be used.
        """
        source = read_source(Path(path))
        plain = self._extractor.extract_source(source)
        return Reading(source, plain, apply(plain, source.text, self.decisions))

    def extractor(self, rules: Path) -> Extractor:
        """The extractor with the rules of a folder; these of the project, or earlier ones.

        :raises RuleError: they cannot be used.
        """
        if rules not in self._extractors:
            self._extractors[rules] = Extractor(rules=rules)
        return self._extractors[rules]

    def date(self, path: str) -> str | None:
        """The reference date of a raw text (EDTF); None where it has none, or the text cannot be used."""
        try:
            return self._extractor.reference_date(read_source(Path(path)))
        except UnusableInputError:
            return None

    def decided(self, document: str) -> str | None:
        """The hash of what was decided about a document; None where nothing was."""
        return sha_of(self.decisions, document)


def decided_changes(found: Sequence[Change], old: Extraction | None, old_text: str, new: Reading) -> set[str]:
    """The ids of those changes that are there because decisions were carried out on the new side.

    These are in covenants that a decision is about, and would not be there without the decisions.

    :param found: ``changes`` from ``old`` to the extraction of ``new``.
    """
    covenants = {decision.record.split("/")[0] for decision in new.applied.applied}
    suspects = [change for change in found if change.side.id.split("/")[0] in covenants]
    if not suspects:
        return set()
    text = new.source.text
    anyway = {_sides(change) for change in changes(old, old_text, new.plain, text)}
    return {change.id for change in suspects if _sides(change) not in anyway}


def _sides(change: Change) -> tuple[str, str]:
    return change.change, "".join(side.model_dump_json() if side else "-" for side in (change.old, change.new))
