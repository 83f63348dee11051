"""A project folder for each test, and the program in it."""

import json

import pytest

from imvo_extract.cli import main
from imvo_extract.refresh import reading
from imvo_extract.rulebook.files import rules_sha256
from imvo_extract.rulebook.location import default_folder


class Project:
    """A project's folder with what lies in it."""

    def __init__(self, root, capsys):
        self.root = root
        self._capsys = capsys

    def write(self, **texts):
        """Writes raw texts by name; "_" in a name is a hyphen."""
        for name, text in texts.items():
            (self.root / "raw" / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")

    def run(self, *arguments):
        """Runs a command; returns its exit status, what it printed and what it complained about."""
        self._capsys.readouterr()
        status = main(list(arguments))
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def refresh(self, *arguments):
        """Refreshes, which must go well; returns what it printed."""
        status, out, err = self.run("refresh", *arguments)
        assert status == 0, err
        return out

    def output(self, name):
        return json.loads((self.root / "output" / f"{name}.json").read_text(encoding="utf-8"))

    def pending(self, name=None):
        """The pending changes of a document, or the names of those that have any."""
        folder = self.root / "pending"
        if name is None:
            return sorted(path.stem for path in folder.glob("*.json"))
        path = folder / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8"))["changes"] if path.exists() else []

    def seen(self):
        """Takes all that is pending for seen."""
        for path in (self.root / "pending").glob("*.json"):
            path.unlink()

    def numbers(self, name):
        """The pending changes of numbers, as (old, new)."""
        return [
            tuple(side["values"]["count"] if side else None for side in (change["old"], change["new"]))
            for change in self.pending(name)
            if change["kind"] == "parties"
        ]

    def tree(self, *, times=False):
        """Every file with its bytes, and when it was written."""
        files = sorted(path for path in self.root.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.root)): (path.read_bytes(), path.stat().st_mtime_ns if times else 0)
            for path in files
        }


@pytest.fixture
def project_folder(tmp_path, monkeypatch, capsys, compiled):
    """An empty project, in which commands run."""
    (tmp_path / "project" / "raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    return Project(tmp_path / "project", capsys)


@pytest.fixture
def compiled(monkeypatch, extractor):
    """The project's own rules are compiled once for all tests; others whenever they are asked for."""
    real, own = reading.Extractor, rules_sha256(default_folder())
    monkeypatch.setattr(
        reading, "Extractor", lambda rules: extractor if rules_sha256(rules) == own else real(rules=rules)
    )
