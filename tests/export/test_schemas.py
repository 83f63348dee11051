"""The schemas and the data dictionary are current, and hold for what is stored now and was before."""

import json
from pathlib import Path

import jsonschema
import pytest

from imvo_extract.export.dictionary import dictionary
from imvo_extract.export.formats import FORMATS, export
from imvo_extract.export.schemas import extraction_schema, row_schema
from imvo_extract.records.extraction import SCHEMA_VERSION
from imvo_extract.store.load import iter_extractions
from imvo_extract.tables.tables import tables

COMPAT = Path(__file__).parents[1] / "cases" / "compat"
VERSIONS = sorted(path.name for path in COMPAT.iterdir())


def test_the_committed_schema_of_an_extraction_is_current(project):
    stored = json.loads((project / "schema" / "extraction.json").read_text(encoding="utf-8"))
    assert stored == extraction_schema(), "run imvo-extract schema"


def test_the_committed_schemas_of_the_tables_are_current(project):
    stored = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in (project / "schema" / "tables").glob("*.json")
    }
    assert stored == {one.name: row_schema(one) for one in tables()}, "run imvo-extract schema"


def test_the_data_dictionary_is_current_and_describes_every_column(project):
    page = (project / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary(), "run imvo-extract schema"
    for one in tables():
        section = page.split(f"\n## {one.name}\n")[1].split("\n## ")[0]
        for column in one.columns:
            (line,) = [line for line in section.splitlines() if line.startswith(f"| `{column.name}` |")]
            assert column.description.replace("|", "\\|") in line


def test_the_schemas_are_schemas():
    for schema in (extraction_schema(), *(row_schema(one) for one in tables())):
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_property_of_the_schema_of_an_extraction_is_described():
    schema = extraction_schema()
    models = {"Extraction": schema, **schema["$defs"]}
    for name, model in models.items():
        for field, said in model["properties"].items():
            own = schema["$defs"].get(said.get("$ref", "").rpartition("/")[2], {})
            assert {**own, **said}.get("description"), f"{name}.{field}"


def test_the_stored_output_keeps_the_schema(project):
    validator = jsonschema.Draft202012Validator(extraction_schema(), format_checker=jsonschema.FormatChecker())
    paths = [path for path in (project / "output").glob("*.json") if path.stem != "manifest"]
    assert paths
    for path in paths:
        validator.validate(json.loads(path.read_text(encoding="utf-8")))


def test_an_earlier_shape_is_kept_for_this_major_version():
    assert any(version.split(".")[0] == SCHEMA_VERSION.split(".")[0] for version in VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_output_of_an_earlier_program_still_loads_and_says_the_same(version):
    (extraction,) = iter_extractions(COMPAT / version / "output")
    (path,) = (COMPAT / version / "output").glob("*.json")
    stored = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(extraction_schema()).validate(stored)
    assert stored == extraction.model_dump(mode="json", exclude_unset=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", FORMATS)
def test_the_output_of_an_earlier_program_is_exported(version, name, tmp_path):
    summary = export(iter_extractions(COMPAT / version / "output"), tmp_path / "out", name)
    assert summary.documents == 1
    assert summary.rows["counts"] > 0
