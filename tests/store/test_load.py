"""Extractions come back from a folder typed, in the order of their ids, checked against their texts."""

import datetime
import json
from pathlib import Path

import pytest

from imvo_extract.records.extraction import BrokenExtractionError
from imvo_extract.store.files import StoreError
from imvo_extract.store.load import iter_extractions, raw_text
from imvo_extract.store.output import save

TEXTS = {
    "b-vroeg": ("In mei 2018 tekenden tien bedrijven.", "2018-05"),
    "a-laat": ("In mei 2019 tekenden tien bedrijven.", "2019-11"),
    "c-zonder": ("Er is niets getekend.", None),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, extractor):
    folder = tmp_path_factory.mktemp("project")
    (folder / "raw").mkdir()
    for ident, (text, reference) in TEXTS.items():
        (folder / "raw" / f"{ident}.txt").write_text(text, encoding="utf-8")
        save(folder / "output", extractor.extract(text, id=ident, reference_date=reference))
    return folder


def ids(folder, **options):
    return [extraction.document.id for extraction in iter_extractions(folder / "output", **options)]


def test_all_come_in_the_order_of_their_ids_with_the_raw_folder_found_beside(folder, monkeypatch):
    assert ids(folder) == ids(folder, raw=folder / "raw") == ["a-laat", "b-vroeg", "c-zonder"]
    monkeypatch.chdir(folder / "output")
    assert [extraction.document.id for extraction in iter_extractions(Path())] == ids(folder)


def test_chosen_ones(folder):
    assert ids(folder, documents=["c-zonder", "a-laat", "a-laat"]) == ["a-laat", "c-zonder"]


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2018-05-31", ["a-laat", "b-vroeg"]), ("2018-06-01", ["a-laat"]), ("2019-11-30", ["a-laat"]), ("2019-12-01", [])],
)
def test_since_keeps_what_can_speak_from_that_day_or_later(folder, since, expected):
    assert ids(folder, since=datetime.date.fromisoformat(since)) == expected


def test_a_document_that_is_not_there_is_told_with_what_is(folder):
    with pytest.raises(StoreError, match=r"no document 'd'; it has a-laat, b-vroeg, c-zonder$"):
        ids(folder, documents=["d"])


@pytest.mark.parametrize("missing", ["output", "raw"])
def test_a_folder_that_is_not_there_is_told(tmp_path, missing):
    (tmp_path / {"output": "raw", "raw": "output"}[missing]).mkdir()
    with pytest.raises(StoreError, match=f"{missing}: no such folder"):
        ids(tmp_path)


def test_output_without_its_text_is_told(tmp_path, folder):
    (tmp_path / "raw").mkdir()
    with pytest.raises(StoreError, match=r"a-laat\.txt: no such file"):
        ids(folder, raw=tmp_path / "raw")


def test_a_text_kept_beside_the_output_is_the_one_that_offsets_count_in(tmp_path, extractor):
    text = "In mei 2018 tekenden tien bedrijven."
    (tmp_path / "raw").mkdir()
    save(tmp_path / "output", extractor.extract(text, id="brief"))
    (tmp_path / "output" / "brief.txt").write_text(text, encoding="utf-8")
    assert ids(tmp_path) == ["brief"]


def test_a_name_with_spaces_is_found_by_its_id(tmp_path, extractor):
    text = "In mei 2018 tekenden tien bedrijven."
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "een brief.txt").write_text(text, encoding="utf-8")
    save(tmp_path / "output", extractor.extract(text, id="een-brief"))
    assert ids(tmp_path) == ["een-brief"]


@pytest.mark.parametrize("broken", ["{", "span"])
def test_a_broken_output_file_is_named(tmp_path, folder, broken):
    good = (folder / "output" / "a-laat.json").read_text(encoding="utf-8")
    content = json.loads(good)
    content["dates"][0]["span"]["start"] += 1
    (tmp_path / "a-laat.json").write_text("{" if broken == "{" else json.dumps(content), encoding="utf-8")
    with pytest.raises(BrokenExtractionError, match=r"a-laat\.json: .*; extract the text again"):
        list(iter_extractions(tmp_path, folder / "raw"))


def test_the_raw_text_of_a_document(folder):
    assert raw_text(folder / "output", None, "a-laat") == TEXTS["a-laat"][0]
    with pytest.raises(StoreError, match="no such file"):
        raw_text(folder / "output", folder / "raw", "d")
