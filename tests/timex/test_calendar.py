"""Stretches of the calendar, and their names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.records.models import Mod
from imvo_extract.timex.calendar import (
    Grain,
    edtf_interval,
    edtf_of,
    interval_of,
    interval_text,
    narrow,
    shift,
    value_of,
)
from imvo_extract.timex.feasts import nth_weekday

STRETCHES: list[tuple[Grain, int, int, int, str, str, str]] = [
    ("day", 2020, 2, 29, "2020-02-29", "2020-02-29", "2020-02-29/2020-02-29"),
    ("week", 2020, 53, 0, "2020-W53", "2020-12-28/2021-01-03", "2020-12-28/2021-01-03"),
    ("weekend", 2020, 10, 0, "2020-W10-WE", "2020-03-07/2020-03-08", "2020-03-07/2020-03-08"),
    ("month", 2020, 2, 0, "2020-02", "2020-02", "2020-02-01/2020-02-29"),
    ("quarter", 2019, 4, 0, "2019-Q4", "2019-10/2019-12", "2019-10-01/2019-12-31"),
    ("half-year", 2018, 2, 0, "2018-H2", "2018-07/2018-12", "2018-07-01/2018-12-31"),
    ("season", 2020, 1, 0, "2020-SP", "2020-21", "2020-03-01/2020-05-31"),
    ("season", 2019, 4, 0, "2019-WI", "2019-24", "2019-12-01/2020-02-29"),
    ("year", 2019, 0, 0, "2019", "2019", "2019-01-01/2019-12-31"),
    ("decade", 1990, 0, 0, "199", "199X", "1990-01-01/1999-12-31"),
    ("century", 19, 0, 0, "18", "18XX", "1800-01-01/1899-12-31"),
]


@pytest.mark.parametrize(("grain", "year", "number", "day", "value", "edtf", "days"), STRETCHES)
def test_names_of_stretches(grain: Grain, year: int, number: int, day: int, value: str, edtf: str, days: str) -> None:
    interval = interval_of(grain, year, number, day)
    assert interval is not None
    assert f"{interval[0]}/{interval[1]}" == days
    assert value_of(grain, year, number, day) == value
    assert edtf_of(grain, year, number, interval) == edtf
    assert edtf_interval(edtf) == interval


@pytest.mark.parametrize(
    ("grain", "year", "number", "day"),
    [
        ("day", 2019, 2, 29),
        ("day", 2019, 4, 31),
        ("week", 2019, 53, 0),
        ("week", 2019, 0, 0),
        ("quarter", 2019, 5, 0),
        ("half-year", 2019, 3, 0),
        ("season", 2019, 5, 0),
        ("year", 0, 0, 0),
        ("year", 10_000, 0, 0),
        ("day", 2019, 13, 1),
    ],
)
def test_what_the_calendar_does_not_have(grain: Grain, year: int, number: int, day: int) -> None:
    assert interval_of(grain, year, number, day) is None


@pytest.mark.parametrize(
    ("mod", "first", "last", "wanted"),
    [
        ("START", "2019-01-01", "2019-12-31", "2019-01/2019-04"),
        ("MID", "2019-01-01", "2019-12-31", "2019-05/2019-08"),
        ("END", "2019-01-01", "2019-12-31", "2019-09/2019-12"),
        ("MID", "2019-05-01", "2019-05-31", "2019-05-11/2019-05-20"),
        ("END", "2019-05-01", "2019-05-31", "2019-05-21/2019-05-31"),
        (None, "2019-05-01", "2019-05-31", "2019-05/2019-05"),
        ("START", "2019-04-01", "2019-06-30", "2019-04/2019-04"),
    ],
)
def test_thirds(mod: Mod | None, first: str, last: str, wanted: str) -> None:
    interval = narrow(mod, (date.fromisoformat(first), date.fromisoformat(last)))
    assert interval_text(*interval) == wanted


@pytest.mark.parametrize(
    ("day", "amount", "unit", "wanted"),
    [
        ("2020-01-31", 1, "month", "2020-02-29"),
        ("2020-02-29", 1, "year", "2021-02-28"),
        ("2020-01-15", -2, "week", "2020-01-01"),
        ("2020-01-15", 1.5, "year", "2021-07-15"),
        ("2020-01-15", 0.5, "month", "2020-01-30"),
        ("2020-01-15", 1, "decade", "2030-01-15"),
        ("9999-12-31", 1, "day", None),
        ("0001-01-01", -1, "month", None),
        ("2020-01-15", 10**9, "day", None),
    ],
)
def test_shifts(day: str, amount: float, unit: str, wanted: str | None) -> None:
    found = shift(date.fromisoformat(day), amount, unit)
    assert (found.isoformat() if found else None) == wanted


@pytest.mark.parametrize("text", ["", "2020-", "20-20", "2020-13", "2020-W10", "P3M", "XXXX-07-04", "2020/2021/2022"])
def test_other_strings_are_no_edtf_of_ours(text: str) -> None:
    assert edtf_interval(text) is None


def test_open_intervals() -> None:
    assert edtf_interval("../2020-06") == (None, date(2020, 6, 30))
    assert edtf_interval("2020/..") == (date(2020, 1, 1), None)
    assert edtf_interval("2020-05-04~") == (date(2020, 5, 4), date(2020, 5, 4))
    assert edtf_interval("2020-XX-XX") == (date(2020, 1, 1), date(2020, 12, 31))


@given(year=st.integers(1600, 2500), nth=st.integers(1, 4), weekday=st.integers(1, 7), month=st.integers(1, 12))
def test_the_nth_weekday_is_that_weekday(year: int, nth: int, weekday: int, month: int) -> None:
    day = nth_weekday(year, nth, weekday, month)
    assert day is not None
    assert (day.isoweekday(), (day.day - 1) // 7 + 1, day.month) == (weekday, nth, month)
    last = nth_weekday(year, -1, weekday, month)
    assert last is not None
    assert last >= day
