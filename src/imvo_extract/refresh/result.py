"""What a refresh did with one document."""

from __future__ import annotations

from dataclasses import dataclass

from imvo_extract.compare.change import Change
from imvo_extract.decisions.decision import Decision


@dataclass(frozen=True, slots=True)
class Result:
    """One document that was extracted again, or could not be.

    ``reason`` says why it was. ``previous`` is the id of the update that a new document was compared with, None where
    it was compared with its own earlier output, or where there is nothing before it (``first``). ``note`` is what else
    there is to say, ``error`` why it was left as it is.
    """

    document: str
    reason: str
    changes: tuple[Change, ...] = ()
    previous: str | None = None
    first: bool = False
    stale: tuple[Decision, ...] = ()
    note: str | None = None
    error: str | None = None
