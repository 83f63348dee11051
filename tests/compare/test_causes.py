"""Each change is put down to what made it: the text, the rules, or both."""

import json

import pytest
from small_project import FIRST


def causes(capsys):
    rows = json.loads(capsys.readouterr().out)
    return {change["id"].split(":", 1)[1]: change["cause"] for row in rows for change in row["changes"]}


@pytest.fixture
def forget_three(folder):
    """Changes the rules so that "ondertekenen" is no verb of signing any more."""

    def change():
        folder.rule("events.yaml", "publish: [publiceren, ", "publish: [")

    return change


def test_a_changed_text_is_the_cause(folder, capsys):
    folder.commit()
    folder.text("eerste", FIRST.replace("12 bedrijven", "14 bedrijven"))
    folder.extract()
    assert folder.diff("HEAD:output", "output", "--json") == 1
    assert causes(capsys) == {"goud/party/company": "text"}


def test_changed_rules_are_the_cause(folder, capsys, forget_three):
    folder.commit()
    forget_three()
    folder.extract()
    assert folder.diff("HEAD:output", "output", "--json") == 1
    found = causes(capsys)
    assert set(found.values()) == {"rules"}
    assert "goud/event/publication/tweede-jaarrapportage/2" in found


def test_each_has_its_own_where_both_changed(folder, capsys, forget_three):
    folder.commit()
    folder.text("eerste", FIRST.replace("12 bedrijven", "14 bedrijven"))
    forget_three()
    folder.extract()
    assert folder.diff("HEAD:output", "output", "--json") == 1
    found = causes(capsys)
    assert found["goud/party/company"] == "text"
    assert found["goud/event/publication/tweede-jaarrapportage/2"] == "rules"


def test_what_takes_both_is_said(folder, capsys):
    folder.commit()
    folder.text("eerste", FIRST + "- In mei 2018 floepten de bedrijven een handreiking.\n")
    folder.rule("events.yaml", "publish: [publiceren, ", "publish: [publiceren, floepen, ")
    folder.extract()
    assert folder.diff("HEAD:output", "output", "--json") == 1
    found = causes(capsys)
    assert [cause for ident, cause in found.items() if "/event/publication" in ident] == ["both"]


def test_it_is_said_where_the_old_rules_are_gone(folder, capsys, forget_three):
    folder.text("tweede", FIRST.replace("12 bedrijven", "14 bedrijven"))
    forget_three()
    assert folder.diff("eerste", "raw/tweede.txt", "--json") == 1
    assert set(causes(capsys).values()) == {None}
