"""``review`` without a terminal, and what becomes of its decisions in later refreshes."""

import json

import pytest
import yaml

GOUD = "brief:goud/party/company"


@pytest.fixture
def three(work):
    work.refresh(("tekenden 12", "tekenden 14"), ("ruim 40", "ruim 45"), ("20 merken", "22 merken"))
    return work


def fails(work, capsys, *arguments):
    """Runs a review that must refuse; returns its one line."""
    before = work.state()
    assert work.run("review", *arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()[-1:]
    assert line.startswith("imvo-extract: ")
    assert work.state() == before
    return line


def test_list_names_every_change_in_order(three, capsys):
    capsys.readouterr()
    assert three.run("review", "--list") == 1
    out = capsys.readouterr().out
    assert out.index("brief: goud") < out.index(f"  {GOUD}\n    12 -> 14 bedrijven") < out.index("brief: metaal")
    assert out.count("[text]") == 3


def test_list_as_json(three, capsys):
    capsys.readouterr()
    assert three.run("review", "--list", "--json") == 1
    listed = json.loads(capsys.readouterr().out)
    assert [(one["document"], one["cause"]) for one in listed] == [("brief", "text")] * 3
    assert listed[0]["id"] == GOUD
    assert listed[0]["new"]["quote"] == "Op 3 mei 2019 tekenden 14 bedrijven het convenant."
    assert listed[0]["sentence"].startswith("12 -> 14 bedrijven")


def test_nothing_pending(work, capsys):
    for arguments in ((), ("--list",)):
        assert work.run("review", *arguments) == 0
        assert "nothing is pending" in capsys.readouterr().err
    assert work.run("review", "--list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_accepting_some_leaves_the_rest(three):
    before = three.output()
    ids = [ident for *_, ident in three.pending()]
    assert three.run("review", "--accept", *ids[:2]) == 0
    assert [ident for *_, ident in three.pending()] == ids[2:]
    assert three.run("review", "--accept-all") == 0
    assert three.pending() == []
    assert three.output() == before
    assert not three.decisions.exists()


def test_what_is_refused(three, capsys):
    assert "no pending change has this id" in fails(three, capsys, "--accept", GOUD, "brief:goud/event/nothing")
    assert "no pending change has this id" in fails(three, capsys, "--reject", "x", "--reason", "y")
    assert "--reason" in fails(three, capsys, "--reject", GOUD)
    assert "--reason goes with" in fails(three, capsys, "--accept-all", "--reason", "y")
    assert "--json goes with" in fails(three, capsys, "--json")
    assert "field and its value" in fails(three, capsys, "--edit", GOUD)
    assert "field and its value" in fails(three, capsys, "--edit", GOUD, "15")
    assert "no field 'value'" in fails(three, capsys, "--edit", GOUD, "value=15")
    assert "needs a terminal" in fails(three, capsys)
    three.decisions.write_text("decisions:\n  - {document: a}\n")
    assert "decisions.yaml:2: " in fails(three, capsys, "--reject", GOUD, "--reason", "y")


def test_a_rejected_record_stays_away_until_its_statement_changes(three, capsys):
    assert three.run("review", "--reject", GOUD, "--reason", "dat waren er 12", "--by", "Anna") == 0
    assert "rejected: goud/party/company" in capsys.readouterr().err

    def is_away():
        return three.find("counts", value=14) == three.find("parties", count=14) == []

    assert is_away()
    assert three.rejections() == ["rejected by Anna: dat waren er 12"] * 2
    assert three.run("review", "--accept-all") == 0
    # Three later refreshes: of a text with more before it, with the statement wrapped, and of other words elsewhere.
    three.refresh(("Stand van zaken\n", "Stand van zaken\n\nDit is een overzicht.\n"))
    assert is_away()
    three.refresh(("14 bedrijven het", "14\u00a0bedrijven\nhet"))
    assert is_away()
    three.refresh(("5 ngo's", "6 ngo's"))
    assert is_away()
    # A change of rules that gives every record of the covenant another id.
    assert three.run("review", "--accept-all") == 0
    three.change(three.root / "rules" / "covenants.yaml", ("- id: goud\n", "- id: edelmetaal\n"))
    assert three.run("refresh") == 0
    assert three.find("parties", covenant="edelmetaal", kind="ngo")
    assert is_away()
    assert not any(one["check"] == "stale-decision" for one in three.output()["issues"])
    three.change(three.root / "rules" / "covenants.yaml", ("- id: edelmetaal\n", "- id: goud\n"))
    assert three.run("refresh") == 0
    assert is_away()
    # And then the statement itself.
    capsys.readouterr()
    three.refresh(("tekenden 14", "tekenden alle 14"))
    assert not is_away()
    assert "is stale" in capsys.readouterr().out
    issues = [one for one in three.output()["issues"] if one["check"] == "stale-decision"]
    assert [one["severity"] for one in issues] == ["warning"] * 2
    assert three.rejections() == []
    # Who accepts what the text says now lets go of them.
    assert three.run("review", "--accept-all") == 0
    assert "decisions: []" in three.decisions.read_text()
    assert not any(one["check"] == "stale-decision" for one in three.output()["issues"])
    assert three.run("check") == 0


def test_correcting_a_value(three, capsys):
    assert three.run("review", "--edit", GOUD, "count=15", "role=participant") == 0
    (party,) = three.find("parties", id="goud/party/company")
    assert (party["count"], party["role"], party["decision"]) == (15, "participant", "corrected")
    assert [one["by"] for one in yaml.safe_load(three.decisions.read_text())["decisions"]] == ["anna", "anna"]
    assert GOUD not in {ident for *_, ident in three.pending()}


def test_correcting_the_date_of_a_count(three):
    ident = next(ident for _, kind, _, ident in three.pending() if kind == "counts")
    assert three.run("review", "--edit", ident, "as_of=2018-11") == 0
    (count,) = three.find("counts", value=45)
    (date,) = three.find("dates", id=count["as_of"])
    assert (date["value"], date["latest"], date["decision"]) == ("2018-11", "2018-11-30", "corrected")


def test_rejecting_what_rules_changed_puts_the_old_value_back(work):
    work.change(work.root / "rules" / "counts.yaml", ("before: [ruim, meer dan", "before: [meer dan"))
    assert work.run("refresh") == 0
    ((_, kind, change, ident),) = work.pending()
    assert (kind, change) == ("counts", "changed")
    assert work.find("counts", value=40)[0]["comparator"] != "more-than"
    assert work.run("review", "--reject", ident, "--reason", "er staat ruim") == 0
    (count,) = work.find("counts", value=40)
    assert (count["comparator"], count["decision"]) == ("more-than", "corrected")
    assert work.pending() == []
    # When the rules are mended, the correction is idle.
    work.change(work.root / "rules" / "counts.yaml", ("before: [meer dan", "before: [ruim, meer dan"))
    assert work.run("refresh") == 0
    (count,) = work.find("counts", value=40)
    assert (count["comparator"], count["decision"]) == ("more-than", None)
    assert work.pending() == []


def test_rejecting_what_rules_lost_keeps_it(work, capsys):
    (before,) = work.find("events", type="publication")
    work.change(work.root / "rules" / "events.yaml", ("publish: [publiceren, ", "publish: ["))
    assert work.run("refresh") == 0
    lost = [ident for _, kind, change, ident in work.pending() if (kind, change) == ("events", "removed")]
    assert lost == [f"brief:{before['id']}"]
    assert work.run("review", "--reject", *lost, "--reason", "het is gepubliceerd") == 0
    (kept,) = work.find("events", type="publication")
    assert kept["decision"] == "kept"
    assert {**kept, "decision": None, "dates": (), "counts": ()} == {**before, "dates": (), "counts": ()}
    # It stays when text before it is added, and goes with its statement.
    work.refresh(("Stand van zaken\n", "Stand van zaken\n\nDit is een overzicht.\n"))
    assert len(work.find("events", type="publication")) == 1
    work.refresh(("een rapport", "een verslag"))
    assert work.find("events", type="publication") == []
    assert any(one["check"] == "stale-decision" for one in work.output()["issues"])


def test_what_is_gone_with_its_statement_cannot_be_kept(work, capsys):
    work.refresh((" In totaal doen 5 ngo's mee.", ""))
    ident = next(ident for *_, change, ident in work.pending() if change == "removed")
    assert "no longer in brief" in fails(work, capsys, "--reject", ident, "--reason", "toch wel")
    assert "gone" in fails(work, capsys, "--edit", ident, "count=6")


def test_what_only_the_update_before_says_cannot_be_kept(work, capsys):
    content = work.text.read_text(encoding="utf-8").replace(" In totaal doen 5 ngo's mee.", "")
    (work.root / "vervolg.txt").write_text(content, encoding="utf-8")
    dates = ("--reference-date", "2020-10")
    assert work.run("refresh", "vervolg.txt", *dates) == 0
    gone = [(document, ident) for document, _, change, ident in work.pending() if change == "removed"]
    assert {document for document, _ in gone} == {"vervolg"}
    line = fails(work, capsys, "--reject", gone[0][1], "--reason", "toch wel")
    assert "is in brief and not in vervolg" in line


def test_several_are_rejected_as_far_as_they_can_be(work, capsys):
    work.refresh((" In totaal doen 5 ngo's mee.", ""), ("20 merken", "22 merken"))
    ids = [ident for *_, ident in work.pending()]
    assert work.run("review", "--reject", *ids, "--reason", "onjuist") == 2
    assert work.find("counts", value=22) == []
    assert {change for *_, change, _ in work.pending()} == {"removed"}


def test_a_text_that_changed_since_the_refresh_is_not_decided_about(three, capsys):
    three.change(three.text, ("Stand van zaken\n", "Stand van zaken!\n"))
    assert "refresh, then review" in fails(three, capsys, "--reject", GOUD, "--reason", "onjuist")


def test_decisions_about_other_documents_by_hand_are_done_as_well(three):
    other = three.root / "raw" / "ander.txt"
    other.write_text("Convenant Goud\n\nOp 3 mei 2018 tekenden 9 bedrijven het convenant.\n", encoding="utf-8")
    assert three.run("refresh") == 0
    by_hand = {
        "document": "ander", "record": "goud/count/bedrijf", "kind": "counts", "decision": "reject", "by": "Bram",
        "quote": "Op 3 mei 2018 tekenden 9 bedrijven het convenant.", "mention": "9",
    }  # fmt: skip
    three.decisions.write_text(yaml.safe_dump({"decisions": [by_hand]}), encoding="utf-8")
    assert three.run("review", "--reject", GOUD, "--reason", "onjuist") == 0
    assert all(one["value"] != 9 for one in three.output("ander")["counts"])
    assert three.find("parties", count=14) == []
    before = three.state()
    assert three.run("refresh") == 0
    assert three.state() == before
