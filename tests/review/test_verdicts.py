"""Rejections and corrections as decisions: what they say, and that carrying them out undoes the change."""

import pytest

from imvo_extract.compare.changes import changes
from imvo_extract.decisions.apply import apply
from imvo_extract.review.verdicts import Reviewer, UndecidableError

TEXT = """Convenant Goud

Op 3 mei 2019 tekenden 12 bedrijven het convenant. In totaal doen 5 ngo's mee.

In december 2018 publiceerden ruim 40 bedrijven een rapport.

Convenant Metaal

Op 4 juni 2019 tekenden 8 bedrijven het convenant.
"""


@pytest.fixture(scope="module")
def right(extractor):
    return extractor.extract(TEXT, id="brief")


def other(extraction, kind, record, **values):
    """The extraction with one record as other rules might make it."""
    records = tuple(one.model_copy(update=values) if one is record else one for one in getattr(extraction, kind))
    return extraction.model_copy(update={kind: records})


def undone(before, after):
    """The only change from one extraction of the text to another, rejected; what is then left of changes."""
    (change,) = changes(before, TEXT, after, TEXT)
    made = Reviewer("Anna", after, TEXT).rejection(change, "onjuist")
    done = apply(after, TEXT, made).extraction
    return made, done, changes(before, TEXT, done, TEXT)


def test_a_party_and_its_count_are_both_put_back(right):
    party = next(one for one in right.parties if one.count == 12)
    count = next(one for one in right.counts if one.value == 12)
    wrong = other(other(right, "parties", party, count=13, role="supporter"), "counts", count, value=13)
    made, done, left = undone(right, wrong)
    assert {(one.kind, one.decision, one.record): one.values for one in made} == {
        ("parties", "correct", party.id): {"count": 12, "role": party.role},
        ("counts", "correct", count.id): {"value": 12},
    }
    assert left == []
    assert next(one for one in done.parties if one.id == party.id).decision == "corrected"


def test_a_date_that_rules_read_otherwise_is_put_back(right):
    event = next(one for one in right.events if one.type == "signing")
    date = next(one for one in right.dates if one.id in event.dates)
    wrong = other(
        right, "dates", date, value="2019-05-04", edtf="2019-05-04", earliest="2019-05-04", latest="2019-05-04"
    )
    (*others, _) = changes(right, TEXT, wrong, TEXT)
    assert len(others) <= 1
    change = next(one for one in changes(right, TEXT, wrong, TEXT) if one.kind == "events")
    (decision,) = Reviewer("Anna", wrong, TEXT).rejection(change, "onjuist")
    assert (decision.kind, decision.record, decision.values) == ("dates", date.id, {"value": "2019-05-03"})
    done = apply(wrong, TEXT, [decision]).extraction
    assert changes(right, TEXT, done, TEXT) == []
    assert next(one for one in done.dates if one.id == date.id).latest == "2019-05-03"


def test_a_date_that_no_longer_hangs_on_its_event_is_tied_again(right):
    event = next(one for one in right.events if one.type == "signing")
    made, _, left = undone(right, other(right, "events", event, dates=(), status="planned"))
    assert [one.values for one in made] == [{"status": event.status, "dates": list(event.dates)}]
    assert left == []


def test_a_fact_in_another_section_goes_back(right):
    count = next(one for one in right.counts if one.value == 40)
    wrong = other(right, "counts", count, covenant="metaal", id=count.id.replace("goud", "metaal"))
    made, done, left = undone(right, wrong)
    assert [(one.decision, one.record) for one in made] == [
        ("keep", count.id),
        ("reject", count.id.replace("goud", "metaal")),
    ]
    assert left == []
    assert [(one.id, one.decision) for one in done.counts if one.value == 40] == [(count.id, "kept")]


def test_a_covenant_keeps_to_its_old_status_and_is_never_taken_out(right, extractor):
    covenant = next(one for one in right.covenants if one.id == "goud")
    for before in (right, right.model_copy(update={"document": right.document.model_copy(update={"id": "eerder"})})):
        wrong = other(right, "covenants", covenant, status="ended")
        (change,) = changes(before, TEXT, wrong, TEXT)
        (decision,) = Reviewer("Anna", wrong, TEXT).rejection(change, "loopt nog")
        assert (decision.decision, decision.values) == ("correct", {"status": "signed"})


def test_the_same_words_read_otherwise_in_a_later_update_have_their_old_values(right):
    before = right.model_copy(update={"document": right.document.model_copy(update={"id": "eerder"})})
    event = next(one for one in right.events if one.type == "publication")
    made, _, left = undone(before, other(right, "events", event, status="planned"))
    assert [(one.document, one.decision, one.values) for one in made] == [("brief", "correct", {"status": "completed"})]
    assert left == []


def test_what_rules_find_more_is_left_out(right):
    count = next(one for one in right.counts if one.value == 40)
    fewer = right.model_copy(update={"counts": tuple(one for one in right.counts if one is not count)})
    made, _, left = undone(fewer, right)
    assert [(one.decision, one.record) for one in made] == [("reject", count.id)]
    assert left == []


def test_what_a_decision_cannot_say_is_refused(right):
    event = next(one for one in right.events if one.type == "publication")
    moved = other(right, "events", event, status="planned")
    (change,) = changes(right, TEXT, moved, TEXT)
    reviewer = Reviewer("Anna", moved, TEXT)
    for values, says in (
        ({"covenant": "metaal"}, "no field 'covenant'"),
        ({"status": "soon"}, "status: Input should be"),
        ({"dates": "volgend jaar"}, "no TIMEX3 value"),
    ):
        with pytest.raises(UndecidableError, match=says):
            reviewer.correction(change, values)


def test_nothing_is_a_value_where_the_field_may_have_none(right):
    event = next(one for one in right.events if one.type == "publication")
    (change,) = changes(other(right, "events", event, status="planned"), TEXT, right, TEXT)
    for typed in ("", "null"):
        (decision,) = Reviewer("Anna", right, TEXT).correction(change, {"object": typed})
        assert decision.values == {"object": None}
