"""Why a fact is not what it was: because of the text, of the rules, of the program, or of a reviewer's decision.

Where only one of them changed, it is the cause. Where several did, the old text is read with the new rules and the new
text with the old rules: what either does by itself is its doing, what neither does takes both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imvo_extract.decisions.apply import REJECTED
from imvo_extract.decisions.places import one_line
from imvo_extract.documents.source import Metadata, Source
from imvo_extract.records.extraction import Extraction

from .change import Cause, Change
from .changes import changes

if TYPE_CHECKING:
    from imvo_extract.extractor import Extractor


@dataclass(frozen=True, slots=True)
class Version:
    """An extraction with what it was made of.

    ``rules`` is a folder with the rules that made it, None where they are not at hand; ``program`` is the hash of the
    program, None where only its version is known.
    """

    extraction: Extraction
    source: Source
    rules: Path | None
    program: str | None = None


def source_of(extraction: Extraction, text: str) -> Source:
    """What an extraction was made of: its decoded raw text, and what it was told beside the text."""
    document = extraction.document
    reference = document.reference_date
    told = reference.value if reference is not None and reference.basis != "inferred" else None
    metadata = Metadata(
        title=document.title, url=document.source.url, retrieved=document.source.retrieved, reference_date=told
    )
    return Source(document.id, text, document.source.path, document.source.sha256, metadata=metadata)


def load_extractor(rules: Path) -> Extractor:
    """An extractor with the rules of a folder. Rules and spaCy are loaded only where there is something to find out."""
    from imvo_extract.extractor import Extractor

    return Extractor(rules=rules)


def with_causes(
    found: Sequence[Change], before: Version, after: Version, load: Callable[[Path], Extractor] = load_extractor
) -> list[Change]:
    """The changes, each with its cause; None where several things changed and the old ones are not at hand.

    :param found: ``changes`` of the two extractions.
    :param after: must be what the present program makes, where it is to be told from an older program.
    :param load: makes an extractor of a folder of rules; who asks for many documents gives one that remembers them.
    :raises RuleError: old rules that are at hand cannot be used by the present program.
    """
    if not found:
        return []
    causes = _causes(found, before, after, load)
    rejected = {one_line(item.span.text) for item in after.extraction.unclaimed if item.reason.startswith(REJECTED)}
    return [
        change.model_copy(update={"cause": "decision" if _is_decided(change, rejected) else cause})
        for change, cause in zip(found, causes, strict=True)
    ]


def _is_decided(change: Change, rejected: Container[str]) -> bool:
    """Whether what is new, or what is missing, is a reviewer's doing."""
    if change.new is None:
        return change.side.mention in rejected
    decided = {record["id"] for record in change.new.records if record["decision"]}
    before = {record["id"] for record in change.old.records if record["decision"]} if change.old is not None else set()
    return bool(decided - before)


def _causes(
    found: Sequence[Change], before: Version, after: Version, load: Callable[[Path], Extractor]
) -> list[Cause | None]:
    different: list[Cause] = []
    if _text(before) != _text(after):
        different.append("text")
    if before.extraction.extractor.rules_sha256 != after.extraction.extractor.rules_sha256:
        different.append("rules")
    if _other_program(before, after):
        different.append("program")
    if len(different) < 2:
        return [different[0] if different else "decision"] * len(found)
    if before.rules is None or after.rules is None:
        return [None] * len(found)
    return _traced(found, before, after, different, load(before.rules), load(after.rules))


def _traced(
    found: Sequence[Change],
    before: Version,
    after: Version,
    different: Sequence[Cause],
    old_rules: Extractor,
    new_rules: Extractor,
) -> list[Cause | None]:
    old = before.extraction
    by_program: set[str] = set()
    if "program" in different:
        # The old text and rules in the hands of the present program: the rest is counted from there.
        old = old_rules.extract_source(before.source)
        by_program = _keys(changes(before.extraction, before.source.text, old, before.source.text))
    by_text = by_rules = frozenset[str]()
    if "text" in different:
        read = old_rules.extract_source(after.source)
        by_text = frozenset(_keys(changes(old, before.source.text, read, after.source.text)))
    if "rules" in different:
        read = new_rules.extract_source(before.source)
        by_rules = frozenset(_keys(changes(old, before.source.text, read, before.source.text)))
    return [_cause(_key(change), by_program, by_text, by_rules) for change in found]


def _cause(key: str, by_program: Iterable[str], by_text: frozenset[str], by_rules: frozenset[str]) -> Cause:
    if key in by_text and key not in by_rules:
        return "text"
    if key in by_rules and key not in by_text:
        return "rules"
    if key in by_program:
        return "program"
    return "both"


def _other_program(before: Version, after: Version) -> bool:
    if before.program is not None and after.program is not None:
        return before.program != after.program
    return before.extraction.extractor.version != after.extraction.extractor.version


def _text(version: Version) -> object:
    document = version.extraction.document
    reference = document.reference_date
    # The day a text speaks from is part of what is read, wherever it comes from; and a copy is another update.
    told = reference.value if reference is not None and reference.basis != "inferred" else None
    return document.id, document.source.sha256, told


def _keys(found: Iterable[Change]) -> set[str]:
    return {_key(change) for change in found}


def _key(change: Change) -> str:
    """The same for two changes that do the same to the same old fact, or bring the same new one."""
    if change.old is None:
        assert change.new is not None
        return json.dumps([change.kind, change.covenant, change.new.values, change.new.quote], sort_keys=True)
    new = change.new.values if change.new is not None else {}
    return json.dumps(
        [change.kind, change.change, change.old.id, [[name, new.get(name)] for name in sorted(change.fields)]]
    )
