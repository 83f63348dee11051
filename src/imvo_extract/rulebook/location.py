"""Where the project's own rules lie."""

from __future__ import annotations

from pathlib import Path


def default_rules() -> Path:
    """The folder with the rules: ``rules/`` of a source checkout, else the copy inside the installed package.

    :raises FileNotFoundError: there is neither, so the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "rules", package.parents[1] / "rules"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the rules are missing from this installation; install imvo-extract again")
