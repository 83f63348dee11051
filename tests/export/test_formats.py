"""What all formats have in common: the same bytes, all files or none, one extraction in memory at a time."""

import hashlib
import importlib
import subprocess
import sys

import pytest

from imvo_extract.errors import UnusableInputError
from imvo_extract.export.formats import FORMATS, export
from imvo_extract.extras import MissingExtraError, library
from imvo_extract.tables.tables import tables


def contents(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_extractions_give_the_same_bytes(name, golden, tmp_path):
    for folder in ("een", "twee"):
        export(golden, tmp_path / folder, name)
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_on_another_day_in_another_process(name, golden, tmp_path, project):
    export(golden, tmp_path / "een", name)
    code = (
        "import sys, time; now = time.time(); time.time = lambda: now + 9e7\n"
        "from imvo_extract.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "export", str(tmp_path / "twee"), "--format", name]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


@pytest.mark.parametrize("name", FORMATS)
def test_what_fails_half_way_leaves_nothing(name, golden, tmp_path):
    def broken():
        yield from golden
        raise UnusableInputError("halverwege")

    with pytest.raises(UnusableInputError, match="halverwege"):
        export(broken(), tmp_path / "a" / "out", name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_summary_counts_documents_and_rows(name, golden, tmp_path, went_in):
    summary = export(golden, tmp_path / "out", name)
    assert summary.documents == len(golden)
    assert summary.rows == {table: len(rows) for table, rows in went_in(golden).items()}


def test_extractions_are_taken_one_at_a_time(golden, tmp_path):
    """Each is gone before the next is read."""
    (first, *_) = golden
    alive = []

    class Document(type(first)):
        def __del__(self):
            alive.remove(self.document.id)

    def stream():
        for number in range(5):
            assert len(alive) <= 1
            document = first.document.model_copy(update={"id": f"d{number}"})
            alive.append(document.id)
            yield Document.model_construct(**{**dict(first), "document": document})

    export(stream(), tmp_path / "out", "csv")
    assert alive == []


@pytest.mark.parametrize(
    ("name", "missing", "extra"),
    [("parquet", "pyarrow", "parquet"), ("sqlite", "sqlite_utils", "sqlite"), ("xlsx", "xlsxwriter", "xlsx")],
)
def test_a_library_that_is_not_there_is_told_with_its_extra(name, missing, extra, golden, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=rf"needs {missing}, .* pip install 'imvo-extract\[{extra}\]'$"):
        export(golden, tmp_path / "out", name)
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_breaks_by_itself_is_not_said_to_be_missing(monkeypatch):
    def broken(*_, **__):
        raise ImportError("kapot")

    monkeypatch.setattr(importlib, "import_module", broken)
    with pytest.raises(ImportError, match="kapot"):
        library("pyarrow", "parquet")


def test_csv_jsonl_and_the_data_package_need_nothing_but_the_core(project, tmp_path):
    """In a process where no extra can be imported."""
    code = (
        "import sys\n"
        "for name in ('pyarrow', 'sqlite_utils', 'xlsxwriter', 'pandas', 'polars', 'matplotlib', 'numpy'):\n"
        "    sys.modules[name] = None\n"
        "from imvo_extract.cli import main\n"
        "for name in ('csv', 'jsonl', 'datapackage'):\n"
        "    assert main(['export', sys.argv[1] + name, '--format', name]) == 0\n"
        "assert main(['export', sys.argv[1] + 'xlsx', '--format', 'xlsx']) == 2\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, f"{tmp_path}/"], cwd=project, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("\n") == 4
    assert "imvo-extract[xlsx]" in ran.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"csv", "jsonl", "datapackage"}


def test_every_table_is_there_even_without_rows(tmp_path):
    export([], tmp_path / "out", "csv")
    assert {path.stem for path in (tmp_path / "out").iterdir()} == {one.name for one in tables()}
    assert sum(len(path.read_text().splitlines()) for path in (tmp_path / "out").iterdir()) == len(tables())
