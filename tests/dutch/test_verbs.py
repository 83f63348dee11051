"""Verb forms made from infinitives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.dutch.verbs import Conjugator, Tense, Verb, expand_endings, parse_verb
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.events import VerbRules

RULES = Path(__file__).parents[2] / "rules"


@cache
def conjugator() -> Conjugator:
    return Conjugator.of(load_model(RULES / "verbs.yaml", VerbRules))


def texts(verb: str, tense: Tense, apart: bool | None = None) -> set[str]:
    return {
        form.text
        for form in conjugator().forms(parse_verb(verb))
        if form.tense is tense and (apart is None or form.apart is apart)
    }


# infinitive: present with hij, past singular, past plural, participle
@pytest.mark.parametrize(
    "row",
    [
        "publiceren publiceert publiceerde publiceerden gepubliceerd",
        "tekenen tekent tekende tekenden getekend",
        "ondertekenen ondertekent ondertekende ondertekenden ondertekend",
        "ontwikkelen ontwikkelt ontwikkelde ontwikkelden ontwikkeld",
        "evalueren evalueert evalueerde evalueerden geëvalueerd",
        "informeren informeert informeerde informeerden geïnformeerd",
        "initiëren initieert initieerde initieerden geïnitieerd",
        "uiten uit uitte uitten geuit",
        "organiseren organiseert organiseerde organiseerden georganiseerd",
        "leveren levert leverde leverden geleverd",
        "beoordelen beoordeelt beoordeelde beoordeelden beoordeeld",
        "verlenen verleent verleende verleenden verleend",
        "onderhandelen onderhandelt onderhandelde onderhandelden onderhandeld",
        "beëindigen beëindigt beëindigde beëindigden beëindigd",
        "trainen traint trainde trainden getraind",
        "starten start startte startten gestart",
        "melden meldt meldde meldden gemeld",
        "leven leeft leefde leefden geleefd",
        "reizen reist reisde reisden gereisd",
        "werken werkt werkte werkten gewerkt",
        "bellen belt belde belden gebeld",
        "zetten zet zette zetten gezet",
        "auditen audit auditte auditten geaudit",
        "geven geeft gaf gaven gegeven",
        "ontvangen ontvangt ontving ontvingen ontvangen",
        "onderzoeken onderzoekt onderzocht onderzochten onderzocht",
        "voorzien voorziet voorzag voorzagen voorzien",
        "verschijnen verschijnt verscheen verschenen verschenen",
        "vertrekken vertrekt vertrok vertrokken vertrokken",
        "bespreken bespreekt besprak bespraken besproken",
    ],
)
def test_forms_of_a_verb(row: str) -> None:
    verb, present, past, pasts, participle = row.split()
    assert present in texts(verb, Tense.PRESENT)
    assert verb in texts(verb, Tense.PRESENT)
    assert texts(verb, Tense.PAST) == {past, pasts}
    assert texts(verb, Tense.PARTICIPLE) == {participle}


def test_a_separable_verb_is_one_word_or_two() -> None:
    assert texts("op|stellen", Tense.PAST, apart=True) == {"stelde", "stelden"}
    assert texts("op|stellen", Tense.PAST, apart=False) == {"opstelde", "opstelden"}
    assert texts("op|stellen", Tense.PARTICIPLE) == {"opgesteld"}
    assert texts("op|stellen", Tense.INFINITIVE, apart=True) == {"stellen"}
    assert texts("op|stellen", Tense.ADJECTIVE) == {"opgestelde"}


def test_a_fixed_phrase_always_stands_apart() -> None:
    assert texts("van start gaan", Tense.PARTICIPLE, apart=True) == {"gegaan"}
    assert texts("van start gaan", Tense.PARTICIPLE, apart=False) == set()


def test_strong_participles_are_inflected_as_they_stand() -> None:
    assert texts("sluiten", Tense.ADJECTIVE) == set()
    assert texts("doen", Tense.ADJECTIVE) == {"gedane"}
    assert texts("herzien", Tense.ADJECTIVE) == {"herziene"}


def test_two_pasts_are_both_known() -> None:
    assert {"zei", "zegde", "zeiden", "zegden"} == texts("op|zeggen", Tense.PAST, apart=True)


@pytest.mark.parametrize(
    ("notation", "verb"),
    [
        ("publiceren", Verb("publiceren")),
        ("op|stellen", Verb("stellen", "op", True)),
        ("zich aan|sluiten", Verb("sluiten", "aan", True, True)),
        ("van start gaan", Verb("gaan", "van start")),
    ],
)
def test_notation(notation: str, verb: Verb) -> None:
    assert parse_verb(notation) == verb


@pytest.mark.parametrize("notation", ["", "zich", "publiceer", "|stellen", "van op|stellen"])
def test_what_is_no_verb_is_refused(notation: str) -> None:
    with pytest.raises(ValueError, match=r"infinitive|particle"):
        parse_verb(notation)


def test_short_notation_of_nouns() -> None:
    assert expand_endings(["training(en)", "gesprek/gesprekken", "overleg"]) == [
        "training", "trainingen", "gesprek", "gesprekken", "overleg",
    ]  # fmt: skip


@given(st.from_regex(r"(?:be|ver|ont|)[bdfgklmnprst][aeou][bdfgklmnprst]{2}en", fullmatch=True))
def test_laws_of_weak_verbs(infinitive: str) -> None:
    forms = list(conjugator().forms(Verb(infinitive)))
    assert len(forms) == len(set(forms))
    past = sorted(texts(infinitive, Tense.PAST), key=len)
    participle = texts(infinitive, Tense.PARTICIPLE).pop()
    if participle.endswith("en") or len(past) != 2:
        return  # an irregular verb of the table
    assert past[1] == past[0] + "n"
    assert past[0].endswith(("te", "de"))
    assert participle[-1] in "td"
    assert (participle + "e").removeprefix("ge").endswith(past[0][-4:].replace("tte", "te").replace("dde", "de")[-2:])


@given(st.text(alphabet="abdeginorstuvz|ë ", max_size=14))
def test_any_text_is_a_verb_or_refused(notation: str) -> None:
    try:
        verb = parse_verb(notation)
    except ValueError:
        return
    assert all(form.text for form in conjugator().forms(verb))
