"""What a rule found and did not keep. Collected only where somebody asks why; extracting by itself collects nothing."""

from __future__ import annotations

from typing import NamedTuple


class Lost(NamedTuple):
    """A find that makes no record.

    ``start`` and ``end`` are clean offsets in the statement. ``rule`` is the rule that found it and ``winner`` the one
    that it lost to, both as "file:rule-id"; ``winner`` is None where no other rule took the place, and ``rule`` where
    the find is a word of a list to which no rule gives a meaning. ``reason`` tells why, in words for an analyst.
    """

    start: int
    end: int
    rule: str | None
    reason: str
    winner: str | None = None
