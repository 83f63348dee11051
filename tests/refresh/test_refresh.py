"""``imvo-extract refresh`` as a user calls it."""

import json
import subprocess

import pytest
from letters import letter

GIT = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]


def test_a_first_text_is_all_new(project_folder):
    project_folder.write(goud_2019=letter(12))
    assert project_folder.refresh().startswith("goud-2019 (new, with no update before it): ")
    assert project_folder.output("goud-2019")["document"]["reference_date"]["value"] == "2019-11-04"
    assert {change["change"] for change in project_folder.pending("goud-2019")} == {"added"}


def test_the_second_refresh_changes_nothing_not_even_a_time(project_folder):
    project_folder.write(a=letter(12), b=letter(14, 2020))
    project_folder.refresh()
    before = project_folder.tree(times=True)
    assert project_folder.run("refresh") == (0, "", "output is up to date\n")
    assert project_folder.run("refresh", "--json")[:2] == (0, '{\n  "documents": [],\n  "gone": []\n}\n')
    assert project_folder.tree(times=True) == before


def test_a_file_that_was_only_touched_is_no_work(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.write(a=letter(12))
    before = project_folder.tree(times=True)
    assert project_folder.run("refresh") == (0, "", "output is up to date\n")
    assert project_folder.tree(times=True) == before


def test_a_changed_number_is_told_with_its_cause_and_is_pending(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.seen()
    project_folder.write(a=letter(14))
    out = project_folder.refresh()
    assert out == "a (other text): 1 change\n  goud\n    12 -> 14 bedrijven (signatory, 2019-05)  [text]\n"
    assert project_folder.numbers("a") == [(12, 14)]


def test_two_refreshes_before_a_review_are_one_change(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.seen()
    for number, pending in ((14, [(12, 14)]), (15, [(12, 15)]), (12, [])):
        project_folder.write(a=letter(number))
        project_folder.refresh()
        assert project_folder.numbers("a") == pending
    assert project_folder.pending() == []


def test_pending_changes_keep_pace_with_their_places_in_the_text(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.seen()
    project_folder.write(a=letter(14))
    project_folder.refresh()
    project_folder.write(a="Inleiding.\n\n" + letter(14))
    project_folder.refresh()
    (change,) = project_folder.pending("a")
    span = change["new"]["records"][0]["span"]
    text = (project_folder.root / "raw" / "a.txt").read_text(encoding="utf-8")
    assert text[span["start"] : span["end"]] == span["text"] == "14 bedrijven"


def test_a_new_document_is_compared_with_the_update_before_it(project_folder):
    project_folder.write(z=letter(12, 2018), b=letter(13, 2019))
    project_folder.refresh()
    project_folder.seen()
    # Of two new ones the later is compared with the earlier, whatever they are called.
    project_folder.write(a=letter(15, 2021), m=letter(14, 2020), old=letter(11, 2017))
    out = project_folder.refresh()
    assert "m (new, compared with b): " in out
    assert "a (new, compared with m): " in out
    assert "old (new, with no update before it): " in out
    assert project_folder.numbers("m") == [(13, 14)]
    assert project_folder.numbers("a") == [(14, 15)]


def test_json_has_the_changes(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.write(a=letter(14))
    (document,) = json.loads(project_folder.refresh("--json"))["documents"]
    (change,) = document["changes"]
    assert (document["document"], document["reason"], document["error"]) == ("a", "other text", None)
    assert (change["change"], change["fields"], change["cause"]) == ("changed", ["count"], "text")


def forget_publications(rules):
    """Changes the rules so that "publiceren" is no verb of publishing any more."""
    path = rules / "events.yaml"
    content = path.read_text(encoding="utf-8")
    assert "publiceren" in content
    path.write_text(content.replace("publiceren", "publicerenn"), encoding="utf-8")


def test_a_changed_rule_is_the_cause(project_folder, rules):
    project_folder.write(a=letter(12))
    project_folder.refresh("--rules", str(rules))
    forget_publications(rules)
    (document,) = json.loads(project_folder.refresh("--rules", str(rules), "--json"))["documents"]
    assert document["reason"] == "other rules"
    assert {(change["change"], change["kind"], change["cause"]) for change in document["changes"]} >= {
        ("removed", "events", "rules")
    }


@pytest.mark.parametrize("kept_in", ["attic", "git", "nowhere"])
def test_text_and_rules_changed_at_once(project_folder, rules, kept_in):
    root = project_folder.root
    project_folder.write(a=letter(12))
    if kept_in == "git":
        rules = rules.rename(root / "rules")
        subprocess.run([*GIT, "init", "-q"], check=True)
        subprocess.run([*GIT, "add", "-A"], check=True)
        subprocess.run([*GIT, "commit", "-qm", "x"], check=True)
    project_folder.refresh("--rules", str(rules))
    if kept_in != "attic":
        for path in (root / ".imvo-extract" / "attic").iterdir():
            path.unlink()
    forget_publications(rules)
    project_folder.write(a=letter(14))
    (document,) = json.loads(project_folder.refresh("--rules", str(rules), "--json"))["documents"]
    if kept_in == "nowhere":
        assert "no longer at hand" in document["note"]
        return
    causes = {change["kind"]: change["cause"] for change in document["changes"]}
    assert causes["parties"] == "text"
    assert causes["events"] == "rules"


def test_a_text_that_is_gone_is_told_and_removed_with_prune_only(project_folder):
    project_folder.write(a=letter(12), b=letter(13, 2020))
    project_folder.refresh()
    (project_folder.root / "raw" / "b.txt").unlink()
    before = project_folder.tree(times=True)
    status, _, err = project_folder.run("refresh")
    assert status == 0
    assert "b: the raw text is gone" in err
    assert project_folder.tree(times=True) == before
    assert "removed" in project_folder.run("refresh", "--prune")[2]
    assert project_folder.pending() == ["a"]
    assert sorted(path.name for path in (project_folder.root / "output").iterdir()) == ["a.json", "manifest.json"]
    assert project_folder.run("refresh") == (0, "", "output is up to date\n")


def test_dry_run_tells_the_same_and_writes_nothing(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.write(a=letter(14), b=letter(15, 2020))
    before = project_folder.tree(times=True)
    told = project_folder.refresh("--dry-run")
    assert project_folder.tree(times=True) == before
    assert project_folder.refresh() == told


def test_output_that_was_edited_is_mended_and_the_difference_is_pending(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.seen()
    path = project_folder.root / "output" / "a.json"
    good = path.read_bytes()
    path.write_bytes(good.replace(b'"role": "signatory"', b'"role": "supporter"'))
    assert "12 bedrijven: supporter -> signatory  [cause unknown]" in project_folder.refresh()
    assert path.read_bytes() == good
    assert [change["fields"] for change in project_folder.pending("a")] == [["role"]]


@pytest.mark.parametrize("content", [b"", b"{", b'{"document": 1}', b"\xff"])
def test_broken_output_is_made_anew(project_folder, content):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    path = project_folder.root / "output" / "a.json"
    good = path.read_bytes()
    path.write_bytes(content)
    project_folder.refresh()
    assert path.read_bytes() == good


def test_a_manifest_of_an_earlier_version(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    before = project_folder.tree()
    path = project_folder.root / "output" / "manifest.json"
    content = json.loads(path.read_text())
    for name in ("program_sha256", "reference_date"):
        del content["documents"]["a"][name]
    path.write_text(json.dumps(content))
    assert project_folder.refresh() == ""
    after = project_folder.tree()
    assert {name: after[name] for name in after if "current" not in name} == {
        name: before[name] for name in before if "current" not in name
    }


def test_what_was_decided_is_told_and_never_pending(project_folder):
    project_folder.write(a=letter(12), b=letter(13, 2020))
    project_folder.refresh()
    record = next(one for one in project_folder.output("a")["parties"] if one["count"] == 12)
    quote = "12 bedrijven hebben in mei 2019 het convenant ondertekend."
    (project_folder.root / "decisions.yaml").write_text(
        "decisions:\n"
        f"  - {{document: a, record: {record['id']}, kind: parties, decision: correct, quote: '{quote}',\n"
        "     mention: '12', values: {role: supporter}, by: An}\n"
    )
    status, out, err = project_folder.run("refresh")
    assert (status, err) == (0, "1 of 2 documents extracted\n")
    assert "12 bedrijven: signatory -> supporter  [decision]" in out
    assert 12 not in {new for _, new in project_folder.numbers("a")}
    assert project_folder.run("refresh") == (0, "", "output is up to date\n")
    project_folder.write(a=letter(14))
    out = project_folder.refresh()
    assert f"the decision about {record['id']} is stale" in out
    assert project_folder.run("check")[0] == 1


@pytest.mark.parametrize("place", ["raw/b.txt", "raw/b.meta.yaml"])
def test_one_text_that_cannot_be_used_harms_no_other(project_folder, place):
    project_folder.write(a=letter(12), b=letter(13, 2020), c=letter(14, 2021))
    project_folder.refresh()
    good = (project_folder.root / "output" / "b.json").read_bytes()
    project_folder.write(a=letter(22), c=letter(24, 2021))
    (project_folder.root / place).write_bytes(b"titel: \xff")
    for _ in range(2):
        status, _, err = project_folder.run("refresh")
        assert status == 2
        assert [line for line in err.splitlines() if line.startswith("imvo-extract: ")] == err.splitlines()[:1]
    assert (project_folder.root / "output" / "b.json").read_bytes() == good
    assert project_folder.numbers("a") == [(None, 22)]
    assert project_folder.output("c")["parties"][0]["count"] == 24


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("rules/dates.yaml", "- x"),
        ("output/manifest.json", "{"),
        ("pending/a.json", "{"),
        ("decisions.yaml", "decisions: 3"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_nothing_is_changed(project_folder, rules, path, content):
    rules.rename(project_folder.root / "rules")
    project_folder.write(a=letter(12))
    project_folder.refresh("--rules", "rules")
    project_folder.write(a=letter(14))
    (project_folder.root / path).write_text(content)
    before = project_folder.tree(times=True)
    status, out, err = project_folder.run("refresh", "--rules", "rules")
    assert (status, out, err.count("\n")) == (2, "", 1)
    after = project_folder.tree(times=True)
    assert {name: after[name] for name in before} == before
    assert not [name for name in after if name not in before and not name.startswith(".imvo-extract/")]


@pytest.mark.parametrize("name", ["manifest", "a b"])
def test_names_that_cannot_be_documents(project_folder, name):
    project_folder.write(**{"a-b": letter(12), name: letter(13)})
    status, _, err = project_folder.run("refresh")
    assert (status, err.count("\n")) == (2, 1)
    assert "rename" in err
    assert not (project_folder.root / "output").exists()


def test_outside_a_project(tmp_path, monkeypatch, capsys):
    from imvo_extract.cli import main

    monkeypatch.chdir(tmp_path)
    assert main(["refresh"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_decisions_and_a_text_that_is_gone_at_once(project_folder):
    project_folder.write(a=letter(12), b=letter(13, 2020))
    project_folder.refresh()
    (project_folder.root / "raw" / "b.txt").unlink()
    (project_folder.root / "decisions.yaml").write_text("decisions: []\n")
    assert project_folder.run("refresh", "--prune")[0] == 0
    assert project_folder.run("refresh") == (0, "", "output is up to date\n")
    assert len(list((project_folder.root / ".imvo-extract" / "attic").iterdir())) == 2


def test_decisions_about_an_unknown_document_are_told(project_folder):
    project_folder.write(a=letter(12))
    decision = (
        "{document: onbekend, record: goud/count/bedrijf, kind: counts, decision: reject, quote: x, mention: x, by: y}"
    )
    (project_folder.root / "decisions.yaml").write_text(f"decisions:\n  - {decision}\n", encoding="utf-8")
    status, _, told = project_folder.run("refresh")
    assert status == 0
    assert "onbekend: decisions are about it, but it has no raw text; they have no effect" in told


def test_an_output_folder_that_is_a_file_is_one_line(project_folder):
    project_folder.write(a=letter(12))
    (project_folder.root / "afile").write_text("x", encoding="utf-8")
    status, _, told = project_folder.run("refresh", "--output", "afile")
    assert (status, told) == (2, "imvo-extract: afile: this is a file; name a folder for the output\n")


@pytest.mark.parametrize("most", ["0", "-1", "1"])
def test_check_counts_what_it_does_not_print(project_folder, most):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    status, out, err = project_folder.run("check", "--most", most)
    assert (status, err) == (1, "")
    assert out.splitlines()[-1].startswith("... and ")
