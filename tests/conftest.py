"""What many tests need."""

import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write output/ anew from raw/ and rules/; read the diff before you commit it",
    )


@pytest.fixture(scope="session")
def project():
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared():
    """The folder of texts and gold beside the project; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder with the gold texts is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def extractor():
    """An extractor with the project's own rules; loading them is the slow part, so all tests share it."""
    from imvo_extract import Extractor

    return Extractor()


@pytest.fixture
def rules(tmp_path):
    """A copy of the project's rules, for a test to change."""
    return shutil.copytree(PROJECT / "rules", tmp_path / "rules")
