"""A project that may be written to without the real one being touched: links to its files in another folder."""

from __future__ import annotations

from pathlib import Path

from .folders import Folders


def shadow(where: Folders, folder: Path) -> Folders:
    """The same project under another folder. A file that is replaced or removed there stays as it is in the real one.

    :param folder: an empty folder.
    """
    raw, output = Path(where.raw), Path(where.output)
    copies = Folders(
        raw=str(folder / raw.absolute().name),
        output=str(folder / "work" / output.absolute().name),
        rules=where.rules,
        decisions=where.decisions,
    )
    _link(raw, Path(copies.raw))
    _link(output, Path(copies.output))
    _link(Path(where.pending), Path(copies.pending))
    _link(Path(where.workshop) / "attic", Path(copies.workshop) / "attic")
    return copies


def _link(real: Path, copy: Path) -> None:
    copy.mkdir(parents=True)
    for path in real.iterdir() if real.is_dir() else ():
        (copy / path.name).symlink_to(path.absolute())
