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
            f"\nlisted {len(counted)}, found {len(hits)} ({recall:.3f}); shown {len(shown)}, right {len(right)}"
            f" ({precision:.3f})"
        )
        for row in counted:
            if not row.found:
                print("missed", row.covenant, row.group, row.change, row.says)
        for change in shown:
            if change not in right:
                print("not listed", change.covenant, change.change, change.kind, change.side.values, change.side.quote)
    assert recall >= 0.90
    assert precision >= 0.90
