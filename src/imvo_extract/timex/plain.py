"""Plain dates that the vocabulary does not decide: dateparser normalises them.

dateparser sees nothing but a slice that a rule has matched, its base is pinned, and its answers are kept, since one
parse costs as much as a page of our own grammar, and the first one half a second. It is imported when first needed.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

# Never used for what is said; it only keeps dateparser from looking at the clock.
_BASE = datetime(2000, 1, 1)


@lru_cache(maxsize=2048)
def parse_plain(text: str, languages: tuple[str, ...]) -> date | None:
    """The date that a day, month and year, or a month and year, stand for; the first of the month where no day is said.

    :param text: the slice, in lower case and with single spaces.
    :param languages: ISO 639-1 codes of the languages to try, in order.
    :returns: None where dateparser makes nothing of it.
    """
    import dateparser

    found: datetime | None = dateparser.parse(
        text,
        languages=list(languages),
        settings={
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "PREFER_DAY_OF_MONTH": "first",
            "RELATIVE_BASE": _BASE,
            "REQUIRE_PARTS": ["month", "year"],
        },
    )
    return found.date() if found is not None else None
