"""Whether a text denies what a clause tells, in the clause itself or in one that it hangs on."""

from __future__ import annotations

from collections.abc import Callable

from imvo_extract.mentions.reading import Reading, VerbUse
from imvo_extract.mentions.segments import RELATIVE_CLAUSE, Clause
from imvo_extract.mentions.status import StatusJudge, Words
from imvo_extract.rulebook.events import Signals


class Denials:
    """Tells what is denied.

    :param signals: the words that deny and affirm, and the verbs that cancel.
    :param judge: knows words of denial in their clause.
    """

    def __init__(self, signals: Signals, judge: StatusJudge) -> None:
        self._judge = judge
        self._affirmation = frozenset(signals.affirmation)
        self._denying = frozenset(signals.denying)

    def is_negated(
        self, reading: Reading, clause: Clause, words_of: Callable[[Clause], Words], own: VerbUse | None = None
    ) -> bool:
        """Whether what ``clause`` tells does not take place.

        :param words_of: gives the words of a clause.
        :param own: the verb that tells it, which does not cancel what it tells: "het akkoord is vervallen".
        """
        cancelled = [
            verb.clause
            for verb in reading.verbs
            if verb is not own and not verb.attributive and not self._denying.isdisjoint(verb.forms[0].lists)
        ]
        if cancelled and clause.kind == RELATIVE_CLAUSE and any(other is clause.parent for other in cancelled):
            return True  # "de reis die voor mei gepland stond, is afgelast"
        denials = self._judge.may_deny(reading.statement.words)
        if not denials and not cancelled:
            return False
        tokens, bits = reading.statement.tokens, reading.bits
        at: Clause | None = clause
        while at is not None:
            if any(other is at for other in cancelled):
                return True
            if denials and self._judge.is_negated(tokens, bits, at, words_of(at)):
                return True
            # What is coordinated without a verb of its own is denied together, but for "maar wel".
            at = at.linked if not at.finite and not self._is_affirmed(reading, at, words_of) else None
        return False

    def _is_affirmed(self, reading: Reading, clause: Clause, words_of: Callable[[Clause], Words]) -> bool:
        if not self._affirmation.isdisjoint(words_of(clause).each):
            return True
        first = clause.indices[0]
        return first > 0 and reading.statement.tokens[first - 1].lower in self._affirmation
