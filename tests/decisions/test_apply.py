"""Decisions applied: what is out stays out, what is corrected says so, what no longer holds is listed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imvo_extract.decisions.apply import STALE, DecisionError, apply
from imvo_extract.decisions.make import decide, with_decision
from imvo_extract.decisions.places import one_line
from imvo_extract.records.extraction import load_extraction

TEXT = """Convenant Goud

Op 3 mei 2019 tekenden 12 bedrijven het convenant. In totaal doen 5 ngo's en 5 vakbonden mee.

In december 2018 publiceerden ruim 40 bedrijven een rapport.
"""


def quote_of(record, text):
    return one_line(text[record.sentence.start : record.sentence.end])


def about(extraction, text, record, verdict, **more):
    kind = next(kind for kind, one in extraction.records() if one is record)
    more.setdefault("by", "Anna")
    content = record.model_dump(mode="json")
    return decide(extraction, text, kind, content, verdict, quote=quote_of(record, text), **more)


@pytest.fixture(scope="module")
def extraction(extractor):
    return extractor.extract(TEXT, id="goud")


def count(extraction, value, unit=None):
    return next(one for one in extraction.counts if one.value == value and unit in (None, one.unit))


def test_a_rejected_record_is_out_and_listed(extraction):
    record = count(extraction, 40)
    done = apply(extraction, TEXT, [about(extraction, TEXT, record, "reject", why="het waren merken")])
    assert len(done.applied) == 1
    assert record.id not in {one.id for one in done.extraction.counts}
    (entry,) = (one for one in done.extraction.unclaimed if one.reason.startswith("rejected"))
    assert (entry.kind, entry.span, entry.reason) == ("number", record.span, "rejected by Anna: het waren merken")
    assert load_extraction(done.extraction.to_json(), TEXT) == done.extraction


def test_a_rejected_date_is_out_of_what_hung_on_it(extraction):
    event = next(one for one in extraction.events if one.type == "signing")
    date = next(one for one in extraction.dates if one.id in event.dates)
    done = apply(extraction, TEXT, [about(extraction, TEXT, date, "reject")]).extraction
    left = next(one for one in done.events if one.id == event.id)
    assert date.id not in left.dates
    assert left.decision == "corrected"
    assert all(one.as_of != date.id for one in done.counts)
    load_extraction(done.to_json(), TEXT)


def test_a_record_is_found_when_rules_gave_it_another_id(extraction):
    record = count(extraction, 40)
    decision = about(extraction, TEXT, record, "reject")
    renamed = extraction.model_copy(
        update={"counts": tuple(one.model_copy(update={"id": f"{one.id}/anders"}) for one in extraction.counts)}
    )
    done = apply(renamed, TEXT, [decision])
    assert len(done.applied) == 1
    assert all(one.value != 40 for one in done.extraction.counts)


def test_a_record_is_found_when_rules_take_more_words(extraction):
    record = count(extraction, 40)
    start = TEXT.index("ruim 40")
    from imvo_extract import Span

    wider = record.model_copy(update={"span": Span.cut(TEXT, start, record.span.end)})
    others = tuple(wider if one is record else one for one in extraction.counts)
    done = apply(extraction.model_copy(update={"counts": others}), TEXT, [about(extraction, TEXT, record, "reject")])
    assert len(done.applied) == 1


def test_the_same_word_for_something_else_in_the_statement_is_not_meant(extraction):
    ngos, unions = count(extraction, 5, "ngo's"), count(extraction, 5, "vakbonden")
    decision = about(extraction, TEXT, ngos, "reject")
    done = apply(extraction, TEXT, [decision]).extraction
    assert unions in done.counts
    assert ngos not in done.counts
    again = apply(done, TEXT, [decision])
    assert again.extraction == done
    assert not again.applied
    assert not again.stale


@pytest.mark.parametrize("change", [("ruim 40", "ruim 41"), ("een rapport.", "een rapport en een plan.")])
def test_a_decision_is_stale_when_its_statement_changes(extraction, extractor, change):
    decision = about(extraction, TEXT, count(extraction, 40), "reject")
    text = TEXT.replace(*change)
    done = apply(extractor.extract(text, id="goud"), text, [decision])
    assert done.stale == (decision,)
    (issue,) = (one for one in done.extraction.issues if one.check == STALE)
    assert issue.severity == "warning"
    assert "ruim 40 bedrijven een rapport." in issue.message
    # When the statement comes back, so does the decision.
    assert apply(extraction, TEXT, [decision]).applied == (decision,)


def test_a_longer_statement_is_another_one(extractor):
    text = "Convenant Goud\n\n- 12 bedrijven doen mee\n- 3 ngo's doen mee\n"
    extraction = extractor.extract(text, id="goud")
    decision = about(extraction, text, count(extraction, 12), "reject")
    longer = text.replace("12 bedrijven doen mee", "12 bedrijven doen mee aan de proef")
    assert apply(extractor.extract(longer, id="goud"), longer, [decision]).stale == (decision,)


def test_white_space_does_not_make_a_decision_stale(extraction, extractor):
    decision = about(extraction, TEXT, count(extraction, 40), "reject")
    text = "\n\n" + TEXT.replace("ruim 40 bedrijven een", "ruim\u00a040  bedrijven\neen")
    done = apply(extractor.extract(text, id="goud"), text, [decision])
    assert (done.applied, done.stale) == ((decision,), ())


def test_a_decision_about_what_the_rules_do_not_make_is_idle(extraction):
    decision = about(extraction, TEXT, count(extraction, 40), "reject")
    without = extraction.model_copy(update={"counts": tuple(one for one in extraction.counts if one.value != 40)})
    done = apply(without, TEXT, [decision])
    assert (done.applied, done.stale) == ((), ())
    assert done.extraction.counts == without.counts


def test_corrected_values_say_so(extraction):
    record = count(extraction, 40)
    decision = about(extraction, TEXT, record, "correct", values={"value": 41, "comparator": "equal"})
    done = apply(extraction, TEXT, [decision]).extraction
    new = next(one for one in done.counts if one.id == record.id)
    assert (new.value, new.comparator, new.unit, new.decision) == (41, "equal", "bedrijven", "corrected")
    assert apply(done, TEXT, [decision]).extraction == done


def test_what_the_rules_already_say_needs_no_correction(extraction):
    decision = about(extraction, TEXT, count(extraction, 40), "correct", values={"value": 40})
    done = apply(extraction, TEXT, [decision])
    assert (done.applied, done.stale, done.extraction) == ((), (), extraction)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"value": "2019-Q2"}, ("2019-Q2", None, "2019-04/2019-06", "2019-04-01", "2019-06-30", "quarter")),
        ({"value": "2019", "mod": "END"}, ("2019", "END", "2019-09/2019-12", "2019-09-01", "2019-12-31", "year")),
        ({"mod": "BEFORE"}, ("2018-12", "BEFORE", "../2018-11", None, "2018-11-30", "month")),
        ({"value": "XXXX-12"}, ("XXXX-12", None, None, None, None, "month")),
    ],
)
def test_the_days_of_a_corrected_date_follow(extraction, values, expected):
    record = next(one for one in extraction.dates if one.value == "2018-12")
    done = apply(extraction, TEXT, [about(extraction, TEXT, record, "correct", values=values)]).extraction
    new = next(one for one in done.dates if one.id == record.id)
    assert (new.value, new.mod, new.edtf, new.earliest, new.latest, new.precision) == expected


def test_a_limit_stays_a_limit_when_its_date_is_corrected(extractor):
    text = "Convenant Goud\n\nUiterlijk 1 juli 2020 tekenden 3 bedrijven.\n"
    extraction = extractor.extract(text, id="goud")
    (record,) = extraction.dates
    assert record.latest == "2020-07-01"
    done = apply(extraction, text, [about(extraction, text, record, "correct", values={"value": "2020-07-02"})])
    (new,) = done.extraction.dates
    assert (new.earliest, new.latest) == (record.earliest, "2020-07-02")


def test_a_value_that_the_records_type_has_not_is_refused(extraction):
    record = next(one for one in extraction.dates if one.value == "2018-12")
    with pytest.raises(DecisionError, match="P3Y"):
        apply(extraction, TEXT, [about(extraction, TEXT, record, "correct", values={"value": "P3Y"})])


def test_what_the_rules_lost_is_put_back_where_it_stands_now(extraction, extractor):
    record = count(extraction, 40)
    decision = about(extraction, TEXT, record, "keep")
    text = "Stand van zaken\n\n" + TEXT.replace("ruim 40", "ruim\n40")
    fresh = extractor.extract(text, id="goud")
    lost = fresh.model_copy(update={"counts": tuple(one for one in fresh.counts if one.value != 40)})
    done = apply(lost, text, [decision])
    (new,) = (one for one in done.extraction.counts if one.value == 40)
    assert done.applied == (decision,)
    assert new.decision == "kept"
    assert text[new.span.start : new.span.end] == "40"
    assert new.span.start == text.index("40 bedrijven")
    assert load_extraction(done.extraction.to_json(), text) == done.extraction
    # Once the rules find it again, there is nothing to keep.
    assert apply(fresh, text, [decision]).extraction == fresh


def test_a_kept_record_is_stale_without_its_statement(extraction, extractor):
    decision = about(extraction, TEXT, count(extraction, 40), "keep")
    text = TEXT.replace("ruim 40", "ruim 50")
    done = apply(extractor.extract(text, id="goud"), text, [decision])
    assert done.stale == (decision,)
    assert all(one.value != 40 for one in done.extraction.counts)


def test_a_kept_record_gives_way_where_its_id_is_taken(extraction):
    record = count(extraction, 40)
    other = count(extraction, 12).model_copy(update={"id": record.id})
    counts = tuple(other if one.value == 12 else one for one in extraction.counts if one is not record)
    done = apply(extraction.model_copy(update={"counts": counts}), TEXT, [about(extraction, TEXT, record, "keep")])
    assert {one.value: one.id for one in done.extraction.counts if one.value in (12, 40)} == {
        12: record.id,
        40: f"{record.id}~2",
    }


def test_decisions_of_other_documents_are_left_alone(extraction):
    decision = about(extraction, TEXT, count(extraction, 40), "reject").model_copy(update={"document": "banken"})
    done = apply(extraction, TEXT, [decision])
    assert (done.extraction, done.applied, done.stale) == (extraction, (), ())


def test_a_later_decision_takes_the_place_of_an_earlier_one(extraction):
    record = count(extraction, 40)
    first = about(extraction, TEXT, record, "correct", values={"value": 41})
    second = about(extraction, TEXT, record, "correct", values={"comparator": "equal"})
    (merged,) = with_decision([first], second)
    assert merged.values == {"value": 41, "comparator": "equal"}
    rejected = about(extraction, TEXT, record, "reject")
    assert with_decision([merged], rejected) == [rejected]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_all_that_is_rejected_and_kept_again_is_as_it_was(extraction, data):
    """Law: rejecting any records and then keeping them gives the same records; applying twice is applying once."""
    records = list(extraction.records())
    chosen = data.draw(st.lists(st.sampled_from(records), unique_by=lambda pair: pair[1].id))
    rejects = [about(extraction, TEXT, record, "reject") for _, record in chosen]
    without = apply(extraction, TEXT, rejects)
    assert len(without.applied) == len(chosen)
    assert apply(without.extraction, TEXT, rejects).extraction == without.extraction
    load_extraction(without.extraction.to_json(), TEXT)
    keeps = [
        decide(
            without.extraction, TEXT, kind, one.model_dump(mode="json"), "keep", quote=quote_of(one, TEXT), by="Anna"
        )
        for kind, one in chosen
    ]
    back = apply(without.extraction, TEXT, keeps).extraction
    load_extraction(back.to_json(), TEXT)
    assert {one.id: _said(one) for _, one in back.records() if one.decision == "kept"} == {
        one.id: _said(one) for _, one in chosen
    }
    assert [row.claimed for row in back.coverage] == [row.claimed for row in extraction.coverage]


def _said(record):
    """A record without its ties, which a rejection of another may have cut, and without who decided."""
    return record.model_dump(exclude={"decision", "dates", "participants", "counts", "as_of"})
