"""Extractions full of what breaks files: formulas, quotes, line ends, separators, words for nothing, odd Unicode."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from imvo_extract.records.extraction import (
    Coverage,
    Document,
    Extraction,
    ExtractorInfo,
    Issue,
    ReferenceDate,
    SourceFile,
    Unclaimed,
)
from imvo_extract.records.models import Count, Covenant, Date, Event, Party
from imvo_extract.records.span import Extent, Span

HOSTILE = [
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "+31 70", "-5", "@SUM(A1)", "\t=1+1", "\r=1", "\n-1", "'", "''",
    "'=1", "a;=1+1", 'a;"=1', "a\n=1", "＝1", " =1", '"', '""', 'a "b" c', "a,b", ",", "\r\n", "\r", "\n", " ", "\t",
    "NULL", "NA", "nan", "None", "true", "1e5", "007", "93", "2019-11-05", "#N/A",
    "\ufeff", "\u00a0", "e\u0301", "👩‍👧",
    "\U0010ffff", "\ufffe", "\uffff", "\u2028", "\x0b", "\x1f", "\x7f", "\x85", "_x000D_", "\\N", "\\",
    "drop table counts; --", "%s{}", "{}", "[]", "a|b",
]  # fmt: skip

# A whole export for each example: few of them, in as much time as they take.
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# No surrogates, which are no text, and no NUL, which no raw text holds.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
SOME_TEXT = st.lists(st.sampled_from(HOSTILE) | st.text(CHARACTERS, max_size=5), min_size=1, max_size=3).map("".join)
TEXT = SOME_TEXT.filter(bool)
ANY_TEXT = SOME_TEXT | st.just("")
MAYBE = st.none() | ANY_TEXT
NUMBER = st.integers(-(2**53), 2**53) | st.floats(-1e307, 1e307)
WHOLE = st.integers(-(2**63), 2**63 - 1)
DAY = st.none() | st.dates().map(str)
EDTF = st.sampled_from(["2019", "2019-11", "2019-11-05", "0001", "199X"])


@st.composite
def extractions(draw, ident="document"):
    """An extraction that keeps the contract, with at least one record of every kind."""
    raw = draw(TEXT)

    def span():
        start = draw(st.integers(0, len(raw) - 1))
        return Span.cut(raw, start, draw(st.integers(start + 1, len(raw))))

    def record(kind, number):
        # Ids are unique, whatever else they are.
        mention = span()
        return {
            "id": f"{draw(ANY_TEXT)}{kind}{number}",
            "covenant": draw(MAYBE),
            "span": mention,
            "sentence": Extent(start=0, end=len(raw)),
            "rule": draw(ANY_TEXT),
            "decision": draw(st.sampled_from([None, "kept", "corrected"])),
        }

    def some(make, kind):
        return tuple(make(record(kind, number)) for number in range(draw(st.integers(1, 2))))

    def spans():
        return tuple(span() for _ in range(draw(st.integers(0, 2))))

    def chosen(records):
        return tuple(draw(st.lists(st.sampled_from([one.id for one in records]), max_size=2)))

    comparator = st.sampled_from(["equal", "approximately", "at-least"])
    covenants = some(
        lambda r: Covenant(
            **r,
            name=draw(ANY_TEXT),
            sector=draw(MAYBE),
            status="signed",
            section=draw(st.sampled_from([None, Extent(start=0, end=1)])),
            mentions=spans(),
        ),
        "covenant",
    )
    parties = some(
        lambda r: Party(
            **r,
            kind="brand",
            name=draw(MAYBE),
            count=draw(st.none() | WHOLE),
            comparator=draw(st.none() | comparator),
            role=draw(st.sampled_from([None, "chair", "former"])),
            mentions=spans(),
        ),
        "party",
    )
    dates = some(
        lambda r: Date(
            **r,
            type="DATE",
            value=draw(ANY_TEXT),
            mod=draw(st.sampled_from([None, "START"])),
            edtf=draw(MAYBE),
            earliest=draw(DAY),
            latest=draw(DAY),
            precision=draw(st.sampled_from([None, "day"])),
            basis="explicit",
        ),
        "date",
    )
    counts = some(
        lambda r: Count(
            **r,
            value=draw(NUMBER),
            unit=draw(MAYBE),
            lemma=draw(MAYBE),
            comparator=draw(comparator),
            as_of=draw(st.sampled_from([None, *(date.id for date in dates)])),
            of=draw(MAYBE),
        ),
        "count",
    )
    events = some(
        lambda r: Event(
            **r,
            type="signing",
            status=draw(st.sampled_from(["completed", "planned"])),
            dates=chosen(dates),
            participants=chosen(parties),
            counts=chosen(counts),
            object=draw(MAYBE),
            ordinal=draw(st.none() | WHOLE),
        ),
        "event",
    )
    reference = draw(
        st.none() | st.builds(ReferenceDate, value=EDTF, basis=st.just("given"), span=st.just(None) | st.just(span()))
    )
    return Extraction(
        schema_version="1.0",
        document=Document(
            id=ident,
            title=draw(MAYBE),
            language="nl",
            source=SourceFile(path=draw(MAYBE), media_type="text/plain", sha256="0", url=draw(MAYBE), retrieved=None),
            characters=len(raw),
            reference_date=reference,
        ),
        extractor=ExtractorInfo(name="imvo-extract", version="0", rules_sha256="0"),
        covenants=covenants,
        parties=parties,
        counts=counts,
        dates=dates,
        events=events,
        unclaimed=(Unclaimed(kind="name", span=span(), reason=draw(ANY_TEXT)),),
        issues=(Issue(check="c", severity="note", message=draw(ANY_TEXT), records=(draw(ANY_TEXT),), spans=spans()),),
        coverage=(
            Coverage(
                covenant=draw(MAYBE),
                section=Extent(start=0, end=1),
                statements=3,
                claimed=1,
                share=draw(st.floats(0, 1)),
            ),
        ),
    )


def streams():
    """One or two extractions, of different documents."""
    one = extractions("een")
    return st.one_of(one.map(lambda e: [e]), st.tuples(one, extractions("twee")).map(list))
