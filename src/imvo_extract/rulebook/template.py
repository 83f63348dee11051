"""Patterns that an analyst can read, compiled to regular expressions.

A pattern is a row of elements with a space between them:

======================  =====================================================================================
``word``                the word itself, capitals or not
``{class}``             any entry of that vocabulary class; what matched is captured under the class's name
``{class:name}``        the same, captured under another name
``(a|b c|{class})``     one of the alternatives
``element?``            may be left out
``^`` at the head       only where the text begins
``...`` ``...12``       at most six words, or so many, with no sentence or clause end between them
``,`` ``:`` ``;`` ``/`` at the head of an element: it follows without a space
======================  =====================================================================================

A space in the pattern is one space in the text: patterns see clean text (see ``dutch.clean``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_GAP = re.compile(r"\.\.\.(\d*)")
_LONGEST_GAP = 6
# A word of a gap: the full stop within a number or of an abbreviation ends no sentence ("12.000", "jl. beëindigd").
_WORD = r"(?:[^\s;:!?]*[^\s.;:!?]|(?-i:[a-z]{1,4}\.(?= [a-z0-9])))"
_ELEMENT = re.compile(r"\((?:[^()]|\([^()]*\))*\)\??|[^\s()]+")
_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)(?::([a-z][a-z0-9_]*))?\}")
_GLUED = (",", ":", ";", "/", ")")


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first, so that "jan" does not hide "januari"."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(words), key=lambda w: (-len(w), w)))


def compile_template(pattern: str, classes: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression for a pattern.

    :param pattern: see the module's text.
    :param classes: for each vocabulary class, the regular expression of its entries (no capturing groups).
    :returns: a case-insensitive expression; a class that occurs again is captured as ``name_2``, ``name_3``; a hyphen
        in a class's name becomes an underscore in the group's.
    :raises ValueError: an unknown class, brackets that do not pair, or nothing in it.
    """
    if pattern.count("(") != pattern.count(")") or pattern.count("{") != pattern.count("}"):
        raise ValueError(f"brackets do not pair in {pattern!r}")
    used: dict[str, int] = {}
    head = pattern.removeprefix("^ ")
    edge = r"(?<!\w)" if head == pattern else r"\A"
    body = _sequence(head, classes, used)
    if not body:
        raise ValueError("the pattern is empty")
    try:
        return re.compile(rf"{edge}{body}(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"the pattern {pattern!r} cannot be compiled: {error}") from error


def _sequence(pattern: str, classes: Mapping[str, str], used: dict[str, int]) -> str:
    out, begun, gap = "", False, ""
    for element in _ELEMENT.findall(pattern):
        skipped = _GAP.fullmatch(element)
        if skipped is not None:
            gap = rf"(?:{_WORD} ){{0,{skipped[1] or _LONGEST_GAP}}}?"
            continue
        optional = element.endswith("?") and len(element) > 1
        bare = element[:-1] if optional else element
        glue = "" if bare.startswith(_GLUED) else " "
        inner = _element(bare, classes, used)
        if not begun:
            # An optional element before the first fixed one takes its space behind it.
            out += f"(?:{inner} )?" if optional else inner
            begun = not optional
        else:
            step = f"{glue}{gap}{inner}"
            out += f"(?:{step})?" if optional else step
        gap = ""
    return out


def _element(element: str, classes: Mapping[str, str], used: dict[str, int]) -> str:
    if element.startswith("(") and element.endswith(")"):
        return "(?:" + "|".join(_sequence(part, classes, used) for part in _split(element[1:-1])) + ")"
    out, at = "", 0
    for slot in _SLOT.finditer(element):
        name, group = slot[1], (slot[2] or slot[1]).replace("-", "_")
        if name not in classes:
            raise ValueError(f'unknown vocabulary class "{name}"')
        used[group] = used.get(group, 0) + 1
        if used[group] > 1:
            group = f"{group}_{used[group]}"
        out += re.escape(element[at : slot.start()]) + f"(?P<{group}>{classes[name]})"
        at = slot.end()
    return out + re.escape(element[at:])


def _split(text: str) -> list[str]:
    """The alternatives in ``text``, split at the bars that stand in no inner bracket."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
