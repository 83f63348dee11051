"""``imvo-extract rules``: do the rules find what their examples say, what does each do, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

_CHECK = """\
example:
  imvo-extract rules check                    0: every example comes out; 1: the ones that do not, with file and line
"""
_STATS = """\
examples:
  imvo-extract rules stats raw/*.txt          what each rule found in the texts and in the examples of all rules
  imvo-extract rules stats examples/voortgang-2022-03.txt --gold examples/voortgang-2022-03.gold.yaml
"""
_SCHEMA = """\
example:
  imvo-extract rules schema                   writes schema/rules/NAME.json for each rule file
"""
_EXPLAIN = """\
examples:
  imvo-extract rules explain "Op 3 mei tekenden 12 bedrijven het convenant niet."
  imvo-extract rules explain raw/stand-van-zaken-2019-11.txt
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("rules", description="About the rules themselves.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = _action(actions, "check", "run the examples of every rule", _CHECK, _check)
    check.description = "Loads the rules and runs their examples: what each must find, and what it must not."
    stats = _action(actions, "stats", "what each rule found, never found, and how well", _STATS, _stats)
    stats.add_argument("texts", nargs="+", metavar="TEXT", type=Path, help="raw texts")
    stats.add_argument("--gold", nargs="+", metavar="GOLD", type=Path, help="the gold of each text, in the same order")
    schema = _action(actions, "schema", "JSON Schema of the rule files, for editors", _SCHEMA, _schema)
    schema.add_argument("--out", metavar="DIR", type=Path, default=Path("schema/rules"), help="default: schema/rules")
    explain = _action(actions, "explain", "what matched in a text, what lost, and why", _EXPLAIN, _explain)
    explain.add_argument("text", metavar="TEXT", help='a sentence, a raw text, or "-" for stdin')
    explain.add_argument("--reference-date", metavar="DATE", help="when the text speaks from; else it is inferred")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_text: str,
    epilog: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name, help=help_text, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rules", metavar="DIR", type=Path, help="another folder of rules")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def _check(options: argparse.Namespace) -> int:
    """Returns 0 where every example comes out, else 1."""
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


def _stats(options: argparse.Namespace) -> int:
    """Returns 0, or 1 where a rule never fires, fires on one statement only or has too few examples."""
    from imvo_extract.documents.source import read_source
    from imvo_extract.errors import UnusableInputError
    from imvo_extract.evaluate.stats import rule_stats

    if options.gold and len(options.gold) != len(options.texts):
        raise UnusableInputError("--gold takes as many files as there are texts, in the same order")
    gold = options.gold or [None] * len(options.texts)
    stats = rule_stats([read_source(path) for path in options.texts], gold, options.rules)
    if options.json:
        fields = ("rule", "match", "reject", "fired", "examples", "overruled", "right", "wrong", "precision", "recall")
        rows = [
            {name: getattr(row, name) for name in fields} | {"statements": len(row.statements), "verdict": row.verdict}
            for row in stats
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print(f"{'rule':46} {'fired':>6} {'statements':>11} {'examples':>9} {'overruled':>10} {'P':>6} {'R':>6}")
        for row in stats:
            figures = f"{row.fired:6} {len(row.statements):11} {row.examples:9} {row.overruled.total():10}"
            judged = f"{_share(row.precision):>6} {_share(row.recall):>6}"
            print(f"{row.rule:46} {figures} {judged}  {row.verdict}".rstrip())
            for winner, times in row.overruled.most_common():
                print(f"{'':6}{times} times by {winner}")
    return 1 if any(row.verdict for row in stats) else 0


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def _schema(options: argparse.Namespace) -> int:
    from imvo_extract.rulebook.rulebook import FILES, rule_schema
    from imvo_extract.store.files import write_atomically

    schemas = {name: rule_schema(name) for name in FILES}
    if options.json:
        print(json.dumps(schemas, ensure_ascii=False, indent=2))
        return 0
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        if write_atomically(options.out / f"{name}.json", text):
            print(options.out / f"{name}.json", file=sys.stderr)
    return 0


def _explain(options: argparse.Namespace) -> int:
    from imvo_extract.documents.decode import decode
    from imvo_extract.documents.source import read_source, source_from_text
    from imvo_extract.evaluate.explain import explanation
    from imvo_extract.extractor import Extractor

    if options.text == "-":
        source = source_from_text(decode(sys.stdin.buffer.read(), "stdin"), "stdin")
    elif options.text.endswith(".txt"):
        source = read_source(Path(options.text))
    else:
        source = source_from_text(options.text, "sentence")
    extractor = Extractor(rules=options.rules)
    analysis = extractor.analyse(source, reference_date=options.reference_date, explain=True)
    explained = list(explanation(extractor, analysis))
    if options.json:
        listed = [{"text": text, "rows": [asdict(row) for row in rows]} for text, rows in explained]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 0
    for text, rows in explained:
        print(text)
        for row in rows:
            print(f"    {row}")
    return 0
