"""imvo-extract export and imvo-extract schema, as a user runs them."""

import json

import pytest

from imvo_extract.cli import main
from imvo_extract.cli.export import _FORMATS
from imvo_extract.export.formats import FORMATS
from imvo_extract.store.output import save


@pytest.fixture
def folder(tmp_path, extractor, monkeypatch):
    """A project with two texts, of 2018 and 2020."""
    (tmp_path / "raw").mkdir()
    for ident, year in (("vroeg", 2018), ("laat", 2020)):
        text = f"Convenant Verantwoord Goud:\n\nIn mei {year} tekenden 12 bedrijven."
        (tmp_path / "raw" / f"{ident}.txt").write_text(text, encoding="utf-8")
        save(tmp_path / "output", extractor.extract(text, id=ident, reference_date=f"{year}-06"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(path):
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


def test_the_formats_of_the_command_are_those_that_there_are():
    assert _FORMATS == FORMATS


def test_all_documents_in_the_order_of_their_ids(folder, capsys):
    assert main(["export", "tabellen", "--format", "csv"]) == 0
    assert documents(folder / "tabellen" / "documents.csv") == ["laat", "vroeg"]
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("tabellen: ")
    assert "rows of 2 documents (csv)" in said.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["vroeg"], ["vroeg"]), (["--since", "2018-07"], ["laat"]), (["--since", "2018-06-30"], ["laat", "vroeg"])],
)
def test_chosen_documents(folder, arguments, expected):
    assert main(["export", "tabellen", *arguments, "--format", "csv"]) == 0
    assert documents(folder / "tabellen" / "documents.csv") == expected


def test_folders_elsewhere(folder, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elders"))
    arguments = ["--output", str(folder / "output"), "--raw", str(folder / "raw")]
    assert main(["export", "tabellen", "--format", "csv", *arguments]) == 0
    assert main(["export", "tabellen", "--format", "csv", *arguments[:2]]) == 0


def test_what_was_written_as_json(folder, capsys):
    assert main(["export", "tabellen", "--format", "jsonl", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["documents"] == 2
    assert written["rows"]["counts"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["weg"], "no document 'weg'; it has laat, vroeg"),
        (["--since", "gisteren"], "--since: 'gisteren' is no date"),
        (["--output", "weg"], "weg: no such folder"),
        (["--raw", "weg"], "weg: no such folder"),
        (["--raw", "output"], "output/laat.txt: no such file"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(folder, capsys, arguments, said):
    before = sorted(folder.rglob("*"))
    assert main(["export", "nieuw/tabellen", *arguments, "--format", "csv"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert sorted(folder.rglob("*")) == before


def test_a_bad_target_is_one_line(folder, capsys):
    (folder / "bestand").write_text("x")
    assert main(["export", "bestand", "--format", "csv"]) == 2
    assert capsys.readouterr().err == "imvo-extract: bestand: this is a file; name a folder to write to\n"


def test_a_format_that_there_is_not(folder, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["export", "tabellen", "--format", "ods"])
    assert stopped.value.code == 2
    assert not (folder / "tabellen").exists()


def test_output_that_does_not_belong_to_its_text(folder, capsys):
    (folder / "raw" / "vroeg.txt").write_text("Iets anders.", encoding="utf-8")
    assert main(["export", "tabellen", "--format", "csv"]) == 2
    assert "output/vroeg.json: " in capsys.readouterr().err
    assert not (folder / "tabellen").exists()


def test_schema_writes_what_is_committed(project, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert written
    for path in written:
        assert (tmp_path / path).read_bytes() == (project / path).read_bytes(), f"{path}: run imvo-extract schema"
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert capsys.readouterr().err == ""


def test_schema_as_json(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "--json"]) == 0
    schemas = json.loads(capsys.readouterr().out)
    assert "extraction" in schemas
    assert "tables/counts" in schemas
    assert list(tmp_path.iterdir()) == []
