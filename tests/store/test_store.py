"""Output is written whole or not at all."""

import json
import os

import pytest

from imvo_extract.store.files import StoreError, write_atomically
from imvo_extract.store.manifest import Entry, Manifest, read_manifest, write_manifest

ENTRY = Entry(raw_sha256="a", rules_sha256="b", output_sha256="c", version="1")


def test_writing_the_same_again_changes_nothing_not_even_the_time(tmp_path):
    path = tmp_path / "out" / "a.json"
    assert write_atomically(path, "één\n")
    os.utime(path, ns=(1, 1))
    assert not write_atomically(path, "één\n")
    assert path.stat().st_mtime_ns == 1


def test_what_was_there_is_replaced_and_nothing_else_is_left_behind(tmp_path):
    path = tmp_path / "a.json"
    write_atomically(path, "oud")
    write_atomically(path, "nieuw")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "nieuw"


def test_a_folder_in_the_way_is_told_and_left_alone(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        write_atomically(tmp_path / "a.json", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        write_atomically(tmp_path / "out" / "a.json", "x")


def test_the_manifest_is_sorted_and_read_back(tmp_path):
    entries = {"b": ENTRY, "a": ENTRY}
    assert write_manifest(tmp_path, entries)
    assert not write_manifest(tmp_path, dict(reversed(entries.items())))
    assert list(json.loads((tmp_path / "manifest.json").read_text())["documents"]) == ["a", "b"]
    assert read_manifest(tmp_path) == Manifest(entries)


def test_no_manifest_is_an_empty_one(tmp_path):
    assert read_manifest(tmp_path) == Manifest({})


@pytest.mark.parametrize("content", ["{", "[]", '{"documents": {"a": {"raw": 1}}}', '{"documents": 1}'])
def test_a_broken_manifest_is_told(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(StoreError, match="no manifest"):
        read_manifest(tmp_path)
