"""``refresh NEW.txt``: a text is taken in, whole or not at all."""

import pytest
from letters import letter


@pytest.fixture
def new(tmp_path):
    """A text that somebody sent."""
    path = tmp_path / "brief van vandaag.txt"
    path.write_bytes(b"\xef\xbb\xbf" + letter(14, 2020).encode())
    return path


def test_a_text_is_copied_byte_for_byte_and_refreshed(project_folder, new):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    out = project_folder.refresh(
        str(new), "--name", "b", "--url", "https://example.org/b", "--reference-date", "2020-10"
    )
    assert "b (new, compared with a): " in out
    assert "12 -> 14 bedrijven (signatory, 2019-05)  [text]" in out
    assert (project_folder.root / "raw" / "b.txt").read_bytes() == new.read_bytes()
    document = project_folder.output("b")["document"]
    assert document["source"]["url"] == "https://example.org/b"
    assert document["source"]["path"] == "raw/b.txt"
    assert (document["reference_date"]["value"], document["reference_date"]["basis"]) == ("2020-10", "metadata")


def test_without_a_name_it_keeps_that_of_its_file(project_folder, new):
    project_folder.refresh(str(new))
    assert project_folder.output("brief-van-vandaag")["document"]["source"]["path"] == "raw/brief van vandaag.txt"


def test_taking_the_same_in_twice_changes_nothing(project_folder, new):
    arguments = (str(new), "--name", "b", "--reference-date", "2020")
    project_folder.refresh(*arguments)
    before = project_folder.tree()
    project_folder.refresh(*arguments)
    after = project_folder.tree()
    assert {name: after[name] for name in after if "current" not in name} == {
        name: before[name] for name in before if "current" not in name
    }


def test_dry_run_takes_nothing_in(project_folder, new):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    before = project_folder.tree(times=True)
    out = project_folder.refresh(str(new), "--name", "b", "--dry-run")
    assert "b (new, compared with a): " in out
    assert project_folder.tree(times=True) == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--name", "a"], "another text has this name"),
        (["--name", "../x"], "no name for a text"),
        (["--name", ".x"], "no name for a text"),
        (["--name", "manifest"], "no name for a text"),
        (["--name", "b", "--reference-date", "gisteren"], "gisteren"),
        (["--name", "c", "--url", "https://example.org/other"], "says something else"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_before_anything_is_written(project_folder, new, arguments, complaint):
    project_folder.write(a=letter(12), c=new.read_bytes().decode())
    (project_folder.root / "raw" / "c.meta.yaml").write_text("url: https://example.org/c\n")
    project_folder.refresh()
    before = project_folder.tree(times=True)
    status, out, err = project_folder.run("refresh", str(new), *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert complaint in err
    assert project_folder.tree(times=True) == before


@pytest.mark.parametrize("content", [b"\xff", b"a\x00b", b" \n"])
def test_what_is_no_text_is_not_taken_in(project_folder, new, content):
    new.write_bytes(content)
    status, _, err = project_folder.run("refresh", str(new), "--name", "b")
    assert (status, err.count("\n")) == (2, 1)
    assert list((project_folder.root / "raw").iterdir()) == []


def test_options_about_a_text_need_a_text(project_folder):
    status, _, err = project_folder.run("refresh", "--name", "b")
    assert (status, err.count("\n")) == (2, 1)
