"""``imvo-extract show`` as a user calls it."""

import json

import pytest

from imvo_extract.cli import main
from imvo_extract.store.output import save

pytestmark = pytest.mark.usefixtures("in_two_texts")


def lines(capsys):
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_every_record_of_every_document(capsys):
    assert main(["show"]) == 0
    out = lines(capsys)
    assert "stand-2019, reference date 2019-11 (given)" in out
    assert "stand-2020, reference date 2020-10 (given)" in out
    assert "goud 2802 productielocaties end of 2016" in out
    assert "goud company 10 signatory" in out
    assert "metaal person Pieter van der Gaag chair" in out
    assert "goud signing completed 2019-05 convenant" in out
    assert "goud mei 2019 DATE 2019-05 explicit" in out
    assert "metaal Convenant Metaal metaal signed" in out


def test_a_document_a_covenant_and_a_kind(capsys):
    assert main(["show", "stand-2019", "--covenant", "goud", "--kind", "counts", "--kind", "parties"]) == 0
    out = lines(capsys)
    assert [line for line in out if line.endswith(tuple("0123456789")) and ": " in line] == ["counts: 4", "parties: 1"]
    assert not any("stand-2020" in line or "Gaag" in line for line in out)


@pytest.mark.parametrize(("since", "documents"), [("2020", 1), ("2020-10-31", 1), ("2019-11", 2), ("2020-11", 0)])
def test_since(since, documents, capsys):
    assert main(["show", "--since", since, "--json"]) == 0
    assert len({row["document"] for row in json.loads(capsys.readouterr().out)}) == documents


def test_quotes_are_the_sentences_with_their_offsets(in_two_texts, capsys):
    assert main(["show", "stand-2020", "--kind", "counts", "--quotes"]) == 0
    text = (in_two_texts / "raw" / "stand-2020.txt").read_text(encoding="utf-8")
    start = text.index("6289")
    out = "\n".join(lines(capsys))
    assert f"{start}:{start + 4}" in out
    assert "Er lopen 4 projecten." in out


def test_json_is_the_records_of_the_output(in_two_texts, capsys):
    assert main(["show", "stand-2019", "--json", "--kind", "counts", "--quotes"]) == 0
    rows = json.loads(capsys.readouterr().out)
    stored = json.loads((in_two_texts / "output" / "stand-2019.json").read_text(encoding="utf-8"))["counts"]
    text = (in_two_texts / "raw" / "stand-2019.txt").read_text(encoding="utf-8")
    assert len(rows) == len(stored) == 4
    for row, record in zip(rows, stored, strict=True):
        sentence = record["sentence"]
        assert row == {
            "document": "stand-2019",
            "kind": "counts",
            **record,
            "quote": text[sentence["start"] : sentence["end"]],
        }


def test_piped_output_has_a_fixed_width(capsys, monkeypatch):
    printed = set()
    for columns in ("40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        assert main(["show", "--quotes"]) == 0
        printed.add(capsys.readouterr().out)
    (out,) = printed
    assert max(map(len, out.splitlines())) <= 100


def test_a_text_cannot_steer_the_terminal_or_the_layout(tmp_path, extractor, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = "Convenant Goud\n\nIn mei 2019 tekenden [bold]12\u00a0bedrijven[/bold]\u2028\x1b[31mhet convenant\x07.\n"
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(text, encoding="utf-8")
    save(tmp_path / "output", extractor.extract(text, id="a"))
    assert main(["show", "--quotes"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]12" in out
    assert main(["show", "--quotes", "--json"]) == 0
    quotes = {row["quote"] for row in json.loads(capsys.readouterr().out)}
    assert text.split("\n")[2] in quotes


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["stand-2021"], "stand-2019, stand-2020"),
        (["--covenant", "zilver"], "goud, metaal"),
        (["--kind", "feiten"], "counts, covenants, dates, events, parties"),
        (["--since", "gisteren"], "--since: 'gisteren'"),
    ],
)
def test_what_does_not_exist_is_told_in_one_line(words, told, capsys):
    assert main(["show", *words]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_nothing_that_is_like_that(capsys):
    assert main(["show", "--covenant", "metaal", "--kind", "counts"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no record" in captured.err
