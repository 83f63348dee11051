"""The date from which a document speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imvo_extract.dutch.clean import Clean, clean
from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.timex import Reference, TimexFinder
from imvo_extract.timex.reference import infer_reference

DOCUMENTS = load_yaml(Path(__file__).parents[1] / "cases" / "dates" / "documents" / "reference.yaml")


@dataclass(frozen=True)
class Line:
    clean: Clean

    @property
    def text(self) -> str:
        return self.clean.text


def lines_of(raw: str) -> list[Line]:
    lines, at = [], 0
    for line in raw.split("\n"):
        if line.strip():
            lines.append(Line(clean(raw, at, at + len(line))))
        at += len(line) + 1
    return lines


@pytest.mark.parametrize("case", DOCUMENTS, ids=[case["about"] for case in DOCUMENTS])
def test_reference_dates(finder: TimexFinder, case: dict[str, Any]) -> None:
    raw = "\n".join(case["lines"])
    ident = case.get("id", "document")
    found = infer_reference(ident, case.get("metadata"), case.get("given"), raw, lines_of(raw), finder)
    if case["wanted"] is None:
        assert found is None
        return
    assert found is not None
    assert {key: getattr(found, key) for key in case["wanted"]} == case["wanted"]
    if "quote" in case:
        assert found.span is not None
        assert raw[slice(*found.span)] == case["quote"]


@pytest.mark.parametrize(
    ("folder", "name", "value"),
    [
        ("raw", "stand-van-zaken-2019-11", "2019-11"),
        ("dev", "vervolg-2020-10", "2020-10"),
        ("dev", "voortgangsbrief-2021-06", "2021-06-18"),
    ],
)
def test_the_reference_date_of_whole_texts(shared: Path, folder: str, name: str, value: str) -> None:
    raw = (shared / folder / f"{name}.txt").read_bytes().decode("utf-8-sig")
    from_text = infer_reference("document", None, None, raw, lines_of(raw))
    named = infer_reference(name, None, None, raw, lines_of(raw))
    assert from_text == named
    assert from_text is not None
    assert (from_text.value, from_text.basis, from_text.note) == (value, "inferred", None)
    assert from_text.span is not None


def test_a_reference_is_made_of_a_day_a_month_or_a_year() -> None:
    assert Reference.of(date(2020, 2, 29)).day == date(2020, 2, 29)
    assert Reference.of("2020-02").latest == date(2020, 2, 29)
    assert Reference.of("2020").day is None


@pytest.mark.parametrize("value", ["", "gisteren", "2020-13", "2020-02-30", "20-02-2020", "2020/..", "x" * 50])
def test_what_is_no_date_is_no_reference(value: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        Reference.of(value)


def test_a_reference_that_was_made_is_taken_as_it_is() -> None:
    reference = Reference.of("2019-11", "metadata")
    assert infer_reference("document", None, reference, "", []) is reference
