"""Finding numerals and quantities, against a pass over the same text that only cuts it into words.

    python benchmarks/bench_numerals.py [FILE ...]        default: raw/*.txt

Prints the milliseconds of the best of several rounds for one reading of all the files, and the ratio to cutting them
into words with one regular expression. Machines are noisy: only the ratio means anything.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from imvo_extract.dutch.clean import clean
from imvo_extract.dutch.numerals import default_scanner
from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all
from imvo_extract.mentions.quantities import QuantityFinder
from imvo_extract.rulebook.rulebook import load_rulebook
from imvo_extract.timex.finder import TimexFinder
from imvo_extract.timex.model import Reference

ROUNDS = 30
WORD = re.compile(r"\w+|[^\w\s]")


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of several rounds of ``work``."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times) * 1000


def main() -> None:
    """Runs the three over the same lines."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(Path("raw").glob("*.txt"))
    lines = [line for path in files for line in path.read_bytes().decode("utf-8-sig").splitlines() if line.strip()]
    cleaned = [clean(line) for line in lines]
    _, rows = tokenize_all(make_tokenizer(), [piece.text for piece in cleaned])
    statements = [Statement(piece, len(piece.text), tokens) for piece, (_, tokens) in zip(cleaned, rows, strict=True)]
    book = load_rulebook()
    finder, scanner = QuantityFinder(book.counts, book.numerals), default_scanner()
    timexes, reference = TimexFinder(book.dates), Reference.of("2021")
    dated = [
        (statement, [(t.start, t.end) for t in timexes.find(statement.text, reference, words=statement.words)])
        for statement in statements
    ]

    words = best(lambda: [WORD.findall(piece.text) for piece in cleaned])
    print(f"{len(lines)} lines, {sum(map(len, lines))} characters")
    for name, work in (
        ("words", lambda: [WORD.findall(piece.text) for piece in cleaned]),
        ("numerals", lambda: [scanner.find(piece.text) for piece in cleaned]),
        ("quantities", lambda: [finder.read(statement, dates) for statement, dates in dated]),
    ):
        taken = best(work)
        print(f"{name:<12}{taken:8.2f} ms  {taken / words:6.1f} x words")


if __name__ == "__main__":
    main()
