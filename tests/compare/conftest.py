"""A project to compare in; see small_project."""

import shutil

import pytest
from small_project import FIRST, Project


@pytest.fixture
def folder(tmp_path, project, extractor, monkeypatch):
    """A project with the first text, extracted; the tests run in its folder."""
    shutil.copytree(project / "rules", tmp_path / "rules")
    made = Project(tmp_path, extractor)
    made.text("eerste", FIRST)
    made.extract()
    monkeypatch.chdir(tmp_path)
    return made
