"""``imvo-extract show``: the records of the output folder, to read."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .choose import add_folders, check_known, covenants_of, since_day

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from imvo_extract.records.extraction import Document, Extraction
    from imvo_extract.records.models import Comparator, Count, Covenant, Date, Event, Party, Record

_EPILOG = """\
examples:
  imvo-extract show                                            every record of every document
  imvo-extract show stand-van-zaken-2019-11 --covenant goud    of one document and covenant
  imvo-extract show --kind counts --quotes --since 2020        the numbers of newer texts, each with its sentence
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "show",
        description="Shows records as tables; --covenant and --kind may be given several times.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("documents", nargs="*", metavar="DOC", help="ids of documents; default: all")
    parser.add_argument("--covenant", metavar="ID", action="append", default=[], help="only records of this covenant")
    parser.add_argument(
        "--kind", metavar="KIND", action="append", default=[], help="covenants, parties, counts, dates or events"
    )
    parser.add_argument("--since", metavar="DATE", help="only documents that speak from this day or later")
    parser.add_argument("--quotes", action="store_true", help="show the sentence and the offsets of each record")
    parser.add_argument("--summary", action="store_true", help="how many records of each kind, by covenant")
    parser.add_argument("--json", action="store_true", help="print the records as a JSON list")
    add_folders(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from imvo_extract.records.extraction import KINDS
    from imvo_extract.store.load import iter_extractions, raw_text

    check_known("kind", options.kind, KINDS)
    since = since_day(options.since)
    covenants: set[str] = set()
    if options.summary:
        from .table import print_table

        print_table(iter_extractions(options.output, options.raw, documents=options.documents, since=since))
        return 0

    def choose() -> Iterator[_Chosen]:
        for extraction in iter_extractions(options.output, options.raw, documents=options.documents, since=since):
            covenants.update(covenants_of([extraction]) if options.covenant else ())
            chosen = _Chosen.of(extraction, options.kind or KINDS, options.covenant)
            if any(chosen.records.values()):
                if options.quotes:
                    chosen.text = raw_text(options.output, options.raw, extraction.document.id)
                yield chosen

    chosen: Iterable[_Chosen] = choose()
    if options.covenant:
        # Which covenants there are is known at the end; until then the few records of these are kept.
        chosen = list(chosen)
        check_known("covenant", options.covenant, covenants)
    if options.json:
        _print_json(row for one in chosen for row in one.as_json())
    else:
        _print_tables(chosen)
    return 0


@dataclass(slots=True)
class _Chosen:
    """The records of one document that are to be shown, by kind; ``text`` is the raw text where quotes are wanted."""

    document: Document
    dates: dict[str, Date]
    records: dict[str, list[Record]]
    text: str | None = None

    @classmethod
    def of(cls, extraction: Extraction, kinds: Sequence[str], covenants: Sequence[str]) -> _Chosen:
        """Those of certain kinds, and of certain covenants where any are named."""
        records: dict[str, list[Record]] = {kind: [] for kind in kinds}
        for kind, record in extraction.records():
            if kind in records and (not covenants or record.covenant in covenants):
                records[kind].append(record)
        return cls(extraction.document, {date.id: date for date in extraction.dates}, records)

    def as_json(self) -> Iterator[dict[str, Any]]:
        """The records as they are in the output, each with its document and kind."""
        for kind, records in self.records.items():
            for record in records:
                quote = (
                    {"quote": self.text[record.sentence.start : record.sentence.end]} if self.text is not None else {}
                )
                yield {"document": self.document.id, "kind": kind, **record.model_dump(mode="json"), **quote}


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    """Prints a JSON list of any length, item by item."""
    opened = False
    for row in rows:
        item = json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        print(f"{',' if opened else '['}\n  {item}", end="")
        opened = True
    print("\n]" if opened else "[]")


def _print_tables(chosen: Iterable[_Chosen]) -> None:
    from .table import stdout_console

    console = stdout_console()
    shown = False
    for one in chosen:
        _print(console, one)
        shown = True
    if not shown:
        print("imvo-extract: no record is like that", file=sys.stderr)


def _print(console: Console, chosen: _Chosen) -> None:
    from .table import cell

    document = chosen.document
    reference = document.reference_date
    console.print(cell(document.id + (f", reference date {reference.value} ({reference.basis})" if reference else "")))
    for kind, records in chosen.records.items():
        if records and chosen.text is not None:
            _print_quoted(console, kind, records, chosen, chosen.text)
        elif records:
            _print_table(console, kind, records, chosen)


def _print_table(console: Console, kind: str, records: Sequence[Record], chosen: _Chosen) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from .table import cell

    columns, row = _LAYOUTS[kind]
    table = Table(box=SIMPLE_HEAD, title=f"{kind}: {len(records)}", title_justify="left", pad_edge=False)
    for name in columns:
        table.add_column(name, justify="right" if name in ("count", "value") and kind != "dates" else "left")
    for record in records:
        table.add_row(*(cell(words) for words in row(record, chosen)))
    console.print(table)


def _print_quoted(console: Console, kind: str, records: Sequence[Record], chosen: _Chosen, text: str) -> None:
    """Each record in a line, and below it its sentence, for which no column would be wide enough."""
    from rich.padding import Padding
    from rich.text import Text

    from .table import cell

    _, row = _LAYOUTS[kind]
    console.print(cell(f"{kind}: {len(records)}"))
    for record in records:
        said = [cell(words) for words in row(record, chosen) if words not in (None, "")]
        place = Text(f"{record.span.start}:{record.span.end}", "dim")
        console.print(Padding(Text("  ").join([*said, place]), (0, 0, 0, 2), expand=False))
        console.print(Padding(_quote(record, text), (0, 0, 0, 6), expand=False))
    console.print()


def _quote(record: Record, text: str) -> Text:
    """The record's sentence, its mention in bold."""
    from rich.text import Text

    from .table import cell

    start, end = record.span.start, record.span.end
    before, after = text[record.sentence.start : start], text[end : record.sentence.end]
    return Text.assemble(
        cell(before),
        " " * before[-1:].isspace(),
        (cell(record.span.text).plain, "bold"),
        " " * after[:1].isspace(),
        cell(after),
        overflow="fold",
    )


def _covenant(record: Covenant, _: _Chosen) -> tuple[object, ...]:
    return record.id, record.name, record.sector, record.status


def _party(record: Party, _: _Chosen) -> tuple[object, ...]:
    return record.covenant, record.kind, record.name, _number(record.count, record.comparator), record.role


def _count(record: Count, chosen: _Chosen) -> tuple[object, ...]:
    when = chosen.dates[record.as_of] if record.as_of else None
    return record.covenant, _number(record.value, record.comparator), record.unit, record.of, _say_date(when)


def _date(record: Date, _: _Chosen) -> tuple[object, ...]:
    return record.covenant, record.span.text, record.type, record.value, record.mod, record.basis


def _event(record: Event, chosen: _Chosen) -> tuple[object, ...]:
    when = ", ".join(_say_date(chosen.dates[ident]) for ident in record.dates)
    return record.covenant, record.type, record.status, when, record.object


_LAYOUTS: dict[str, tuple[tuple[str, ...], Callable[[Any, _Chosen], tuple[object, ...]]]] = {
    "covenants": (("id", "name", "sector", "status"), _covenant),
    "parties": (("covenant", "kind", "name", "count", "role"), _party),
    "counts": (("covenant", "value", "unit", "of", "as of"), _count),
    "dates": (("covenant", "text", "type", "value", "mod", "basis"), _date),
    "events": (("covenant", "type", "status", "dates", "object"), _event),
}


def _number(value: float | None, comparator: Comparator | None) -> str:
    from imvo_extract.records.say import say_value

    return "" if value is None else say_value(value, comparator)


def _say_date(date: Date | None) -> str:
    from imvo_extract.records.say import say_time

    return "" if date is None else say_time(date.value, date.mod)
