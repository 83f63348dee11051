#!/usr/bin/env python3
"""Our normaliser against dateparser's search_dates, on the same annotated texts and in one run.

    bench_timex.py [--shared ../shared] [--repeat 15]

Prints, for each text and for all of them, how long each takes (the best of a number of runs, after one to warm up) and
precision and recall of the dates. search_dates tells a day for everything; a hit of it counts as right where it
overlaps a mention and its day lies in the stretch that the annotation names.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import yaml

from imvo_extract.dutch.clean import Clean, clean
from imvo_extract.dutch.sentences import SentenceSplitter
from imvo_extract.timex import Reference
from imvo_extract.timex.calendar import Grain, OpenInterval, edtf_interval, interval_of
from imvo_extract.timex.finder import default_finder

TEXTS = (
    ("raw", "stand-van-zaken-2019-11"),
    ("dev", "vervolg-2020-10"),
    ("dev", "voortgangsbrief-2021-06"),
)
ABBREVIATIONS = ("jl.", "ca.", "dec.", "mr.", "dr.", "d.m.v.", "nr.", "t/m", "a.s.")
GRAINS: dict[str, Grain] = {"Q": "quarter", "H": "half-year", "W": "week"}
BULLET = re.compile(r"\s*(?:[•-]|\d\))?\s*")


class Hit(NamedTuple):
    """A date that one of the two has found, in raw offsets."""

    start: int
    end: int
    value: str
    day: date | None


class Mention(NamedTuple):
    """A date of the annotation."""

    start: int
    end: int
    values: tuple[str, ...]
    optional: bool


def sentences(text: str) -> list[Clean]:
    """The sentences and bullets of a text."""
    splitter, found = SentenceSplitter(ABBREVIATIONS), []
    for line in re.finditer(r"[^\n]+", text):
        skip = BULLET.match(line[0])
        first = skip.end() if skip else 0
        for start, end in splitter.split(line[0][first:]):
            found.append(clean(text, line.start() + first + start, line.start() + first + end))
    return found


def ours(rows: Iterable[Clean], reference: Reference) -> list[Hit]:
    """What our normaliser finds."""
    finder = default_finder()
    return [
        Hit(*row.raw_span(timex.start, timex.end), timex.value, None)
        for row in rows
        for timex in finder.find(row.text, reference)
    ]


def theirs(rows: Iterable[Clean], reference: Reference) -> list[Hit]:
    """What search_dates finds, told the language, the order of day and month and the reference date."""
    from dateparser.search import search_dates

    base = datetime.combine(reference.latest, datetime.min.time())
    settings = {"RELATIVE_BASE": base, "DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past"}
    hits = []
    for row in rows:
        at = 0
        for quote, day in search_dates(row.text, languages=["nl"], settings=settings) or ():
            at = max(row.text.find(quote, at), at)
            hits.append(Hit(*row.raw_span(at, at + len(quote)), day.date().isoformat(), day.date()))
    return hits


def annotation(path: Path, text: str) -> tuple[Reference, list[Mention]]:
    """The reference date and the dates of an annotated text."""
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    plain = text.replace("\u00a0", " ").replace("’", "'").replace("‘", "'")
    mentions = []
    for row in gold["dates"]:
        match = re.fullmatch(r"(.*?)\[(.*?)\](.*)", row["at"].replace("\u00a0", " "), re.S)
        assert match is not None, row
        start = plain.index("".join(match.groups())) + len(match[1])
        value = row.get("value", [])
        values = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        mentions.append(Mention(start, start + len(match[2]), values, bool(row.get("optional"))))
    return Reference.of(str(gold["reference_date"])), mentions


def stretch(value: str) -> OpenInterval | None:
    """The days that an annotated value names; None for durations and what recurs."""
    halves = re.fullmatch(r"(\d{4})-([QHW])(\d\d?)", value)
    seasons = {"SP": 1, "SU": 2, "FA": 3, "WI": 4}
    if halves:
        return interval_of(GRAINS[halves[2]], int(halves[1]), int(halves[3]))
    if value[5:] in seasons:
        return interval_of("season", int(value[:4]), seasons[value[5:]])
    return edtf_interval(value)


def agrees(hit: Hit, mention: Mention) -> bool:
    """Whether a hit names what the annotation does."""
    if hit.day is None:
        return hit.value in mention.values
    spans = [span for value in mention.values if (span := stretch(value)) and span[0] and span[1]]
    return any(first <= hit.day <= last for first, last in spans if first and last)


def score(hits: list[Hit], mentions: list[Mention]) -> tuple[int, int, int]:
    """Right, wrong and missed."""
    used: set[int] = set()
    right = wrong = 0
    for hit in hits:
        over = [k for k, one in enumerate(mentions) if hit.start < one.end and hit.end > one.start]
        good = [k for k in over if k not in used and not mentions[k].optional and agrees(hit, mentions[k])]
        if good:
            used.add(good[0])
            right += 1
        elif not any(mentions[k].optional for k in over):
            wrong += 1
    return right, wrong, sum(not one.optional for one in mentions) - right


def best(run: Callable[[], object], repeat: int) -> float:
    """Seconds of the fastest run, after one to warm up."""
    run()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def line(name: str, seconds: float, right: int, wrong: int, missed: int) -> str:
    """One row of the table."""
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return f"{name:<40} {seconds * 1000:8.2f} ms   P {precision:.3f}   R {recall:.3f}   ({right}/{wrong}/{missed})"


def main() -> int:
    """Runs the comparison; 0 where ours is at least twenty times as fast, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[1] / ".." / "shared")
    parser.add_argument("--repeat", type=int, default=15)
    arguments = parser.parse_args()
    totals = {"ours": [0.0, 0, 0, 0], "search_dates": [0.0, 0, 0, 0]}
    print("right/wrong/missed in brackets")
    for folder, name in TEXTS:
        path = arguments.shared / folder / f"{name}.txt"
        if not path.is_file():
            print(f"{path} is not here", file=sys.stderr)
            return 2
        text = path.read_bytes().decode("utf-8-sig")
        reference, mentions = annotation(arguments.shared / "gold" / f"{name}.gold.yaml", text)
        rows = sentences(text)
        for label, find in (("ours", ours), ("search_dates", theirs)):
            seconds = best(partial(find, rows, reference), arguments.repeat)
            counts = score(find(rows, reference), mentions)
            totals[label] = [a + b for a, b in zip(totals[label], (seconds, *counts), strict=True)]
            print(line(f"{name} {label}", seconds, *counts))
    for label, (seconds, right, wrong, missed) in totals.items():
        print(line(f"all {label}", seconds, int(right), int(wrong), int(missed)))
    factor = totals["search_dates"][0] / totals["ours"][0]
    print(f"ours is {factor:.1f} times as fast")
    return 0 if factor >= 20 else 1


if __name__ == "__main__":
    sys.exit(main())
