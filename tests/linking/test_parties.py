"""The mentions of a section as one record for each party."""

import pytest

from imvo_extract.linking.parties import LocatedMention, link_parties
from imvo_extract.mentions.parties import PartyMention


def mention(kind="ngo", name=None, count=None, role=None, *, start=0, negated=False, abbreviation=None, key=None):
    return PartyMention(
        start, start + 5, kind, name, count, "equal" if count else None, role, "rule", negated,
        key or (name.lower() if name else None), abbreviation,
    )  # fmt: skip


def link(*mentions):
    return link_parties([LocatedMention(number, found) for number, found in enumerate(mentions)])


@pytest.mark.parametrize(
    ("mentions", "parties"),
    [
        ([mention(name="Hivos"), mention(name="Hivos")], 1),
        ([mention(name="Hivos"), mention(name="Arisa")], 2),
        ([mention(count=3), mention(count=3)], 1),
        ([mention(count=3), mention()], 1),
        ([mention(count=3), mention(count=4)], 2),
        ([mention(count=3), mention("bank", count=3)], 2),
        ([mention(), mention(name="Hivos")], 2),
        ([mention("person", "Karin Bos"), mention("person", "Bos")], 1),
        ([mention("person", "Karin Bos"), mention("person", "Karin Os")], 2),
        ([mention("organisation", "Schone Mode", abbreviation="SM"), mention(name="SM")], 1),
        ([mention(count=12, role="participant"), mention(count=3, role="former")], 2),
    ],
)
def test_what_is_one_party(mentions, parties):
    assert len(link(*mentions)) == parties


def test_the_record_is_made_of_the_mention_that_says_most():
    (party,) = link(mention(name="Hivos"), mention(name="Hivos", role="signatory"), mention(name="Hivos"))
    assert party.first.statement == 1
    assert [located.statement for located in party.others] == [0, 2]


def test_who_left_is_former_whatever_was_said_before():
    (party,) = link(mention(name="Hivos", role="signatory"), mention(name="Hivos", role="former"))
    assert party.mention.role == "former"
    assert party.first.statement == 0


def test_a_person_has_the_full_name_and_an_organisation_the_more_telling_kind():
    (person,) = link(mention("person", "Bos", role="chair"), mention("person", "Karin Bos"))
    assert person.mention.name == "Karin Bos"
    (party,) = link(mention("organisation", "Textiles", role="partner"), mention("initiative", "Textiles"))
    assert party.mention.kind == "initiative"


def test_a_denied_mention_is_no_record():
    assert link(mention(name="Hivos", negated=True)) == []
