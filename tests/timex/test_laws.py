"""What holds of every text and every date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from imvo_extract.timex import Reference, Timex, TimexFinder, find_timexes
from imvo_extract.timex.calendar import edtf_interval
from imvo_extract.timex.finder import default_finder

MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip
SHORT = [name if len(name) == 3 else {"maart": "mrt."}.get(name, f"{name[:3]}.") for name in MONTHS]
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 12, 31))
PIECES = st.sampled_from([
    *MONTHS, "maandag", "vrijdag", "zomer", "najaar", "jaar", "maanden", "week", "weken", "kwartaal", "helft",
    "begin", "medio", "eind", "eerste", "tweede", "laatste", "van", "tot", "en met", "t/m", "tussen", "en", "voor",
    "na", "sinds", "vanaf", "uiterlijk", "over", "geleden", "binnen", "afgelopen", "komende", "volgende", "vorig",
    "dit", "deze", "elke", "jaarlijks", "gisteren", "morgen", "pasen", "kerst", "2018", "2019", "'19", "1", "2", "12",
    "31", "Q3", "H2", "W12", "2019-2020", "3-4-2019", "30/02/2020", "jl.", "a.s.", ",", ".", "-", "/", "(", ")", "is",
    "wordt", "werd", "zal", "\n", "drie", "anderhalf", "half", "om", "de", "het", "een", "uur", "14.00", "zomerreces",
    "ondertekening", "later", "eerder", "dagen", "dag", "16e", "decennia", "eeuw", "nu", "March", "of", "per", "20",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=8).map("".join)
)
REFERENCES = st.one_of(
    st.none(),
    DAYS.map(Reference.of),
    DAYS.map(lambda day: Reference.of(day.isoformat()[:7])),
    DAYS.map(lambda day: Reference.of(day.isoformat()[:4])),
)


@pytest.fixture(scope="module")
def finder() -> TimexFinder:
    return default_finder()


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, reference=REFERENCES)
def test_offsets_are_true_and_intervals_in_order(text: str, reference: Reference | None) -> None:
    found = default_finder().find(text, reference)
    assert [(timex.start, timex.end) for timex in found] == sorted((timex.start, timex.end) for timex in found)
    at = 0
    for timex in found:
        assert at <= timex.start < timex.end <= len(text)
        at = timex.end
        assert text[timex.start : timex.end] == timex.text
        assert timex.earliest is None or timex.latest is None or timex.earliest <= timex.latest
        assert_agrees(timex)


def assert_agrees(timex: Timex) -> None:
    """Value, EDTF and interval tell the same."""
    if not timex.resolved:
        assert timex.earliest is timex.latest is None
        assert timex.note
        return
    if timex.edtf is None:
        assert timex.type != "DATE"
        return
    assert edtf_interval(timex.edtf) == (timex.earliest, timex.latest)
    if timex.type == "DATE" and timex.precision in ("day", "month", "year") and timex.mod not in ("BEFORE", "AFTER"):
        whole = edtf_interval(timex.value)
        assert whole is not None
        assert whole[0] is not None
        assert whole[1] is not None
        assert timex.earliest is None or whole[0] <= timex.earliest
        assert timex.latest is None or timex.latest <= whole[1]


@settings(deadline=None)
@given(text=TEXTS, reference=REFERENCES)
def test_finding_twice_finds_the_same(text: str, reference: Reference | None) -> None:
    assert default_finder().find(text, reference) == default_finder().find(text, reference)


@settings(deadline=None)
@given(text=TEXTS, reference=REFERENCES)
def test_words_at_hand_change_nothing(text: str, reference: Reference | None) -> None:
    words = frozenset(text.lower().replace("\n", " ").replace("(", " ").replace(")", " ").replace(",", " ").split())
    assume(all(word.isalpha() for word in words))
    assert default_finder().find(text, reference, words=words) == default_finder().find(text, reference)


def forms(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    return [
        f"{day.day} {month} {day.year}",
        f"{day.day} {SHORT[day.month - 1]} {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day.day}e {month} {day.year}",
    ]


@settings(deadline=None)
@given(day=DAYS, form=st.integers(0, 6))
def test_a_day_that_was_written_is_read_again(day: date, form: int) -> None:
    [timex] = find_timexes(f"Het gebeurde op {forms(day)[form]} in Utrecht.")
    assert (timex.value, timex.earliest, timex.latest) == (day.isoformat(), day, day)


@settings(deadline=None)
@given(day=DAYS, quarter=st.integers(1, 4), week=st.integers(1, 52))
def test_stretches_that_were_written_are_read_again(day: date, quarter: int, week: int) -> None:
    texts = {
        f"in {MONTHS[day.month - 1]} {day.year}": f"{day.year}-{day.month:02d}",
        f"in {day.year}": str(day.year),
        f"in Q{quarter} {day.year}": f"{day.year}-Q{quarter}",
        f"in week {week} van {day.year}": f"{day.year}-W{week:02d}",
        f"in het najaar van {day.year}": f"{day.year}-FA",
    }
    for text, value in texts.items():
        assert [timex.value for timex in find_timexes(text)] == [value]


@settings(deadline=None)
@given(
    reference=st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31)),
    day=st.dates(min_value=date(2001, 1, 1), max_value=date(2001, 12, 31)),
    sentence=st.sampled_from([
        "Op {} is het akkoord getekend.", "Op {} is er een congres.", "De wet zal op {} ingaan.", "Overleg {}",
        "Uiterlijk {} is het klaar.", "Sinds {} is het anders.", "Uw brief van {} jl.", "Het congres van {} a.s.",
        "In de periode tot {} is er overleg.",
    ]),
)  # fmt: skip
def test_a_year_later_the_missing_year_is_a_year_later(reference: date, day: date, sentence: str) -> None:
    assume((reference.month, reference.day) != (2, 29))
    text = sentence.format(f"{day.day} {MONTHS[day.month - 1]}")
    [now] = find_timexes(text, reference)
    [then] = find_timexes(text, reference.replace(year=reference.year + 1))
    assert int(then.value[:4]) == int(now.value[:4]) + 1
    assert then.value[4:] == now.value[4:]


@settings(deadline=None)
@given(reference=DAYS, days=st.integers(1, 400))
def test_days_ago_and_days_ahead_are_counted(reference: date, days: int) -> None:
    [ago] = find_timexes(f"{days} dagen geleden", reference)
    [ahead] = find_timexes(f"over {days} dagen", reference)
    assert (ago.earliest, ahead.latest) == (reference - timedelta(days=days), reference + timedelta(days=days))


@pytest.mark.parametrize(
    "text", ["31 april 2020", "30 februari", "week 54 van 2020", "2/29/2014", "31-6-2019", "29-2-2021"]
)
@pytest.mark.parametrize("reference", [None, "2020-05-04"])
def test_impossible_dates_are_told_as_such(text: str, reference: str | None) -> None:
    [timex] = find_timexes(text, reference)
    assert not timex.resolved
    assert timex.earliest is timex.latest is timex.edtf is None
    assert timex.note is not None
    assert "no such" in timex.note
    assert timex.text == text
