"""``imvo-extract export``: the records as tables, in the formats that analysts use."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .choose import add_folders, progress, since_day

# As imvo_extract.export.formats.FORMATS, which is not imported before it is needed.
_FORMATS = ("csv", "jsonl", "parquet", "sqlite", "xlsx", "datapackage")
_EPILOG = """\
examples:
  imvo-extract export tables --format csv                       every document of output/, a file for each table
  imvo-extract export tables stand-van-zaken-2019-11 --format xlsx    one document, as a workbook
  imvo-extract export data --format sqlite --since 2020-06      what speaks from June 2020 or later, as a database
formats:
  csv          NAME.csv for each table: UTF-8, RFC 4180; nothing in it runs in a spreadsheet
  jsonl        NAME.jsonl for each table, one object a row
  parquet      NAME.parquet for each table, typed                        (pip install 'imvo-extract[parquet]')
  sqlite       imvo.db: keys, views, full-text search; metadata.json for Datasette        (imvo-extract[sqlite])
  xlsx         imvo.xlsx, a sheet for each table                                            (imvo-extract[xlsx])
  datapackage  the csv files with a datapackage.json that describes them (Frictionless)
docs/data-dictionary.md says what the columns mean.
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "export",
        description="Writes the records in the output folder as tables. DIR gets all files of the export or none; "
        "files of the same names are replaced, others are left alone. The same output gives the same bytes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write")
    parser.add_argument("documents", nargs="*", metavar="DOCUMENT", help="ids of documents; default: all")
    parser.add_argument("--format", required=True, choices=_FORMATS, help="see below")
    parser.add_argument("--since", metavar="DATE", help="only texts that speak from then or later: 2020-06-30, 2020-06")
    add_folders(parser)
    parser.add_argument("--json", action="store_true", help="print what was written as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns 0."""
    from imvo_extract.export.formats import export
    from imvo_extract.store.load import iter_extractions

    since = since_day(options.since)
    extractions = iter_extractions(options.output, options.raw, documents=options.documents, since=since)
    done = export(progress(extractions, "exporting"), options.folder, options.format)
    if options.json:
        print(json.dumps({"documents": done.documents, "rows": done.rows}, indent=2))
    else:
        rows = sum(done.rows.values())
        documents = f"{done.documents:,} document{'s' * (done.documents != 1)}"
        print(f"{options.folder}: {rows:,} rows of {documents} ({options.format})", file=sys.stderr)
    return 0
