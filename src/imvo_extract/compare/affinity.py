"""How sure it is that two facts are about the same thing, one in each text.

An affinity is a sum of what speaks for and against; below ``ENOUGH`` the two are not paired. Nothing here looks at the
value of a count, which is what changes.
"""

from __future__ import annotations

from collections.abc import Set

from imvo_extract.records.models import Party

from .facts import Fact
from .likeness import Likeness

ENOUGH = 1.0
# Where two facts of one sort stand alone in their covenants, little more is needed to say that they are the same.
_ALONE = 0.6
# A thing that is started, runs and is worked on together: the same undertaking at different moments.
_UNDERTAKING = frozenset({"start", "project", "cooperation", "development", "training", "end"})


def affinity(old: Fact, new: Fact, alike: Likeness, *, alone: bool) -> float:
    """The affinity of two facts of one kind; 0.0 where they cannot be the same.

    :param alone: whether both are the only ones of their sort (``sort``) in their covenants.
    """
    if old.kind == "covenants":
        return 3.0 if old.record.id == new.record.id else 0.0
    if old.kind == "parties":
        return _parties(old, new, alike, alone)
    if old.kind == "counts":
        return _counts(old, new, alike, alone)
    if old.kind == "events":
        return _events(old, new, alike, alone)
    same = old.values == new.values
    return alike(old.clause_words, new.clause_words) + 1.0 if same else 0.0


def sort(fact: Fact) -> tuple[object, ...]:
    """What sort of thing a fact is about: facts of other sorts are seldom the same."""
    values = fact.values
    if fact.kind == "parties":
        return fact.kind, values["kind"], values["name"], values["role"]
    if fact.kind == "counts":
        return fact.kind, _lemma(fact)
    if fact.kind == "events":
        return fact.kind, values["type"]
    return fact.kind, fact.record.id


def _parties(old: Fact, new: Fact, alike: Likeness, alone: bool) -> float:
    before, after = old.values, new.values
    if before["name"] or after["name"]:
        return 2.0 + (before["role"] == after["role"]) if _same_name(old, new) else 0.0
    if before["kind"] != after["kind"]:
        return 0.0
    likeness = alike(old.statement_words, new.statement_words)
    if before["role"] == after["role"]:
        return 1.2 + likeness + 0.5 * alone
    # Who sat at the table signs, who signed has left: the same group in another part, where the words are the same.
    if "former" in (before["role"], after["role"]):
        return 0.0
    return 0.5 + likeness


def _counts(old: Fact, new: Fact, alike: Likeness, alone: bool) -> float:
    if _lemma(old) != _lemma(new) or _apart(old.ordinals, new.ordinals):
        return 0.0
    before, after = old.values["as_of"], new.values["as_of"]
    total: float = 1.4 * alike(old.clause_words, new.clause_words) + 0.6 * alike(
        old.statement_words, new.statement_words
    )
    total += 0.6 * alike(old.object_words, new.object_words)
    total += 0.8 * bool(old.ordinals and old.ordinals == new.ordinals)
    if before and after:
        total += 1.5 if before == after else 0.0
    total += 0.2 * (old.values["value"] == new.values["value"])
    return total + _ALONE * alone


def _events(old: Fact, new: Fact, alike: Likeness, alone: bool) -> float:
    before, after = old.values, new.values
    if before["ordinal"] and after["ordinal"] and before["ordinal"] != after["ordinal"]:
        return 0.0
    if _apart(old.ordinals, new.ordinals):
        return 0.0
    if before["type"] == after["type"]:
        total: float = 0.4
    elif {before["type"], after["type"]} <= _UNDERTAKING:
        total = 0.0
    else:
        return 0.0
    if (before["status"] == "recurring") != (after["status"] == "recurring"):
        total -= 0.5
    total += 0.9 * max(
        alike(old.object_words, new.object_words),
        alike.contained(old.object_words, new.statement_words),
        alike.contained(new.object_words, old.statement_words),
    )
    total += 0.7 * alike(old.clause_words, new.clause_words) + 0.5 * alike(old.statement_words, new.statement_words)
    if before["ordinal"] or after["ordinal"]:
        total += 0.5 if before["ordinal"] == after["ordinal"] else -0.3
    dates, others = set(before["dates"]), set(after["dates"])
    if dates & others:
        total += 0.6
    elif dates and others and before["status"] == after["status"]:
        # Done on one day and done on another: two events, unless the words are nearly the same.
        total -= 0.6
    # A plan that came true.
    total += 0.3 * (before["status"] == "planned" and after["status"] == "completed")
    return total + _ALONE * 0.5 * alone


def _same_name(old: Fact, new: Fact) -> bool:
    assert isinstance(old.record, Party)
    assert isinstance(new.record, Party)
    before, after = (record.name.casefold() if record.name else "" for record in (old.record, new.record))
    return bool(before) and before == after


def _lemma(fact: Fact) -> object:
    return fact.side.records[0]["lemma"] or fact.values["unit"]


def _apart(one: Set[object], other: Set[object]) -> bool:
    return bool(one and other and not one & other)
