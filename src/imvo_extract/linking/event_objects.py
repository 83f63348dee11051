"""What an event is about: the noun phrase that was published, signed or held."""

from __future__ import annotations

from collections.abc import Sequence

from imvo_extract.mentions.antecedents import Earlier, elided_rank, stand_ins
from imvo_extract.mentions.reading import NounUse, Reading
from imvo_extract.mentions.segments import Clause
from imvo_extract.mentions.triggers import Trigger
from imvo_extract.mentions.wordclasses import (
    ADVERB,
    AUXILIARY,
    CLOSED,
    COORDINATOR,
    DEFINITE,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    REFLEXIVE,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBAL,
    ordinal,
)

_LONGEST = 16
# Of a noun phrase these are no part of the object's name: "de", "hun", "zijn".
_LEFT_OUT = DETERMINER | PRONOUN | AUXILIARY
_STOPS = PUNCTUATION | VERBAL | SUBORDINATOR | REFLEXIVE
_NO_NOUN = _STOPS | TIME | ADVERB | PRONOUN | AUXILIARY


class Object:
    """A noun phrase: tokens ``first`` to ``last`` (exclusive); ``rank``: its ordinal as a number, or None."""

    __slots__ = ("first", "last", "rank", "text")

    def __init__(self, first: int, last: int, text: str | None, rank: int | None) -> None:
        self.first = first
        self.last = last
        self.text = text
        self.rank = rank


def find_object(reading: Reading, trigger: Trigger, before: Earlier, names: Sequence[int]) -> Object | None:
    """The object of an event, or None where the text gives none.

    :param before: the statement before, for what "de tweede" stands for.
    :param names: tokens that are parts of parties: those act, and are no objects.
    """
    clause = trigger.clause
    rank = elided_rank(reading, clause) if trigger.mode == "verb" else None
    if rank is not None and (trigger.noun is None or trigger.noun.stands_for):
        noun = trigger.noun or next(iter(stand_ins(reading, clause, before)), None)
        tokens = reading.statement.tokens
        number = ordinal(tokens[rank].lower)
        start = rank - 1 if rank and reading.bits[rank - 1] & DEFINITE else rank
        text = f"{tokens[rank].text} {_word(noun, reading, before)}" if noun is not None else tokens[rank].text
        return Object(start, rank + 1, text, number)
    if trigger.noun is not None and not trigger.noun.stands_for:
        return _phrase(reading, trigger.noun.first, trigger.noun.last, trigger)
    if trigger.noun is not None:
        noun = trigger.noun
        if _is_in(reading, noun):
            home = reading.clause_of[noun.first]
            return _phrase(reading, noun.first, noun.last, trigger, home) if home is not None else None
        return None
    return _bare_phrase(reading, trigger, frozenset(names))


def _is_in(reading: Reading, noun: NounUse) -> bool:
    return any(other.first == noun.first and other.lists == noun.lists for other in reading.nouns)


def _word(noun: NounUse, reading: Reading, before: Earlier) -> str:
    """The noun that an ordinal stands for, without a plural or a rank of its own."""
    home = reading if _is_in(reading, noun) else before.reading() or reading
    return " ".join(token.text for token in home.statement.tokens[noun.first : noun.last])


def _phrase(reading: Reading, first: int, last: int, trigger: Trigger, home: Clause | None = None) -> Object:
    """The noun phrase around a noun: adjectives before it, a title or a phrase with a preposition behind it.

    :param home: the noun's clause, where that is not the trigger's.
    """
    tokens, bits = reading.statement.tokens, reading.bits
    inside = set((home or trigger.clause).indices)
    if trigger.verb is not None:
        inside.difference_update(trigger.verb.particle)
    start = first
    while start - 1 in inside and first - start < 6:
        bit = bits[start - 1]
        if bit & (_STOPS | TIME | RELATIVE | PREPOSITION) and not bit & DETERMINER:
            break
        if bit & COORDINATOR and start > 1 and ordinal(tokens[start - 2].lower) is not None:
            start -= 1  # "de vierde en laatste"
            continue
        if bit & COORDINATOR or (bit & ADVERB and not bit & DETERMINER):
            break
        start -= 1
        if bit & DETERMINER:
            break
    while start < first and bits[start] & _LEFT_OUT:
        start += 1
    end = last
    while end in inside and end - start < _LONGEST:
        bit = bits[end]
        if bit & QUOTED:
            end += 1
            continue
        if bit & (_STOPS | TIME) or (bit & ADVERB and not bit & PREPOSITION):
            break
        if bit & PREPOSITION and _opens_time(reading, end):
            break
        if bit & DETERMINER and not bits[end - 1] & (PREPOSITION | COORDINATOR):
            break
        end += 1
    while end > last and (
        (bits[end - 1] & (PREPOSITION | COORDINATOR | DETERMINER) and not bits[end - 1] & QUOTED)
        or tokens[end - 1].text == "."
    ):
        end -= 1
    rank = next((number for number in (ordinal(tokens[i].lower) for i in range(start, first)) if number), None)
    return Object(start, end, _text(reading, start, end), rank)


def _bare_phrase(reading: Reading, trigger: Trigger, names: frozenset[int]) -> Object | None:
    """The noun phrase without a preposition that is no party: of an active verb the last, else the first."""
    tokens, bits = reading.statement.tokens, reading.bits
    indices = trigger.clause.indices
    verb = trigger.verb
    own = (*range(verb.index, verb.last), *verb.particle) if verb is not None else ()
    runs: list[list[int]] = []
    governed = False
    before = -2
    for index in indices:
        bit = bits[index]
        follows, before = before == index - 1, index
        if bit & PREPOSITION and not bit & DETERMINER:
            governed = True
            continue
        if bit & _NO_NOUN and not bit & DETERMINER:
            governed = False
            continue
        if bit & DETERMINER:
            if follows and bits[index - 1] & PREPOSITION:
                continue
            governed = False
        if governed or not tokens[index].text[0].isalnum() or index in own:
            continue
        if runs and runs[-1][-1] == index - 1 and not bit & DETERMINER:
            runs[-1].append(index)
        else:
            runs.append([index])
    things = []
    for run in runs:
        content = [i for i in run if not bits[i] & CLOSED and not tokens[i].text[0].isdigit()]
        if content and not any(i in names for i in content):
            things.append(run)
    if not things:
        return None
    run = things[-1] if _is_active(trigger) else things[0]
    return _phrase(reading, run[-1], run[-1] + 1, trigger)


def _is_active(trigger: Trigger) -> bool:
    """Whether the subject of the clause is who did it, so that the object is another phrase."""
    clause = trigger.clause
    if not clause.auxiliaries and clause.linked is not None and not clause.finite:
        clause = clause.linked
    verbs = {form.verb for _, form in clause.auxiliaries}
    if verbs & {"be", "become"}:
        return False
    return bool(verbs) or clause.finite


def _opens_time(reading: Reading, at: int) -> bool:
    return at + 1 < len(reading.bits) and bool(reading.bits[at + 1] & TIME)


def _text(reading: Reading, first: int, last: int) -> str | None:
    tokens = reading.statement.tokens
    if last <= first:
        return None
    return reading.statement.text[tokens[first].start : tokens[last - 1].end].strip(" \"',")
