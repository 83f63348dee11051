"""Sections by heading, whatever the layout."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.covenants import CovenantRules
from imvo_extract.rulebook.language import LanguageRules
from imvo_extract.rulebook.location import default_rules
from imvo_extract.rulebook.yamlfile import load_yaml
from imvo_extract.sections.split import SectionSplitter

CASES = load_yaml(Path(__file__).parents[1] / "cases" / "sections" / "layouts.yaml")
SPLITTER = SectionSplitter(
    load_model(default_rules() / "covenants.yaml", CovenantRules),
    load_model(default_rules() / "language.yaml", LanguageRules),
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_layout(case):
    raw = case["text"]
    found = SPLITTER.split(raw)
    assert [section.covenant for section in found] == [expected["covenant"] for expected in case["sections"]]
    for section, expected in zip(found, case["sections"], strict=True):
        if "blocks" in expected:
            assert [f"{b.kind}: {raw[b.start : b.end]}" for b in section.blocks] == expected["blocks"]


def test_a_text_without_headings_is_one_section():
    assert [section.covenant for section in SPLITTER.split("Eén zin. Nog een zin.")] == [None]


def test_nothing_has_no_section():
    assert SPLITTER.split(" \n\u00a0\n") == []


def test_the_name_of_a_covenant_is_the_heading_without_number_and_colon():
    raw = "3.2 Convenant Metaal:\n\nZin."
    (section,) = SPLITTER.split(raw)
    assert section.name is not None
    assert raw[slice(*section.name)] == "Convenant Metaal"


@given(st.text(alphabet="Convenant Goud\n:•-#1.= abc\t", max_size=120))
def test_every_character_that_is_not_white_space_or_a_mark_is_in_one_block_at_most_once(raw):
    previous = 0
    for section in SPLITTER.split(raw):
        for block in section.blocks:
            assert previous <= block.start < block.end <= len(raw)
            previous = block.end
