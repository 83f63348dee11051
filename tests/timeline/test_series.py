"""Facts through several texts: what is the same fact, which value counts, and what is told."""

import itertools

import pytest
import yaml

from imvo_extract.timeline.find import find_series
from imvo_extract.timeline.series import timelines

COVENANT = "Convenant Duurzame Kleding en Textiel:\n\n"


@pytest.fixture
def series(extractor):
    """Series of texts, given as (id, reference date, text of one covenant)."""

    def build(*texts):
        return timelines(
            extractor.extract(COVENANT + text, id=ident, reference_date=reference) for ident, reference, text in texts
        )

    return build


def one(series, *words, kind=None):
    (found,) = find_series(series, words, kind)
    return found


def values(found):
    return [(str(point.when), point.value) for point in found.points]


def test_the_production_sites_of_two_texts_are_those_of_the_gold(shared, extractor):
    texts = [shared / "raw" / "stand-van-zaken-2019-11.txt", shared / "dev" / "vervolg-2020-10.txt"]
    gold = {}
    for path in texts:
        rows = yaml.safe_load((shared / "gold" / f"{path.stem}.gold.yaml").read_text(encoding="utf-8"))["counts"]
        gold |= {str(row["as_of"]): row["value"] for row in rows if row.get("unit") == "productielocaties"}
    assert len(gold) == 4
    found = one(
        timelines(extractor.extract(path.read_text(encoding="utf-8"), id=path.stem) for path in texts),
        "productielocaties",
    )
    assert {point.when.as_of: point.value for point in found.points} == gold
    assert [point.when.mod for point in found.points] == ["END"] * 4
    assert [len(point.documents) for point in found.points] == [2, 2, 2, 1]
    assert found.disagreements == found.left_out == ()


def test_a_later_text_wins_and_the_disagreement_is_told(series):
    found = one(
        series(
            ("nieuw", "2020-10", "Er waren 6300 productielocaties (eind 2018)."),
            ("oud", "2019-11", "Er waren 6289 productielocaties (eind 2018)."),
            ("ouder", "2019-03", "Er waren 6300 productielocaties (eind 2018)."),
        ),
        "productielocaties",
    )
    assert values(found) == [("end of 2018", 6300)]
    assert found.points[0].document == "nieuw"
    assert found.points[0].documents == ("ouder", "nieuw")
    assert [str(told) for told in found.disagreements] == [
        "end of 2018: nieuw gives 6300, oud gave 6289; the later text counts"
    ]


def test_the_end_of_a_year_is_its_last_day_and_not_the_year(series):
    found = one(
        series(
            ("een", "2019-03", "Er waren 6289 productielocaties (eind 2018)."),
            ("twee", "2019-11", "Per 31 december 2018 waren er 6300 productielocaties."),
            ("drie", "2020-10", "Er waren 6000 productielocaties (2018)."),
        ),
        "productielocaties",
    )
    assert values(found) == [("2018", 6000), ("2018-12-31", 6300)]
    assert [told.overruled.value for told in found.disagreements] == [6289]


def test_the_order_in_which_texts_are_read_does_not_matter(series):
    texts = [
        ("een", "2019-11", "Er waren 5 pilots (eind 2018). Er zijn 80 merken aangesloten."),
        ("twee", "2020-10", "Er waren 6 pilots (eind 2018). Er zijn 90 merken aangesloten."),
        ("drie", None, "Er waren 7 pilots (eind 2018)."),
    ]
    assert len({str(series(*order)) for order in itertools.permutations(texts)}) == 1
    assert values(one(series(*texts), "pilots")) == [("end of 2018", 6)]


def test_an_undated_count_holds_at_the_date_of_its_document_and_is_marked(series):
    found = one(
        series(
            ("een", "2019-11", "Er lopen 3 projecten."), ("twee", "2020-10", "Er liepen 4 projecten (december 2019).")
        ),
        "projecten",
    )
    assert values(found) == [("2019-11 *", 3), ("2019-12", 4)]
    assert [point.when.basis for point in found.points] == ["document", "explicit"]


