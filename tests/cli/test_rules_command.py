"""``imvo-extract rules check``, and rules that cannot be used."""

import json

import pytest

from imvo_extract.cli import main


def change(rules, name, old, new):
    path = rules / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_example_of_every_rule_comes_out(capsys):
    assert main(["rules", "check"]) == 0, capsys.readouterr().out


def test_an_example_that_does_not_come_out_is_named_with_file_and_line(rules, capsys):
    old = 'text: "Het goudconvenant is vorig jaar ondertekend."'
    change(rules, "covenants.yaml", old, 'text: "Het wegenconvenant is vorig jaar ondertekend."')
    assert main(["rules", "check", "--rules", str(rules)]) == 1
    out = capsys.readouterr().out
    line = next(
        number
        for number, text in enumerate((rules / "covenants.yaml").read_text(encoding="utf-8").splitlines(), 1)
        if "wegenconvenant" in text
    )
    assert f'covenants.yaml:{line}: rule "compound": finds nothing in' in out


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("covenants.yaml", "  - id: compound\n    description:", "  - id: compound\n    descripton:", '"descripton"'),
        ("covenants.yaml", "  - id: compound\n", "  - id: title\n", "twice"),
        ("covenants.yaml", "\ncovenants:\n", "\ncovenants: [\n", "no usable YAML"),
        (
            "covenants.yaml",
            'pattern: "{compound}"',
            'pattern: "{compond}"',
            'rule "compound": unknown vocabulary class "compond"',
        ),
        ("language.yaml", "abbreviations:", "afkortingen:", '"afkortingen"'),
    ],
)
def test_rules_that_cannot_be_used_are_one_line(rules, capsys, name, old, new, complaint):
    change(rules, name, old, new)
    assert main(["rules", "check", "--rules", str(rules)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"imvo-extract: {name}:")
    assert complaint in error
    assert error.count("\n") == 1


def test_a_missing_rule_file(rules, capsys):
    (rules / "dates.yaml").unlink()
    assert main(["rules", "check", "--rules", str(rules)]) == 2
    assert "dates.yaml" in capsys.readouterr().err


def test_a_file_that_is_none_of_the_rulebooks(rules, capsys):
    (rules / "datums.yaml").write_text("a: 1\n")
    assert main(["rules", "check", "--rules", str(rules)]) == 2
    assert "datums.yaml" in capsys.readouterr().err


def test_no_such_folder(tmp_path, capsys):
    assert main(["rules", "check", "--rules", str(tmp_path / "weg")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


TEXT = "Convenant Goud\n\nOp 3 mei 2019 tekenden twaalf juweliers het convenant niet.\n"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "goud.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_stats_are_content_with_the_projects_rules(text, capsys):
    assert main(["rules", "stats", text]) == 0
    lines = capsys.readouterr().out.splitlines()
    month = next(number for number, line in enumerate(lines) if line.startswith("dates.yaml:month "))
    assert lines[month + 1].strip() == "1 times by dates.yaml:day"


def test_stats_find_a_rule_that_is_made_for_the_text(rules, text, capsys):
    old = "  - id: compound\n"
    added = (
        "  - id: borrowed\n    pattern: juweliers het convenant\n    cue: false\n    priority: 1\n    examples:\n"
        '      match: ["Toen tekenden twaalf juweliers het convenant niet."]\n      reject: ["Een ring.", "Goud."]\n'
    )
    change(rules, "covenants.yaml", old, added + old)
    assert main(["rules", "stats", text, "--rules", str(rules), "--json"]) == 1
    rows = {row["rule"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["covenants.yaml:borrowed"]["match"] == 0
    assert rows["covenants.yaml:borrowed"]["verdict"] != ""
    assert [name for name, row in rows.items() if row["verdict"]] == ["covenants.yaml:borrowed"]


def test_stats_with_more_gold_than_texts(text, capsys):
    assert main(["rules", "stats", text, "--gold", text, text]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_explain_tells_of_a_file_what_matched_what_lost_and_to_which_rule(text, capsys):
    assert main(["rules", "explain", text, "--json"]) == 0
    heading, statement = json.loads(capsys.readouterr().out)
    assert heading["rows"][0]["values"] == {"status": "signed", "sector": "goud"}
    rows = {(row["outcome"], row["rule"]): row for row in statement["rows"]}
    assert rows["record", "counts.yaml:counted-noun"]["values"]["value"] == 12
    assert rows["lost", "dates.yaml:month"]["winner"] == "dates.yaml:day"
    assert ("denied", "events.yaml:signing.verb") in rows


def test_explain_reads_a_sentence(capsys):
    assert main(["rules", "explain", "Zes banken tekenden het convenant."]) == 0
    assert 'record   "Zes banken"  parties: -/party/bank  kind=bank count=6 role=signatory' in capsys.readouterr().out
