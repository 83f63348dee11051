"""The account: nothing that looks like data is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.dutch.extents import Extents
from imvo_extract.rulebook.yamlfile import load_yaml

CASES = load_yaml(Path(__file__).parents[1] / "cases" / "unclaimed" / "paragraphs.yaml")
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"


def covered(extraction):
    for _, record in extraction.records():
        yield record.span.start, record.span.end
        for span in getattr(record, "mentions", ()):
            yield span.start, span.end
    for entry in extraction.unclaimed:
        yield entry.span.start, entry.span.end


def gaps(text, extraction, pattern):
    """What the pattern finds in the text that no record and no unclaimed entry overlaps."""
    extents = list(covered(extraction))
    for event in extraction.events:
        if event.object:
            found = text.find(event.object, event.sentence.start, event.sentence.end)
            if found >= 0:
                extents.append((found, found + len(event.object)))
    taken = Extents(extents)
    return [m[0] for m in re.finditer(pattern, text) if not taken.overlap(*m.span())]


NAMED = "raw/stand-van-zaken-2019-11.txt", "dev/vervolg-2020-10.txt", "dev/voortgangsbrief-2021-06.txt"


@pytest.mark.parametrize("name", NAMED)
def test_every_number_and_month_is_in_a_record_or_listed(shared, extractor, name):
    text = (shared / name).read_bytes().decode("utf-8-sig")
    extraction = extractor.extract(text, id=name.split("/")[1].removesuffix(".txt"))
    assert gaps(text, extraction, r"\d+") == []
    assert gaps(text, extraction, rf"\b(?:{MONTHS})\b") == []
    assert gaps(text, extraction, r"\b(?:twee|drie|vier|vijf|acht|negen|elf|tachtig|honderd|tweeëntwintig)\b") == []


def test_every_capitalised_word_inside_a_sentence_is_in_a_record_or_listed(shared, extractor):
    text = (shared / NAMED[0]).read_bytes().decode("utf-8-sig")
    extraction = extractor.extract(text, id="stand-van-zaken-2019-11")
    names = [
        name
        for name in gaps(text, extraction, r"(?<=[a-zà-ÿ,] )[A-Z][\w-]+")
        if not any(name in (event.object or "") for event in extraction.events)
    ]
    assert names == []


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Convenant Goud\n\nZie artikel 14 van de overeenkomst.", "number", "14"),
        ("Convenant Goud\n\nHet gaat om de mijnen in Oeganda.", "name", "Oeganda"),
        ("Convenant Goud\n\n1) Eerste zin hier.", "number", "1"),
    ],
)
def test_what_makes_no_record_is_listed_with_a_reason(extractor, text, kind, quote):
    found = [e for e in extractor.extract(text, id="x").unclaimed if quote in e.span.text and e.kind == kind]
    assert len(found) == 1
    assert found[0].reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_no_rule_takes_is_listed(extractor, case):
    extraction = extractor.extract(case["text"], id="x", reference_date="2021-06-01")
    listed = [(entry.kind, " ".join(entry.span.text.split()), entry.reason) for entry in extraction.unclaimed]
    for kind, quote, reason in case["listed"]:
        assert any((kind, quote) == entry[:2] and reason in entry[2] for entry in listed), (quote, listed)
    for quote in case.get("unlisted", ()):
        assert quote not in [entry[1] for entry in listed]
    (coverage,) = extraction.coverage
    assert [coverage.claimed, coverage.statements] == case["coverage"]


@pytest.mark.parametrize("name", NAMED)
def test_a_statement_is_covered_or_holds_nothing_or_is_accounted_for(shared, extractor, name):
    """No statement is listed whole of which a record was made, and the coverage adds up."""
    text = (shared / name).read_bytes().decode("utf-8-sig")
    extraction = extractor.extract(text, id="x")
    whole = [entry.span for entry in extraction.unclaimed if entry.kind == "statement"]
    records = Extents((record.span.start, record.span.end) for _, record in extraction.records())
    assert not [span.text for span in whole if records.overlap(span.start, span.end)]
    for part in extraction.coverage:
        inside = [span for span in whole if part.section.start <= span.start < part.section.end]
        assert part.claimed + len(inside) <= part.statements


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8), st.integers(0, 40), st.integers(1, 5))
def test_extents_know_what_overlaps_and_what_is_covered(pairs, start, length):
    extents = [(begin, begin + size) for begin, size in pairs]
    merged = {place for begin, end in extents for place in range(begin, end)}
    asked = set(range(start, start + length))
    found = Extents(extents)
    assert found.overlap(start, start + length) == bool(asked & merged)
    assert found.cover(start, start + length) == (asked <= merged)
