"""What a refresh costs: with nothing to do, and whether 20 changed texts among 1,000 cost what 20 alone cost.

    python benchmarks/bench_refresh.py [DOCUMENTS] [CHANGED]        default: 1000 20

Whole processes, those that are compared in turn. Machines are noisy: only the ratios mean anything.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 5
QUICK_ROUNDS = 15


def run(folder: Path, arguments: Sequence[str]) -> float:
    """Seconds that a Python takes with these arguments."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - begin


def write(folder: Path, text: str, documents: range, number: int) -> None:
    """Writes texts into raw/, each with words and a number of its own."""
    (folder / "raw").mkdir(exist_ok=True)
    for at in documents:
        own = f"{text}\n • Er zijn {number + at} merken aangesloten.\n"
        (folder / "raw" / f"tekst-{at:04}.txt").write_text(own, encoding="utf-8")


def main(documents: int, changed: int) -> None:
    """Measures and prints."""
    # A part of the first text: long enough to be one, short enough for a thousand of them.
    text = next(iter(sorted(Path("raw").glob("*.txt")))).read_bytes().decode("utf-8-sig")[:600]
    refresh = ("-m", "imvo_extract", "refresh")
    with tempfile.TemporaryDirectory() as name:
        many, few = Path(name) / "many", Path(name) / "few"
        for folder, count in ((many, documents), (few, changed)):
            folder.mkdir()
            write(folder, text, range(count), 0)
            print(f"{count} new texts: {run(folder, refresh):.1f} s", flush=True)
        work: dict[Path, list[float]] = {many: [], few: []}
        for number in range(1, ROUNDS + 1):
            for folder, seconds in work.items():
                write(folder, text, range(changed), 10_000 * number)
                seconds.append(run(folder, refresh))
                assert len(list((folder / "pending").iterdir())) >= changed
        large, small = (statistics.median(work[folder]) for folder in (many, few))
        print(
            f"{changed} changed of {documents}: {large:.2f} s; of {changed}: {small:.2f} s; ratio {large / small:.2f}"
        )
        idle: dict[str, list[float]] = {"empty": [], "many": [], "few": []}
        for _ in range(QUICK_ROUNDS):
            idle["empty"].append(run(few, ("-c", "pass")))
            idle["many"].append(run(many, refresh))
            idle["few"].append(run(few, refresh))
        empty = statistics.median(idle.pop("empty"))
        for label, seconds in idle.items():
            count = documents if label == "many" else changed
            ratio = statistics.median(seconds) / empty
            print(
                f"nothing to do, {count} texts: {1000 * statistics.median(seconds):.0f} ms, {ratio:.1f} empty Pythons"
            )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [1000, 20][len(numbers) :]))
