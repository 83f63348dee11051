"""``imvo-extract rules check``, and rules that cannot be used."""

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
