"""Exports of 250, 500 and 1,000 extractions to each format: is time linear, and memory bounded?

    python benchmarks/bench_export.py [NUMBER ...]

Copies the first extraction of output/ under other names, with its text, and exports the copies, each time in a process
of its own. Prints seconds, seconds per thousand documents, the most memory that the process held, and the size of what
was written. The first line reads the extractions and writes nothing: all formats pay for that.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NUMBERS = (250, 500, 1000)
NOTHING = "(read)"


def copies(folder: Path, number: int) -> None:
    """An output folder and a raw folder of ``number`` documents."""
    stored = min(path for path in Path("output").glob("*.json") if path.stem != "manifest")
    content = json.loads(stored.read_text(encoding="utf-8"))
    text = (Path("raw") / f"{stored.stem}.txt").read_bytes()
    for name in ("output", "raw"):
        (folder / name).mkdir(parents=True)
    for at in range(number):
        content["document"]["id"] = f"document-{at:05}"
        shown = json.dumps(content, ensure_ascii=False)
        (folder / "output" / f"document-{at:05}.json").write_text(shown, encoding="utf-8")
        (folder / "raw" / f"document-{at:05}.txt").write_bytes(text)


def one(folder: Path, name: str) -> None:
    """Runs one export, and prints seconds, peak memory (MiB) and size (MiB)."""
    from imvo_extract.export.formats import export
    from imvo_extract.store.load import iter_extractions

    begin = time.perf_counter()
    extractions = iter_extractions(folder / "output")
    target = folder / name
    if name == NOTHING:
        for _ in extractions:
            pass
    else:
        export(extractions, target, name)
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in target.iterdir()) / 2**20 if target.is_dir() else 0
    print(json.dumps([seconds, memory, size]))


def main() -> None:
    """Measures every format with every number of documents."""
    from imvo_extract.export.formats import FORMATS

    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]), sys.argv[3])
        return
    numbers = [int(word) for word in sys.argv[1:]] or NUMBERS
    print(f"{'format':12} {'documents':>9} {'seconds':>8} {'per 1,000':>10} {'peak MiB':>9} {'written MiB':>12}")
    with tempfile.TemporaryDirectory() as temporary:
        for number in numbers:
            copies(Path(temporary) / str(number), number)
        for name in (NOTHING, *FORMATS):
            for number in numbers:
                command = [sys.executable, __file__, "--one", f"{temporary}/{number}", name]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                seconds, memory, size = json.loads(done.stdout)
                print(
                    f"{name:12} {number:9} {seconds:8.2f} {seconds / number * 1000:10.2f} {memory:9.0f} {size:12.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
