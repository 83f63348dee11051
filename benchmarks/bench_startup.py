"""How long the program takes to start, against an empty Python: whole processes, in turn.

python benchmarks/bench_startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "--help": ["-m", "imvo_extract", "--help"],
    "import imvo_extract": ["-c", "import imvo_extract"],
    "extract one text": ["-m", "imvo_extract", "extract", str(next(iter(sorted(Path("raw").glob("*.txt")))))],
}


def main() -> None:
    """Runs the commands in turn and prints the medians and their ratio to the empty Python."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            begin = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            seconds[name].append(time.perf_counter() - begin)
    empty = statistics.median(seconds["python -c pass"])
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:22} {1000 * median:7.1f} ms   {median / empty:5.1f} times an empty Python")


if __name__ == "__main__":
    main()
