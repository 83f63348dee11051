"""Decisions last: what a reviewer decided, done to an extraction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from imvo_extract.errors import UnusableInputError
from imvo_extract.records.extraction import Extraction, Issue

from .correct import corrected
from .decision import Decision
from .draft import Draft

STALE = "stale-decision"
_VERBS = {"reject": "to reject", "correct": "to correct", "keep": "to keep"}

# How the reason begins with which a rejected record is listed as unclaimed.
REJECTED = "rejected by"


class DecisionError(UnusableInputError):
    """A decision that cannot be carried out; ``str(error)`` is one line."""


@dataclass(frozen=True, slots=True)
class Applied:
    """An extraction after the decisions.

    ``applied`` are those that changed something. ``stale`` are those whose statement is no longer in the text. The
    others are idle: the rules do not make the record, or make it as was decided.
    """

    extraction: Extraction
    applied: tuple[Decision, ...]
    stale: tuple[Decision, ...]


def apply(extraction: Extraction, text: str, decisions: Sequence[Decision]) -> Applied:
    """The extraction with the decisions about its document carried out: what is kept first, so that others may refer to
    it, and then in their order.

    Applying them again changes nothing.

    :param text: the decoded raw text of the extraction.
    :param decisions: of any documents; those of others are left out.
    :raises DecisionError: a decision cannot be carried out (values that do not go together).
    """
    mine = [decision for decision in decisions if decision.document == extraction.document.id]
    settled = [issue for issue in extraction.issues if issue.check != STALE]
    if not mine and len(settled) == len(extraction.issues):
        return Applied(extraction, (), ())
    draft = Draft(extraction.model_copy(update={"issues": tuple(settled)}), text)
    applied: list[Decision] = []
    stale: list[Decision] = []
    meant = zip(mine, _apart(mine), strict=True)
    for decision, precise in sorted(meant, key=lambda pair: pair[0].decision != "keep"):
        try:
            if _CARRY_OUT[decision.decision](draft, precise):
                applied.append(decision)
            elif not draft.has_statement(decision):
                stale.append(decision)
        except ValueError as error:
            raise DecisionError(f'decisions.yaml: "{decision.record}" of {decision.document}: {error}') from error
    done = draft.extraction()
    issues = (*done.issues, *(_issue(draft, decision) for decision in stale))
    return Applied(done.model_copy(update={"issues": issues}), tuple(applied), tuple(stale))


def _apart(decisions: Sequence[Decision]) -> Iterator[Decision]:
    """The decisions, each told that the records of the others are not meant where words and statement are the same."""
    records: dict[tuple[str, str, str], set[str]] = {}
    for one in decisions:
        records.setdefault((one.kind, one.quote, one.mention), set()).add(one.record)
    for one in decisions:
        others = records[one.kind, one.quote, one.mention] - {one.record} - set(one.others)
        yield one.model_copy(update={"others": (*one.others, *sorted(others))}) if others else one


def _reject(draft: Draft, decision: Decision) -> bool:
    record = draft.find(decision)
    if record is None:
        return False
    why = f": {decision.why}" if decision.why else ""
    draft.remove(decision.kind, record, f"{REJECTED} {decision.by or 'a reviewer'}{why}")
    return True


def _correct(draft: Draft, decision: Decision) -> bool:
    record = draft.find(decision)
    new = corrected(decision.kind, record, decision.values, draft.ids) if record is not None else None
    if record is None or new is None:
        return False
    draft.replace(decision.kind, record, new)
    return True


def _keep(draft: Draft, decision: Decision) -> bool:
    return draft.find(decision) is None and draft.put_back(decision)


_CARRY_OUT: dict[str, Callable[[Draft, Decision], bool]] = {"reject": _reject, "correct": _correct, "keep": _keep}


def _issue(draft: Draft, decision: Decision) -> Issue:
    by = f" by {decision.by}" if decision.by else ""
    message = (
        f'the decision{by} {_VERBS[decision.decision]} "{decision.mention}" ({decision.record}) is not applied: its '
        f'statement is no longer in the text ("{decision.quote}")'
    )
    there = decision.record in draft.ids[decision.kind]
    return Issue(
        check=STALE, severity="warning", message=message, records=(decision.record,) if there else (), spans=()
    )
