"""What an event is about: the noun phrase that was published, signed or held."""

from __future__ import annotations

from collections.abc import Sequence

from imvo_extract.mentions.antecedents import elided_rank, stand_ins
from imvo_extract.mentions.predicates import NounUse, Reading
from imvo_extract.mentions.segments import Clause
from imvo_extract.mentions.triggers import Trigger
from imvo_extract.mentions.wordclasses import (
    ADVERB,
    AUXILIARY,
    CLOSED,
    COORDINATOR,
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

_ARTICLES = frozenset({"de", "het", "een", "dit", "dat", "deze", "die", "hun", "haar", "zijn", "onze", "ook"})
_LONGEST = 16
_STOPS = PUNCTUATION | VERBAL | SUBORDINATOR | REFLEXIVE


class Object:
    """A noun phrase: tokens ``first`` to ``last`` (exclusive); ``rank``: its ordinal as a number, or None."""

    __slots__ = ("first", "last", "rank", "text")

    def __init__(self, first: int, last: int, text: str | None, rank: int | None) -> None:
        self.first = first
        self.last = last
        self.text = text
        self.rank = rank


def find_object(reading: Reading, trigger: Trigger, before: Reading | None, names: Sequence[int]) -> Object | None:
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
        start = rank - 1 if rank and tokens[rank - 1].lower in ("de", "het") else rank
        text = f"{tokens[rank].text} {_word(noun, reading, before)}" if noun is not None else tokens[rank].text
        return Object(start, rank + 1, text, number)
    if trigger.noun is not None and not trigger.noun.stands_for:
        return _phrase(reading, trigger.noun.first, trigger.noun.last, clause)
    if trigger.noun is not None:
        noun = trigger.noun
        if _is_in(reading, noun):
            home = reading.clause_of.get(noun.first)
            return _phrase(reading, noun.first, noun.last, home) if home is not None else None
        return None
    own = [noun for noun in reading.nouns if noun.clause is clause and noun.preposition is None]
    if own:
        return _phrase(reading, own[-1].first, own[-1].last, clause)
    return _bare_phrase(reading, trigger, frozenset(names))


def _is_in(reading: Reading, noun: NounUse) -> bool:
    return any(other.first == noun.first and other.lists == noun.lists for other in reading.nouns)


def _word(noun: NounUse, reading: Reading, before: Reading | None) -> str:
    """The noun that an ordinal stands for, without a plural or a rank of its own."""
    home = reading if _is_in(reading, noun) or before is None else before
    return " ".join(token.text for token in home.statement.tokens[noun.first : noun.last])


def _phrase(reading: Reading, first: int, last: int, clause: Clause) -> Object:
    """The noun phrase around a noun: adjectives before it, a title or a phrase with a preposition behind it."""
    tokens, bits = reading.statement.tokens, reading.bits
    inside = set(clause.indices)
    start = first
    while start - 1 in inside and first - start < 6:
        bit = bits[start - 1]
        if bit & (_STOPS | TIME | RELATIVE | PREPOSITION) and not bit & DETERMINER:
            break
        if bit & COORDINATOR or (bit & ADVERB and not bit & DETERMINER):
            break
        start -= 1
        if bit & DETERMINER:
            break
    while start < first and tokens[start].lower in _ARTICLES:
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
    while end > last and bits[end - 1] & (PREPOSITION | COORDINATOR | DETERMINER):
        end -= 1
    rank = next((number for number in (ordinal(tokens[i].lower) for i in range(start, first)) if number), None)
    return Object(start, end, _text(reading, start, end), rank)


def _bare_phrase(reading: Reading, trigger: Trigger, names: frozenset[int]) -> Object | None:
    """The last noun phrase of the clause without a preposition that is no party: the object, or the passive's subject."""
    tokens, bits = reading.statement.tokens, reading.bits
    indices = trigger.clause.indices
    runs: list[list[int]] = []
    governed = False
    for index in indices:
        bit = bits[index]
        if bit & PREPOSITION and not bit & DETERMINER:
            governed = True
            continue
        if bit & (_STOPS | TIME | ADVERB | PRONOUN | AUXILIARY) and not bit & DETERMINER:
            governed = False
            continue
        if bit & DETERMINER:
            if index - 1 in indices and bits[index - 1] & PREPOSITION:
                continue
            governed = False
        if governed or not tokens[index].text[0].isalnum() or trigger.first <= index < trigger.last:
            continue
        if runs and runs[-1][-1] == index - 1 and not bit & DETERMINER:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in reversed(runs):
        content = [i for i in run if not bits[i] & CLOSED and not tokens[i].text[0].isdigit()]
        if content and not any(i in names for i in content):
            return _phrase(reading, run[-1], run[-1] + 1, trigger.clause)
    return None


def _opens_time(reading: Reading, at: int) -> bool:
    return at + 1 < len(reading.bits) and bool(reading.bits[at + 1] & TIME)


def _text(reading: Reading, first: int, last: int) -> str | None:
    tokens = reading.statement.tokens
    if last <= first:
        return None
    return reading.statement.text[tokens[first].start : tokens[last - 1].end].strip(" \"',")
