"""``imvo-extract refresh``: brings output/ up to date with raw/, rules/ and decisions.yaml.

With nothing to do this module, the plan and what they need are all that is imported.
"""

from __future__ import annotations

import sys

from imvo_extract.errors import UnusableInputError

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from imvo_extract.refresh.folders import Folders
    from imvo_extract.refresh.plan import Plan
    from imvo_extract.refresh.result import Result

_EPILOG = """\
examples:
  imvo-extract refresh                                  output/ is what raw/, rules/ and decisions.yaml give
  imvo-extract refresh brief.txt --name vervolg-2020-10 --reference-date 2020-10
  imvo-extract refresh --dry-run                        what would change; writes nothing
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    import argparse

    parser = commands.add_parser(
        "refresh",
        description="Extracts the texts whose text, metadata, rules, program or decisions changed, and prints which "
        "facts are not what they were, and why. Until they are reviewed they are kept in pending/. With a text, that "
        "text is first copied into the folder of raw texts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", nargs="?", metavar="NEW.txt", help="a text to take in (UTF-8)")
    parser.add_argument("--name", metavar="NAME", help="what to call it; default: the name of its file")
    parser.add_argument("--url", metavar="URL", help="where it was published")
    parser.add_argument("--reference-date", metavar="DATE", help="when it speaks from: 2020-10-12, 2020-10, 2020")
    parser.add_argument("--prune", action="store_true", help="remove the output of texts that are gone")
    parser.add_argument("--dry-run", action="store_true", help="print what would change; write nothing")
    parser.add_argument("--no-wait", action="store_true", help="do not wait for another refresh; exit status 2")
    parser.add_argument("--raw", metavar="DIR", default="raw", help="default: raw")
    parser.add_argument("--output", metavar="DIR", default="output", help="default: output")
    parser.add_argument("--rules", metavar="DIR", help="another folder of rules")
    parser.add_argument("--json", action="store_true", help="print what changed as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns 0, or 2 where a text was left as it was."""
    from imvo_extract.refresh.folders import Folders

    given = [name for name in ("name", "url", "reference_date") if getattr(options, name) is not None]
    if given and options.text is None:
        raise UnusableInputError(f"--{given[0].replace('_', '-')} is about a new text; name the text as well")
    where = Folders(options.raw, options.output, options.rules)
    if options.text is None and is_idle(where, prune=options.prune, as_json=options.json):
        return 0
    if options.dry_run:
        import tempfile
        from pathlib import Path

        from imvo_extract.refresh.shadow import shadow

        with tempfile.TemporaryDirectory(prefix="imvo-extract-") as folder:
            return _work(shadow(where, Path(folder)), options)
    return _work(where, options)


def is_idle(where: Folders | None = None, *, prune: bool = False, as_json: bool = False) -> bool:
    """Whether there is nothing to do, which is then said; writes nothing. Without ``where``: in the project here.

    :raises UnusableInputError: the raw folder, the rules or the manifest cannot be used.
    """
    from imvo_extract.refresh.folders import Folders
    from imvo_extract.refresh.stamp import Stamp

    where = where or Folders()
    gone: list[str] = []
    if not Stamp(where).is_current():
        from imvo_extract.refresh.plan import is_current, plan

        todo = plan(where)
        gone = todo.gone
        if not is_current(todo) or (gone and prune):
            return False
    if as_json:
        print(_as_json([], gone))
    else:
        _report_gone(gone, pruned=False)
        print(f"{where.output} is up to date", file=sys.stderr)
    return True


def _work(where: Folders, options: argparse.Namespace) -> int:
    from pathlib import Path

    from imvo_extract.refresh.plan import plan
    from imvo_extract.refresh.run import Refresh
    from imvo_extract.refresh.stamp import Stamp
    from imvo_extract.store.lock import locked

    with locked(Path(where.workshop), wait=not options.no_wait, waiting=_waiting):
        if options.text is not None:
            from imvo_extract.refresh.incoming import take_in

            take_in(
                Path(options.text),
                Path(where.raw),
                name=options.name,
                url=options.url,
                reference_date=options.reference_date,
            )
        # What another refresh did while this one waited is not done again.
        stamp = Stamp(where)
        todo = plan(where)
        refresh = Refresh(where, todo)
        failed = _show(refresh.run(), todo, options)
        for ident in refresh.groundless():
            print(f"{ident}: decisions are about it, but it has no raw text; they have no effect", file=sys.stderr)
        if options.prune:
            refresh.prune()
        if not failed and (options.prune or not todo.gone):
            stamp.keep()
    if not options.json:
        _report_gone(todo.gone, pruned=options.prune)
    return 2 if failed else 0


def _waiting() -> None:
    print("another refresh or review is running; waiting for it", file=sys.stderr)


def _show(results: Iterator[Result], todo: Plan, options: argparse.Namespace) -> int:
    """Prints the results; returns how many texts were left as they were."""
    from imvo_extract.refresh.report import data, lines

    bar = len(todo.work) > 1 and sys.stderr.isatty()
    failed = 0
    listed: list[dict[str, object]] = []
    printed: list[str] = []
    for result in _progress(results, len(todo.work)) if bar else results:
        if result.error is not None:
            failed += 1
            print(f"imvo-extract: {result.error}", file=sys.stderr)
        if options.json:
            listed.append(data(result))
        elif bar:
            # The bar and the facts may be on one terminal.
            printed += lines(result)
        else:
            print("".join(f"{line}\n" for line in lines(result)), end="", flush=True)
    print("".join(f"{line}\n" for line in printed), end="")
    if options.json:
        print(_as_json(listed, todo.gone))
    extracted = len(todo.work) - failed
    what = "would be written" if options.dry_run else "extracted"
    print(f"{extracted} of {todo.documents} documents {what}", file=sys.stderr)
    return failed


def _as_json(documents: list[dict[str, object]], gone: list[str]) -> str:
    import json

    return json.dumps({"documents": documents, "gone": gone}, ensure_ascii=False, indent=2)


def _progress(results: Iterable[Result], total: int) -> Iterable[Result]:
    from rich.console import Console
    from rich.progress import track

    return track(results, description="extracting", total=total, console=Console(stderr=True), transient=True)


def _report_gone(gone: list[str], *, pruned: bool) -> None:
    for ident in gone:
        what = "its output was removed" if pruned else "its output is still there; --prune removes it"
        print(f"{ident}: the raw text is gone; {what}", file=sys.stderr)
