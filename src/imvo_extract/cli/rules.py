"""``imvo-extract rules check``: do the rules find what their examples say?"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

_EPILOG = """\
example:
  imvo-extract rules check                    0: every example comes out; 1: the ones that do not, with file and line
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("rules", help="check the rules", description="Everything about the rules themselves.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser(
        "check",
        help="run the examples of every rule",
        description="Loads the rules and runs their examples: what each rule must find, and what it must not.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("--rules", metavar="DIR", type=Path, help="another folder of rules")
    check.add_argument("--json", action="store_true", help="print the failures as a JSON list")
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns 0 where every example comes out, else 1."""
    from imvo_extract.evaluate.examples import check_examples

    rules, examples, failures = check_examples(options.rules)
    if options.json:
        listed = [{"file": f.file, "line": f.line, "rule": f.rule, "message": f.message} for f in failures]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        for failure in failures:
            print(failure)
        print(f"{rules} rules, {examples} examples, {len(failures)} failed", file=sys.stderr)
    return 1 if failures else 0
