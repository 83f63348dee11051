"""A project folder with two texts that tell of the same facts."""

import pytest

from imvo_extract.store.output import save

TEXTS = {
    "stand-2019": (
        "2019-11",
        "Convenant Verantwoord Goud:\n\n"
        " • Tien bedrijven hebben in mei 2019 het convenant ondertekend.\n"
        " • Er waren 2802 productielocaties (eind 2016) en 4268 (eind 2017). Er lopen 3 projecten.\n\n"
        "Convenant Metaal:\n\n • Voorzitter is Pieter van der Gaag.\n",
    ),
    "stand-2020": (
        "2020-10",
        "Convenant Verantwoord Goud:\n\n • Er waren 4270 productielocaties (eind 2017) en 6289 (eind 2018). "
        "Er lopen 4 projecten.\n",
    ),
}


@pytest.fixture(scope="session")
def two_texts(tmp_path_factory, extractor):
    """The folder; what lies in it must not be changed."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "raw").mkdir()
    for ident, (reference, text) in TEXTS.items():
        (folder / "raw" / f"{ident}.txt").write_text(text, encoding="utf-8")
        save(folder / "output", extractor.extract(text, id=ident, reference_date=reference))
    return folder


@pytest.fixture
def in_two_texts(two_texts, monkeypatch):
    """The folder, and the test runs in it."""
    monkeypatch.chdir(two_texts)
    return two_texts
