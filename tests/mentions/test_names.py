"""Capitalised names: where they begin and end, what they are, and why some are no parties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.mentions.names import KnownName, NameFinder

from .party_cases import rules, statement


@pytest.fixture(scope="module")
def names():
    return NameFinder(rules())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Vereniging van Glasmakers in Den Haag tekende.", ["Vereniging van Glasmakers"]),
        ("Een brief van de Stichting Hout en Bouw.", ["Stichting Hout en Bouw"]),
        ("Een brief van de Stichting Hout en FNV.", ["Stichting Hout", "FNV"]),
        ("Er kwam post van het Verbond van Verzekeraars en Zorgverzekeraars Nederland (ZN).",
         ["Verbond van Verzekeraars", "Zorgverzekeraars Nederland (ZN)"]),
        ("Met CNV Internationaal en Mondiaal FNV is gesproken.", ["CNV Internationaal", "Mondiaal FNV"]),
        ("Zij spraken met Karin van den Berg en drs. P.J. ten Hove.", ["Karin van den Berg", "drs. P.J. ten Hove"]),
        ("De heer Bos-van Dam sprak.", ["Bos-van Dam"]),
        ("Het Rotterdamse Jansen Juweliers B.V. levert.", ["Rotterdamse Jansen Juweliers B.V."]),
        ("De Roundtable on Sustainable Palm Oil kwam.", ["Roundtable on Sustainable Palm Oil"]),
        ("Vakbond CNV en Ngo Hivos schreven.", ["CNV", "Hivos"]),
        ("De Nederlandse FNV schreef.", ["FNV"]),
        ("Bijeenkomsten zijn nuttig.", []),
        ("Met bpfBOUW en a.s.r. is gesproken.", ["bpfBOUW", "a.s.r."]),
        ("Onderzoek van de Universiteit Gent wijst uit.", ["Universiteit Gent"]),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(names, text, expected):
    assert [name.text for name in names.find(statement(text)) if name.reason is None] == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("De Bond van Glasblazers kwam.", "Bond van Glasblazers", "industry-association"),
        ("De Hogeschool Zuyd kwam.", "Hogeschool Zuyd", "knowledge-institution"),
        ("De Stenen Holding N.V. kwam.", "Stenen Holding N.V.", "company"),
        ("De Tandartsenvereniging kwam.", "Tandartsenvereniging", "industry-association"),
        ("De Groene Stichting kwam.", "Groene Stichting", "organisation"),
        ("Het Ministerie van Defensie kwam.", "Defensie", "ministry"),
        ("Het Pensioenfonds Bakkers kwam.", "Pensioenfonds Bakkers", "pension-fund"),
    ],
)
def test_a_word_in_the_name_tells_its_kind(names, text, name, kind):
    (found,) = names.find(statement(text))
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Een project in Bangladesh.", "Bangladesh", "a place"),
        ("Een project in Zuid-India.", "Zuid-India", "a place"),
        ("De OESO-richtlijnen gelden.", "OESO-richtlijnen", "a document, standard or instrument"),
        ("De Palm Oil Principles gelden.", "Palm Oil Principles", "a document, standard or instrument"),
        ("Het Convenant Duurzaam Glas en Porselein geldt.", "Convenant Duurzaam Glas en Porselein", "a covenant"),
        ("Tijdens de LME-week was er overleg.", "LME-week", "a compound noun, not a name"),
        ("Dat schreef de Raad.", "Raad", "a common noun with a capital"),
    ],
)
def test_a_name_that_is_no_party_has_a_reason(names, text, name, reason):
    (found,) = names.find(statement(text))
    assert (found.name, found.reason) == (name, reason)


def test_an_abbreviation_in_brackets_belongs_to_the_name(names):
    (found,) = names.find(statement("De Vereniging Schone Mode (VSM) kwam."))
    assert (found.text, found.name, found.abbreviation) == (
        "Vereniging Schone Mode (VSM)",
        "Vereniging Schone Mode",
        "VSM",
    )


def test_a_long_form_in_brackets_is_the_name(names):
    (found,) = names.find(statement("De NSV (Nederlandse Schoenen Vereniging) kwam."))
    assert (found.text, found.name, found.abbreviation) == (
        "NSV (Nederlandse Schoenen Vereniging)",
        "Nederlandse Schoenen Vereniging",
        "NSV",
    )


def test_a_name_that_the_document_introduced_is_known(names):
    known = {"VSM": KnownName("Vereniging Schone Mode", "industry-association", "vereniging schone mode")}
    (found,) = names.find(statement("Op 3 mei kwam VSM."), known)
    assert (found.name, found.kind, found.key) == (
        "Vereniging Schone Mode",
        "industry-association",
        "vereniging schone mode",
    )


@given(st.text(alphabet="aeénrstvA FNVCB.,()-'&:;/12", max_size=120))
def test_names_are_slices_of_the_text_in_order(text):
    found = NameFinder(rules()).find(statement(text)) if not text.isspace() else []
    clean = statement(text).text
    assert all(name.text == clean[name.start : name.end] and name.text for name in found)
    assert [name.start for name in found] == sorted(name.start for name in found)
