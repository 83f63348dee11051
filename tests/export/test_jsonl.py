"""JSON Lines: an object a row that keeps its schema, and what went in comes out."""

import json

import jsonschema
import pytest
from hypothesis import given

from imvo_extract.export.formats import export
from imvo_extract.export.schemas import row_schema
from imvo_extract.tables.tables import table, tables

from .hostile import FEW, streams
from .readers import jsonl_by_duckdb, jsonl_by_polars


@pytest.mark.parametrize("read", [jsonl_by_polars, jsonl_by_duckdb])
@FEW
@given(extractions=streams())
def test_what_went_in_comes_out(read, extractions, went_in, tmp_path_factory):
    folder = tmp_path_factory.mktemp("jsonl") / "out"
    export(extractions, folder, "jsonl")
    for name, rows in went_in(extractions).items():
        assert read(folder / f"{name}.jsonl", table(name)) == rows, name


@FEW
@given(extractions=streams())
def test_every_line_keeps_the_schema_of_its_table(extractions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("jsonl") / "out"
    export(extractions, folder, "jsonl")
    for one in tables():
        validator = jsonschema.Draft202012Validator(row_schema(one), format_checker=jsonschema.FormatChecker())
        # Not splitlines: a text may hold what Python takes for the end of a line.
        for line in (folder / f"{one.name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
            validator.validate(json.loads(line))
