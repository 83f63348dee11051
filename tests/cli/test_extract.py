"""``imvo-extract extract`` as a user calls it."""

import io
import json
import os
import stat
import sys

import pytest

from imvo_extract.cli import main

TEXT = "Convenant Verantwoord Goud:\n\n • Tien bedrijven hebben in mei 2019 het convenant ondertekend.\n"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "goud-2019.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_one_text_gives_its_json(text, capsys):
    assert main(["extract", str(text)]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["document"]["id"] == "goud-2019"
    assert [covenant["id"] for covenant in out["covenants"]] == ["goud"]
    assert {date["value"] for date in out["dates"]} == {"2019-05"}


def test_every_quote_is_what_stands_at_its_offsets(text, capsys):
    main(["extract", str(text)])
    out = json.loads(capsys.readouterr().out)
    records = [record for kind in ("covenants", "parties", "counts", "dates", "events") for record in out[kind]]
    assert len(records) >= 5
    for record in records:
        span = record["span"]
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_a_byte_order_mark_does_not_count_in_offsets(tmp_path, capsys):
    path = tmp_path / "goud-2019.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    main(["extract", str(path)])
    out = json.loads(capsys.readouterr().out)
    assert out["covenants"][0]["span"]["start"] == 0
    assert out["document"]["characters"] == len(TEXT)


def test_stdin(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["extract", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["id"] == "stdin"


def test_out_writes_a_file_for_each_text_and_a_manifest(text, tmp_path, capsys):
    out = tmp_path / "uit"
    assert main(["extract", str(text), "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in out.iterdir()) == ["goud-2019.json", "manifest.json"]
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert main(["extract", str(text), "--out", str(out)]) == 0
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_the_table_counts_what_was_found(text, capsys):
    assert main(["extract", str(text), "--table"]) == 0
    out = capsys.readouterr().out
    assert "goud" in out
    assert "1 covenants" in out


@pytest.mark.parametrize("value", ["2020-10", "2020-10-12", "2020"])
def test_the_reference_date_is_given(text, capsys, value):
    assert main(["extract", str(text), "--reference-date", value]) == 0
    reference = json.loads(capsys.readouterr().out)["document"]["reference_date"]
    assert (reference["value"], reference["basis"], reference["span"]) == (value, "given", None)


def test_a_reference_date_that_is_none(text, capsys):
    assert main(["extract", str(text), "--reference-date", "gisteren"]) == 2
    error = capsys.readouterr().err
    assert "gisteren" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b" \n\t\xc2\xa0\n"])
def test_an_empty_text_is_an_empty_extraction_with_a_note(tmp_path, capsys, content):
    path = tmp_path / "leeg.txt"
    path.write_bytes(content)
    assert main(["extract", str(path)]) == 0
    captured = capsys.readouterr()
    out = json.loads(captured.out)
    assert all(out[kind] == [] for kind in ("covenants", "parties", "counts", "dates", "events", "unclaimed"))
    assert "empty" in captured.err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"Caf\xe9", "offset 3"), (b"a\x00b", "offset 1"), (b"\x89PNG\r\n\x1a\n\x00", "NUL byte at offset 8")],
)
def test_what_is_no_text_names_the_byte(tmp_path, capsys, content, complaint):
    path = tmp_path / "bestand.txt"
    path.write_bytes(content)
    assert main(["extract", str(path)]) == 2
    captured = capsys.readouterr()
    assert complaint in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_no_such_file_and_a_folder(tmp_path, capsys):
    for path in (tmp_path / "weg.txt", tmp_path):
        assert main(["extract", str(path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(text, capsys):
    text.chmod(0)
    assert main(["extract", str(text)]) == 2
    assert "permission" in capsys.readouterr().err


def test_one_bad_text_among_several(text, tmp_path, capsys):
    bad = tmp_path / "slecht.txt"
    bad.write_bytes(b"\xff")
    other = tmp_path / "goud-2020.txt"
    other.write_text(TEXT)
    out = tmp_path / "uit"
    assert main(["extract", str(text), str(bad), str(other), "--out", str(out)]) == 2
    assert "slecht.txt" in capsys.readouterr().err
    assert sorted(path.name for path in out.iterdir()) == ["goud-2019.json", "goud-2020.json", "manifest.json"]


def test_several_texts_need_a_place(text, tmp_path, capsys):
    assert main(["extract", str(text), str(text)]) == 2
    assert "--out" in capsys.readouterr().err


def test_two_texts_of_one_name_are_refused_before_anything_is_written(text, tmp_path, capsys):
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / text.name
    other.write_text("Anders.")
    out = tmp_path / "uit"
    assert main(["extract", str(text), str(other), "--out", str(out)]) == 2
    assert "rename" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_output_that_cannot_be_written(text, tmp_path, capsys):
    out = tmp_path / "uit"
    main(["extract", str(text), "--out", str(out)])
    before = (out / "goud-2019.json").read_bytes()
    text.write_text(TEXT.replace("Tien", "Elf"))
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert main(["extract", str(text), "--out", str(out)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert (out / "goud-2019.json").read_bytes() == before


def test_a_file_where_the_output_folder_should_be(text, tmp_path, capsys):
    (tmp_path / "uit").write_text("geen map")
    assert main(["extract", str(text), "--out", str(tmp_path / "uit")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "uit").read_text() == "geen map"


def test_nothing_named_and_no_raw_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["extract"]) == 2
    assert "raw/*.txt" in capsys.readouterr().err


def test_all_of_raw_by_default(tmp_path, monkeypatch, capsys):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert main(["extract", "--out", "output"]) == 0
    assert json.loads((tmp_path / "output" / "a.json").read_text())["document"]["source"]["path"] == "raw/a.txt"
