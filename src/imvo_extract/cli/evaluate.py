"""``imvo-extract evaluate``: how good is the extraction of a text, against its gold annotation."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imvo_extract.evaluate.score import KindResult, Score

_EPILOG = """\
example:
  imvo-extract evaluate examples/voortgang-2022-03.gold.yaml examples/voortgang-2022-03.txt
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "evaluate",
        description="Extracts TEXT and compares the records with those of GOLD: precision, recall and F1 for each "
        "kind, strict (span and values) and lenient (span), with everything wrong or missed.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", metavar="GOLD", type=Path, help="a gold annotation (YAML)")
    parser.add_argument("text", metavar="TEXT", type=Path, help="the raw text that it annotates")
    parser.add_argument("--reference-date", metavar="DATE", help="the day the text speaks from; else it is inferred")
    parser.add_argument("--rules", metavar="DIR", type=Path, help="another folder of rules")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns the exit status: 0, however good or bad the figures are."""
    from imvo_extract.documents.source import read_source
    from imvo_extract.evaluate.gold import read_gold
    from imvo_extract.evaluate.score import evaluate, total
    from imvo_extract.extractor import Extractor

    source = read_source(options.text)
    gold = read_gold(options.gold, source.text)
    extraction = Extractor(rules=options.rules).extract_source(source, reference_date=options.reference_date)
    results = evaluate(extraction, gold)
    if options.json:
        print(json.dumps({kind: _as_json(result) for kind, result in results.items()}, ensure_ascii=False, indent=2))
        return 0
    for kind, result in results.items():
        print(f"{kind:10} strict {_say(result.strict)}  lenient {_say(result.lenient)}")
        for key, (right, of) in result.accuracy.items():
            print(f"{'':11}{key}: {right} of {of}")
        for record in result.wrong:
            print(f'{"":11}wrong:  {record.id} "{record.span.text}" ({record.rule})')
        for row in result.missed:
            print(f"{'':11}missed: {row.quote}")
    print(f"{'all':10} strict {_say(total(results, 'strict'))}  lenient {_say(total(results, 'lenient'))}")
    return 0


def _say(score: Score) -> str:
    figures = f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
    return f"{figures} ({score.right} right, {score.wrong} wrong, {score.missed} missed)"


def _as_json(result: KindResult) -> dict[str, Any]:
    return {
        **{
            mode: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "right": score.right,
                "wrong": score.wrong,
                "missed": score.missed,
            }
            for mode, score in (("strict", result.strict), ("lenient", result.lenient))
        },
        "accuracy": {key: {"right": right, "of": of} for key, (right, of) in result.accuracy.items()},
        "wrong": [{"id": record.id, "span": record.span.model_dump(), "rule": record.rule} for record in result.wrong],
        "missed": [{"at": row.quote, "start": row.start, "end": row.end} for row in result.missed],
    }
