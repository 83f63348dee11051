"""The command line: ``imvo-extract COMMAND``. Data goes to stdout, everything else to stderr.

Exit status: 0 done, 1 differences or findings, 2 unusable input or usage. Nothing is imported before a command needs
it; each command is a module of this folder.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from imvo_extract.errors import UnusableInputError
from imvo_extract.version import VERSION

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import NoReturn

# In the order of a working day.
COMMANDS = {
    "extract": "extract records from raw texts",
    "refresh": "bring output/ up to date, and say which facts changed and why",
    "diff": "which facts changed between two updates, and why",
    "review": "accept, reject or correct what changed, fact by fact",
    "check": "check that output/ is what raw/, rules/ and decisions.yaml give",
    "show": "show the records of the output folder",
    "timeline": "follow a fact through all updates",
    "export": "the records as csv, jsonl, parquet, sqlite, xlsx or a data package",
    "rules": "check and explain the rules",
    "evaluate": "precision and recall of a text's extraction against gold",
    "schema": "JSON Schema of the output and the tables, and the data dictionary",
}


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser with one command; with all of them where none is named."""
    parser = _empty_parser()
    listed = _subparsers(parser)
    for name in COMMANDS if command is None else (command,):
        import_module(f"{__name__}.{name}").add_parser(listed)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except UnusableInputError as error:
        print(f"imvo-extract: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader has seen enough (``| head``); Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(given: list[str]) -> int:
    if given == ["refresh"] and import_module(f"{__name__}.refresh").is_idle():
        # Told before the command line is even read: it is asked for all day, and nearly always this is the answer.
        return 0
    if given and given[0] in COMMANDS:
        options = build_parser(given[0]).parse_args(given)
    else:
        # There is something to say about the commands, and nothing to run.
        _summary().parse_args(given)
        options = build_parser().parse_args(given)
    status: int = options.run(options)
    sys.stdout.flush()
    return status


def _empty_parser() -> argparse.ArgumentParser:
    import argparse

    class Parser(argparse.ArgumentParser):
        """One line where the usage is wrong, as for all else that cannot be used."""

        def error(self, message: str) -> NoReturn:
            self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")

    parser = Parser(
        prog="imvo-extract",
        description="The facts in Dutch IMVO covenant status updates, as validated records that point at their source.",
        epilog="example: imvo-extract refresh",
    )
    parser.add_argument("--version", action="version", version=f"imvo-extract {VERSION}")
    return parser


def _subparsers(parser: argparse.ArgumentParser) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    # With its prog given, argparse need not ask for the width of the terminal, which imports half of the archivers.
    return parser.add_subparsers(prog="imvo-extract", title="commands", metavar="COMMAND", required=True)


def _summary() -> argparse.ArgumentParser:
    """The commands by name only, for --help and for what is no command."""
    parser = _empty_parser()
    listed = _subparsers(parser)
    for name, summary in COMMANDS.items():
        listed.add_parser(name, help=summary)
    return parser
