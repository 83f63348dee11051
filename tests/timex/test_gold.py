"""Strict F1 of dates on the annotated texts, from sentences alone (no covenants, parties or events needed)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from imvo_extract.dutch.clean import clean
from imvo_extract.dutch.sentences import SentenceSplitter
from imvo_extract.timex import Reference, TimexFinder

BULLET = re.compile(r"\s*(?:[•-]|\d\))?\s*")
ABBREVIATIONS = ("jl.", "ca.", "dec.", "mr.", "dr.", "d.m.v.", "nr.", "t/m", "a.s.")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'").replace("‘", "'")


def gold_dates(gold: dict, text: str) -> list[dict]:  # type: ignore[type-arg]
    haystack, rows = plain(text), []
    for row in gold["dates"]:
        before, quote, after = re.fullmatch(r"(.*?)\[(.*?)\](.*)", plain(row["at"]), re.S).groups()  # type: ignore[union-attr]
        start = haystack.index(before + quote + after) + len(before)
        rows.append({**row, "start": start, "end": start + len(quote)})
    return rows


def accepted(row: dict) -> list[str]:  # type: ignore[type-arg]
    if row.get("optional"):
        return []
    return row["value"] if isinstance(row["value"], list) else [str(row["value"])]


def found_dates(finder: TimexFinder, text: str, reference: Reference) -> list[tuple[int, int, str]]:
    splitter, found = SentenceSplitter(ABBREVIATIONS), []
    for line in re.finditer(r"[^\n]+", text):
        skip = BULLET.match(line[0]).end()  # type: ignore[union-attr]
        for start, end in splitter.split(line[0][skip:]):
            sentence = clean(text, line.start() + skip + start, line.start() + skip + end)
            for timex in finder.find(sentence.text, reference):
                found.append((*sentence.raw_span(timex.start, timex.end), timex.value))
    return found


def f1(found: list[tuple[int, int, str]], gold: list[dict]) -> float:  # type: ignore[type-arg]
    used: set[int] = set()
    right = extra = 0
    for start, end, value in found:
        overlapping = [k for k, row in enumerate(gold) if start < row["end"] and end > row["start"]]
        good = [k for k in overlapping if k not in used and value in accepted(gold[k])]
        if good:
            used.add(good[0])
            right += 1
        elif not any(gold[k].get("optional") for k in overlapping):
            extra += 1
    wanted = sum(1 for row in gold if not row.get("optional"))
    return 2 * right / (right + extra + wanted)


@pytest.mark.parametrize(
    ("folder", "name", "least"),
    [
        ("raw", "stand-van-zaken-2019-11", 1.0),
        ("dev", "vervolg-2020-10", 0.97),
        ("dev", "voortgangsbrief-2021-06", 0.97),
    ],
)
def test_strict_f1_of_dates(finder: TimexFinder, shared: Path, folder: str, name: str, least: float) -> None:
    text = (shared / folder / f"{name}.txt").read_bytes().decode("utf-8-sig")
    gold = yaml.safe_load((shared / "gold" / f"{name}.gold.yaml").read_text(encoding="utf-8"))
    found = found_dates(finder, text, Reference.of(str(gold["reference_date"])))
    score = f1(found, gold_dates(gold, text))
    print(f"{name}: dates strict F1 {score:.3f}")
    assert score >= least
