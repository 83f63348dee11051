"""Values of records as a reader takes them in: "≈ 48", "end of 2016"."""

from __future__ import annotations

from .models import Comparator, Mod

_MODS: dict[Mod | None, str] = {
    "START": "start of ", "MID": "middle of ", "END": "end of ", "APPROX": "about ", "BEFORE": "before ",
    "AFTER": "after ", None: "",
}  # fmt: skip
_COMPARATORS: dict[Comparator | None, str] = {
    "equal": "", "approximately": "≈ ", "more-than": "> ", "at-least": "≥ ", "less-than": "< ", "at-most": "≤ ",
    None: "",
}  # fmt: skip


def say_value(value: int | float | str, comparator: Comparator | None) -> str:
    """A value with the sign of its comparator."""
    return f"{_COMPARATORS[comparator]}{value}"


def say_time(value: str, mod: Mod | None) -> str:
    """A TIMEX3 value with its modifier in words."""
    return f"{_MODS[mod]}{value}"
