"""What is pending tells the difference from what was last reviewed, however many refreshes lie between."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.compare.change import Side, derive
from imvo_extract.refresh.pending import Pending, load_pending, merge, read_pending, save_pending
from imvo_extract.store.files import StoreError

NAMES = ("goud/party/bedrijf", "goud/party/ngo", "goud/count/merk")


def side(name, value):
    record = {"id": name, "covenant": "goud", "span": {"start": 0, "end": 2, "text": str(value)}}
    return Side(document="brief", records=(record,), values={"value": value}, quote=f"Er zijn {value}.")


def changes(old, new, cause="text"):
    """The changes from one state (name: value) to another."""
    sides = ((side(name, old[name]) if name in old else None, side(name, new[name]) if name in new else None)
             for name in NAMES)  # fmt: skip
    found = (derive("counts", one, other, cause=cause) for one, other in sides)
    return [change for change in found if change is not None]


def told(listed):
    return sorted((change.side.id, change.change, *(one and one.values["value"] for one in (change.old, change.new)))
                  for change in listed)  # fmt: skip


STATES = st.lists(st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3)), min_size=2, max_size=5)


@given(STATES)
def test_many_refreshes_are_as_one(states):
    pending = []
    for old, new in pairwise(states):
        pending = merge(pending, changes(old, new))
    assert told(pending) == told(changes(states[0], states[-1]))


@given(STATES)
def test_a_decision_is_never_pending(states):
    pending = merge([], changes(states[0], states[1]))
    assert merge(pending, changes(states[1], {}, cause="decision")) == [
        change for change in pending if change.new is None
    ]


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [("text", "text", "text"), ("text", "rules", "both"), ("both", "rules", "both"), ("program", "text", None)],
)
def test_the_causes_of_two_changes(first, second, both):
    pending = merge([], changes({NAMES[0]: 93}, {NAMES[0]: 97}, first))
    (change,) = merge(pending, changes({NAMES[0]: 97}, {NAMES[0]: 98}, second))
    assert (change.old.values["value"], change.new.values["value"], change.cause) == (93, 98, both)


def test_what_is_saved_is_sorted_and_read_back(tmp_path):
    listed = changes({NAMES[0]: 1}, {NAMES[1]: 2, NAMES[2]: 3})
    assert save_pending(tmp_path, "brief", reversed(listed), "abc")
    assert not save_pending(tmp_path, "brief", listed, "abc")
    assert read_pending(tmp_path, "brief") == Pending(tuple(sorted(listed, key=lambda one: one.id)), "abc")
    # A review takes something out and does not know of hashes.
    save_pending(tmp_path, "brief", listed[:1])
    assert load_pending(tmp_path) == {"brief": tuple(listed[:1])}
    assert read_pending(tmp_path, "brief").output_sha256 == "abc"


def test_where_nothing_is_pending_there_is_no_file(tmp_path):
    save_pending(tmp_path, "brief", changes({}, {NAMES[0]: 1}), "abc")
    assert save_pending(tmp_path, "brief", [])
    assert list(tmp_path.iterdir()) == []
    assert not save_pending(tmp_path, "brief", [])
    assert load_pending(tmp_path) == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"output_sha256": "a", "changes": [{"id": 1}]}'])
def test_a_broken_file_is_told(tmp_path, content):
    (tmp_path / "brief.json").write_text(content)
    with pytest.raises(StoreError, match="holds no pending changes"):
        load_pending(tmp_path)
