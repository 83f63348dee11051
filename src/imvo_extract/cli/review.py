"""``imvo-extract review``: the pending changes, one by one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from imvo_extract.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imvo_extract.refresh.folders import Folders
    from imvo_extract.review.session import Item, Session

_EPILOG = """\
examples:
  imvo-extract review                                   one change after the other; ? lists the keys
  imvo-extract review --list                            what is pending; exit status 1 if anything is
  imvo-extract review --accept brief:goud/count/bedrijf
  imvo-extract review --reject brief:goud/count/bedrijf --reason "that is a number of mines"
  imvo-extract review --edit brief:goud/count/bedrijf value=97 comparator=equal
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "review",
        description="Shows the changes of the last refreshes that nobody has looked at yet, with their causes and "
        "quotes. What is rejected or corrected is written to decisions.yaml, which every refresh applies, and the "
        "output is brought up to date with it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="print what is pending; 1 if anything is, else 0")
    what.add_argument("--accept", metavar="ID", nargs="+", help="accept these changes")
    what.add_argument("--accept-all", action="store_true", help="accept everything that is pending")
    what.add_argument("--reject", metavar="ID", nargs="+", help="reject these changes; needs --reason")
    what.add_argument("--edit", metavar=("ID", "FIELD=VALUE"), nargs="+", help="give a fact other values")
    parser.add_argument("--reason", metavar="WHY", help="why a change is rejected or edited")
    parser.add_argument("--by", metavar="NAME", help="who decides; default: user.name of git, else the login name")
    parser.add_argument("--raw", metavar="DIR", default="raw", help="default: raw")
    parser.add_argument("--output", metavar="DIR", default="output", help="default: output")
    parser.add_argument("--rules", metavar="DIR", help="another folder of rules")
    parser.add_argument("--json", action="store_true", help="with --list: print the changes as a JSON list")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    if options.json and not options.list:
        raise UnusableInputError("--json goes with --list")
    if options.reason is not None and not (options.reject or options.edit):
        raise UnusableInputError("--reason goes with --reject or --edit")
    if options.reject and not options.reason:
        raise UnusableInputError("say why these changes are rejected, with --reason")

    from imvo_extract.refresh.folders import Folders
    from imvo_extract.review.session import Session

    where = Folders(options.raw, options.output, options.rules)
    session = Session(where, options.by or "")
    items = session.pending()
    if options.list:
        return _list(items, as_json=options.json)
    status = _review(session, items, options)

    from imvo_extract.refresh.run import note_current

    note_current(where)
    return status


def _review(session: Session, items: Sequence[Item], options: argparse.Namespace) -> int:
    if options.accept or options.accept_all:
        chosen = items if options.accept_all else list(_named(items, options.accept))
        session.accept(chosen)
        _say(f"accepted {len(chosen)}, {len(items) - len(chosen)} left")
        return _finish(session.where, session.decided) if session.decided else 0
    session.by = options.by or _user()
    if options.reject or options.edit:
        return _decide(session, items, options)
    return _interactive(session, items)


def _list(items: Sequence[Item], *, as_json: bool) -> int:
    from imvo_extract.compare.words import sentence

    if as_json:
        listed = [
            {"document": item.document, "sentence": sentence(item.change), **item.change.model_dump(mode="json")}
            for item in items
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 1 if items else 0
    heading = None
    for item in items:
        if heading != (item.document, item.change.covenant):
            heading = item.document, item.change.covenant
            print(f"{item.document}: {item.change.covenant or '(none)'}")
        print(f"  {item.id}\n    {sentence(item.change)}  [{item.change.cause or 'cause unknown'}]")
    if not items:
        _say("nothing is pending")
    return 1 if items else 0


def _named(items: Sequence[Item], names: Sequence[str]) -> Iterator[Item]:
    """The items with these ids.

    :raises UnusableInputError: one of them is none.
    """
    known: dict[str, list[Item]] = {}
    for item in items:
        known.setdefault(item.id, []).append(item)
    for name in dict.fromkeys(names):
        if name not in known:
            raise UnusableInputError(f"{name}: no pending change has this id; review --list shows them")
        yield from known[name]


def _decide(session: Session, items: Sequence[Item], options: argparse.Namespace) -> int:
    """Rejects or edits what was named; what was decided is printed."""
    from imvo_extract.review.dialogue import told

    values: dict[str, str] = {}
    names = options.reject or options.edit[:1]
    for given in options.edit[1:] if options.edit else ():
        field, sign, value = given.partition("=")
        if not sign:
            raise UnusableInputError(f"{given}: give a field and its value, as in value=97")
        values[field.strip()] = value.strip()
    if options.edit and not values:
        raise UnusableInputError("--edit needs a field and its value, as in value=97")
    status = 0
    for item in list(_named(items, names)):
        try:
            if values:
                made = session.correct(item, values, options.reason or "")
            else:
                made = session.reject(item, options.reason)
        except UnusableInputError as error:
            # The others were named as well.
            print(f"imvo-extract: {error}", file=sys.stderr)
            status = 2
            continue
        for decision in made:
            _say(told(decision))
    if session.decided:
        status = _finish(session.where, session.decided) or status
    return status


def _interactive(session: Session, items: Sequence[Item]) -> int:
    from imvo_extract.review.finish import unfinished

    waiting = unfinished(session.where)
    if waiting:
        # A review that was stopped had decided more than it could carry out.
        _finish(session.where, set(waiting))
        items = session.pending()
    if not items:
        _say("nothing is pending")
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UnusableInputError(
            "review asks a question for each change, so it needs a terminal; without one use --list, --accept, "
            "--reject, --edit or --accept-all"
        )

    from rich.console import Console

    from imvo_extract.review.dialogue import Dialogue
    from imvo_extract.review.keyboard import Keyboard
    from imvo_extract.review.quotes import Texts

    with Keyboard(sys.stdin.fileno(), _echo) as keyboard:
        done = Dialogue(session, Texts(Path(session.where.raw)), Console(), keyboard).run(items)
    if session.decided:
        _finish(session.where, session.decided)
    left = len(session.pending())
    told = ", ".join(f"{what} {number}" for what, number in done.items())
    _say(f"{told or 'nothing decided'}; {left} left pending")
    return 0


def _finish(where: Folders, decided: set[str]) -> int:
    """Brings the output up to date with what was decided; returns 2 where a document was left as it was."""
    from imvo_extract.refresh.report import lines
    from imvo_extract.review.finish import finish

    if sys.stderr.isatty():
        print("bringing the output up to date ...", file=sys.stderr, flush=True)
    status = 0
    for result in finish(where, decided):
        if result.error is not None:
            print(f"imvo-extract: {result.error}", file=sys.stderr)
            status = 2
        # What was decided was told already; what else changed on the way was not.
        if any(change.cause != "decision" for change in result.changes) or result.stale:
            for line in lines(result):
                _say(line)
    return status


def _user() -> str:
    """The name that git knows the user by, else the login name."""
    import getpass
    import subprocess

    try:
        name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout
    except OSError:
        name = ""
    if name.strip():
        return " ".join(name.split())
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _echo(typed: str) -> None:
    print(typed, end="", flush=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
