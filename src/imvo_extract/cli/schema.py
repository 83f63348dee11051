"""``imvo-extract schema``: what the output and the tables are made of, for programs and for people."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

_EPILOG = """\
examples:
  imvo-extract schema               writes schema/extraction.json, schema/tables/NAME.json and docs/data-dictionary.md
  imvo-extract schema --json        prints the JSON Schemas as one object
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "schema",
        description="Writes the JSON Schema of an extraction and of a row of each exported table, and the data "
        "dictionary, all from the models.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("schema"), help="default: schema")
    dictionary = Path("docs/data-dictionary.md")
    parser.add_argument("--dictionary", metavar="FILE", type=Path, default=dictionary, help=f"default: {dictionary}")
    parser.add_argument("--json", action="store_true", help="print the schemas as JSON, write nothing")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns 0."""
    from imvo_extract.export.dictionary import dictionary
    from imvo_extract.export.schemas import extraction_schema, row_schema
    from imvo_extract.store.files import write_atomically
    from imvo_extract.tables.tables import tables

    schemas = {"extraction": extraction_schema(), **{f"tables/{table.name}": row_schema(table) for table in tables()}}
    if options.json:
        print(json.dumps(schemas, ensure_ascii=False, indent=2))
        return 0
    files = {
        options.out / f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }
    files[options.dictionary] = dictionary()
    for path, text in files.items():
        if write_atomically(path, text):
            print(path, file=sys.stderr)
    return 0
