"""A new covenant, kind of party, verb or role wording: by writing YAML, without a line of Python."""

import pytest

from imvo_extract import Extractor


def insert(rules, name, before, new):
    """Puts ``new`` in front of the first line that reads ``before``."""
    path = rules / name
    text = path.read_text(encoding="utf-8")
    assert f"\n{before}\n" in text
    path.write_text(text.replace(f"\n{before}\n", f"\n{new}{before}\n", 1), encoding="utf-8")


def test_a_covenant(rules, extractor):
    text = "Speelgoedsector\n\nOp 3 mei 2021 is het rapport gepubliceerd."
    assert not extractor.extract(text, id="x").covenants
    entry = "  - id: speelgoed\n    name: Speelgoed\n    sector: speelgoed\n    aliases: [speelgoed]\n"
    insert(rules, "covenants.yaml", "  - id: banken", entry)
    (covenant,) = Extractor(rules).extract(text, id="x").covenants
    assert (covenant.id, covenant.sector) == ("speelgoed", "speelgoed")


def test_a_kind_of_party(rules, extractor):
    text = "Convenant Goud\n\nOp 3 mei 2021 tekenden 4 mijnwerkerscollectieven en FNV het convenant."
    assert "collective" not in {party.kind for party in extractor.extract(text, id="x").parties}
    insert(
        rules,
        "parties.yaml",
        "  company:",
        "  collective:\n    nouns:\n      mijnwerkerscollectief: mijnwerkerscollectieven\n",
    )
    parties = Extractor(rules).extract(text, id="x").parties
    assert [(party.kind, party.count, party.role) for party in parties if party.kind == "collective"] == [
        ("collective", 4, "signatory")
    ]


@pytest.mark.parametrize(
    "sentence", ["De raad zegelde op 3 mei 2021 het akkoord.", "Het akkoord is in mei 2021 gezegeld."]
)
def test_a_verb(rules, extractor, sentence):
    text = f"Convenant Goud\n\n{sentence}"
    assert "signing" not in {event.type for event in extractor.extract(text, id="x").events}
    path = rules / "events.yaml"
    content = path.read_text(encoding="utf-8")
    assert "  sign: [tekenen," in content
    path.write_text(content.replace("  sign: [tekenen,", "  sign: [zegelen, tekenen,", 1), encoding="utf-8")
    (event,) = Extractor(rules).extract(text, id="x").events
    assert (event.type, event.status) == ("signing", "completed")


def test_a_month_abbreviation_and_a_quantifier(rules, extractor):
    text = "Convenant Goud\n\nIn louwmaand 2021 waren er grofweg 40 leden."
    for name, old, new in (
        ("dates.yaml", "1: [januari", "1: [louwmaand, januari"),
        ("counts.yaml", "circa", "circa, grofweg"),
    ):
        path = rules / name
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
    extraction = Extractor(rules).extract(text, id="x")
    assert [date.value for date in extraction.dates] == ["2021-01"]
    assert [(count.value, count.comparator) for count in extraction.counts] == [(40, "approximately")]
