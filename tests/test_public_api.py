"""What other programs use: names, types, streams, sizes."""

import datetime
import subprocess
import sys

import pytest
from pydantic import ValidationError

import imvo_extract
from imvo_extract import Extractor, UnusableInputError

TEXT = "Convenant Verantwoord Goud:\n\n • Tien bedrijven hebben in mei 2019 het convenant ondertekend.\n"


def test_every_public_name_is_there():
    for name in imvo_extract.__all__:
        assert getattr(imvo_extract, name) is not None
    with pytest.raises(AttributeError):
        imvo_extract.nothing  # noqa: B018  # the access is what is tested


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, imvo_extract; sys.exit('spacy' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("given", ["2020-10-12", datetime.date(2020, 10, 12)])
def test_a_reference_date_as_text_or_date(extractor, given):
    reference = extractor.extract("Op 3 mei tekenden zij.", id="x", reference_date=given).document.reference_date
    assert (reference.value, reference.basis) == ("2020-10-12", "given")


def test_a_reference_date_that_is_none_is_the_users_to_mend(extractor):
    with pytest.raises(UnusableInputError, match="morgen"):
        extractor.extract(TEXT, id="x", reference_date="morgen")


def test_a_stream_comes_out_one_by_one(extractor):
    taken = []

    def texts():
        for number in range(3):
            taken.append(number)
            yield f"tekst-{number}", TEXT

    stream = extractor.extract_many(texts())
    assert next(stream).document.id == "tekst-0"
    assert taken == [0]
    assert [extraction.document.id for extraction in stream] == ["tekst-1", "tekst-2"]


def test_an_extraction_does_not_change(extractor):
    extraction = extractor.extract(TEXT, id="x")
    with pytest.raises(ValidationError):
        extraction.counts[0].value = 11


def test_an_empty_text_and_a_text_without_headings(extractor):
    assert not list(extractor.extract("", id="x").records())
    extraction = extractor.extract("In juni 2018 tekenden 3 brancheorganisaties.", id="x")
    assert [date.value for date in extraction.dates] == ["2018-06"]
    assert {record.covenant for _, record in extraction.records()} == {None}


def test_two_extractors_give_the_same(extractor):
    assert Extractor().extract(TEXT, id="x").to_json() == extractor.extract(TEXT, id="x").to_json()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 300_000,
        "(" * 20_000,
        "1" * 50_000,
        "Op 3 mei 2019 tekenden 5 bedrijven en FNV. " * 4_000,
        "\n".join(f"Convenant Sector{i}\n\nEr zijn {i} bedrijven." for i in range(1_500)),
        "\n".join(f"In 2019 tekenden {i} bedrijven en Stichting Naam{i} het convenant." for i in range(1_500)),
    ],
    ids=["one word", "brackets", "digits", "one line", "many headings", "no headings"],
)
def test_odd_texts_of_some_size_are_done(extractor, text):
    extraction = extractor.extract(text, id="x")
    assert all(text[r.span.start : r.span.end] == r.span.text for _, r in extraction.records())
