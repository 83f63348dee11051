"""The other commands, and what holds for all of them."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from imvo_extract.cli import build_parser, main

TEXT = "Convenant Verantwoord Goud:\n\n • Tien bedrijven hebben in mei 2019 het convenant ondertekend.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project folder with one text, and output that is current."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "goud.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert main(["extract", "--out", "output"]) == 0
    return tmp_path


def test_check_is_content_with_current_output(folder, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_check_says_in_words_what_differs(folder, capsys):
    path = folder / "raw" / "goud.txt"
    path.write_text(TEXT.replace("Tien", "Twaalf"))
    assert main(["check"]) == 1
    assert capsys.readouterr().out != ""


def test_check_after_a_value_was_edited(folder, capsys):
    path = folder / "output" / "goud.json"
    path.write_text(path.read_text().replace('"value": 10', '"value": 11'))
    assert main(["check"]) == 1
    assert 'value: 11 -> 10 ("Tien")' in capsys.readouterr().out


def test_check_finds_a_quote_that_is_not_the_texts_own(folder, capsys):
    path = folder / "output" / "goud.json"
    path.write_text(path.read_text().replace('"text": "Tien"', '"text": "Acht"'))
    assert main(["check"]) == 1
    assert "broken" in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["goud.json", "manifest.json"])
def test_check_misses_what_is_not_there(folder, capsys, missing):
    (folder / "output" / missing).unlink()
    assert main(["check"]) == 1
    assert "goud" in capsys.readouterr().out


def test_check_finds_output_without_a_text(folder, capsys):
    shutil.copy(folder / "output" / "goud.json", folder / "output" / "zilver.json")
    assert main(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"document": "zilver", "difference": "has output, but no raw text"},
    ]


def test_check_outside_a_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_evaluate_prints_figures_and_what_is_wrong(folder, capsys):
    (folder / "gold.yaml").write_text(
        "covenants:\n  - {at: '[Convenant Verantwoord Goud]', id: goud, status: signed}\n"
        "counts:\n  - {at: '[Tien] bedrijven', value: 11, unit: bedrijven}\n"
        "dates:\n  - {at: 'in [mei 2019]', value: 2019-05}\n"
    )
    assert main(["evaluate", "gold.yaml", "raw/goud.txt"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"covenants\s+strict P 1.000 R 1.000 F1 1.000 \(1 right, 0 wrong, 0 missed\)", out)
    assert "missed: [Tien] bedrijven" in out
    assert re.search(r"counts\s+strict P 0.000 R 0.000", out)


@pytest.mark.parametrize("content", ["covenants:\n  - {at: 'geen haken', id: goud}\n", "[1", "- a\n"])
def test_evaluate_with_gold_that_cannot_be_used(folder, capsys, content):
    (folder / "gold.yaml").write_text(content)
    assert main(["evaluate", "gold.yaml", "raw/goud.txt"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def commands():
    """Every command as words, by walking the parser."""
    found = []

    def walk(parser, words):
        actions = [action for action in parser._actions if action.dest == "==SUPPRESS==" or action.choices]
        subs = [action for action in actions if isinstance(action.choices, dict)]
        if not subs:
            found.append(words)
        for action in subs:
            for name, sub in action.choices.items():
                walk(sub, [*words, name])

    walk(build_parser(), [])
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert f"imvo-extract {' '.join(words)}" in out.split("example", 1)[1]


def test_unknown_words_are_usage_errors(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["extrakt"])
    assert ended.value.code == 2


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom imvo_extract.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'dateparser', 'pydantic', 'numpy', 'rich', 'yaml'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_reader_that_stops_early_is_no_error(folder):
    ran = subprocess.run(
        f"{sys.executable} -m imvo_extract extract raw/goud.txt | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "{"
    assert ran.stderr == ""


@pytest.mark.parametrize(
    "arguments", [["nope"], ["diff"], ["export", "x", "--format", "foo"], ["check", "--most", "many"]]
)
def test_wrong_usage_is_one_line_that_leads_to_help(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.count("\n") == 1
    assert told.endswith("--help\n")
