"""``imvo-extract extract``: raw texts in, records out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from imvo_extract.errors import UnusableInputError

if TYPE_CHECKING:
    from imvo_extract.documents.source import Source
    from imvo_extract.extractor import Extractor
    from imvo_extract.records.extraction import Extraction

_EPILOG = """\
examples:
  imvo-extract extract raw/stand-van-zaken-2019-11.txt      the extraction as JSON
  imvo-extract extract raw/*.txt --out output --table       all of them into output/, and a table of what was found
  cat letter.txt | imvo-extract extract - --table           from another program
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "extract",
        description="Extracts records from raw texts (UTF-8). One text and no option: its JSON goes to stdout.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help='raw texts, "-" for stdin; default: all of raw/*.txt')
    parser.add_argument("--out", metavar="DIR", type=Path, help="write DIR/NAME.json for each text, and a manifest")
    parser.add_argument("--table", action="store_true", help="print a table of what was found")
    parser.add_argument("--reference-date", metavar="DATE", help="when the texts speak from: 2019-11-05, 2019-11, 2019")
    parser.add_argument("--rules", metavar="DIR", type=Path, help="another folder of rules")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    files = options.files or _all_raw()
    if len(files) > 1 and not (options.out or options.table):
        raise UnusableInputError("several texts: say --out DIR for their JSON, or --table for an overview")
    names: dict[str, str] = {}
    for name in files:
        stem = Path(name).stem
        if options.out and names.setdefault(stem, name) != name:
            raise UnusableInputError(f"{names[stem]} and {name} would both be written to {stem}.json; rename one")

    from imvo_extract.extractor import Extractor

    extractor = Extractor(rules=options.rules)
    done: list[Extraction] = []
    failed = False
    for name in _progress(files):
        try:
            extraction = _extract(extractor, name, options.reference_date)
            if options.out:
                from imvo_extract.store.output import save

                save(options.out, extraction)
            elif not options.table:
                sys.stdout.write(extraction.to_json())
            if options.table:
                done.append(extraction)
        except UnusableInputError as error:
            failed = True
            print(f"imvo-extract: {error}", file=sys.stderr)
    if done:
        from .table import print_table

        print_table(done)
    return 2 if failed else 0


def _all_raw() -> list[str]:
    found = sorted(str(path) for path in Path("raw").glob("*.txt"))
    if not found:
        raise UnusableInputError("no text was named, and there is no raw/*.txt here; name the files to read")
    return found


def _extract(extractor: Extractor, name: str, reference_date: str | None) -> Extraction:
    source = _source(name)
    if not source.text.strip():
        print(f"imvo-extract: {name}: the text is empty; so is its extraction", file=sys.stderr)
    return extractor.extract_source(source, reference_date=reference_date)


def _source(name: str) -> Source:
    from imvo_extract.documents.decode import decode
    from imvo_extract.documents.source import read_source, source_from_text

    if name == "-":
        return source_from_text(decode(sys.stdin.buffer.read(), "stdin"), "stdin")
    return read_source(Path(name))


def _progress(files: Sequence[str]) -> Sequence[str]:
    """The files, with a bar on a terminal where there are enough of them to wait for."""
    if len(files) < 5 or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, description="extracting", console=Console(stderr=True), transient=True)  # type: ignore[return-value]
