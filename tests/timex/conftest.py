"""Cases in YAML, and the finder with the project's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from imvo_extract.timex import TimexFinder
from imvo_extract.timex.finder import default_finder


@pytest.fixture(scope="session")
def finder() -> TimexFinder:
    return default_finder()


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(__file__).parents[2] / ".." / "shared"
    if not folder.is_dir():
        pytest.skip("the shared texts are not here")
    return folder
