"""How a form that may be several things is to be read where it stands.

"publiceren" is a plural or an infinitive, "vertrokken" a past or a participle, "start" a verb or a noun, "gesloten" a
predicate or an adjective. What stands around it decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from imvo_extract.dutch.statements import Statement, Token
from imvo_extract.dutch.verbs import Tense

from .cues import (
    ADJECTIVE_FORM,
    FIRST_PERSON_FORM,
    GERUND_FORM,
    INFINITIVE_FORM,
    PARTICIPLE_FORM,
    PAST_FORM,
    PHRASE_FORM,
    PRESENT_FORM,
)
from .wordclasses import (
    ADVERB,
    AUXILIARY,
    CLOSED,
    COMPARATOR,
    COORDINATOR,
    DETERMINER,
    FINITE,
    INFINITIVE,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB_FORM,
    VERBAL,
    WordClasses,
)

_MODALS = frozenset({"will", "can", "must", "want", "go", "let"})
_PERFECT = frozenset({"have", "be", "become"})
_BIT_OF = {
    Tense.FIRST_PERSON: FINITE,
    Tense.PRESENT: FINITE,
    Tense.PAST: FINITE,
    Tense.PARTICIPLE: PARTICIPLE,
    Tense.INFINITIVE: INFINITIVE,
}


class FormReader:
    """Reads verb forms in their surroundings.

    :param words: the classes of words, and the auxiliaries.
    """

    def __init__(self, words: WordClasses) -> None:
        self._auxiliaries = words.auxiliaries
        self._homonyms = words.homonyms

    def read(
        self, statement: Statement, bits: list[int], at: int, mask: int, behind_noun: bool
    ) -> tuple[Tense | None, bool]:
        """The tense of the form at token ``at``, and whether it is an adjective; no tense where it is a noun.

        A predicate is marked in ``bits``, so that forms are to be read from left to right.

        :param mask: what the form may be, as bits of ``cues``.
        :param behind_noun: a noun that may tell of an event by itself stands right before it.
        """
        if mask & FIRST_PERSON_FORM and "ik" not in statement.words:
            mask &= ~FIRST_PERSON_FORM
        tense, attributive = self._tense(statement.tokens, bits, at, mask, behind_noun)
        if tense is not None and not attributive:
            bits[at] |= _BIT_OF.get(tense, 0)
        return tense, attributive

    def _tense(
        self, tokens: Sequence[Token], bits: Sequence[int], at: int, mask: int, behind_noun: bool
    ) -> tuple[Tense | None, bool]:
        if mask & PHRASE_FORM:
            return Tense.PHRASE, False
        if mask & INFINITIVE_FORM and at and tokens[at - 1].lower == "te":
            return Tense.INFINITIVE, False
        if mask & PARTICIPLE_FORM and self._is_participle(tokens, bits, at, mask):
            if self._is_compared(bits, at):
                return None, False
            return Tense.PARTICIPLE, self._is_attributive(tokens, bits, at)
        if mask & FIRST_PERSON_FORM:
            return Tense.FIRST_PERSON, False
        if mask & ADJECTIVE_FORM and (not mask & PAST_FORM or self._is_inflected(tokens, bits, at, behind_noun)):
            return Tense.ADJECTIVE, True
        if mask & PAST_FORM:
            if tokens[at].lower in self._homonyms and not self._ends_subordinate(tokens, bits, at):
                return None, False
            return Tense.PAST, False
        if mask & (PRESENT_FORM | INFINITIVE_FORM):
            if self._is_nominal(tokens, bits, at, mask):
                return None, False
            if mask & INFINITIVE_FORM and self._under_modal(tokens, bits, at):
                return Tense.INFINITIVE, False
            return Tense.PRESENT, False
        return (Tense.GERUND, True) if mask & GERUND_FORM else (None, False)

    def _is_compared(self, bits: Sequence[int], at: int) -> bool:
        """Whether the participle only compares: "anders dan gepland is ...", "zoals afgesproken"."""
        if not at or not bits[at - 1] & COMPARATOR:
            return False
        return at + 1 >= len(bits) or bool(bits[at + 1] & (AUXILIARY | PUNCTUATION)) or not bits[at + 1]

    def _is_participle(self, tokens: Sequence[Token], bits: Sequence[int], at: int, mask: int) -> bool:
        """Whether a form that may be a participle and something else is the participle: "vertrokken", "ontvangen"."""
        if not mask & (PRESENT_FORM | PAST_FORM) or self._waits(tokens, bits, at):
            return True
        if at + 1 < len(tokens) and tokens[at + 1].text == ":" and all(bit & ADVERB for bit in bits[:at]):
            return True  # "Zojuist verschenen: een gids"
        if not mask & INFINITIVE_FORM or _has_finite(bits, at):
            return False
        # "Klachten ontvangen van X": nothing is left for a finite verb to govern.
        after = bits[at + 1] if at + 1 < len(tokens) else PUNCTUATION
        return bool(after & (PREPOSITION | PUNCTUATION | COORDINATOR)) or tokens[at + 1].text == "."

    def _waits(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether an auxiliary of the perfect or the passive stands around ``at``, its participle not yet seen."""
        for index in range(at - 1, -1, -1):
            bit = bits[index]
            if bit & (PARTICIPLE | SUBORDINATOR) or tokens[index].lower == ";":
                break
            if bit & AUXILIARY:
                return self._auxiliaries[tokens[index].lower].verb in _PERFECT
        return self._is_auxiliary(tokens, at + 1, _PERFECT)

    def _under_modal(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether the auxiliary that the form at ``at`` hangs on takes an infinitive."""
        for index in range(at - 1, -1, -1):
            bit = bits[index]
            if bit & AUXILIARY:
                return self._auxiliaries[tokens[index].lower].verb in _MODALS
            if bit & (PARTICIPLE | FINITE | RELATIVE | SUBORDINATOR):
                break
        return self._is_auxiliary(tokens, at + 1, _MODALS)

    def _is_auxiliary(self, tokens: Sequence[Token], at: int, verbs: frozenset[str]) -> bool:
        form = self._auxiliaries.get(tokens[at].lower) if at < len(tokens) else None
        return form is not None and form.verb in verbs

    def _is_attributive(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether the participle at ``at`` belongs to the noun behind it: "de bij het convenant aangesloten banken"."""
        before = bits[at - 1] if at else 0
        if before & DETERMINER and not before & (PRONOUN | TIME):
            return True
        if (
            at + 1 >= len(tokens)
            or bits[at + 1] & (CLOSED | TIME | QUOTED | VERB_FORM)
            or not tokens[at + 1].text[0].isalpha()
        ):
            return False
        if not self._waits(tokens, bits, at):
            return True
        if not tokens[at].lower.endswith("en"):
            return False
        # "hebben afgesproken minder te lozen": what follows is the infinitive's.
        has = self._auxiliaries.get(tokens[at - 1].lower) if at else None
        return not (has is not None and has.verb == "have") and not any(
            token.lower == "te" for token in tokens[at + 1 : at + 10]
        )

    def _is_inflected(self, tokens: Sequence[Token], bits: Sequence[int], at: int, behind_noun: bool) -> bool:
        """Whether a form like "ontwikkelde" is an adjective: behind an article, or in "de door X ontwikkelde"."""
        before = bits[at - 1] if at else 0
        finite = _has_finite(bits, at)
        if before & (DETERMINER | PREPOSITION) and not before & ADVERB and (not before & PRONOUN or finite):
            return True
        if before & ADVERB and at > 1 and bits[at - 2] & DETERMINER:
            # "het recent vernieuwde portaal"
            return at + 1 < len(tokens) and not bits[at + 1] & (CLOSED | TIME) and tokens[at + 1].text[0].isalpha()
        if behind_noun and not finite and at + 1 < len(tokens) and tokens[at + 1].text[0].isalpha():
            # "Lancering vernieuwde website"; but "De audit beoordeelde zes plannen" is a sentence, by its article.
            return not bits[at + 1] & (CLOSED | TIME) and not any(bit & DETERMINER for bit in bits[:at])
        if at and tokens[at - 1].text[0].isdigit() and not before & TIME:
            return True
        near = range(max(0, at - 8), at - 1)
        return any(
            bits[index] & DETERMINER and bits[index + 1] & PREPOSITION and not bits[index + 1] & DETERMINER
            for index in near
        ) and not any(bits[index] & (VERBAL | PUNCTUATION) for index in near)

    def _ends_subordinate(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether the form stands last in a clause with a conjunction, where the verb stands."""
        if at + 1 < len(tokens) and not bits[at + 1] & PUNCTUATION and tokens[at + 1].text != ".":
            return False
        return any(bit & (RELATIVE | SUBORDINATOR) for bit in bits[:at])

    def _stands_before_finite(self, tokens: Sequence[Token], bits: Sequence[int], at: int) -> bool:
        """Whether an auxiliary follows that takes no infinitive, in a main clause: the form is no verb of it."""
        form = self._auxiliaries.get(tokens[at + 1].lower) if at + 1 < len(tokens) else None
        if form is None or form.tense == "other" or form.verb in _MODALS:
            return False
        return not any(bit & (RELATIVE | SUBORDINATOR | FINITE | AUXILIARY) for bit in bits[:at])

    def _has_finite_in_piece(self, bits: Sequence[int], at: int) -> bool:
        """Whether an auxiliary stands before ``at`` with no border between."""
        for index in range(at - 1, -1, -1):
            bit = bits[index]
            if bit & AUXILIARY:
                return True
            if bit & (PUNCTUATION | RELATIVE | SUBORDINATOR | COORDINATOR):
                return False
        return False

    def _is_nominal(self, tokens: Sequence[Token], bits: Sequence[int], at: int, mask: int) -> bool:
        """Whether the form is a noun here: "het meten van", "van start", "een nieuwe start", "voor starten"."""
        noun = tokens[at].lower in self._homonyms
        if not noun and not mask & INFINITIVE_FORM:
            return False
        before = bits[at - 1] if at else 0
        if mask & INFINITIVE_FORM and at + 1 < len(tokens) and tokens[at + 1].text == ":" and not _has_finite(bits, at):
            return True  # "Internationaal opschalen: samenwerking met ..."
        if (
            noun
            and mask & INFINITIVE_FORM
            and not self._under_modal(tokens, bits, at)
            and self._has_finite_in_piece(bits, at)
        ):
            return True  # "Er zijn drie overleggen geweest"
        if mask & INFINITIVE_FORM and self._stands_before_finite(tokens, bits, at):
            return True  # "Na drie jaar onderhandelen werd ..."
        if before & TIME:
            return False
        if before & DETERMINER and not before & (PRONOUN | RELATIVE):
            return True
        word = tokens[at - 1].lower if at else ""
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if word == "het" or (before & PREPOSITION and not before & (ADVERB | RELATIVE)):
            return True
        if noun and word.endswith("e") and at > 1 and bits[at - 2] & (DETERMINER | PREPOSITION):
            return True
        if noun and (at == 0 or before & PUNCTUATION) and not _has_finite(bits, at):
            # "Start project: maart 2020"
            return after == "van" or not (at + 1 < len(tokens) and bits[at + 1] & (DETERMINER | PREPOSITION))
        return after == "van" and any(tokens[index].lower == "het" for index in range(max(0, at - 4), at))


def _has_finite(bits: Sequence[int], at: int) -> bool:
    """Whether a finite verb stands anywhere but at ``at``."""
    return any(bit & (FINITE | AUXILIARY) for index, bit in enumerate(bits) if index != at)
