"""Where the project's own rules lie. Light to import: a refresh with nothing to do gets no further."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # what typing calls so; importing typing takes longer than all that is done here
if TYPE_CHECKING:
    from pathlib import Path


def default_folder() -> str:
    """The folder with the rules: ``rules/`` of a source checkout, else the copy inside the installed package.

    :raises FileNotFoundError: there is neither, so the installation is broken.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    for folder in (os.path.join(package, "rules"), os.path.join(package, "..", "..", "rules")):
        if os.path.isdir(folder):
            return os.path.normpath(folder)
    raise FileNotFoundError("the rules are missing from this installation; install imvo-extract again")


def default_rules() -> Path:
    """``default_folder`` as a path."""
    from pathlib import Path

    return Path(default_folder())
