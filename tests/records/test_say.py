"""Values as a reader takes them in."""

from typing import get_args

from imvo_extract.records.models import Comparator, Mod
from imvo_extract.records.say import say_time, say_value


def test_every_comparator_but_equal_shows():
    said = {comparator: say_value(48, comparator) for comparator in get_args(Comparator)}
    assert said["equal"] == say_value(48, None) == "48"
    assert said["approximately"] == "≈ 48"
    assert len(set(said.values())) == len(said)


def test_every_modifier_shows():
    said = {say_time("2016", mod) for mod in (*get_args(Mod), None)}
    assert {"2016", "end of 2016"} <= said
    assert len(said) == len(get_args(Mod)) + 1
