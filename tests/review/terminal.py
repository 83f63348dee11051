"""A program at a real pseudo-terminal, for tests: what is typed goes in, what is on the screen comes out."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _take_over():
    """In the child: the terminal is its own, and Control-C means something even where tests run in the background."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Runs a command at a terminal of its own.

    :param size: rows and columns.
    :param more: environment variables to set; one that is None is taken away.
    """

    def __init__(self, command, *, cwd, size=(24, 80), **more):
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        surroundings = {**os.environ, "TERM": "xterm", **more}
        # A width that was handed down would hide the terminal's own.
        for name in ("COLUMNS", "LINES", *(name for name, value in more.items() if value is None)):
            surroundings.pop(name, None)
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            command, cwd=cwd, env=surroundings, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=_take_over,
        )  # fmt: skip
        self.raw = ""
        self._seen = 0

    @property
    def screen(self):
        """All that was printed, without escape sequences."""
        return _ESCAPES.sub("", self.raw).replace("\r\n", "\n")

    def expect(self, words, seconds=60):
        """Waits until the words are printed, behind those that were waited for before; returns what came with them."""
        until = time.monotonic() + seconds
        while words not in self.screen[self._seen :]:
            assert time.monotonic() < until, f"{words!r} did not come:\n{self.screen}"
            if not self._read(0.1) and self.process.poll() is not None and not self._read(0.1):
                raise AssertionError(f"it ended ({self.process.returncode}) before {words!r}:\n{self.screen}")
        at = self.screen.index(words, self._seen) + len(words)
        shown, self._seen = self.screen[self._seen : at], at
        return shown

    def send(self, keys):
        """Types."""
        os.write(self._master, keys.encode())

    def end(self, seconds=60):
        """Waits for the end; returns the exit status."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < until, f"it does not end:\n{self.screen}"
        while self._read(0.05):
            pass
        self.after = termios.tcgetattr(self._slave)
        return self.process.returncode

    def close(self):
        """Ends what still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    def _read(self, seconds):
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data.decode("utf-8", "replace")
        return bool(data)