def test_a_date_in_the_text_goes_before_an_assumed_one(series):
    found = one(series(("een", "2019-11", "Er lopen 3 projecten. In november 2019 waren er 4 projecten.")), "projecten")
    assert values(found) == [("2019-11", 4)]
    assert [told.values for told in found.left_out] == [(3,)]


def test_several_undated_values_are_left_out_and_told(series):
    found = one(
        series(("een", "2019-11", "Het aantal werkgroepen is teruggebracht van drie naar twee.")), "werkgroepen"
    )
    assert found.points == ()
    assert "left out 3, 2 of een" in str(found.left_out[0])


def test_the_number_of_a_party_goes_before_that_of_some_of_its_members(series):
    text = "12 bedrijven zijn aangesloten bij het convenant. Van 4 bedrijven is een rapportage gepubliceerd."
    found = one(series(("een", "2019-11", text)), "bedrijven")
    assert values(found) == [("2019-11 *", 12)]
    assert [told.values for told in found.left_out] == [(4,)]


def test_without_any_date_a_value_is_left_out(series):
    found = one(series(("een", None, "Er lopen 3 projecten.")), "projecten")
    assert found.points == ()
    assert "has a date" in str(found.left_out[0])


def test_who_joined_is_another_fact_than_who_is_there(series):
    texts = (
        ("een", "2019-11", "10 bedrijven zijn partij bij het convenant."),
        ("twee", "2020-10", "Op 1 september 2020 zijn 3 bedrijven tot het convenant toegetreden."),
    )
    names = {found.fact.name: values(found) for found in find_series(series(*texts), ["bedrijven"])}
    assert names == {"bedrijven": [("2019-11 *", 10)], "bedrijven (accession)": [("2020-09-01", 3)]}


def test_parts_of_a_whole_are_one_fact_however_large_the_whole(series):
    found = one(
        series(
            ("een", "2019-11", "12 van de 14 deelnemende banken hebben een rapportage gepubliceerd."),
            ("twee", "2020-10", "13 van de 15 deelnemende banken hebben een rapportage gepubliceerd."),
        ),
        "deelnemende",
    )
    assert [point.value for point in found.points] == [12, 13]


def test_a_named_party_has_its_role(series):
    found = one(
        series(
            ("een", "2019-11", "Voorzitter is Pieter van der Gaag."),
            ("twee", "2020-10", "Voorzitter is Pieter van der Gaag."),
        ),
        "gaag",
    )
    assert found.fact.kind == "parties"
    assert values(found) == [("2019-11 *", "chair"), ("2020-10 *", "chair")]


def test_reports_in_a_row_are_one_fact_and_what_was_planned_is_overtaken(series):
    found = one(
        series(
            (
                "een",
                "2020-10",
                "De eerste jaarrapportage is in mei 2020 gepubliceerd. De tweede jaarrapportage wordt "
                "in januari 2021 gepubliceerd.",
            ),
            ("twee", "2021-06", "In januari 2021 is de tweede jaarrapportage gepubliceerd."),
        ),
        "jaarrapportage",
        kind="events",
    )
    assert [(point.when.as_of, point.ordinal, point.value) for point in found.points] == [
        ("2020-05", 1, "completed"),
        ("2021-01", 2, "completed"),
    ]
    assert found.disagreements == ()


def test_every_point_is_a_record_of_its_document(extractor, project, shared):
    paths = [*sorted((shared / "dev").glob("*.txt")), *sorted((project / "raw").glob("*.txt"))]
    extractions = {path.stem: extractor.extract(path.read_text(encoding="utf-8"), id=path.stem) for path in paths}
    series = timelines(extractions.values())
    assert len({found.fact.id for found in series}) == len(series) > 100
    for found in series:
        days = [point.when.day for point in found.points]
        assert days == sorted(days)
        assert len({(point.when.time, point.ordinal) for point in found.points}) == len(days)
        for point in found.points:
            record = next(r for r in getattr(extractions[point.document], found.fact.kind) if r.id == point.record)
            assert record.span.text == point.quote
            assert record.covenant == found.fact.covenant
            assert point.documents[-1] == point.document
