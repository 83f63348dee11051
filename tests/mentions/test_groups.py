"""Groups of organisations: their number, their extent, and nouns that are shared."""

import pytest

from imvo_extract.mentions.groups import GroupFinder

from .party_cases import quantities, rules, statement


@pytest.fixture(scope="module")
def groups():
    finder = GroupFinder(rules())

    def find(text):
        found = statement(text)
        numbers = quantities(found.text, [])
        return [
            (found.text[group.start : group.end], group)
            for group in finder.partitives(found, finder.find(found, numbers, []), numbers)
        ]

    return find


@pytest.mark.parametrize(
    ("text", "mention", "kind", "count"),
    [
        ("Er zijn 12 grote Nederlandse banken.", "12 grote Nederlandse banken", "bank", 12),
        ("Er is een onafhankelijke vakbond.", "een onafhankelijke vakbond", "trade-union", 1),
        ("Er zijn 9 (kleine en grote) ngo's.", "9 (kleine en grote) ngo's", "ngo", 9),
        ("De 20 in dit jaar nog actieve fondsen.", "fondsen", "pension-fund", None),
        (
            "Elf van de in Limburg gevestigde glasbedrijven.",
            "Elf van de in Limburg gevestigde glasbedrijven",
            "company",
            11,
        ),
        ("Vier van de 30 gemeenten.", "Vier van de 30 gemeenten", "municipality", 4),
        ("Er zijn ruim 1.200 juweliers.", "1.200 juweliers", "company", 1200),
        ("Er tekenden veel maatschappelijke organisaties.", "maatschappelijke organisaties", "civil-society", None),
    ],
)
def test_a_group_has_its_number_and_its_extent(groups, text, mention, kind, count):
    ((found, group),) = groups(text)
    assert (found, group.kind, group.number) == (mention, kind, count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Vlaamse en Waalse overheid", [("Vlaamse", "Vlaamse overheid"), ("Waalse overheid", "Waalse overheid")]),
        ("de vak- en werkgeversorganisaties", [("vak-", None), ("werkgeversorganisaties", None)]),
        ("12 Vlaamse en 3 Waalse banken", [("12 Vlaamse", None), ("3 Waalse banken", None)]),
        ("8 bedrijven en organisaties", [("8 bedrijven en organisaties", None)]),
        ("8 banken en vakbonden", [("8 banken", None), ("vakbonden", None)]),
    ],
)
def test_a_shared_noun_is_taken_apart(groups, text, expected):
    assert [(found, group.name) for found, group in groups(text)] == expected


@pytest.mark.parametrize("text", ["De kenmerken en opmerkingen.", "Een databank met keurmerken.", "Zij zijn tevreden."])
def test_what_only_ends_like_a_kind_is_none(groups, text):
    assert groups(text) == []


def test_others_than_the_parties_of_the_covenant_are_marked(groups):
    assert [group.blocked for _, group in groups("lokale vakbonden, andere banken en de ngo's")] == [True, True, False]
