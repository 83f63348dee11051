"""Which of several readings of the same words stays: one event for a verb, and one for a noun."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from imvo_extract.dutch.verbs import Tense
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


def without_old_plans(
    kept: Sequence[Candidate], awaiting: Set[str]
) -> tuple[list[Candidate], list[tuple[Trigger, str]]]:
    """The candidates without the plans that gave way to others for the same thing, and those with what overruled them.

    "De bijeenkomst die op 4 juni zou plaatsvinden, is verschoven naar 9 juli", "Het rapport was voor april
    aangekondigd, maar verschijnt in mei": one event each.

    :param awaiting: the lists of verbs that tell of plans.
    """
    stay: list[Candidate] = []
    lost: list[tuple[Trigger, str]] = []
    for candidate in kept:
        winner = next(
            (
                other
                for other in kept
                if other is not candidate
                and (_replaces(other, candidate, awaiting) or _repeats(candidate, other, awaiting))
            ),
            None,
        )
        if winner is None:
            stay.append(candidate)
        else:
            lost.append((candidate.trigger, winner.trigger.rule.id))
    return stay, lost


def _replaces(newer: Candidate, older: Candidate, awaiting: Set[str]) -> bool:
    new, old = newer.trigger, older.trigger
    if newer.negated and older.negated:
        return False
    if new.noun is None or old.noun is None or new.noun.first != old.noun.first:
        return False
    if new.rule.until:
        return not old.rule.until
    if new.verb is None or old.verb is None or new.verb.index < old.verb.index:
        return False
    planned = any(not form.lists.isdisjoint(awaiting) for form in old.verb.forms)
    past = old.verb.tense is Tense.PAST or any(form.tense == "past" for _, form in old.clause.auxiliaries)
    return planned and past


def _repeats(other: Candidate, first: Candidate, awaiting: Set[str]) -> bool:
    """Whether a plan is told again: "is gepland voor 9 mei en zal online plaatsvinden"."""
    new, old = other.trigger, first.trigger
    return (
        old.noun is not None
        and new.noun is not None
        and new.noun.stands_for
        and new.noun.first == old.noun.first
        and old.verb is not None
        and any(not form.lists.isdisjoint(awaiting) for form in old.verb.forms)
        and (other.type, other.judgement.status) == (first.type, "planned")
        and not other.dates
    )


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
