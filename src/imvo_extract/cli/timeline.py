"""``imvo-extract timeline``: one fact through all updates, and through the dates that they give for it."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imvo_extract.errors import UnusableInputError

from .choose import add_folders, check_known, covenants_of, progress

if TYPE_CHECKING:
    from imvo_extract.timeline.model import Series

_EPILOG = """\
examples:
  imvo-extract timeline                                     the facts of which there is more than one value
  imvo-extract timeline productielocaties                   one fact, by its unit
  imvo-extract timeline ngo --covenant goud --kind parties  by kind of party
  imvo-extract timeline jaarrapportage --kind events --csv  by the object of an event
  imvo-extract timeline productielocaties --plot locaties.svg
"""
_COLUMNS = (
    "fact", "kind", "covenant", "name", "as_of", "mod", "edtf", "earliest", "latest", "basis", "value", "comparator",
    "detail", "ordinal", "document", "record", "quote", "documents", "overruled",
)  # fmt: skip
_ASSUMED = "* undated in its text: the date that the document speaks from"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "timeline",
        description="Shows the values of a fact by the date at which they held. About one date a later text wins over "
        "an earlier one; where they disagree, that is told. FACT is a unit, a kind or name of a party, what an event "
        "is about, or the id of a fact; without it the facts are listed that have more than one value.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("fact", nargs="*", metavar="FACT", help="what the fact is called")
    parser.add_argument("--covenant", metavar="ID", action="append", default=[], help="only facts of this covenant")
    parser.add_argument(
        "--kind", metavar="KIND", help="counts, parties or events; default: the first that has the fact"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print CSV, a row for each value")
    form.add_argument("--json", action="store_true", help="print JSON, an object for each fact")
    parser.add_argument("--plot", metavar="FILE", type=Path, help="draw it as well, to FILE.svg or FILE.png")
    add_folders(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from imvo_extract.store.load import iter_extractions
    from imvo_extract.timeline.find import find_series
    from imvo_extract.timeline.model import FACT_KINDS
    from imvo_extract.timeline.series import timelines

    if options.kind is not None:
        check_known("kind", [options.kind], FACT_KINDS)
    if options.plot and not options.fact:
        raise UnusableInputError("--plot needs to know what to draw: name a fact")
    covenants: set[str] = set()

    def read() -> Iterator[Any]:
        for extraction in progress(iter_extractions(options.output, options.raw), "reading"):
            covenants.update(covenants_of([extraction]))
            yield extraction

    series = timelines(read())
    check_known("covenant", options.covenant, covenants)
    if options.covenant:
        series = [one for one in series if one.fact.covenant in options.covenant]
    found = find_series(series, options.fact, options.kind)
    if options.plot:
        from imvo_extract.store.files import write_atomically
        from imvo_extract.timeline.plot import draw

        write_atomically(options.plot, draw(found, options.plot.suffix.removeprefix(".").lower()))
        print(f"{options.plot}: drawn", file=sys.stderr)
    if options.json:
        print(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))
    elif options.csv:
        _print_csv(found)
    elif options.fact:
        _print_series(found)
    else:
        _print_list(found)
    return 0


def _as_json(one: Series) -> dict[str, Any]:
    fact = one.fact
    return {
        "fact": fact.id,
        "kind": fact.kind,
        "covenant": fact.covenant,
        "name": fact.name,
        "points": [_flat(asdict(point)) for point in one.points],
        "disagreements": [
            {"message": str(found), "kept": _flat(asdict(found.kept)), "overruled": _flat(asdict(found.overruled))}
            for found in one.disagreements
        ],
        "left_out": [{"message": str(found), **asdict(found)} for found in one.left_out],
    }


def _flat(point: dict[str, Any]) -> dict[str, Any]:
    """A point with its date's parts beside its value."""
    return {**point.pop("when"), **point}


def _print_csv(series: Sequence[Series]) -> None:
    from imvo_extract.export.csvfile import escape

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in _rows(series):
        cells = (row[name] for name in _COLUMNS)
        writer.writerow([escape(cell) if isinstance(cell, str) else cell for cell in cells])
    for note in _notes(series):
        print(f"imvo-extract: {note}", file=sys.stderr)


def _rows(series: Sequence[Series]) -> Iterator[dict[str, Any]]:
    """A flat row for each value; what a later text has overruled stands beside it."""
    for one in series:
        fact = one.fact
        for point in one.points:
            overruled = [found.overruled for found in one.disagreements if found.kept == point]
            yield {
                "fact": fact.id,
                "kind": fact.kind,
                "covenant": fact.covenant,
                "name": fact.name,
                **_flat(asdict(point)),
                "documents": " ".join(point.documents),
                "overruled": "; ".join(f"{old} in {old.document}" for old in overruled) or None,
            }


def _print_series(series: Sequence[Series]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from .table import cell, stdout_console

    console = stdout_console()
    for one in series:
        console.print(cell(f"{one.fact.name} ({one.fact.covenant or 'no covenant'})  {one.fact.id}"))
        if one.points:
            table = Table(box=SIMPLE_HEAD, pad_edge=False)
            table.add_column("date")
            table.add_column("value", justify="right" if one.fact.kind == "counts" else "left")
            details = any(point.detail for point in one.points)
            for name in (*(["object"] if details else []), "in"):
                table.add_column(name)
            for point in one.points:
                detail = [point.detail] if details else []
                table.add_row(*(cell(words) for words in (point.when, point, *detail, ", ".join(point.documents))))
            console.print(table)
        for note in _notes([one]):
            console.print(cell(note))
        console.print()
    if any(point.when.assumed for one in series for point in one.points):
        console.print(_ASSUMED)


def _print_list(series: Sequence[Series]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from .table import cell, stdout_console

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("kind", "covenant", "fact", "values", "first", "last"):
        table.add_column(name, justify="right" if name == "values" else "left")
    for one in series:
        first, last = one.points[0].when, one.points[-1].when
        words = (one.fact.kind, one.fact.covenant, one.fact.name, len(one.points), first, last)
        table.add_row(*(cell(word) for word in words))
    console = stdout_console()
    console.print(table)
    if any(point.when.assumed for one in series for point in (one.points[0], one.points[-1])):
        console.print(_ASSUMED)


def _notes(series: Sequence[Series]) -> Iterator[str]:
    """What the texts disagree on, and what is not in the series."""
    for one in series:
        yield from map(str, one.disagreements)
        yield from map(str, one.left_out)
