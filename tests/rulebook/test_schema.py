"""The JSON Schemas of the rule files are current, and every rule file keeps its own."""

import json

import pytest

from imvo_extract.rulebook.rulebook import FILES, rule_schema


@pytest.mark.parametrize("name", FILES)
def test_the_committed_schema_is_current(project, name):
    stored = json.loads((project / "schema" / "rules" / f"{name}.json").read_text(encoding="utf-8"))
    assert stored == rule_schema(name), "run imvo-extract rules schema"


@pytest.mark.parametrize("name", FILES)
def test_the_rule_file_tells_editors_where_its_schema_is(project, name):
    first = (project / "rules" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../schema/rules/{name}.json"
