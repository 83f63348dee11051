"""Which of several readings of the same words stays: one event for a verb, and one for a noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from imvo_extract.mentions.reading import NounUse
from imvo_extract.mentions.status import Judgement
from imvo_extract.mentions.triggers import Trigger
from imvo_extract.mentions.wordclasses import COMMA, COORDINATOR
from imvo_extract.records.models import EventType


class Candidate(NamedTuple):
    """A trigger on its way to an event. ``dates`` are indices of timexes."""

    trigger: Trigger
    type: EventType
    dates: list[int]
    judgement: Judgement
    negated: bool


def settle(candidates: Sequence[Candidate], bits: Sequence[int]) -> tuple[list[Candidate], list[tuple[Trigger, str]]]:
    """The candidates that stay, by position, and the triggers that do not, each with the rule that overruled it.

    The rule with the higher priority wins; then the longer trigger, then the first. A verb may serve several nouns.

    :param bits: what each token of the statement can be.
    """
    if len(candidates) < 2:
        return list(candidates), []
    taken: dict[int, str] = {}
    kept: list[Candidate] = []
    lost: list[tuple[Trigger, str]] = []
    for candidate in sorted(candidates, key=_rank):
        trigger = candidate.trigger
        keys = _keys(trigger)
        winner = next((taken[key] for key in keys if key in taken and not _shares(key, trigger, kept, bits)), None)
        if winner is not None:
            lost.append((trigger, winner))
            continue
        for key in keys:
            taken.setdefault(key, trigger.rule.id)
        kept.append(candidate)
    kept.sort(key=lambda candidate: (candidate.trigger.first, candidate.trigger.last))
    _trim(kept)
    return kept, lost


def _rank(candidate: Candidate) -> tuple[int, int, int, str]:
    trigger = candidate.trigger
    return -trigger.rule.priority, trigger.first - trigger.last, trigger.first, trigger.rule.id


def _keys(trigger: Trigger) -> list[int]:
    """The tokens that only one event may have for its own: the noun of the event, the verb."""
    keys = []
    if trigger.mode != "verb" and trigger.noun is not None:
        keys.append(trigger.noun.first)
    if trigger.verb is not None:
        keys.append(trigger.verb.index)
    return keys


def _shares(key: int, trigger: Trigger, kept: Sequence[Candidate], bits: Sequence[int]) -> bool:
    """Whether the verb at ``key`` may serve another noun: "trainingen over X en een bijeenkomst over Y gehouden"."""
    noun = trigger.noun
    if trigger.mode != "noun-verb" or noun is None or key == noun.first:
        return False
    for other in kept:
        if key not in _keys(other.trigger):
            continue
        theirs = other.trigger.noun
        if other.trigger.mode != "noun-verb" or theirs is None:
            return False
        if other.trigger.rule is trigger.rule and _joined(theirs, noun, bits):
            return False
    return True


def _joined(one: NounUse, other: NounUse, bits: Sequence[int]) -> bool:
    """Whether two nouns are coordinated with nothing between, as one thing: "workshops en webinars"."""
    left, right = (one, other) if one.first < other.first else (other, one)
    return right.first - left.last == 1 and bool(bits[left.last] & (COORDINATOR | COMMA))


def _trim(kept: Sequence[Candidate]) -> None:
    """A trigger that another event's noun stands in is pointed at by its own noun alone."""
    for candidate in kept:
        trigger = candidate.trigger
        if trigger.mode != "noun-verb" or trigger.noun is None:
            continue
        for other in kept:
            noun = other.trigger.noun
            if other is candidate or other.trigger.mode == "verb" or noun is None:
                continue
            if trigger.first <= noun.first < trigger.last:
                trigger.first, trigger.last = trigger.noun.first, trigger.noun.last
                break
