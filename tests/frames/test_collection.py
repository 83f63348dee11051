"""``load``: the output folder from Python."""

import datetime
import shutil
import subprocess
import sys

import pytest

from imvo_extract import Collection, Count, Document, Extraction, UnusableInputError, load
from imvo_extract.store.output import save

TEXTS = {
    "een": ("2019-11", "Convenant Goud:\n\n • 10 bedrijven en 4 ngo’s hebben in mei 2019 het convenant ondertekend.\n"),
    "twee": ("2020-10", "Convenant Goud:\n\n • 12 bedrijven zijn partij bij het convenant.\n"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, extractor):
    folder = tmp_path_factory.mktemp("project")
    (folder / "raw").mkdir()
    for ident, (reference, text) in TEXTS.items():
        (folder / "raw" / f"{ident}.txt").write_text(text, encoding="utf-8")
        save(folder / "output", extractor.extract(text, id=ident, reference_date=reference))
    return folder


def test_a_collection_gives_typed_records_again_and_again(folder):
    collection = load(folder / "output")
    assert isinstance(collection, Collection)
    for _ in range(2):
        assert [extraction.document.id for extraction in collection] == ["een", "twee"]
        assert all(isinstance(extraction, Extraction) for extraction in collection)
        assert [count.value for count in collection.counts] == [10, 4, 12]
    assert all(isinstance(count, Count) for count in collection.counts)
    assert [document.title for document in collection.documents] == ["Convenant Goud:"] * 2
    assert all(isinstance(document, Document) for document in collection.documents)
    assert {covenant.id for covenant in collection.covenants} == {"goud"}
    assert [party.count for party in collection.parties] == [10, 4, 12]
    assert [found.value for found in collection.dates] == ["2019-05"]
    assert "signing" in [event.type for event in collection.events]


def test_what_is_in_no_record_is_there_too(folder):
    collection = load(str(folder / "output"))
    extractions = list(collection)
    for kind in ("unclaimed", "issues"):
        assert list(getattr(collection, kind)) == [one for each in extractions for one in getattr(each, kind)]


def test_one_document(folder):
    collection = load(folder / "output")
    assert collection["twee"].counts[0].value == 12
    with pytest.raises(KeyError, match="drie"):
        collection["drie"]


def test_documents_are_chosen_by_id_and_date(folder):
    chosen = load(folder / "output", documents=["een"])
    assert [document.id for document in chosen.documents] == ["een"]
    recent = load(folder / "output", folder / "raw", since=datetime.date(2020, 1, 1))
    assert [document.id for document in recent.documents] == ["twee"]
    for collection, absent in ((chosen, "twee"), (recent, "een")):
        with pytest.raises(KeyError):
            collection[absent]


def test_the_texts_are_read_when_they_are_asked_for(folder, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    iterator = iter(load(tmp_path / "output"))
    assert next(iterator).document.id == "een"
    (tmp_path / "raw" / "twee.txt").unlink()
    with pytest.raises(UnusableInputError, match="twee"):
        next(iterator)


@pytest.mark.parametrize(("place", "documents"), [("weg", ()), ("output", ("drie",))])
def test_what_is_not_there_is_told_at_once(folder, place, documents):
    with pytest.raises(UnusableInputError, match=r"weg|drie"):
        load(folder / place, documents=documents)


def test_a_table_by_name_and_all_tables(folder):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    collection = load(folder / "output")
    assert list(collection.to_pandas("counts")["value"]) == [10, 4, 12]
    assert collection.to_polars("counts")["value"].to_list() == [10, 4, 12]
    assert collection.to_arrow("counts")["value"].to_pylist() == [10, 4, 12]
    assert set(collection.to_pandas()) == set(collection.to_polars()) == set(collection.to_arrow())


def test_records_need_no_library_of_frames_and_no_spacy(folder):
    code = (
        "import sys\nfrom imvo_extract import load\n"
        f"assert len(list(load({str(folder / 'output')!r}).counts)) == 3\n"
        "heavy = {'spacy', 'dateparser', 'pandas', 'polars', 'pyarrow', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
