"""decisions.yaml: read, and written so that what an analyst wrote in it stays as it was."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import field_validator

from imvo_extract.rulebook.base import Strict, load_model
from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.store.files import write_atomically

from .decision import Decision

FILE = "decisions.yaml"
# A piece that refers to another cannot be moved by itself.
_ANCHOR = re.compile(r"(?:^|[\s\[{,])[&*]\w", re.MULTILINE)
_HEAD = """\
# What reviewers decided about the facts that the rules find. Every refresh applies it.
#   reject   it is no fact: the record is left out
#   correct  the record has these values instead
#   keep     it is a fact, although no rule finds it any more: "values" is the whole record
# A decision rests on its quote: where that statement is no longer in the text, it is not applied, and is listed.
# You may edit, remove and comment here; `imvo-extract refresh` brings the output up to date with it.
"""


class _File(Strict):
    decisions: tuple[Decision, ...] = ()

    @field_validator("decisions", mode="before")
    @classmethod
    def _none_left(cls, value: Any) -> Any:
        return () if value is None else value


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; none where there is no such file or nothing in it.

    :raises RuleError: it cannot be used; names the file and the line.
    """
    if not path.exists() or load_yaml(path) is None:
        return ()
    return load_model(path, _File).decisions


def save_decisions(path: Path, decisions: Sequence[Decision]) -> bool:
    """Writes the decisions; those that were there already keep their own words, order and comments.

    :returns: whether anything changed on disk.
    :raises RuleError: the file that is there cannot be used, so it is left alone.
    :raises StoreError: it cannot be written.
    """
    before = load_decisions(path)
    there = path.exists()
    head, indent, pieces = _pieces(path.read_bytes().decode("utf-8-sig")) if there else (_HEAD, 2, [])
    written = dict(zip(map(_key, before), pieces, strict=True)) if len(pieces) == len(before) else {}
    body = "".join(written.get(_key(decision)) or _dump(decision, indent) for decision in decisions)
    return write_atomically(path, head + ("decisions:\n" + body if decisions else "decisions: []\n"))


def sha_of(decisions: Sequence[Decision], document: str) -> str | None:
    """The SHA-256 (hexadecimal) of what was decided about a document; None where nothing was."""
    mine = [decision.model_dump(mode="json") for decision in decisions if decision.document == document]
    if not mine:
        return None
    return hashlib.sha256(json.dumps(mine, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _key(decision: Decision) -> str:
    return decision.model_dump_json()


def _pieces(text: str) -> tuple[str, int, list[str]]:
    """What stands before the decisions, how far they are indented, and the text of each with the comments above it.

    There are no pieces where the file has another form than one decision below the other.
    """
    lines = text.splitlines(keepends=True)
    head = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    before = "".join(lines[:head])
    if before and not before.endswith("\n"):
        before += "\n"
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if node is None or len(node.value) != 1 or _ANCHOR.search(text):
        return before, 2, []
    key, listed = node.value[0]
    starts = [item.start_mark.line for item in listed.value] if isinstance(listed, yaml.SequenceNode) else []
    if key.start_mark.line != head or not all(at > head and lines[at].lstrip().startswith("- ") for at in starts):
        return before, 2, []
    if not starts or len(set(starts)) < len(starts):
        return before, 2, []
    indent = lines[starts[0]].index("-")
    bounds = [head + 1]
    for start in starts[1:]:
        first = start
        while _is_comment(lines[first - 1], indent):
            first -= 1
        bounds.append(first)
    pieces = ["".join(lines[a:b]) for a, b in zip(bounds, [*bounds[1:], len(lines)], strict=True)]
    return before, indent, [piece if piece.endswith("\n") else piece + "\n" for piece in pieces]


def _is_comment(line: str, most: int) -> bool:
    """Whether a line is empty or a comment that is not deeper than the dash of the decision below it."""
    plain = line.lstrip(" ")
    return not plain.strip() or (plain.startswith("#") and len(line) - len(plain) <= most)


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented below their key, floats without an exponent: as it is read back."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002
        return super().increase_indent(flow, False)


def _float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    text = format(Decimal(repr(value)), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text if "." in text else f"{text}.0")


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # Line ends that are none to the eye are written as escapes, or they would be read back as spaces.
    style = '"' if any(mark in value for mark in "\x85\u2028\u2029\ufeff") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(float, _float)
_Dumper.add_representer(str, _text)


def _dump(decision: Decision, indent: int) -> str:
    content = {name: value for name, value in decision.model_dump(mode="json").items() if value not in ({}, [], "")}
    content.setdefault("by", "")
    text: str = yaml.dump(
        [content], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31, default_flow_style=False
    )
    return "".join(f"{' ' * indent}{line}" for line in text.splitlines(keepends=True))
