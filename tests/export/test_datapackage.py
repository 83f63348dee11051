"""The data package: frictionless finds nothing wrong with it, and finds what was made wrong."""

import json

import frictionless
import pytest
from hypothesis import given, settings

from imvo_extract.export.formats import export
from imvo_extract.tables.tables import tables

from .hostile import FEW, streams


def problems(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.stats["warnings"] == 0
    return report.flatten(["title", "type", "note"])


@settings(FEW, max_examples=3)
@given(extractions=streams())
def test_it_is_valid_whatever_the_texts_hold(extractions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("datapackage") / "out"
    export(extractions, folder, "datapackage")
    assert problems(folder) == []


def test_what_it_says(exported, golden):
    folder = exported("datapackage")
    content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert content["licenses"][0]["name"] == "MIT"
    assert content["sources"] == [
        {"title": one.document.title, "path": one.document.source.url or one.document.source.path} for one in golden
    ]
    assert [resource["name"] for resource in content["resources"]] == [one.name for one in tables()]
    for resource, one in zip(content["resources"], tables(), strict=True):
        assert (folder / resource["path"]).stat().st_size == resource["bytes"]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(one.header)
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["schema"]["primaryKey"] == list(one.key)
        links = [key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]]
        assert links == [key.table for key in one.foreign_keys if not key.optional]


def test_nothing_exported_is_a_valid_package_too(tmp_path):
    export([], tmp_path / "out", "datapackage")
    assert problems(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("name", "before", "after", "kind"),
    [
        ("counts", ",93,", ",drieënnegentig,", "type-error"),
        ("event_dates", ",1,", ",1,nooit", "foreign-key"),
        ("dates", ",DATE,", ",DAG,", "constraint-error"),
    ],
)
def test_what_is_changed_afterwards_is_found(exported, name, before, after, kind):
    folder = exported("datapackage")
    path = folder / f"{name}.csv"
    data = path.read_bytes().decode("utf-8")
    assert before in data
    path.write_bytes(data.replace(before, after).encode("utf-8"))
    assert kind in {row[1] for row in problems(folder)}
