"""A project of its own for each test: two covenants, refreshed and reviewed."""

import json
import shutil
import sys

import pytest
from terminal import Terminal

from imvo_extract.cli import main

TEXT = """Stand van zaken

Convenant Goud

Op 3 mei 2019 tekenden 12 bedrijven het convenant. In totaal doen 5 ngo's mee.

In december 2018 publiceerden ruim 40 bedrijven een rapport.

Convenant Metaal

Op 4 juni 2019 tekenden 8 bedrijven het convenant. Inmiddels zijn 20 merken aangesloten.
"""


class Project:
    """A project's folder, and the program in it."""

    def __init__(self, root):
        self.root = root
        self.text = root / "raw" / "brief.txt"
        self.decisions = root / "decisions.yaml"

    def run(self, *arguments):
        """Runs a command; returns its exit status."""
        return main([*arguments, "--rules", "rules"])

    def refresh(self, *changes):
        """Changes words of the raw text, then refreshes."""
        self.change(self.text, *changes)
        assert self.run("refresh") == 0

    def change(self, path, *changes):
        content = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in content
            content = content.replace(old, new)
        path.write_text(content, encoding="utf-8")

    def output(self, name="brief"):
        return json.loads((self.root / "output" / f"{name}.json").read_text(encoding="utf-8"))

    def find(self, kind, /, **values):
        """The records of the output with these values."""
        return [one for one in self.output()[kind] if values.items() <= one.items()]

    def rejections(self):
        return [one["reason"] for one in self.output()["unclaimed"] if one["reason"].startswith("rejected by")]

    def pending(self):
        """What is pending, in words of the files: (document, kind, change, id)."""
        found = []
        for path in sorted((self.root / "pending").glob("*.json")):
            changes = json.loads(path.read_text(encoding="utf-8"))["changes"]
            found += [(path.stem, one["kind"], one["change"], one["id"]) for one in changes]
        return found

    def state(self):
        """Every file of the project but the program's own, with its bytes."""
        files = (path for path in self.root.rglob("*") if path.is_file() and ".imvo-extract" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory, project):
    """A project that was refreshed and of which everything was accepted; to be copied."""
    root = tmp_path_factory.mktemp("reviewed")
    (root / "raw").mkdir()
    (root / "raw" / "brief.txt").write_text(TEXT, encoding="utf-8")
    shutil.copytree(project / "rules", root / "rules")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["refresh", "--rules", "rules"]) == 0
        assert main(["review", "--accept-all", "--rules", "rules"]) == 0
    return root


@pytest.fixture
def work(reviewed, tmp_path, monkeypatch):
    """A copy of the project, as the working directory."""
    root = shutil.copytree(reviewed, tmp_path / "project")
    monkeypatch.chdir(root)
    # The user's own settings have no say in who decides.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "anna")
    return Project(root)


@pytest.fixture
def review(work):
    """Starts ``review`` at a terminal of its own."""
    started = []

    def start(*arguments, **more):
        command = [sys.executable, "-m", "imvo_extract", "review", "--rules", "rules", *arguments]
        started.append(Terminal(command, cwd=work.root, **more))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()
