"""``imvo-extract diff``: what changed in the facts, why, and where it says so."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imvo_extract.compare.documents import Comparison
    from imvo_extract.compare.operands import Operands

_EPILOG = """\
examples:
  imvo-extract diff stand-van-zaken-2020-10                    against the update before it
  imvo-extract diff HEAD~1:output output                       what the last commit changed in the facts
  imvo-extract diff raw/one.txt raw/other.txt --format markdown

exit status: 0 no difference, 1 differences
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "diff",
        description="Compares facts, paired by what they are about. OLD and NEW are an output file, an output folder,"
        " a raw text, the id of a document, or one of these in a git revision (HEAD~1:output).",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("operands", nargs="+", metavar="OLD NEW", help="with one: the update before it, and it")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="default: text")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument("--all", action="store_true", help="also what is only said in other words")
    parser.add_argument("--raw", metavar="DIR", type=Path, default=Path("raw"), help="default: raw")
    parser.add_argument("--output", metavar="DIR", type=Path, default=Path("output"), help="default: output")
    parser.add_argument("--rules", metavar="DIR", type=Path, help="another folder of rules, for raw texts")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compares and prints; returns 0 where nothing differs, else 1."""
    import tempfile
    from dataclasses import replace

    from imvo_extract.compare.operands import Operands

    with tempfile.TemporaryDirectory() as room:
        comparisons = _compared(Operands(options.output, options.raw, options.rules, Path(room)), options.operands)
    if not options.all:
        comparisons = [
            replace(one, changes=tuple(change for change in one.changes if change.change != "reworded"))
            for one in comparisons
        ]
    _print(comparisons, options.format)
    return 1 if any(comparison.changes for comparison in comparisons) else 0


def _compared(operands: Operands, arguments: list[str]) -> list[Comparison]:
    from imvo_extract.compare.documents import compare, compare_documents
    from imvo_extract.compare.updates import previous
    from imvo_extract.errors import UnusableInputError

    if len(arguments) > 2:
        raise UnusableInputError(f"diff compares two things, and {len(arguments)} are named")
    new = operands.resolve(arguments[-1])
    if len(arguments) == 2:
        return list(compare(operands.resolve(arguments[0]), new))
    if new.is_folder:
        raise UnusableInputError(f"{arguments[0]}: holds several documents; name what to compare them with")
    (ident, version), *_ = new.versions.items()
    reference = version.extraction.document.reference_date
    before = previous(operands.dates(), ident, reference.value if reference is not None else None)
    if before is None:
        raise UnusableInputError(f"{ident}: there is no update before it in the output folder; name one")
    return [compare_documents(operands.stored(before), version)]


def _print(comparisons: list[Comparison], form: str) -> None:
    if form == "json":
        import json

        rows = [
            {"old": one.old, "new": one.new, "changes": [change.model_dump(mode="json") for change in one.changes]}
            for one in comparisons
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from imvo_extract.compare.report import markdown_report, text_report

    report = text_report if form == "text" else markdown_report
    sys.stdout.writelines(f"{line}\n" for line in report(comparisons))
