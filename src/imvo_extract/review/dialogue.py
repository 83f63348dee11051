"""A review at a terminal: one change after the other, one key for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from rich.console import Console
from rich.text import Text

from imvo_extract.compare.change import Side
from imvo_extract.compare.words import sentence
from imvo_extract.decisions.decision import Decision
from imvo_extract.errors import UnusableInputError

from .keyboard import END
from .quotes import Texts
from .session import Item, Session, Step
from .verdicts import fields_of

KEYS = {
    "a": "accept: it is right",
    "r": "reject: it is wrong, now and in every later refresh; asks why",
    "e": "edit: it is a fact, with other values; asks which",
    "s": "skip: it stays pending",
    "u": "undo: back to the change before this one, as it was",
    "A": "accept this and the rest of this covenant",
    "q": "quit: what is left stays pending",
    "?": "this help",
}
_PROMPT = "[a]ccept [r]eject [e]dit [s]kip [u]ndo [A]ccept rest of covenant [q]uit [?] "
_NEXT_FIELD = re.compile(r"\s+(?=[a-z_]+=)")
_CAUSES = {
    "text": "the text changed", "rules": "the rules changed", "program": "the program changed",
    "decision": "a decision", "both": "the text and the rules changed", None: "not known",
}  # fmt: skip


class Keys(Protocol):
    """What answers come from; see ``Keyboard``."""

    def key(self) -> str: ...
    def line(self) -> str | None: ...


class Dialogue:
    """Shows pending changes and does what the reviewer says.

    :param console: of the terminal. Without colour or emphasis a mention is set between marks.
    """

    def __init__(self, session: Session, texts: Texts, console: Console, keys: Keys) -> None:
        self._session = session
        self._texts = texts
        self._console = console
        self._keys = keys
        self._done: Counter[str] = Counter()

    def run(self, items: Sequence[Item]) -> Counter[str]:
        """Goes through the changes; returns how many were accepted, rejected, edited and skipped."""
        left = list(items)
        before: list[tuple[list[Item], Counter[str], Step]] = []
        try:
            while left:
                item = left[0]
                step = self._session.step([item])
                self._show(item, len(items) - len(left) + 1, len(items))
                done = Counter(self._done)
                seen = self._ask(item, left)
                if seen is None:
                    break
                if seen:
                    before.append((left, done, step))
                    left = [one for one in left if one not in seen]
                elif before:
                    left, self._done, step = before.pop()
                    self._session.undo(step)
                    self._say("undone")
                else:
                    self._say("there is nothing to undo")
        except KeyboardInterrupt:
            self._say("")
        return self._done

    def _ask(self, item: Item, left: Sequence[Item]) -> list[Item] | None:
        """The changes that were dealt with, of which this is one; none of them to undo, None to quit."""
        while True:
            self._console.print(_PROMPT, end="", markup=False, highlight=False, soft_wrap=True)
            key = self._keys.key()
            self._say(key if key.isprintable() else "")
            if key in ("q", END):
                return None
            if key == "s":
                return self._count("skipped", [item])
            if key == "u":
                return []
            if key == "?":
                for name, meaning in KEYS.items():
                    self._say(f"  {name}  {meaning}")
                continue
            try:
                if key == "a":
                    self._session.accept([item])
                    self._say("accepted")
                    return self._count("accepted", [item])
                if key == "A":
                    return self._accept_rest(item, left)
                if key in ("r", "e") and (self._reject(item) if key == "r" else self._edit(item)):
                    return [item]
                if key not in ("r", "e"):
                    self._say("press one of a r e s u A q, or ? for help")
            except UnusableInputError as error:
                self._say(str(error))

    def _accept_rest(self, item: Item, left: Sequence[Item]) -> list[Item]:
        rest = [one for one in left if (one.document, one.change.covenant) == (item.document, item.change.covenant)]
        self._session.accept(rest)
        self._say(f"accepted {len(rest)} of {item.change.covenant or 'no covenant'}")
        return self._count("accepted", rest)

    def _reject(self, item: Item) -> bool:
        why = self._line("why? ")
        if not why:
            if why is not None:
                self._say("nothing was decided: a rejection needs a reason")
            return False
        self._echo(self._session.reject(item, why))
        self._count("rejected", [item])
        return True

    def _edit(self, item: Item) -> bool:
        new = item.change.new
        for field in fields_of(item.change) if new is not None else ():
            self._say(f"  {field}={_typed(new.values.get(field))}" if new is not None else "")
        values: dict[str, str] = {}
        while answer := self._line("field=value (Enter when done)? "):
            # Several on one line, as on the command line: "value=44 comparator=equal".
            for pair in _NEXT_FIELD.split(answer):
                field, sign, value = pair.partition("=")
                if sign:
                    values[field.strip()] = value.strip()
                else:
                    self._say("type a field and its value, as in value=97")
        if answer is None or not values:
            return False
        self._session.check(item, values)
        why = self._line("why (Enter for no reason)? ")
        if why is None:
            return False
        self._echo(self._session.correct(item, values, why))
        self._count("edited", [item])
        return True

    def _line(self, prompt: str) -> str | None:
        """An answer; None where it was called off with Control-C or Control-D."""
        try:
            self._console.print(prompt, end="", markup=False, highlight=False)
            answer = self._keys.line()
        except KeyboardInterrupt:
            answer = None
        if answer is None:
            self._say("")
            self._say("nothing was decided")
        return answer

    def _count(self, what: str, items: list[Item]) -> list[Item]:
        self._done[what] += len(items)
        return items

    def _echo(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            self._say(told(decision))

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False)

    def _show(self, item: Item, number: int, total: int) -> None:
        change = item.change
        self._say("")
        where = f"{item.document} · {change.covenant or 'no covenant'} · {change.change}"
        self._console.print(Text(f"{number} of {total} · {where}", "dim"))
        self._console.print(Text(sentence(change), "bold"))
        self._say(f"cause: {_CAUSES[change.cause]} · rule: {_rules(change.old, change.new)}")
        for name, side in (("old", change.old), ("new", change.new)):
            if side is not None:
                other = f" ({side.document})" if side.document != item.document else ""
                self._console.print(Text(f"{name}{other}: ").append_text(self._quote(side)))

    def _quote(self, side: Side) -> Text:
        passage = self._texts.passage(side)
        marks = ("", "") if self._console.color_system and not self._console.no_color else ("»", "«")
        text = Text()
        if passage.before:
            text.append(f"… {passage.before} ", "dim")
        text.append(passage.opening).append(f"{marks[0]}{passage.mention}{marks[1]}", "bold reverse")
        text.append(passage.closing)
        if passage.behind:
            text.append(f" {passage.behind} …", "dim")
        return text


def _typed(value: object) -> str:
    """A value as it would be typed."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def told(decision: Decision) -> str:
    """A decision in a line."""
    if decision.decision == "correct":
        values = ", ".join(f"{name} = {_say(value)}" for name, value in decision.values.items())
        return f"corrected: {decision.record}: {values}"
    return f"{'rejected' if decision.decision == 'reject' else 'kept'}: {decision.record}"


def _say(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)


def _rules(old: Side | None, new: Side | None) -> str:
    names = [side.records[0]["rule"] for side in (new, old) if side is not None]
    return names[0] if len(set(names)) == 1 else f"{names[0]} (was {names[1]})"
