"""What dateparser is asked, and what it agrees to."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from imvo_extract.timex import find_timexes
from imvo_extract.timex.plain import parse_plain


@pytest.mark.parametrize(
    ("text", "day"),
    [("14 march 2017", date(2017, 3, 14)), ("27 juillet 2016", date(2016, 7, 27)), ("3 mai 2018", date(2018, 5, 3))],
)
def test_foreign_months(text: str, day: date) -> None:
    assert parse_plain(text, ("en", "de", "fr")) == day


def test_a_month_without_a_day_is_its_first() -> None:
    assert parse_plain("october 2018", ("en",)) == date(2018, 10, 1)


@pytest.mark.parametrize("text", ["", "niets", "12", "morgen", "48%"])
def test_nothing_is_made_of_nothing(text: str) -> None:
    assert parse_plain(text, ("nl",)) is None


@pytest.mark.parametrize("text", ["7 juni 2018", "31-12-2019", "1 jan. 2020", "28 februari 2021", "5/11/2017"])
def test_dateparser_agrees_on_dutch_dates(text: str) -> None:
    [timex] = find_timexes(text)
    assert parse_plain(text, ("nl",)) == timex.earliest


def test_dutch_texts_need_no_dateparser() -> None:
    code = (
        "import sys; from imvo_extract.timex import find_timexes; "
        "find_timexes('Op 7 juni 2018, eind 2019 en over drie jaar', '2020-05-04'); "
        "sys.exit('dateparser' in sys.modules or 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, check=False)
    assert done.returncode == 0
