"""The changes from one extraction to another, as a reviewer wants them: facts, not fields of a file."""

from __future__ import annotations

from imvo_extract.records.extraction import Extraction

from .change import Change, Side, derive
from .facts import Fact, facts
from .implied import Kept
from .pairing import pair


def changes(old: Extraction | None, old_text: str, new: Extraction | None, new_text: str) -> list[Change]:
    """The changes from ``old`` to ``new``, in the order of the new text, what is gone last.

    Facts are paired by what they are about. One side may be None: then everything is added, or removed.

    :param old_text: the decoded raw text of ``old``; of no use without it.
    :param new_text: the decoded raw text of ``new``; of no use without it.
    """
    before = facts(old, old_text) if old is not None else []
    after = facts(new, new_text) if new is not None else []
    pairs = pair(before, after)
    kept = Kept(pairs)
    found = [change for one, other in pairs if not kept.says(one, other) and (change := _change(one, other))]
    told = {side.quote for change in found if _tells(change) for side in _sides(change)}
    # A date that nothing hangs on is the setting of its statement; what else changed there shows it as well.
    return [change for change in found if change.kind != "dates" or told.isdisjoint(s.quote for s in _sides(change))]


def _change(old: Fact | None, new: Fact | None) -> Change | None:
    fact = new or old
    assert fact is not None
    moved = old is not None and new is not None and old.covenant != new.covenant
    return derive(fact.kind, old.side if old else None, new.side if new else None, moved=moved)


def _sides(change: Change) -> list[Side]:
    return [side for side in (change.old, change.new) if side is not None]


def _tells(change: Change) -> bool:
    return change.kind != "dates" and change.change != "reworded"
