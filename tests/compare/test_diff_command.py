"""``diff`` as a user runs it."""

import json

import pytest
from small_project import FIRST, SECOND


def changes_in(capsys):
    return [change for row in json.loads(capsys.readouterr().out) for change in row["changes"]]


def test_one_argument_is_compared_with_the_update_before_it(folder, capsys):
    folder.text("tweede", SECOND)
    folder.extract()
    assert folder.diff("tweede") == 1
    out = capsys.readouterr().out
    assert out.splitlines()[:6] == [
        "eerste -> tweede",
        "  goud",
        "    12 -> 15 bedrijven (signatory)  [text]",
        "      - 12 bedrijven en 3 ngo's hebben het convenant ondertekend.",
        "      + 15 bedrijven en 3 ngo's hebben het convenant ondertekend.",
        "    publication of tweede jaarrapportage: planned -> completed  [text]",
    ]
    assert out.splitlines()[-1] == "2 changed"


OPERANDS = [
    ("eerste", "tweede"),
    ("raw/eerste.txt", "tweede"),
    ("output/eerste.json", "output/tweede.json"),
    ("HEAD:output/eerste.json", "tweede"),
    ("HEAD:raw/eerste.txt", "raw/tweede.txt"),
]


@pytest.mark.parametrize(("old", "new"), OPERANDS)
def test_every_sort_of_operand_gives_the_same(folder, capsys, old, new):
    folder.commit()
    folder.text("tweede", SECOND)
    folder.extract()
    assert folder.diff(old, new, "--json") == 1
    found = changes_in(capsys)
    assert [(change["change"], change["fields"], change["cause"]) for change in found] == [
        ("changed", ["count"], "text"),
        ("changed", ["status"], "text"),
    ]


def test_folders_are_compared_document_by_document(folder, capsys):
    folder.commit()
    folder.text("eerste", FIRST.replace("3 ngo's", "vier ngo's"))
    folder.text("tweede", SECOND)
    folder.extract()
    assert folder.diff("HEAD:output", "output") == 1
    out = capsys.readouterr().out
    assert "tweede (new)" in out
    assert "3 -> 4 ngo's (signatory)  [text]" in out


def test_nothing_differs_when_the_text_only_moved(folder, capsys):
    folder.text("tweede", FIRST.replace("\n\n", "\n\n\n"))
    assert folder.diff("eerste", "raw/tweede.txt") == 0
    assert capsys.readouterr().out == "no differences in the facts\n"


def test_other_words_for_the_same_are_shown_when_asked_for(folder, capsys):
    folder.text("tweede", FIRST.replace("hebben het convenant ondertekend", "ondertekenden het convenant"))
    assert folder.diff("eerste", "raw/tweede.txt") == 0
    capsys.readouterr()
    assert folder.diff("eerste", "raw/tweede.txt", "--all") == 1
    assert "reworded: 12 bedrijven (signatory)" in capsys.readouterr().out


def test_a_fact_under_another_heading_has_moved(folder, capsys):
    goud = FIRST[FIRST.index("Convenant") :]
    metaal = "Convenant Metaal:\n\n- Er is een stuurgroep.\n"
    folder.text("a", FIRST + metaal)
    folder.text("b", FIRST.replace("- De tweede jaarrapportage wordt in januari 2020 gepubliceerd.\n", "") + metaal
                + "- De tweede jaarrapportage wordt in januari 2020 gepubliceerd.\n")  # fmt: skip
    assert goud
    assert folder.diff("raw/a.txt", "raw/b.txt", "--json") == 1
    moved = [change for change in changes_in(capsys) if change["kind"] == "events"]
    assert [(change["change"], change["covenant"]) for change in moved] == [("moved", "metaal")]


def test_markdown_keeps_the_signs_of_the_text(folder, capsys):
    folder.text("tweede", FIRST.replace("12 bedrijven", "14 *grote* bedrijven"))
    assert folder.diff("eerste", "raw/tweede.txt", "--format", "markdown") == 1
    out = capsys.readouterr().out
    assert out.startswith("## eerste -\\> tweede\n\n### goud\n")
    assert "\\*grote\\*" in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["niets", "eerste"], "niets: no file, folder, or document of output"),
        (["HEAD:output", "eerste"], "there is no git repository here"),
        (["eerste"], "there is no update before it"),
        (["a", "b", "c"], "diff compares two things"),
        (["raw", "eerste"], "no extractions"),
        (["output/manifest.json", "eerste"], "manifest.json: is no extraction"),
    ],
)
def test_what_cannot_be_compared_is_one_line(folder, capsys, arguments, complaint):
    assert folder.diff(*arguments) == 2
    err = capsys.readouterr().err
    assert complaint in err
    assert err.count("\n") == 1


def test_an_unknown_revision_is_one_line(folder, capsys):
    folder.commit()
    assert folder.diff("nothing:output", "output") == 2
    assert capsys.readouterr().err == "imvo-extract: nothing: no such revision in this git repository\n"
