"""A refresh with nothing to do is over before anything is read."""

import subprocess
import sys

import pytest
from letters import letter

from imvo_extract.refresh.folders import Folders
from imvo_extract.refresh.stamp import Stamp

CODE = (
    "import sys\nfrom imvo_extract.cli import main\nassert main(['refresh']) == 0\n"
    "heavy = {names} & set(sys.modules)\nsys.exit(f'imported {{heavy}}' if heavy else 0)\n"
)
HEAVY = {"spacy", "dateparser", "pydantic", "numpy", "rich", "yaml"}
ALL = HEAVY | {"argparse", "re", "json", "hashlib", "pathlib", "typing", "dataclasses"}


def run(names):
    return subprocess.run(
        [sys.executable, "-c", CODE.format(names=names)], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def refreshed(project_folder, project, monkeypatch):
    """A project that was just refreshed by a process of its own."""
    monkeypatch.setenv("PYTHONPATH", str(project / "src"))
    project_folder.write(a=letter(12))
    command = [sys.executable, "-m", "imvo_extract", "refresh"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return project_folder


def test_where_nothing_was_touched_no_file_is_read(refreshed):
    stamp = (refreshed.root / ".imvo-extract" / "current").read_text(encoding="utf-8")
    assert "a.json" in stamp
    command = [sys.executable, "-X", "importtime", "-m", "imvo_extract", "refresh"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    imported = {line.rsplit("|", 1)[1].strip() for line in ran.stderr.splitlines() if "|" in line}
    assert "imvo_extract.refresh.stamp" in imported
    assert not imported & (HEAVY | {"argparse", "json", "hashlib", "imvo_extract.refresh.plan"})
    assert ran.stderr.endswith("output is up to date\n")


@pytest.mark.parametrize("lost", [".imvo-extract/current", ".imvo-extract/attic"])
def test_without_its_notes_it_reads_and_still_imports_nothing_heavy(refreshed, lost):
    path = refreshed.root / lost
    path.rename(refreshed.root / "away")
    before = refreshed.tree(times=True)
    ran = run(HEAVY)
    assert ran.returncode == 0, ran.stderr
    assert refreshed.tree(times=True) == before


@pytest.mark.parametrize(
    "touch",
    [
        lambda root: (root / "raw" / "a.txt").write_text(letter(14)),
        lambda root: (root / "raw" / "b.txt").write_text(letter(14)),
        lambda root: (root / "raw" / "a.meta.yaml").write_text("title: x"),
        lambda root: (root / "output" / "a.json").unlink(),
        lambda root: (root / "output" / "a.json").write_text("x"),
        lambda root: (root / "output" / "manifest.json").unlink(),
        lambda root: (root / "pending" / "a.json").write_text('{"output_sha256": "x", "changes": []}'),
        lambda root: (root / "decisions.yaml").write_text("decisions: []"),
    ],
)
def test_whatever_is_touched_is_seen(refreshed, touch):
    touch(refreshed.root)
    status, _, err = refreshed.run("refresh")
    assert "up to date" not in err
    assert status == 0


def test_a_review_does_not_make_the_next_refresh_read_everything(refreshed):
    assert refreshed.run("review", "--accept-all")[0] == 0
    assert refreshed.pending() == []
    assert Stamp(Folders()).is_current()
    assert refreshed.run("check")[0] == 0
