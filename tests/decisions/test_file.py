"""decisions.yaml: an analyst may write in it, and the program leaves that as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.decisions.decision import Decision
from imvo_extract.decisions.file import load_decisions, save_decisions, sha_of
from imvo_extract.errors import UnusableInputError

HAND = """\
# Van ons, de redactie.

decisions:
# het eerste
- document: goud
  record: goud/count/bedrijf     # waar het over gaat
  kind: counts
  decision: reject
  quote: "Op 3 mei 2019 tekenden 12 bedrijven."
  mention: "12"
  by: Anna
  why: >
    een schatting
# het tweede
- {document: goud, record: goud, kind: covenants, decision: correct, quote: Convenant Goud, mention: Convenant Goud,
   values: {status: ended}, by: Bram}
"""


def decision(**more):
    fields = {
        "document": "goud", "record": "goud/count/ngo", "kind": "counts", "decision": "reject",
        "quote": "Er zijn 3 ngo's.", "mention": "3", "by": "Anna",
    }  # fmt: skip
    return Decision.model_validate(fields | more)


def test_no_file_is_no_decisions(tmp_path):
    assert load_decisions(tmp_path / "decisions.yaml") == ()


@pytest.mark.parametrize("content", ["", "# niets\n", "decisions:\n", "decisions: []\n"])
def test_an_empty_file_is_no_decisions(tmp_path, content):
    path = tmp_path / "decisions.yaml"
    path.write_text(content)
    assert load_decisions(path) == ()


def test_what_people_wrote_stays_when_a_decision_is_added(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text(HAND)
    decisions = load_decisions(path)
    assert [one.decision for one in decisions] == ["reject", "correct"]
    assert not save_decisions(path, decisions)
    assert save_decisions(path, [*decisions, decision()])
    assert path.read_text().startswith(HAND)
    assert load_decisions(path) == (*decisions, decision())
    assert save_decisions(path, [decisions[1], decision()])
    assert "het eerste" not in path.read_text()
    assert "# het tweede\n- {document" in path.read_text()
    assert path.read_text().startswith("# Van ons, de redactie.\n")
    assert save_decisions(path, [])
    assert path.read_text() == "# Van ons, de redactie.\n\ndecisions: []\n"


@pytest.mark.parametrize("layout", ["decisions: [{}]\n", "---\ndecisions:\n  - {}\n", "decisions:\n  -\n    {}\n"])
def test_other_layouts_are_written_anew(tmp_path, layout):
    one = "{document: a, record: b, kind: events, decision: reject, quote: c, mention: d, by: e}"
    path = tmp_path / "decisions.yaml"
    path.write_text(layout.replace("{}", one))
    (before,) = load_decisions(path)
    save_decisions(path, [before, decision()])
    assert load_decisions(path) == (before, decision())


def test_anchors_are_resolved_when_a_piece_is_taken_away(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text(HAND.replace("by: Anna", "by: &wie Anna").replace("by: Bram", "by: *wie"))
    decisions = load_decisions(path)
    save_decisions(path, decisions[1:])
    assert load_decisions(path) == decisions[1:]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("kind: counts", "soort: counts"), 7, "soort"),
        (("decision: reject", "decision: weg"), 8, "reject"),
        (("status: ended", "status: klaar"), 16, "status"),
        (("status: ended", "name: Goud"), 16, "name of covenants cannot be corrected"),
        (("  by: Anna\n", ""), 5, '"by" is missing'),
        (('mention: "12"', "mention: [12"), 11, "YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, change, line, says):
    path = tmp_path / "decisions.yaml"
    path.write_text(HAND.replace(*change))
    with pytest.raises(UnusableInputError) as error:
        load_decisions(path)
    assert str(error.value).startswith(f"decisions.yaml:{line}: ")
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    # What cannot be read is not written over.
    with pytest.raises(UnusableInputError):
        save_decisions(path, [decision()])
    assert path.read_text() == HAND.replace(*change)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "correct"},
        {"values": {"value": 4}},
        {"decision": "keep", "values": {"id": "x"}},
        {"decision": "correct", "values": {"value": "veel"}},
        {"kind": "dates", "decision": "correct", "values": {"value": "volgend jaar"}},
        {"kind": "dates", "decision": "correct", "values": {"value": "2019-02-30"}},
    ],
)
def test_values_that_do_not_fit_are_refused(wrong):
    with pytest.raises(ValueError, match="value"):
        decision(**wrong)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
WORDS = TEXTS.filter(lambda text: text.split())


@given(
    quote=WORDS,
    mention=WORDS,
    by=TEXTS,
    why=TEXTS,
    value=st.integers() | st.floats(allow_nan=False, allow_infinity=False),
)
def test_what_is_written_is_read_back(tmp_path_factory, quote, mention, by, why, value):
    """Law: any text survives the file, YAML's special words and signs included."""
    path = tmp_path_factory.mktemp("d") / "decisions.yaml"
    one = decision(
        quote=quote, mention=mention, by=by, why=why, decision="correct", values={"value": value, "unit": why}
    )
    assert save_decisions(path, [one, decision()])
    assert load_decisions(path) == (one, decision())
    assert not save_decisions(path, [one, decision()])


def test_the_hash_is_of_a_documents_own_decisions():
    ours, theirs = decision(), decision(document="banken")
    assert sha_of([], "goud") is None
    assert sha_of([theirs], "goud") is None
    assert sha_of([ours, theirs], "goud") == sha_of([ours], "goud")
    assert sha_of([decision(why="x")], "goud") != sha_of([ours], "goud")
