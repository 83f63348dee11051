"""The output brought up to date with what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Set

from imvo_extract.refresh.folders import Folders
from imvo_extract.refresh.plan import Work, plan

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    from imvo_extract.refresh.result import Result


def unfinished(where: Folders) -> list[str]:
    """The ids of the documents to whose output not all that was decided is done.

    :raises UnusableInputError: the raw folder, the rules, the manifest or the decisions cannot be used.
    """
    return [work.id for work in plan(where).work if _is_decided(work)]


def finish(where: Folders, decided: Set[str]) -> Iterator[Result]:
    """Extracts again the documents about which something was decided, one result for each; others are left alone.

    :param decided: their ids. Documents whose decisions were changed by hand are done as well.
    :raises UnusableInputError: see ``Refresh.run``.
    """
    from pathlib import Path

    from imvo_extract.refresh.run import Refresh
    from imvo_extract.store.lock import locked

    with locked(Path(where.workshop)):
        todo = plan(where)
        work = [one for one in todo.work if one.id in decided or _is_decided(one)]
        if len(work) < len(todo.work):
            # The decisions are not yet carried out everywhere.
            todo = todo._replace(work=work, decisions_sha256=todo.manifest.decisions_sha256)
        yield from Refresh(where, todo).run()


def _is_decided(work: Work) -> bool:
    return bool(work.reason == "other decisions")
