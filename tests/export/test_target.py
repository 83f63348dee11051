"""A folder gets all files of an export, or none."""

import os
from pathlib import Path

import pytest

from imvo_extract.export.target import whole_or_nothing
from imvo_extract.store.files import StoreError


def write(folder, **files):
    with whole_or_nothing(folder) as new:
        for name, text in files.items():
            (new / name).write_text(text)


def contents(folder):
    return {path.name: path.read_text() if path.is_file() else "folder" for path in folder.iterdir()}


def test_a_new_folder_in_new_folders(tmp_path):
    write(tmp_path / "a" / "b", x="1")
    assert contents(tmp_path / "a") == {"b": "folder"}
    assert contents(tmp_path / "a" / "b") == {"x": "1"}


def test_files_of_the_same_name_are_replaced_and_others_left(tmp_path):
    write(tmp_path / "out", x="1", y="2")
    (tmp_path / "out" / "eigen").write_text("van de gebruiker")
    write(tmp_path / "out", x="3", z="4")
    assert contents(tmp_path / "out") == {"x": "3", "y": "2", "z": "4", "eigen": "van de gebruiker"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_the_same_already_is_not_touched(tmp_path):
    write(tmp_path / "out", x="1")
    os.utime(tmp_path / "out" / "x", ns=(1, 1))
    write(tmp_path / "out", x="1")
    assert (tmp_path / "out" / "x").stat().st_mtime_ns == 1


def test_everybody_who_may_read_the_folder_may_read_the_files(tmp_path):
    write(tmp_path / "out", x="1")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "out" / "x").stat().st_mode & 0o777 == 0o644


def test_an_error_within_leaves_everything_as_it_was(tmp_path):
    write(tmp_path / "out", x="1")
    with pytest.raises(TypeError):
        write(tmp_path / "out", x="2", y=None)
    assert contents(tmp_path / "out") == {"x": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_while_replacing_puts_the_old_files_back(tmp_path, monkeypatch):
    write(tmp_path / "out", a="1", b="2", c="3")
    (tmp_path / "out" / "b").unlink()
    moved = []
    rename = Path.rename

    def failing(self, target):
        moved.append(Path(target).name)
        if moved.count("c") == 2:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(StoreError, match=r"out: cannot be written \(No space left on device\); nothing"):
        write(tmp_path / "out", a="nieuw", b="nieuw", c="nieuw")
    assert contents(tmp_path / "out") == {"a": "1", "c": "3"}


@pytest.mark.parametrize(
    "in_the_way", ["parent", "parent/out", "parent/out/x/"], ids=["file for parent", "file", "folder for file"]
)
def test_what_is_in_the_way_is_told_and_left_alone(tmp_path, in_the_way):
    path = tmp_path / in_the_way
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if in_the_way.endswith("/") else path.write_text("van de gebruiker")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=r"parent"):
        write(tmp_path / "parent" / "out", a="1", x="1")
    assert sorted(tmp_path.rglob("*")) == before
