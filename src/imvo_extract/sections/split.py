"""A raw text as sections of blocks: what stands under which covenant's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from imvo_extract.dutch.clean import clean
from imvo_extract.rulebook.covenants import CovenantRules
from imvo_extract.rulebook.language import LanguageRules

from .headings import PLAIN, Heading, HeadingReader
from .lines import Line, LineReader

BlockKind = Literal["heading", "text", "bullet", "table"]

_KEY_VALUE = re.compile(r"[^\W\d_][^:.;,]{0,30}:(?:\s|$)")
# The same with its key emphasised, which is enough to begin anew: "**Secretariaat:** SER".
_BOLD_KEY = re.compile(r"(\*\*|__)[^\W\d_][^:.;,*_]{0,30}(?::\1|\1:)(?:\s|$)")
_SENTENCE_END = (".", "!", "?", ":")
_LONGEST_HEADING = 120
_WORD = re.compile(r"\S+")
# A line shorter than this was not cut off by a margin, if it had room left: what follows on a line of its own begins
# anew.
_SHORT = 45


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a bullet or a row of a table: ``raw[start:end]`` without bullet or number."""

    kind: BlockKind
    start: int
    end: int


@dataclass(slots=True)
class Section:
    """A stretch of text under one heading.

    ``covenant`` is null for the introduction, for general headings and for texts without headings. ``name`` is the raw
    extent of the covenant's name in the heading; ``registered`` tells whether the register knows it.
    """

    covenant: str | None
    registered: bool
    name: tuple[int, int] | None
    start: int
    end: int
    rank: int = 9
    blocks: list[Block] = field(default_factory=list)


class SectionSplitter:
    """Splits raw texts by covenant heading."""

    def __init__(self, covenants: CovenantRules, language: LanguageRules) -> None:
        self._lines = LineReader(language.bullets)
        self._headings = HeadingReader(covenants)

    def split(self, raw: str) -> list[Section]:
        """The sections of ``raw``, in order; a text without headings is one section. Time is linear in the text."""
        sections = [Section(None, False, None, 0, 0)]
        lines = list(self._lines.read(raw))
        margin = _margin(lines)
        after_heading = False
        for index, line in enumerate(lines):
            if line.shape == "rule":
                after_heading = after_heading or line.gap
                continue
            heading = None
            if line.shape in ("text", "numbered"):
                heading = self._heading(raw, lines, index, after_heading, margin)
            if heading is not None:
                self._open(sections, heading, raw, line)
                # Without its number, which counts nothing.
                start, _ = clean(raw, line.start, line.end).raw_span(heading.name_start, heading.name_end)
                sections[-1].blocks.append(Block("heading", start, line.end))
            else:
                _place(sections[-1].blocks, raw, line, None if after_heading else _before(lines, index), margin)
            sections[-1].end = line.end
            after_heading = heading is not None
        return [section for section in sections if section.blocks]

    def _heading(self, raw: str, lines: Sequence[Line], index: int, after_heading: bool, margin: int) -> Heading | None:
        """The heading that a line is, or None if it is text."""
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else None
        underlined = following is not None and following.shape == "rule" and not following.gap
        if line.end - line.start > _LONGEST_HEADING:
            return None
        heading = self._headings.read(clean(raw, line.start, line.end).text, underlined=underlined)
        if heading is None or (
            heading.rank == PLAIN and following is not None and _is_cut_off(raw, line, following, margin)
        ):
            return None
        alone = line.gap or after_heading or underlined
        if heading.covenant is not None:
            # Without a blank line before it, a line may be the end of a wrapped sentence.
            return heading if alone or raw[lines[index - 1].end - 1] in ".!?:" else None
        if heading.kind == "other" and line.shape == "numbered":
            # A numbered line that names nothing known is an item of a list, unless a paragraph comes under it.
            alone = line.gap and (following is None or (following.gap and following.shape != "numbered"))
        return heading if alone else None

    def _open(self, sections: list[Section], heading: Heading, raw: str, line: Line) -> None:
        """Begins a new section where the heading calls for one."""
        current = sections[-1]
        if heading.covenant is not None:
            if heading.covenant == current.covenant:
                return
            cleaned = clean(raw, line.start, line.end)
            name = cleaned.raw_span(heading.name_start, heading.name_end)
            new = Section(heading.covenant, heading.registered, name, line.start, line.end, heading.rank)
        elif heading.kind == "general" or (heading.kind == "other" and heading.rank <= current.rank):
            if current.covenant is None:
                return
            new = Section(None, False, None, line.start, line.end, heading.rank)
        else:
            return
        sections.append(new)


def _margin(lines: Sequence[Line]) -> int:
    """The column at which the lines of a text are cut off: the end of the longest, tables left out."""
    return max((line.indent + line.end - line.start for line in lines if line.shape != "table"), default=0)


def _fits(raw: str, line: Line, following: Line, margin: int) -> bool:
    """Whether the next line's first word would have fitted on a line: then no margin has cut it off there."""
    word = _WORD.match(raw, following.start)
    return line.indent + line.end - line.start + 1 + (len(word[0]) if word else 0) <= margin


def _is_cut_off(raw: str, line: Line, following: Line, margin: int) -> bool:
    """Whether a line met the margin, and its sentence goes on, in small letters or with a number, on the next one."""
    if following.gap or following.shape != "text":
        return False
    if raw[following.start].islower():
        return line.end - line.start >= _SHORT or not _fits(raw, line, following, margin)
    return raw[following.start].isdecimal() and not _fits(raw, line, following, margin)


def _before(lines: Sequence[Line], index: int) -> Line | None:
    return lines[index - 1] if index else None


def _place(blocks: list[Block], raw: str, line: Line, before: Line | None, margin: int) -> None:
    """Adds a line to the block that it goes on, or begins one."""
    if line.shape == "table":
        blocks.append(Block("table", line.start, line.end))
        return
    if line.shape in ("bullet", "numbered") and not _goes_on_with_number(raw, line, before):
        blocks.append(Block("bullet", line.body, line.end))
        return
    last = blocks[-1] if blocks else None
    if last is not None and before is not None and not line.gap and last.kind in ("text", "bullet"):
        begins_anew = raw[line.start].isupper() or not raw[line.start].isalnum()
        ended = raw[before.end - 1] in _SENTENCE_END
        short = before.end - before.start < _SHORT and _fits(raw, before, line, margin)
        both_keys = _KEY_VALUE.match(raw, line.start, line.end) and _KEY_VALUE.match(raw, before.start, before.end)
        outside = last.kind == "bullet" and line.indent < before.indent and ended
        new_key = both_keys or _BOLD_KEY.match(raw, line.start, line.end)
        if not new_key and not (begins_anew and (short or outside)):
            blocks[-1] = Block(last.kind, last.start, line.end)
            return
    blocks.append(Block("text", line.start, line.end))


def _goes_on_with_number(raw: str, line: Line, before: Line | None) -> bool:
    """A wrapped line that happens to begin with a number ("... in\\n2019. Daarna") is no list item."""
    if line.shape != "numbered" or line.gap or before is None or before.shape == "table":
        return False
    if line.marker[-1].isdigit():
        return True
    wrapped = before.end - before.start >= _SHORT and raw[before.end - 1] not in ".!?:;"
    return wrapped and not line.marker.endswith(")")
