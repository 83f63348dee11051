"""Single keys and short answers from a real terminal."""

from __future__ import annotations

import os
import select
import termios
import tty
from collections.abc import Callable
from typing import Self

from rich.cells import cell_len

_ESCAPE = "\x1b"
# Control-C arrives as an interrupt, Control-D as itself.
END = "\x04"
# Control-U takes back all of an answer, backspace its last character.
_KILL = "\x15"
_ERASE = ("\x7f", "\b", _KILL)


class Keyboard:
    """Reads from a terminal. As a context it keeps keys from being echoed, and leaves the terminal as it was.

    :param descriptor: of the terminal, open for reading.
    :param echo: shows what is typed as an answer.
    """

    def __init__(self, descriptor: int, echo: Callable[[str], None]) -> None:
        self._descriptor = descriptor
        self._echo = echo
        self._before = termios.tcgetattr(descriptor)

    def __enter__(self) -> Self:
        tty.setcbreak(self._descriptor, termios.TCSADRAIN)
        return self

    def __exit__(self, *_: object) -> None:
        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

    def key(self) -> str:
        """The next key, without waiting for Enter; ``END`` where there will be none. Arrow keys and the like are ""."""
        data = os.read(self._descriptor, 1)
        if data == _ESCAPE.encode():
            while select.select([self._descriptor], [], [], 0.02)[0] and os.read(self._descriptor, 1):
                pass
            return ""
        while data and not _is_whole(data):
            data += os.read(self._descriptor, 1)
        return data.decode("utf-8", "replace") or END

    def line(self) -> str | None:
        """What is typed until Enter, without white space around it; None for Control-D.

        It is read key by key, so that what was typed or pasted ahead is neither lost nor held back.
        """
        typed = ""
        while (key := self.key()) not in ("\r", "\n"):
            if key == END:
                return None
            if key in _ERASE:
                gone = typed[-1:] if key != _KILL else typed
                typed = typed[: len(typed) - len(gone)]
                self._echo("\b \b" * cell_len(gone))
            elif key and key.isprintable():
                typed += key
                self._echo(key)
        self._echo("\n")
        return typed.strip()


def _is_whole(data: bytes) -> bool:
    """Whether bytes are a whole character, or can never be one."""
    first = data[0]
    length = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    return len(data) >= length
