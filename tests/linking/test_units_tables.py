"""Numbers in tables of plain text."""

from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/counts/tables.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tables(case, extractor):
    found = extractor.extract(case["text"], id="table", reference_date="2022-03-01")
    dates = {date.id: date.value for date in found.dates}
    cells = [count for count in found.counts if count.rule == "counts.yaml:table-cell"]
    said = [[c.span.text, c.value, c.unit, c.comparator, dates.get(c.as_of)] for c in cells]
    assert said == case["counts"]


def test_a_table_is_no_table_without_rows(extractor):
    found = extractor.extract("Land     Telers     Velden\n", id="table")
    assert found.counts == ()
