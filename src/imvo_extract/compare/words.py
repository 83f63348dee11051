"""A change in a sentence, fit for a commit message: the facts in words, grouped by covenant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .change import Change, Side

_COMPARATORS = {
    "approximately": "about ",
    "more-than": "more than ",
    "at-least": "at least ",
    "less-than": "less than ",
    "at-most": "at most ",
}
# What a value that changed is called, where the value alone does not tell.
_NAMES = {"as_of": "date", "comparator": "read as", "ordinal": "number", "mod": "modifier", "dates": "date"}
_LONGEST = 60


def sentence(change: Change) -> str:
    """One change in words: "93 -> 86 merken (participant)", "new: withdrawal of convenant, completed, 2020-H1"."""
    if change.old is None or change.new is None:
        return f"{'new' if change.old is None else 'gone'}: {fact(change.kind, change.side)}"
    if change.change == "moved":
        return f"moved from {change.old.records[0]['covenant'] or 'no covenant'}: {fact(change.kind, change.new)}"
    if change.change == "reworded":
        return f"reworded: {fact(change.kind, change.new)}"
    if change.kind in ("counts", "parties") and set(change.fields) & {"value", "count"}:
        return _numbers(change, change.old, change.new)
    return f"{_subject(change.kind, change.new)}: {_transitions(change, change.old, change.new)}"


def fact(kind: str, side: Side) -> str:
    """A fact in words: "about 48% of de markt (2018-12)", "Hivos (signatory)", "signing of convenant, completed"."""
    values = side.values
    if kind == "covenants":
        return f"covenant {side.id}, {values['status']}"
    if kind == "events":
        return ", ".join([_subject(kind, side), values["status"], *values["dates"]])
    if kind == "dates":
        return " ".join(filter(None, [f'"{side.mention}" =', (values["mod"] or "").lower(), values["value"]]))
    if kind == "counts":
        return _number(values, "value") + _behind(values, "as_of")
    who = _who(values)
    return who + _behind(values, "role", "as_of")


def grouped(found: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes by covenant, in the order in which the covenants first come; "(none)" for those of none."""
    groups: dict[str, list[Change]] = {}
    for change in found:
        groups.setdefault(change.covenant or "(none)", []).append(change)
    yield from groups.items()


def _numbers(change: Change, old: Side, new: Side) -> str:
    """A number that is another: "about 48 -> about 43% of de markt (2018-12 -> 2019-12)"."""
    name = "value" if change.kind == "counts" else "count"
    before, after = (_bare(side.values, name) for side in (old, new))
    noun = _noun(new.values) or _noun(old.values)
    space = "" if noun.startswith("%") else " "
    others = [field for field in change.fields if field not in (name, "comparator", "as_of", "unit")]
    when = old.values.get("as_of"), new.values.get("as_of")
    behind = []
    if new.values.get("role") and "role" not in change.fields:
        behind.append(str(new.values["role"]))
    if when[0] != when[1]:
        behind.append(f"{when[0] or 'no date'} -> {when[1] or 'no date'}")
    elif when[1]:
        behind.append(str(when[1]))
    tail = f" ({', '.join(behind)})" if behind else ""
    further = "".join(f"; {_transition(field, old, new)}" for field in others)
    return f"{before} -> {after}{space}{noun}{tail}{further}"


def _transitions(change: Change, old: Side, new: Side) -> str:
    return "; ".join(_transition(field, old, new) for field in change.fields)


def _transition(field: str, old: Side, new: Side) -> str:
    name = f"{_NAMES.get(field, field)} " if field not in ("status", "role", "dates", "value") else ""
    return f"{name}{_say(old.values.get(field))} -> {_say(new.values.get(field))}"


def _subject(kind: str, side: Side) -> str:
    values = side.values
    if kind == "covenants":
        return f"covenant {side.id}"
    if kind == "parties":
        return _who(values)
    if kind == "events":
        what = values["object"] or f'"{side.mention}"'
        return f"{values['type']} of {_short(what)}" if values["object"] else f"{values['type']} {what}"
    if kind == "dates":
        return f'"{side.mention}"'
    return _number(values, "value")


def _who(values: Mapping[str, Any]) -> str:
    if values["name"]:
        return str(values["name"])
    if values["count"] is None:
        return str(values["kind"])
    return _number(values, "count")


def _number(values: Mapping[str, Any], name: str) -> str:
    noun = _noun(values)
    return f"{_bare(values, name)}{'' if noun.startswith('%') else ' '}{noun}".rstrip()


def _bare(values: Mapping[str, Any], name: str) -> str:
    if values.get(name) is None:
        return "no number"
    return f"{_COMPARATORS.get(values['comparator'] or '', '')}{values[name]}"


def _noun(values: Mapping[str, Any]) -> str:
    noun, of = str(values.get("unit") or values.get("kind") or ""), values.get("of")
    if not of:
        return noun
    # "36 of de 57 beoordeelde bedrijven", not "36 bedrijven of ...".
    return f"of {_short(of)}" if of.endswith(noun) else f"{noun} of {_short(of)}"


def _behind(values: Mapping[str, Any], *names: str) -> str:
    said = [str(values[name]) for name in names if values.get(name)]
    return f" ({', '.join(said)})" if said else ""


def _say(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
