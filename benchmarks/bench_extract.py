"""The whole extraction against spaCy's Dutch tokenizer alone, on the same texts, in one process.

    python benchmarks/bench_extract.py [FILE ...]        default: raw/*.txt, repeated to 1 MB

Prints seconds for each round, the ratio of the medians, and how the memory moved from the first round to the last.
Machines are noisy: only the ratio means anything.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from imvo_extract import Extractor

ROUNDS = 5
CHARACTERS = 1_000_000


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Runs the rounds, the two sides in turn."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(Path("raw").glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8-sig") for path in files]
    texts *= max(1, CHARACTERS // sum(map(len, texts)))
    extractor = Extractor()
    nlp = spacy.blank("nl")
    named = [(f"document-{number}", text) for number, text in enumerate(texts)]
    extractor.extract(texts[0], id="warm")
    baseline, own, memory = [], [], []
    for _ in range(ROUNDS):
        baseline.append(timed(lambda: [nlp.make_doc(text) for text in texts]))
        own.append(timed(lambda: sum(1 for _ in extractor.extract_many(named))))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"{len(texts)} documents, {sum(map(len, texts)):,} characters")
    print(
        "make_doc   "
        + " ".join(f"{seconds:6.2f}" for seconds in baseline)
        + f"   median {statistics.median(baseline):.2f} s"
    )
    print("extraction " + " ".join(f"{seconds:6.2f}" for seconds in own) + f"   median {statistics.median(own):.2f} s")
    print(f"ratio {statistics.median(own) / statistics.median(baseline):.2f}")
    print(f"memory after the first round {memory[0]:.0f} MiB, after the last {memory[-1]:.0f} MiB")


if __name__ == "__main__":
    main()
