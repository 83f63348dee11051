"""Ids that say what a record is about, so that the same fact keeps its id from one update to the next."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MOST_WORDS = 5


class IdMaker:
    """Hands out ids within one document.

    An id is a path: covenant, kind, and what the record is about (never its value, never its place). Records about the
    same thing are told apart by a number, in the order of the text.
    """

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def make(self, covenant: str | None, kind: str, *about: str | int | None) -> str:
        """The next id for a record of ``kind`` about these things; empty ones are left out."""
        parts = [slug(str(part)) for part in about if part not in (None, "")]
        base = "/".join([covenant or "-", kind, *filter(None, parts)])
        number = self._used.get(base, 0) + 1
        self._used[base] = number
        return base if number == 1 else f"{base}~{number}"


@lru_cache(maxsize=8_192)
def slug(text: str) -> str:
    """The first words of a text as a part of an id: small ASCII letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("€", "euro").replace("%", "procent"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    return "-".join(words[:_MOST_WORDS])
