"""The tables hold all that an extraction holds, under the names of the JSON, and say what each column means."""

import datetime
import re

import pytest

from imvo_extract.records.extraction import KINDS, Extraction, Issue
from imvo_extract.store.load import iter_extractions
from imvo_extract.tables.model import UnfitValueError
from imvo_extract.tables.tables import table, tables


@pytest.fixture(scope="module")
def extraction(project):
    """The first of output/, with an issue about two of its records."""
    (first, *_) = iter_extractions(project / "output")
    two = first.counts[:2]
    issue = Issue(
        check="twee-getallen",
        severity="note",
        message="Twee getallen.",
        records=tuple(count.id for count in two),
        spans=tuple(count.span for count in two),
    )
    return first.model_copy(update={"issues": (issue,)})


def flat(value, path=""):
    """Every value in a JSON object that is in no list, by the name of its column."""
    for key, inner in value.items():
        if isinstance(inner, list):
            continue
        name = f"{path}{key}"
        if key == "span" and inner is None:
            yield from {f"{path}{part}": None for part in ("quote", "start", "end")}.items()
        elif key == "span":
            yield from {
                f"{path}quote": inner["text"],
                f"{path}start": inner["start"],
                f"{path}end": inner["end"],
            }.items()
        elif isinstance(inner, dict):
            yield from flat(inner, f"{name}_")
        else:
            yield name, inner


def as_json(row):
    return {name: str(cell) if isinstance(cell, datetime.date) else cell for name, cell in row.items()}


def rows(name, extraction):
    return [as_json(dict(zip(table(name).header, row, strict=True))) for row in table(name).rows(extraction)]


@pytest.mark.parametrize("kind", [*KINDS, "unclaimed", "issues", "coverage"])
def test_every_value_of_every_record_is_in_the_row_under_its_name_in_the_json(extraction, kind):
    records = extraction.model_dump(mode="json")[kind]
    found = rows(kind, extraction)
    assert len(found) == len(records) > 0
    for row, record in zip(found, records, strict=True):
        expected = dict(flat(record))
        # A section that is not there has no start and end.
        if record.get("section", "") is None:
            del expected["section"]
            expected |= {"section_start": None, "section_end": None}
        assert {name: row[name] for name in expected} == expected
        assert row["document"] == extraction.document.id


def test_the_document_and_what_made_the_extraction(extraction):
    (row,) = rows("documents", extraction)
    content = extraction.model_dump(mode="json")
    document = dict(flat(content["document"]))
    assert row.pop("document") == document.pop("id")
    assert {name: row[name] for name in document} == document
    assert row["extractor_rules_sha256"] == content["extractor"]["rules_sha256"]
    assert (row["reference_date_earliest"], row["reference_date_latest"]) == ("2019-11-01", "2019-11-30")


@pytest.mark.parametrize(
    ("name", "owners", "field", "column"),
    [
        ("event_dates", "events", "dates", "date"),
        ("event_participants", "events", "participants", "party"),
        ("event_counts", "events", "counts", "count"),
    ],
)
def test_lists_of_ids_are_rows_in_their_order(extraction, name, owners, field, column):
    listed = [(one.id, getattr(one, field)) for one in getattr(extraction, owners)]
    expected = [(ident, place, other) for ident, others in listed for place, other in enumerate(others, 1)]
    assert [(row["event"], row["place"], row[column]) for row in rows(name, extraction)] == expected
    assert expected


@pytest.mark.parametrize(
    ("name", "owners", "owner"),
    [
        ("covenant_mentions", "covenants", "covenant"),
        ("party_mentions", "parties", "party"),
    ],
)
def test_mentions_are_rows(extraction, name, owners, owner):
    expected = [
        (one.id, span.text, span.start, span.end) for one in getattr(extraction, owners) for span in one.mentions
    ]
    assert [(row[owner], row["quote"], row["start"], row["end"]) for row in rows(name, extraction)] == expected
    assert expected


def test_what_issues_are_about_are_rows(extraction):
    (issue,) = extraction.issues
    assert [row["record"] for row in rows("issue_records", extraction)] == list(issue.records)
    assert [row["quote"] for row in rows("issue_spans", extraction)] == [span.text for span in issue.spans]


def test_a_count_carries_the_date_at_which_it_held(extraction):
    dates = {date.id: date for date in extraction.dates}
    held = [row for row in rows("counts", extraction) if row["as_of"]]
    assert held
    for row in held:
        date = dates[row["as_of"]]
        told = (row["as_of_value"], row["as_of_earliest"], row["as_of_latest"])
        assert told == (date.value, date.earliest, date.latest)


def test_no_field_of_the_models_is_without_a_place():
    """A list that is added to a model needs a table of its own."""
    lists = {
        f"{name}.{field}"
        for name, model in Extraction.model_json_schema()["$defs"].items()
        for field, said in model["properties"].items()
        if said.get("type") == "array"
    }
    assert lists == {
        "Covenant.mentions", "Party.mentions", "Event.dates", "Event.participants", "Event.counts",
        "Issue.records", "Issue.spans",
    }  # fmt: skip
    own = {name for name, said in Extraction.model_json_schema()["properties"].items() if said.get("type") == "array"}
    assert own == {*KINDS, "unclaimed", "issues", "coverage"}


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)
def test_every_column_is_described_with_its_unit_and_its_standard(one):
    assert one.description.endswith(".")
    assert len(set(one.header)) == len(one.header)
    assert one.header[0] == "document"
    for column in one.columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        assert re.fullmatch(r"\S.{8,}\.", column.description), column.name
        assert bool(column.unit) == (column.type in ("integer", "number")), f"{one.name}.{column.name}: unit"
        if column.type in ("date", "number") or column.name.endswith(("sha256", "start", "_end")):
            assert column.standard, f"{one.name}.{column.name}: standard"


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)
def test_keys_are_columns_that_are_never_null_and_refer_to_keys(one):
    columns = {column.name: column for column in one.columns}
    assert all(columns[name].required for name in one.key)
    for key in one.foreign_keys:
        assert set(key.columns) <= set(columns)
        assert key.references == table(key.table).key
        assert key.optional == any(not columns[name].required for name in key.columns)


def test_tables_come_after_those_that_they_refer_to():
    seen = set()
    for one in tables():
        assert {key.table for key in one.foreign_keys} <= seen
        seen.add(one.name)


def test_numbers_that_no_column_holds(extraction):
    party = extraction.parties[0].model_copy(update={"count": 2**63})
    with pytest.raises(UnfitValueError, match=r"^stand-van-zaken-2019-11, parties: count: 9223372036854775808 is too"):
        list(table("parties").rows(extraction.model_copy(update={"parties": (party,)})))
    count = extraction.counts[0].model_copy(update={"value": 10**25})
    (row,) = rows("counts", extraction.model_copy(update={"counts": (count,)}))
    assert (row["value"], type(row["value"])) == (1e25, float)
