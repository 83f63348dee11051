"""Which facts a user means."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from imvo_extract.errors import UnusableInputError
from imvo_extract.linking.ids import slug

from .model import FACT_KINDS, FactKind, Series

_MOST = 6


class UnknownFactError(UnusableInputError):
    """No fact is called so; ``str(error)`` is one line that says which are."""


def find_series(series: Sequence[Series], words: Sequence[str], kind: FactKind | None = None) -> list[Series]:
    """The series of the facts that all of ``words`` call, in the order given.

    A fact is called by the words of its unit or lemma and of what it is a part of; by the kind, name and role of a
    party; by the type and object of an event; or by its id. Case and accents do not matter.

    :param words: none for every fact of which there is more than one value.
    :param kind: the kind wanted; without one, the first of counts, parties and events of which a fact is called so.
    :raises UnknownFactError: there is none.
    """
    wanted = [one for one in series if kind in (None, one.fact.kind)]
    if not words:
        return [one for one in wanted if len(one.points) > 1]
    by_id = [one for one in wanted if [one.fact.id] == list(words)]
    if by_id:
        return by_id
    asked = [slug(word) for word in words]
    found = [one for one in wanted if all(_is_called(one, word) for word in asked)]
    for each in FACT_KINDS:
        of_kind = [one for one in found if one.fact.kind == each]
        if of_kind:
            return of_kind
    raise UnknownFactError(f"no fact is called {' '.join(words)!r}; {_what_exists(wanted, asked)}")


def _is_called(one: Series, word: str) -> bool:
    return bool(word) and (word in one.fact.words or set(word.split("-")) <= one.fact.words)


def _what_exists(series: Sequence[Series], asked: Sequence[str]) -> str:
    known = sorted({word for one in series for word in one.fact.words if len(word) > 2})
    near = [name for word in asked for name in known if name.startswith(word)]
    near += [name for word in asked for name in get_close_matches(word, known)]
    if near:
        return f"near to it: {', '.join(list(dict.fromkeys(near))[:_MOST])}"
    return "`imvo-extract timeline` lists the facts that have a series"
