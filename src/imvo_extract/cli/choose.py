"""What the commands that read the output folder have in common: which folder, which documents, which records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from imvo_extract.errors import UnusableInputError

if TYPE_CHECKING:
    from imvo_extract.records.extraction import Extraction


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Adds --output and --raw."""
    parser.add_argument("--output", metavar="DIR", type=Path, default=Path("output"), help="default: output")
    parser.add_argument("--raw", metavar="DIR", type=Path, help="default: raw beside the output folder")


def since_day(given: str | None) -> date | None:
    """The first day of --since (2019-11-05, 2019-11 or 2019); None without it.

    :raises UnusableInputError: it is no date.
    """
    if given is None:
        return None
    from imvo_extract.timex.model import Reference

    try:
        return Reference.of(given).earliest
    except ValueError as error:
        raise UnusableInputError(f"--since: {error}") from error


def check_known(what: str, given: Iterable[str], known: Collection[str]) -> None:
    """Refuses what does not exist, and says what does.

    :raises UnusableInputError: one of ``given`` is not known.
    """
    for one in given:
        if one not in known:
            raise UnusableInputError(f"no {what} is called {one!r}; there is {', '.join(sorted(known)) or 'none'}")


def progress(extractions: Iterable[Extraction], doing: str) -> Iterable[Extraction]:
    """The extractions, with a count on a terminal while they are worked on.

    :param doing: what is done with them, for the reader.
    """
    if not sys.stderr.isatty():
        return extractions
    from rich.console import Console
    from rich.progress import track

    return track(extractions, description=doing, console=Console(stderr=True), transient=True)


def covenants_of(extractions: Iterable[Extraction]) -> set[str]:
    """The ids of all covenants that records belong to."""
    return {record.covenant for extraction in extractions for _, record in extraction.records() if record.covenant}
