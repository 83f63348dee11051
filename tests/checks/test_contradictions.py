"""Records that cannot all be true."""

import pytest

from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.checks import CheckRules
from imvo_extract.rulebook.location import default_rules

RULES = load_model(default_rules() / "checks.yaml", CheckRules)
NAMES = frozenset(rule.id for rule in RULES.checks)


def issues(extractor, text):
    """The contradictions in ``text``; notes of other checks left out."""
    found = extractor.extract(text, id="text", reference_date="2021-06-01")
    return [issue for issue in found.issues if issue.check in NAMES]


@pytest.mark.parametrize("rule", RULES.checks, ids=lambda rule: rule.id)
def test_the_examples_of_each_check(rule, extractor):
    for example in rule.examples.match:
        assert [issue.check for issue in issues(extractor, example.text)] == [rule.id], example.text
    for text in rule.examples.reject:
        assert rule.id not in {issue.check for issue in issues(extractor, text)}, text


def test_the_one_of_the_first_text(project, extractor):
    raw = (project / "raw/stand-van-zaken-2019-11.txt").read_bytes().decode("utf-8-sig")
    (issue,) = issues(extractor, raw)
    assert issue.check == "conflicting-values"
    assert issue.severity == "warning"
    assert [span.text for span in issue.spans] == [
        "in het eerste jaar waren dit er acht",
        "5 van de aangesloten bedrijven hebben in het eerste jaar een due diligence rapportage gepubliceerd",
    ]
    assert "8 or 5 bedrijven" in issue.message


@pytest.mark.parametrize("name", ["vervolg-2020-10", "voortgangsbrief-2021-06"])
def test_nothing_false_on_the_other_texts(name, shared, extractor):
    assert issues(extractor, (shared / f"dev/{name}.txt").read_bytes().decode("utf-8-sig")) == []


def test_both_places_are_quoted(extractor):
    (issue,) = issues(extractor, "Er zijn 8 fabrieken bezocht, waarvan 11 in Turkije.")
    assert sorted(span.text for span in issue.spans) == ["11", "8"]
    assert len(issue.records) == 2


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (
            "Op 1 mei 2019 waren 50 telers aangesloten.\n\nPer 1 mei 2019 telde het register 53 telers.",
            "conflicting-values",
        ),
        ("Het zijn 2 landen: India, Kenia en Ghana.", "group-size"),
        ("De drie gemeenten Delft, Gouda, Hoorn en Zeist tekenden.", "group-size"),
        ("Daarmee doen 9 van de 8 telers mee.", "part-exceeds-whole"),
    ],
)
def test_what_is_a_contradiction(text, check, extractor):
    assert [issue.check for issue in issues(extractor, text)] == [check]


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn 12 telers aangesloten. In 2019 waren dat er 15.",
        "Op 1 mei 2019 waren 12 telers aangesloten.\n\nOp 1 mei 2020 waren er 15 in Kenia aangesloten.",
        "In 2019 zijn 3 trainingen gegeven in Kenia.\n\nIn 2019 zijn nog 2 extra trainingen gegeven in Kenia.",
        "De oogst steeg met 140% van de oude waarde.",
        "Er zijn 2 ministeries (waaronder Financiën, Buitenlandse Zaken en Landbouw).",
        "Er zijn 2 ministeries (Financiën en Buitenlandse Zaken) en 3 banken (Alfa, Beta en Gamma).",
        "Er zijn 3 banken: Alfa, Beta en Gamma.",
        "Er zijn 2 ministeries (Buitenlandse Zaken en Economische Zaken en Klimaat).",
        "De twee banken Alfa en Beta, Gamma en Delta tekenden.",
        "Op 1 mei 2019 waren ruim 50 telers aangesloten.\n\nPer 1 mei 2019 telde het register 53 telers.",
        "Op 1 mei 2019 waren 50 telers aangesloten.\n\nOp 1 mei 2019 hadden 40 aangesloten telers een plan.",
        "Van de 14 telers hebben er 12 een plan.",
        "",
    ],
)
def test_what_is_no_contradiction(text, extractor):
    assert issues(extractor, text) == []
