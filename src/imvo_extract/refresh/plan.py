"""Which documents need work: what lies on disk against what the manifest says each output was made of.

Light to import and quick to do: with nothing to do, this is all of a refresh. So it knows files and hashes only, and
paths are plain strings.
"""

from __future__ import annotations

import os
from collections import namedtuple

from imvo_extract.documents.naming import META_SUFFIX, RAW_SUFFIX, raw_names
from imvo_extract.errors import UnusableInputError
from imvo_extract.rulebook.files import rules_sha256
from imvo_extract.store.fingerprint import program_sha256, sha256_of_file
from imvo_extract.store.manifest import MANIFEST, read_manifest

from .folders import Folders

# Long enough for {"output_sha256": "..."; a hash is 64 characters.
_HEAD = 120

Work = namedtuple("Work", ("id", "path", "metadata_sha256", "reason"))
Work.__doc__ = """\
A document to extract: its id, the path of its raw text, the hash of its metadata (None without any), and why.
"""
Plan = namedtuple(
    "Plan",
    ("work", "documents", "gone", "manifest", "rules_sha256", "program_sha256", "decisions_sha256"),
)
Plan.__doc__ = """\
The documents to extract, by id; how many there are in all; the ids of those whose raw text is gone; the manifest; and
the hashes of rules, program and file of decisions (None without one) as they are now.
"""


def plan(where: Folders) -> Plan:
    """What is to be done. A document is not, where all that it was made of is what it was, and so is its output.

    :raises UnusableInputError: the raw folder, the rules or the manifest cannot be used.
    """
    texts = raw_names(where.raw)
    if not os.path.isdir(where.rules):
        raise UnusableInputError(f"{where.rules}: no such folder of rules")
    manifest = read_manifest(where.output)
    rules, program = rules_sha256(where.rules), program_sha256()
    decided_now = sha256_of_file(where.decisions)
    decided = _decided(where.decisions, texts) if decided_now != manifest.decisions_sha256 else None
    leads_to = _leads_to(where.pending)
    work = []
    beside = set(os.listdir(where.raw))
    for ident, name in texts.items():
        path = os.path.join(where.raw, name)
        meta = name.removesuffix(RAW_SUFFIX) + META_SUFFIX
        metadata = sha256_of_file(os.path.join(where.raw, meta)) if meta in beside else None
        entry = manifest.entries.get(ident)
        if entry is None:
            reason = "new"
        elif entry.raw_sha256 != sha256_of_file(path):
            reason = "other text"
        elif entry.metadata_sha256 != metadata:
            reason = "other metadata"
        elif entry.rules_sha256 != rules:
            reason = "other rules"
        elif entry.program_sha256 != program:
            reason = "other program"
        elif decided is not None and entry.decisions_sha256 != decided[ident]:
            reason = "other decisions"
        elif entry.output_sha256 != sha256_of_file(os.path.join(where.output, f"{ident}.json")):
            reason = "the output is missing or was edited"
        elif leads_to.get(ident, entry.output_sha256) != entry.output_sha256:
            reason = "what is pending is not about this output"
        else:
            continue
        work.append(Work(ident, path, metadata, reason))
    left = gone(where, {*manifest.entries, *leads_to} - set(texts), set(texts))
    return Plan(work, len(texts), left, manifest, rules, program, decided_now)


def is_current(plan: Plan) -> bool:
    """Whether there is nothing to write. (Documents whose text is gone are no work unless they are to be pruned.)"""
    return not plan.work and plan.decisions_sha256 == plan.manifest.decisions_sha256


def _decided(path: str, texts: dict[str, str]) -> dict[str, str | None]:
    """For each document, the hash of what was decided about it."""
    from pathlib import Path

    from imvo_extract.decisions.file import load_decisions, sha_of

    decisions = load_decisions(Path(path))
    return {ident: sha_of(decisions, ident) for ident in texts}


def _leads_to(folder: str) -> dict[str, str]:
    """For each document with pending changes, the hash of the output that they lead to: it opens the file."""
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    found = {}
    for name in names:
        if name.endswith(".json") and not name.startswith("."):
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                words = file.read(_HEAD).split(b'"', 4)
            found[name.removesuffix(".json")] = words[3].decode("ascii", "replace") if len(words) > 3 else ""
    return found


def gone(where: Folders, known: set[str], texts: set[str]) -> list[str]:
    """The ids of documents that have output but no raw text, sorted.

    :param known: those that are known of already.
    :param texts: the ids of the raw texts.
    """
    try:
        names = os.listdir(where.output)
    except OSError:
        names = []
    there = {name.removesuffix(".json") for name in names if name.endswith(".json") and not name.startswith(".")}
    return sorted((there - texts - {MANIFEST.removesuffix(".json")}) | known)
