"""Kills refreshes at random moments and says whether the next one mends everything.

    python benchmarks/kill_refresh.py [ROUNDS] [SEED]        default: 200 rounds

A project has 50 texts: 40 that changed since the last refresh, some of them with changes still pending, and 10 new
ones. Each round copies it, starts a refresh, ends it with SIGKILL at a random moment (some have ended by then), looks
whether every output is the old or the new one, refreshes again, and compares all bytes with those of a refresh that
nobody disturbed. The refreshes are forks of one process that has imported everything, so that the time goes into what
is tested. Exit status 1 where a round came out differently.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from imvo_extract.cli import main as command
from imvo_extract.extractor import Extractor
from imvo_extract.refresh import reading

TEXT = """Convenant Verantwoord Goud:

Stand van zaken op {day} november {year}.

 • {number} bedrijven hebben in mei 2019 het convenant ondertekend.
 • De {nth} jaarrapportage is in juni {year} gepubliceerd.
"""
ORDINALS = ("eerste", "tweede", "derde", "vierde")


def write_texts(folder: Path, documents: range, number: int) -> None:
    """Writes texts into raw/; ``number`` is what they say."""
    (folder / "raw").mkdir(exist_ok=True)
    for at in documents:
        text = TEXT.format(day=1 + at % 28, year=2015 + at % 6, number=number + at, nth=ORDINALS[number % 4])
        (folder / "raw" / f"tekst-{at:02}.txt").write_text(text, encoding="utf-8")


def start(folder: Path) -> int:
    """Starts a refresh in a process of its own; returns its id."""
    process = os.fork()
    if process == 0:
        status = 70
        try:
            os.chdir(folder)
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            status = command(["refresh"])
        finally:
            os._exit(status)
    return process


def finish(process: int) -> int:
    """Waits for a process; returns its exit status (minus the signal where one ended it)."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def refresh(folder: Path) -> None:
    """A refresh that nobody disturbs."""
    status = finish(start(folder))
    if status != 0:
        raise SystemExit(f"an undisturbed refresh ended with status {status}")


def state(folder: Path) -> dict[str, bytes]:
    """All that a refresh writes, by path."""
    places = (folder / "output", folder / "pending", folder / ".imvo-extract" / "attic")
    files = (path for place in places for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def prepare(folder: Path) -> None:
    """A project in which much is to be done, and something was left undone before."""
    write_texts(folder, range(40), 20)
    refresh(folder)
    for path in (folder / "pending").iterdir():
        path.unlink()
    write_texts(folder, range(0, 40, 3), 40)
    refresh(folder)
    write_texts(folder, range(50), 60)


def disturbed(project: Path, room: Path, seconds: float) -> tuple[bool, str]:
    """One round; returns whether the refresh was killed before its end, and what went wrong (nothing: "")."""
    folder = room / "round"
    shutil.copytree(project, folder)
    before = state(project)
    after = state(room / "undisturbed")
    process = start(folder)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    killed = finish(process) < 0
    wrong = ""
    for path, data in state(folder).items():
        if path.endswith(".json") and "manifest" not in path and data not in (before.get(path), after.get(path)):
            wrong = f"{path} is neither the old nor the new one"
    refresh(folder)
    there = state(folder)
    # The attic is a cache: nothing may be missing there, but what is no longer of use goes with the next real work.
    paths = (path for path in sorted({*after, *there}) if path in after or "attic" not in path)
    wrong = wrong or next((f"{path} differs" for path in paths if after.get(path) != there.get(path)), "")
    shutil.rmtree(folder)
    return killed, wrong


def main(rounds: int, seed: int) -> int:
    """Runs the rounds; returns how many came out differently."""
    # Rules are compiled once; every refresh would do the same again.
    reading.Extractor = lru_cache(Extractor)  # type: ignore[attr-defined, misc]
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        project = room / "project"
        project.mkdir()
        from imvo_extract.rulebook.location import default_folder

        reading.Extractor(rules=default_folder()).extract(TEXT, id="warm")  # type: ignore[attr-defined]
        prepare(project)
        shutil.copytree(project, room / "undisturbed")
        began = time.perf_counter()
        refresh(room / "undisturbed")
        whole = time.perf_counter() - began
        killed = failed = 0
        for number in range(rounds):
            was_killed, wrong = disturbed(project, room, chance.uniform(0, 1.5 * whole))
            killed += was_killed
            if wrong:
                failed += 1
                print(f"round {number}: {wrong}")
    print(f"{rounds} rounds of {whole:.2f} s, {killed} killed before the end, {failed} came out differently")
    return failed


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(1 if main(*(numbers + [200, 1][len(numbers) :])) else 0)
