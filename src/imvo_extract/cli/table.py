"""Tables on a terminal, and the short one of what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from imvo_extract.records.extraction import Extraction

_PIPED_WIDTH = 100


def stdout_console() -> Console:
    """A console on stdout. Piped output keeps a fixed width, so that it does not depend on who reads it."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)


def cell(words: object) -> Text:
    """A cell that shows what a text says as it is: no markup, one line, nothing that would steer the terminal."""
    line = " ".join(str("" if words is None else words).split())
    return Text("".join(letter if letter.isprintable() else "\ufffd" for letter in line), overflow="fold")


def print_table(extractions: Iterable[Extraction]) -> None:
    """Prints, for each extraction, one row per covenant and one for what belongs to none; then what was left over."""
    console = stdout_console()
    for extraction in extractions:
        reference = extraction.document.reference_date
        when = f", reference date {reference.value} ({reference.basis})" if reference else ""
        table = Table(box=SIMPLE_HEAD, title=f"{extraction.document.id}{when}", title_justify="left", pad_edge=False)
        table.add_column("covenant")
        table.add_column("status")
        for name in ("parties", "counts", "dates", "events"):
            table.add_column(name, justify="right")
        for ident, status in _rows(extraction):
            numbers = [
                sum(record.covenant == ident for record in getattr(extraction, kind))
                for kind in ("parties", "counts", "dates", "events")
            ]
            if ident is not None or any(numbers):
                table.add_row(ident or "(none)", status, *(str(number) for number in numbers))
        totals = [len(getattr(extraction, kind)) for kind in ("parties", "counts", "dates", "events")]
        table.add_section()
        table.add_row(f"{len(extraction.covenants)} covenants", "", *(str(number) for number in totals))
        console.print(table)
        console.print(f"{len(extraction.unclaimed)} left unclaimed, {len(extraction.issues)} issues\n")


def _rows(extraction: Extraction) -> list[tuple[str | None, str]]:
    known = {covenant.id: covenant.status for covenant in extraction.covenants}
    others = {record.covenant for kind, record in extraction.records() if kind != "covenants"} - set(known) - {None}
    rows: list[tuple[str | None, str]] = list(known.items())
    rows += [(ident, "") for ident in sorted(ident for ident in others if ident)]
    return [*rows, (None, "")]
