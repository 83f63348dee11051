"""Rule files: plain types, and errors that name the file, the rule and the line."""

import pytest

from imvo_extract.rulebook.base import Rule, Strict, load_model
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.yamlfile import load_yaml


class Book(Strict):
    words: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


GOOD = """\
words: [nee, on, 2019-11-01, 12:30]
rules:
  - id: een
    examples:
      match: [Een tekst.]
      reject: [Een andere.]
"""


def write(folder, text):
    path = folder / "book.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_text_stays_text(tmp_path):
    assert load_model(write(tmp_path, GOOD), Book).words == ("nee", "on", "2019-11-01", "12:30")


def test_a_bare_example_is_a_text(tmp_path):
    assert load_model(write(tmp_path, GOOD), Book).rules[0].examples.match[0].text == "Een tekst."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("examples:", "exampels:"), 'book.yaml:4: rule "een": unknown key "exampels"'),
        (("id: een", "id: Een Regel"), 'book.yaml:3: rule "Een Regel": rules.0.id'),
        (("      reject: [Een andere.]\n", ""), 'book.yaml:4: rule "een": the key "reject" is missing'),
        (("words: [nee", "words: [[nee"), "book.yaml:"),
        (("rules:", "words: []\nrules:"), 'book.yaml:2: is no usable YAML: the key "words" is given twice'),
    ],
)
def test_an_error_names_file_rule_and_line(tmp_path, change, expected):
    with pytest.raises(RuleError) as caught:
        load_model(write(tmp_path, GOOD.replace(*change)), Book)
    assert str(caught.value).startswith(expected) or expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_id_given_twice(tmp_path):
    text = GOOD + GOOD[GOOD.index("  - id") :]
    with pytest.raises(RuleError, match=r'book\.yaml:7: rule "een": this id is given twice'):
        load_model(write(tmp_path, text), Book)


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"\xff\xfe", b"a: [1\n", b"a: 'b\n"])
def test_a_file_that_is_no_rule_book(tmp_path, content):
    path = tmp_path / "book.yaml"
    path.write_bytes(content)
    with pytest.raises(RuleError) as caught:
        load_model(path, Book)
    assert "book.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_such_file(tmp_path):
    with pytest.raises(RuleError, match="cannot be read"):
        load_yaml(tmp_path / "weg.yaml")
