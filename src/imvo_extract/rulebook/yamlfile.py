"""YAML as an analyst expects it: no surprise types, no key twice, and every complaint with its line.

YAML 1.1 reads ``no`` as false, ``2019-11-01`` as a date and ``12:30`` as 750. Here only null, true/false and plain
numbers are read as such (close to the YAML 1.2 core schema); all else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import yaml

from .errors import RuleError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_Loader):  # type: ignore[misc]  # the C loader has no type stubs
    """A safe loader with few implicit types, which refuses a key that is given twice."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'the key "{key.value}" is given twice', key.start_mark
                )
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", list("tf")),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-+0123456789")),
):
    _PlainLoader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


def load_yaml(path: Path, name: str | None = None) -> Any:
    """The content of a YAML file.

    :param path: the file; UTF-8, with or without mark.
    :param name: what to call it in errors; the file's name by default.
    :raises RuleError: it cannot be read, is not UTF-8, is no YAML, or gives a key twice.
    """
    name = name or path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RuleError(name, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise RuleError(name, f"is not UTF-8 (byte {error.start})") from error
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleError(name, f"is no usable YAML: {error.problem}", line=mark.line + 1 if mark else None) from error
    except yaml.YAMLError as error:
        raise RuleError(name, f"is no usable YAML: {' '.join(str(error).split())}") from error


def line_of(path: Path, where: Sequence[str | int]) -> int | None:
    """The line (from 1) on which the value at ``where`` stands, or the nearest that is there; None for no such file.

    It reads the file again, since it is called only to tell of an error.
    """
    try:
        node = yaml.compose(path.read_bytes().decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    if node is None:
        return None
    line: int = node.start_mark.line + 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
