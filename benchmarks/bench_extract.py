"""The whole extraction against spaCy's Dutch tokenizer alone, on the same texts, in one process.

    python benchmarks/bench_extract.py [FILE ...]        default: raw/*.txt, repeated to 1 MB

Prints seconds for each round, the ratio of the medians, and how the memory moved from the first round to the last.
What is made of a statement is remembered, and updates repeat each other; so the same is measured on texts in which no
sentence occurs twice. Machines are noisy: only the ratios mean anything.
"""

from __future__ import annotations

import itertools
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
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


def unrepeated(texts: list[str]) -> list[str]:
    """The texts with a word of its own in every sentence."""
    number = itertools.count()
    return [re.sub(r"\.(?=\s)", lambda _: f" code{next(number)}x.", text) for text in texts]


def _extract_all(extractor: Extractor, named: list[tuple[str, str]]) -> None:
    for _ in extractor.extract_many(named):
        pass


def compare(name: str, texts: list[str], rounds: int, *, repeats: bool) -> None:
    """Runs the rounds, the two sides in turn; each round of texts that repeat nothing begins with an empty memory."""
    nlp = spacy.blank("nl")
    named = [(f"document-{number}", text) for number, text in enumerate(texts)]
    baseline, own, memory = [], [], []
    extractors = itertools.repeat(Extractor()) if repeats else (Extractor() for _ in range(rounds))
    for extractor in itertools.islice(extractors, rounds):
        baseline.append(timed(lambda: [nlp.make_doc(text) for text in texts]))
        own.append(timed(partial(_extract_all, extractor, named)))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"{name}: {len(texts)} documents, {sum(map(len, texts)):,} characters")
    for label, seconds in (("make_doc", baseline), ("extraction", own)):
        shown = " ".join(f"{one:6.2f}" for one in seconds)
        print(f"{label:10} {shown}   median {statistics.median(seconds):.2f} s")
    print(f"ratio {statistics.median(own) / statistics.median(baseline):.2f}")
    print(f"memory after the first round {memory[0]:.0f} MiB, after the last {memory[-1]:.0f} MiB")


def main() -> None:
    """Compares on the texts as they are, and on texts that repeat nothing."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(Path("raw").glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8-sig") for path in files]
    texts *= max(1, CHARACTERS // sum(map(len, texts)))
    Extractor().extract(texts[0], id="warm")
    compare("as they are", texts, ROUNDS, repeats=True)
    compare("no sentence twice", unrepeated(texts), 3, repeats=False)


if __name__ == "__main__":
    main()
