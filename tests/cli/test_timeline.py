"""``imvo-extract timeline`` as a user calls it."""

import csv
import io
import json
import subprocess
import sys

import pytest

from imvo_extract.cli import main
from imvo_extract.store.output import save

pytestmark = pytest.mark.usefixtures("in_two_texts")


def lines(capsys):
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip(" ─")]


def test_a_fact_as_a_table_with_what_the_texts_disagree_on(capsys):
    assert main(["timeline", "productielocaties"]) == 0
    assert lines(capsys) == [
        "productielocaties (goud) goud/count/productielocatie",
        "date value in",
        "end of 2016 2802 stand-2019",
        "end of 2017 4270 stand-2020",
        "end of 2018 6289 stand-2020",
        "end of 2017: stand-2020 gives 4270, stand-2019 gave 4268; the later text counts",
    ]


def test_what_was_assumed_is_marked(capsys):
    assert main(["timeline", "projecten"]) == 0
    out = lines(capsys)
    assert "2019-11 * 3 stand-2019" in out
    assert out[-1].startswith("* undated")


def test_without_a_fact_those_with_a_series_are_listed(capsys):
    assert main(["timeline"]) == 0
    out = lines(capsys)
    assert "counts goud productielocaties 3 end of 2016 end of 2018" in out
    assert "counts goud projecten 2 2019-11 * 2020-10 *" in out
    assert not any("Gaag" in line for line in out)


def test_json(capsys):
    assert main(["timeline", "productielocaties", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["fact"], found["kind"], found["covenant"]) == ("goud/count/productielocatie", "counts", "goud")
    assert [(point["as_of"], point["mod"], point["value"]) for point in found["points"]] == [
        ("2016", "END", 2802),
        ("2017", "END", 4270),
        ("2018", "END", 6289),
    ]
    (told,) = found["disagreements"]
    assert (told["kept"]["value"], told["overruled"]["value"], told["overruled"]["document"]) == (
        4270,
        4268,
        "stand-2019",
    )


def test_csv_has_a_row_for_each_value_and_tells_the_rest_on_stderr(capsys):
    assert main(["timeline", "productielocaties", "--csv"]) == 0
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert [(row["earliest"], row["latest"], row["value"], row["overruled"]) for row in rows] == [
        ("2016-09-01", "2016-12-31", "2802", ""),
        ("2017-09-01", "2017-12-31", "4270", "4268 in stand-2019"),
        ("2018-09-01", "2018-12-31", "6289", ""),
    ]
    assert "the later text counts" in captured.err


def test_nothing_in_the_csv_runs_in_a_spreadsheet(tmp_path, extractor, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    text = 'Convenant Goud\n\nIn mei 2019 is het rapport "x" gepubliceerd.\n'
    (tmp_path / "raw" / "=a.txt").write_text(text, encoding="utf-8")
    save(tmp_path / "output", extractor.extract(text, id="=a"))
    assert main(["timeline", "publication", "--kind", "events", "--csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["document"] == row["documents"] == "'=a"


def test_a_plot_is_written_beside_the_table(tmp_path, capsys):
    pytest.importorskip("matplotlib")
    path = tmp_path / "locaties.svg"
    assert main(["timeline", "productielocaties", "--plot", str(path)]) == 0
    first = path.read_bytes()
    assert b"productielocaties (goud)" in first
    assert str(path) in capsys.readouterr().err
    assert main(["timeline", "productielocaties", "--plot", str(path)]) == 0
    assert path.read_bytes() == first


def test_the_kind_and_the_covenant_choose(capsys):
    assert main(["timeline", "bedrijven"]) == 0
    assert "goud/count/bedrijf" in capsys.readouterr().out
    assert main(["timeline", "company", "--kind", "parties", "--covenant", "goud"]) == 0
    assert "goud/party/company/signatory" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["productielocatis"], "productielocatie"),
        (["projecten", "--covenant", "zilver"], "goud, metaal"),
        (["projecten", "--covenant", "metaal"], "no fact"),
        (["projecten", "--kind", "dates"], "counts, events, parties"),
        (["--plot", "x.svg"], "name a fact"),
        (["projecten", "--plot", "x.pdf"], "svg or png"),
        (["--output", "weg"], "no such folder"),
    ],
)
def test_what_does_not_exist_is_told_in_one_line_and_nothing_is_written(words, told, in_two_texts, capsys):
    assert main(["timeline", *words]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert sorted(path.name for path in in_two_texts.iterdir()) == ["output", "raw"]


@pytest.mark.parametrize("words", [["timeline", "projecten"], ["show"]])
def test_reading_records_imports_no_spacy_and_no_plotting(words):
    code = (
        f"import sys\nfrom imvo_extract.cli import main\nassert main({words!r}) == 0\n"
        "heavy = {'spacy', 'dateparser', 'numpy', 'matplotlib', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
