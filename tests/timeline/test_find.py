"""What a fact may be called."""

import pytest

from imvo_extract.timeline.find import UnknownFactError, find_series
from imvo_extract.timeline.series import timelines

TEXT = """Convenant Verantwoord Goud:

 • 10 bedrijven en 4 NGO’s zijn partij bij het convenant, samen goed voor ca. 48% van de markt (eind 2018).
 • Voorzitter is Pieter van der Gaag.
 • De eerste jaarrapportage is in mei 2019 gepubliceerd.
"""


@pytest.fixture(scope="module")
def series(extractor):
    years = (("een", "2019-11"), ("twee", "2020-10"))
    return timelines(extractor.extract(TEXT, id=ident, reference_date=when) for ident, when in years)


@pytest.mark.parametrize(
    ("words", "kind", "ids"),
    [
        (["bedrijven"], None, ["goud/count/bedrijf"]),
        (["bedrijf"], None, ["goud/count/bedrijf"]),
        (["NGO’s"], None, ["goud/count/ngo"]),
        (["ngo"], None, ["goud/count/ngo"]),
        (["ngo"], "parties", ["goud/party/ngo/signatory"]),
        (["%"], None, ["goud/count/procent/de-markt"]),
        (["de markt"], None, ["goud/count/procent/de-markt"]),
        (["goud/count/bedrijf"], None, ["goud/count/bedrijf"]),
        (["voorzitter"], None, None),
        (["chair"], None, ["goud/party/person/pieter-van-der-gaag"]),
        (["Pieter", "gaag"], None, ["goud/party/person/pieter-van-der-gaag"]),
        (["jaarrapportage"], None, ["goud/event/publication/jaarrapportage"]),
        (["publication"], "counts", None),
        (["..."], None, None),
    ],
)
def test_a_fact_by_its_words(series, words, kind, ids):
    if ids is None:
        with pytest.raises(UnknownFactError):
            find_series(series, words, kind)
    else:
        assert [found.fact.id for found in find_series(series, words, kind)] == ids


def test_without_words_what_has_more_than_one_value(series):
    ids = {found.fact.id for found in find_series(series, [])}
    assert "goud/count/bedrijf" in ids
    assert "goud/count/procent/de-markt" not in ids


@pytest.mark.parametrize(("word", "near"), [("bedrijvn", "bedrijven"), ("pub", "publication"), ("xyz", "lists")])
def test_an_unknown_fact_is_told_with_what_is_near(series, word, near):
    with pytest.raises(UnknownFactError, match=near):
        find_series(series, [word])
