"""Precision, recall and F1 of an extraction against a gold annotation.

Strict: the span overlaps and every annotated key that matters is right. Lenient: the span overlaps. A record that
overlaps an optional row only is neither rewarded nor punished.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imvo_extract.records.extraction import KINDS, Extraction
from imvo_extract.records.models import Count, Event, Record

from .gold import KEYS, STRICT_KEYS, GoldRow, plain


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one comparison, and the figures made of them."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1.0 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1.0 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class KindResult:
    """The result for one kind of record: scores, accuracy of each key (right, of), records and rows (strict)."""

    strict: Score
    lenient: Score
    accuracy: dict[str, tuple[int, int]]
    right: tuple[Record, ...]
    wrong: tuple[Record, ...]
    missed: tuple[GoldRow, ...]


def evaluate(extraction: Extraction, gold: dict[str, list[GoldRow]]) -> dict[str, KindResult]:
    """The result for each kind of record."""
    dates = {date.id: date.value for date in extraction.dates}
    return {kind: _evaluate(getattr(extraction, kind), gold[kind], kind, dates) for kind in KINDS}


def total(results: dict[str, KindResult], mode: str) -> Score:
    """The score over all kinds; ``mode`` is "strict" or "lenient"."""
    scores: list[Score] = [getattr(result, mode) for result in results.values()]
    return Score(sum(s.right for s in scores), sum(s.wrong for s in scores), sum(s.missed for s in scores))


def _evaluate(records: Sequence[Record], rows: Sequence[GoldRow], kind: str, dates: dict[str, str]) -> KindResult:
    def right(record: Record, row: GoldRow, keys: Sequence[str]) -> bool:
        return all(_agrees(key, _values(record, key, dates), row.fields[key]) for key in keys if key in row.fields)

    strict, matched = _match(records, rows, lambda record, row: right(record, row, STRICT_KEYS[kind]), needed=True)
    lenient, pairs = _match(records, rows, lambda record, row: right(record, row, STRICT_KEYS[kind]), needed=False)
    accuracy = {}
    for key in KEYS[kind]:
        judged = [(i, j) for i, j in pairs if key in rows[j].fields and not rows[j].optional]
        if judged:
            accuracy[key] = (sum(right(records[i], rows[j], (key,)) for i, j in judged), len(judged))
    wrong, missed = strict[1], strict[2]
    return KindResult(
        Score(strict[0], len(wrong), len(missed)),
        Score(lenient[0], len(lenient[1]), len(lenient[2])),
        accuracy,
        tuple(records[i] for i, j in sorted(matched) if not rows[j].optional),
        tuple(records[i] for i in wrong),
        tuple(rows[j] for j in missed),
    )


def _match(
    records: Sequence[Record], rows: Sequence[GoldRow], right: Any, *, needed: bool
) -> tuple[tuple[int, list[int], list[int]], list[tuple[int, int]]]:
    """Pairs records with rows, best first: rows that count before optional ones, right before wrong, by overlap."""
    candidates = []
    for i, record in enumerate(records):
        for j, row in enumerate(rows):
            shared = min(record.span.end, row.end) - max(record.span.start, row.start)
            if shared <= 0:
                continue
            good = row.optional or right(record, row)
            if needed and not good:
                continue
            size = max(record.span.end - record.span.start, row.end - row.start)
            candidates.append((not row.optional, bool(good), shared / size, -i, -j))
    candidates.sort(reverse=True)
    used_records: set[int] = set()
    used_rows: set[int] = set()
    pairs = []
    for _, _, _, negative_i, negative_j in candidates:
        i, j = -negative_i, -negative_j
        # Several records may share one optional row.
        if i in used_records or (j in used_rows and not rows[j].optional):
            continue
        used_records.add(i)
        used_rows.add(j)
        pairs.append((i, j))
    true = sum(not rows[j].optional for _, j in pairs)
    wrong = [i for i in range(len(records)) if i not in used_records]
    missed = [j for j in range(len(rows)) if j not in used_rows and not rows[j].optional]
    return (true, wrong, missed), pairs


def _values(record: Record, key: str, dates: dict[str, str]) -> tuple[Any, ...]:
    if isinstance(record, Event) and key == "date":
        return tuple(dates[ident] for ident in record.dates) or (None,)
    if isinstance(record, Count) and key == "as_of":
        return (dates[record.as_of] if record.as_of is not None else None,)
    return (getattr(record, key),)


def _agrees(key: str, got: Sequence[Any], want: Sequence[Any]) -> bool:
    for wanted in map(_normal, want):
        for value in map(_normal, got):
            if value == wanted:
                return True
            if (
                key == "name"
                and isinstance(value, str)
                and isinstance(wanted, str)
                and (value in wanted or wanted in value)
            ):
                return True
    return False


def _normal(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return float(value)
    text = plain(str(value)).strip().lower()
    # Who writes `date: 2021` means the year, and YAML makes a number of it.
    return float(text) if text.isdecimal() else text
