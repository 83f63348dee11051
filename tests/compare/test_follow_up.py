"""The changes between the first update and the one that follows it, against a reviewer's list of them."""

import pytest
import yaml
from change_gold import judge

from imvo_extract.compare.changes import changes
from imvo_extract.documents.source import read_source
from imvo_extract.evaluate.gold import read_gold


@pytest.fixture(scope="module")
def follow_up(extractor, shared):
    """The list, the changes, and the two texts."""
    paths = [shared / "raw/stand-van-zaken-2019-11.txt", shared / "dev/vervolg-2020-10.txt"]
    sources = [read_source(path) for path in paths]
    old, new = (extractor.extract_source(source) for source in sources)
    texts = [source.text for source in sources]
    listed = yaml.safe_load((shared / "dev/vervolg-2020-10.changes.yaml").read_text(encoding="utf-8"))
    gold = read_gold(shared / "gold/vervolg-2020-10.gold.yaml", texts[1])["events"]
    types = [(row.start, row.end, row.fields.get("type", ())) for row in gold]
    return listed, changes(old, texts[0], new, texts[1]), texts, types


def test_what_a_reviewer_would_list_is_shown_and_little_else(follow_up, capsys):
    listed, found, texts, types = follow_up
    shown = [change for change in found if change.change != "reworded"]
    counted, hits, right = judge(listed, shown, texts, types)
    recall, precision = len(hits) / len(counted), len(right) / len(shown)
    with capsys.disabled():
        print(
            f"\nof {len(counted)} listed changes {recall:.3f} are shown;"
            f" of {len(shown)} shown {precision:.3f} are listed"
        )
    missed = [(row.covenant, row.group, row.change, row.says) for row in counted if not row.found]
    assert recall >= 0.90, missed
    assert precision >= 0.90, [change.id for change in shown if change not in right]


def test_what_is_only_said_in_other_words_is_not_shown_as_changed(follow_up):
    listed, found, (old_text, new_text), _ = follow_up
    reworded = [row for groups in listed["changes"].values() for row in groups.get("reworded") or ()]
    assert len(reworded) > 10
    wrong = []
    for row in reworded:
        for change in found:
            if (
                change.change == "changed"
                and _in(row["old_text"], change.old, old_text)
                and _in(row["new_text"], change.new, new_text)
            ):
                wrong.append((row["fact"], change.id, change.fields))
    assert not wrong


def test_the_same_update_twice_has_no_changes(extractor, shared):
    source = read_source(shared / "dev/vervolg-2020-10.txt")
    extraction = extractor.extract_source(source)
    assert changes(extraction, source.text, extraction, source.text) == []


def test_seen_from_the_other_side_what_is_new_is_gone(follow_up, extractor):
    _, found, (old_text, new_text), _ = follow_up
    old = extractor.extract(old_text, id="stand-van-zaken-2019-11")
    new = extractor.extract(new_text, id="vervolg-2020-10")
    back = changes(new, new_text, old, old_text)
    other = {"added": "removed", "removed": "added"}
    assert sorted(_sides(change, other.get(change.change, change.change)) for change in back) == sorted(
        _sides(change, change.change, swap=True) for change in found
    )


def _sides(change, kind, swap=False):
    sides = (change.old.id if change.old else "", change.new.id if change.new else "")
    return (kind, *(sides[::-1] if swap else sides))


def _in(quote, side, text):
    if side is None:
        return False
    at = text.replace("\u00a0", " ").find(quote)
    span = side.records[0]["span"]
    return at <= span["start"] and span["end"] <= at + len(quote)
