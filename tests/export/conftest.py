"""What went into an export, to compare with what comes out; and the project's own extraction."""

from pathlib import Path

import pytest

from imvo_extract.export.formats import export
from imvo_extract.store.load import iter_extractions
from imvo_extract.tables.tables import tables


@pytest.fixture(scope="session")
def golden(project):
    """The extractions of output/."""
    return list(iter_extractions(project / "output"))


@pytest.fixture
def exported(tmp_path, golden):
    """Exports the project's output to a format; gives the folder."""

    def run(name) -> Path:
        export(golden, tmp_path / name, name)
        return tmp_path / name

    return run


@pytest.fixture(scope="session")
def went_in():
    """The rows of extractions, table by table."""

    def rows(extractions):
        return {table.name: [row for one in extractions for row in table.rows(one)] for table in tables()}

    return rows
