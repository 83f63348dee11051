"""Exports of 250, 500 and 1,000 extractions to each format: is time linear, and memory bounded?

    python benchmarks/bench_export.py [NUMBER ...]

The extractions are the first of output/ under other names, made when they are asked for; each export is in a process of
its own. Prints seconds of the processor, the same for a thousand documents, the most memory that the process held, and
the size of what was written. The first lines read and check as many extractions from disk, and write nothing.

Figures of a machine with two busy cores are in bench_export.txt.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imvo_extract.records.extraction import Extraction

NUMBERS = (250, 500, 1000)
READING = "(read)"


def same_again(number: int) -> Iterator[Extraction]:
    """A stream of ``number`` extractions that differ in the document's name."""
    from imvo_extract.store.load import iter_extractions

    first = next(iter_extractions(Path("output")))
    for at in range(number):
        document = first.document.model_copy(update={"id": f"document-{at:05}"})
        yield first.model_copy(update={"document": document})


def read_again(number: int) -> None:
    """Reads ``number`` extractions from disk."""
    from imvo_extract.store.load import iter_extractions

    for _ in range(number):
        next(iter_extractions(Path("output")))


def one(name: str, number: int) -> None:
    """Runs one export, and prints seconds, peak memory (MiB) and size (MiB)."""
    from imvo_extract.export.formats import export

    with tempfile.TemporaryDirectory() as temporary:
        target = Path(temporary) / "out"
        begin = time.process_time()
        if name == READING:
            read_again(number)
        else:
            export(same_again(number), target, name)
        seconds = time.process_time() - begin
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(path.stat().st_size for path in target.iterdir()) / 2**20 if target.is_dir() else 0
    print(json.dumps([seconds, memory, size]))


def main() -> None:
    """Measures every format with every number of documents."""
    from imvo_extract.export.formats import FORMATS

    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
        return
    numbers = [int(word) for word in sys.argv[1:]] or NUMBERS
    print(f"{'format':12} {'documents':>9} {'seconds':>8} {'per 1,000':>10} {'peak MiB':>9} {'written MiB':>12}")
    for name in (READING, *FORMATS):
        for number in numbers:
            command = [sys.executable, __file__, "--one", name, str(number)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, memory, size = json.loads(done.stdout)
            figures = f"{seconds:8.2f} {seconds / number * 1000:10.2f} {memory:9.0f} {size:12.1f}"
            print(f"{name:12} {number:9} {figures}", flush=True)


if __name__ == "__main__":
    main()
