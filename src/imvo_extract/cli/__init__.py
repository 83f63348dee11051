"""The command line: ``imvo-extract COMMAND``. Data goes to stdout, everything else to stderr.

Exit status: 0 done, 1 differences or findings, 2 unusable input or usage. Nothing heavy is imported before a command
needs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from imvo_extract.errors import UnusableInputError
from imvo_extract.version import VERSION

from . import check, diff, evaluate, extract, rules

_COMMANDS = (extract, diff, check, rules, evaluate)


def build_parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    parser = argparse.ArgumentParser(
        prog="imvo-extract",
        description="The facts in Dutch IMVO covenant status updates, as validated records that point at their source.",
        epilog="example: imvo-extract extract raw/stand-van-zaken-2019-11.txt --table",
    )
    parser.add_argument("--version", action="version", version=f"imvo-extract {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    options = build_parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except UnusableInputError as error:
        print(f"imvo-extract: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader has seen enough (``| head``); Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status
