"""The libraries of the formats, imported when they are asked for."""

from __future__ import annotations

import importlib
from types import ModuleType

from imvo_extract.errors import UnusableInputError


class MissingExtraError(UnusableInputError):
    """A library that is no part of the core is not installed; ``str(error)`` says which extra brings it."""


def library(name: str, extra: str) -> ModuleType:
    """A library of an extra of this package.

    :raises MissingExtraError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"this needs {error.name}, which is not installed; run: pip install 'imvo-extract[{extra}]'"
        ) from error
