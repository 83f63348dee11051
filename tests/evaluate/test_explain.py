"""What `rules explain` says: what matched, with its values, what lost, to which rule, and why."""

from pathlib import Path

import pytest

from imvo_extract.documents.source import read_source, source_from_text
from imvo_extract.evaluate.explain import explanation
from imvo_extract.rulebook.yamlfile import load_yaml

CASES = load_yaml(Path(__file__).parents[1] / "cases" / "explain" / "losers.yaml")


def rows(extractor, text):
    analysis = extractor.analyse(source_from_text(text, "voorbeeld"), explain=True)
    return [row for _, rows in explanation(extractor, analysis) for row in rows]


def agrees(row, expected):
    values = expected.get("values", {})
    return (
        row.outcome == expected["outcome"]
        and row.quote == expected["quote"]
        and ("rule" not in expected or row.rule == expected["rule"])
        and ("winner" not in expected or row.winner == expected["winner"])
        and expected.get("reason", "") in row.what
        and all(str(row.values.get(name)) == str(value) for name, value in values.items())
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows(extractor, case):
    found = rows(extractor, case["text"])
    for expected in case["rows"]:
        assert any(agrees(row, expected) for row in found), (expected, list(map(str, found)))


def test_every_record_is_a_row_and_a_loser_never_loses_to_itself(extractor, project):
    source = read_source(project / "raw" / "stand-van-zaken-2019-11.txt")
    analysis = extractor.analyse(source, explain=True)
    found = [row for _, rows in explanation(extractor, analysis) for row in rows]
    records = sum(1 for _ in analysis.extraction.records())
    assert sum(row.outcome == "record" for row in found) == records
    lost = [row for row in found if row.outcome == "lost"]
    files = {row.rule.split(":")[0] for row in lost if row.rule}
    assert files == {"parties.yaml", "counts.yaml", "dates.yaml", "covenants.yaml", "events.yaml"}
    assert not [row for row in lost if row.rule is not None and row.rule == row.winner]


def test_asking_why_changes_nothing_and_nothing_is_collected_unasked(extractor, project):
    source = read_source(project / "raw" / "stand-van-zaken-2019-11.txt")
    plain, explained = extractor.analyse(source), extractor.analyse(source, explain=True)
    assert explained.extraction == plain.extraction
    assert explained.fired == plain.fired
    assert {item.lost for item in plain.found} == {None}
