"""The model of rules/covenants.yaml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from imvo_extract.records.models import CovenantStatus

from .base import Examples, Rule, Strict


class CovenantEntry(Strict):
    """A covenant in the register."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    sector: str
    aliases: tuple[str, ...] = Field(min_length=1)
    titles: tuple[str, ...] = ()


class HeadingRules(Strict):
    """How a heading is told from a sentence, and a covenant's heading from another."""

    id: Literal["heading"]
    examples: Examples
    frame: tuple[str, ...]
    head_noun: str
    subheadings: tuple[str, ...]
    general: tuple[str, ...]


class MentionRule(Rule):
    """How running text names a covenant. ``lead``: at the head of an item about it, where the text is in no covenant's
    section; it needs no word "convenant" then.
    """

    pattern: str
    span: str | None = None
    cue: bool
    lead: bool = False


class StatusRule(Rule):
    """What a statement says of a covenant's status."""

    status: CovenantStatus
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    section: bool = True
    section_priority: int | None = None


class CovenantVocabulary(Strict):
    """The words that the status rules refer to."""

    sector_endings: tuple[str, ...]
    signed: tuple[str, ...]
    expected: tuple[str, ...]
    over: tuple[str, ...]
    signing: tuple[str, ...]
    negotiation: tuple[str, ...]
    talks: tuple[str, ...]


class CovenantRules(Strict):
    """rules/covenants.yaml."""

    covenants: tuple[CovenantEntry, ...] = Field(min_length=1)
    headings: HeadingRules
    mentions: tuple[MentionRule, ...]
    status: tuple[StatusRule, ...]
    vocabulary: CovenantVocabulary
