"""Single keys and short answers from a real terminal."""

from __future__ import annotations

import os
import select
import termios
import tty
from typing import Self

_ESCAPE = "\x1b"
# Control-C arrives as an interrupt, Control-D as itself.
END = "\x04"


class Keyboard:
    """Reads from a terminal. As a context it keeps keys from being echoed, and leaves the terminal as it was.

    :param descriptor: of the terminal, open for reading.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
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
        """What is typed until Enter, without white space around it; None for Control-D."""
        try:
            self.__exit__()
            data = os.read(self._descriptor, 4096)
        finally:
            self.__enter__()
        return data.decode("utf-8", "replace").strip() if data else None


def _is_whole(data: bytes) -> bool:
    """Whether bytes are a whole character, or can never be one."""
    first = data[0]
    length = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    return len(data) >= length
