"""Covenants by any heading and in any wording of their status: tests/cases/covenants/status.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from imvo_extract import Extractor
from imvo_extract.rulebook.yamlfile import load_yaml

CASES = load_yaml(Path(__file__).parents[1] / "cases" / "covenants" / "status.yaml")
BODY = "In mei 2020 verscheen een rapport.\nDrie bedrijven haakten af.\n"
BULLETS = "• In mei 2020 verscheen een rapport.\n• Drie bedrijven haakten af.\n"
LAYOUTS = {
    "a blank line": "Inleiding van de brief.\n\n{heading}\n\n" + BODY,
    "no blank line": "Inleiding van de brief.\n\n{heading}\n" + BODY,
    "a rule of dashes": "Inleiding van de brief.\n\n{heading}\n----------\n" + BODY,
    "bullets": "Inleiding van de brief.\n\n{heading}\n" + BULLETS,
    "no blank line at all": "Er is veel gebeurd dit jaar.\n{heading}\n" + BULLETS,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("covenant", "heading"), [(id, text) for id, texts in CASES["headings"].items() for text in texts]
)
def test_a_heading_opens_the_covenant_s_section(extractor: Extractor, covenant: str, heading: str, layout: str) -> None:
    found = extractor.extract(LAYOUTS[layout].format(heading=heading), id="x")
    assert [record.id for record in found.covenants] == [covenant]
    assert [event.covenant for event in found.events] == [covenant, covenant]


@pytest.mark.parametrize(
    ("status", "sentence"), [(status, text) for status, texts in CASES["status"].items() for text in texts]
)
def test_the_status_that_a_section_tells(extractor: Extractor, status: str, sentence: str) -> None:
    found = extractor.extract(f"Convenant Sierteelt\n\n{sentence}\n", id="x", reference_date="2022-03-15")
    assert [(record.id, record.status) for record in found.covenants] == [("sierteelt", status)]


@pytest.mark.parametrize("case", CASES["several"], ids=lambda case: case["text"])
def test_a_heading_may_name_several_covenants(extractor: Extractor, case: dict[str, list[str]]) -> None:
    found = extractor.extract(f"Inleiding.\n\n{case['text']}\n\nIn mei 2020 verscheen een rapport.\n", id="x")
    assert [record.id for record in found.covenants] == case["covenants"]
    assert [event.covenant for event in found.events] == [None]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Het Bankenconvenant eindigde in oktober 2019.", {"goud": "signed", "banken": "ended"}),
        (
            "De onderhandelingen over het convenant Hernieuwbare Energie zijn in mei begonnen.",
            {"goud": "signed", "hernieuwbare-energie": "in-negotiation"},
        ),
        ("Met het bankenconvenant liep ook het goudconvenant af.", {"goud": "ended", "banken": "ended"}),
    ],
)
def test_what_is_said_of_another_covenant_is_not_said_of_the_section_s(
    extractor: Extractor, sentence: str, found: dict[str, str]
) -> None:
    extraction = extractor.extract(f"Convenant Goud\n\nTwaalf bedrijven zijn aangesloten.\n\n{sentence}\n", id="x")
    assert {record.id: record.status for record in extraction.covenants} == found
