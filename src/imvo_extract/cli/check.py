"""``imvo-extract check``: is output/ what raw/ and rules/ give?"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from pathlib import Path

_EPILOG = """\
example:
  imvo-extract check            0: output/ is current; 1: it is not, with the first differences in words
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="check that output/ is what raw/ and rules/ give",
        description="Extracts every raw text again and compares with what lies in the output folder. Changes nothing.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--raw", metavar="DIR", type=Path, default=Path("raw"), help="default: raw")
    parser.add_argument("--output", metavar="DIR", type=Path, default=Path("output"), help="default: output")
    parser.add_argument("--rules", metavar="DIR", type=Path, help="another folder of rules")
    parser.add_argument("--most", metavar="N", type=int, default=20, help="differences to print (default 20)")
    parser.add_argument("--json", action="store_true", help="print the differences as a JSON list")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns 0 where there is no difference, else 1."""
    from imvo_extract.compare.current import findings

    found = findings(options.raw, options.output, options.rules)
    if options.json:
        listed = [{"document": document, "difference": sentence} for document, sentence in found]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 1 if listed else 0
    shown = list(itertools.islice(found, options.most))
    for document, sentence in shown:
        print(f"{document}: {sentence}")
    left = sum(1 for _ in found)
    if left:
        print(f"... and {left} more")
    if not shown:
        print(f"{options.output} is what {options.raw} and the rules give", file=sys.stderr)
    return 1 if shown else 0
