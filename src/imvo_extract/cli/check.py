"""``imvo-extract check``: is output/ what raw/, rules/ and decisions.yaml give, and has somebody looked at it?"""

from __future__ import annotations

import argparse
import json
import sys

_EPILOG = """\
example:
  imvo-extract check            0: output/ is current and reviewed; 1: it is not, with the first findings in words
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "check",
        description="Extracts every raw text again and compares with what lies in the output folder; says which "
        "changes nobody has reviewed and which decisions are stale. Changes nothing.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--raw", metavar="DIR", default="raw", help="default: raw")
    parser.add_argument("--output", metavar="DIR", default="output", help="default: output")
    parser.add_argument("--rules", metavar="DIR", help="another folder of rules")
    parser.add_argument("--most", metavar="N", type=int, default=20, help="findings to print (default 20)")
    parser.add_argument("--json", action="store_true", help="print the findings as a JSON list")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns 0 where there is nothing to say, else 1."""
    from imvo_extract.refresh.current import findings
    from imvo_extract.refresh.folders import Folders

    found = findings(Folders(options.raw, options.output, options.rules))
    if options.json:
        listed = [{"document": document, "difference": sentence} for document, sentence in found]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 1 if listed else 0
    count = 0
    for count, (document, sentence) in enumerate(found, 1):
        if count <= options.most:
            print(f"{document}: {sentence}")
    if count > options.most:
        print(f"... and {count - max(options.most, 0)} more")
    if not count:
        print(f"{options.output} is what {options.raw} and the rules give, and all of it is reviewed", file=sys.stderr)
    return 1 if count else 0
