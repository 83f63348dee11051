"""The same facts whatever the layout: sections reordered, other bullets, capitals, wrapped lines, other spaces."""

import re
import textwrap

import pytest

NAME = "stand-van-zaken-2019-11"
HEADING = re.compile(r"^Convenant .*$", re.MULTILINE)


@pytest.fixture(scope="module")
def text(project):
    return (project / "raw" / f"{NAME}.txt").read_text(encoding="utf-8")


def facts(extraction):
    """The records as values without ids, offsets and quotes of headings: dates and parties by what they say."""
    dates = {date.id: (date.value, date.mod) for date in extraction.dates}
    out = []
    for kind, record in extraction.records():
        values = record.model_dump(
            exclude={"id", "span", "sentence", "section", "mentions", "rule", "name", "sector", "dates", "participants",
                     "counts", "as_of"}
        )  # fmt: skip
        if kind == "parties":
            values["name"] = record.name
        if kind == "counts":
            values["as_of"] = dates.get(record.as_of)
        if kind == "events":
            values["dates"] = sorted(dates[ident] for ident in record.dates)
            values["object"] = " ".join((record.object or "").split())
        if kind != "covenants":
            values["quote"] = " ".join(record.span.text.split())
        out.append((kind, repr(sorted(values.items(), key=repr))))
    return sorted(out)


def sections(text):
    """The introduction, and each covenant's section."""
    starts = [match.start() for match in HEADING.finditer(text)]
    return [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]


def reordered(text):
    first, *others = sections(text)
    return first + "".join(part.rstrip() + "\n\n\n" for part in reversed(others))


def wrapped(text):
    lines = []
    for line in text.splitlines():
        bullet = re.match(r"\s*• ", line)
        indent = " " * 3 if bullet else ""
        lines += textwrap.wrap(
            " ".join(line.split()), 72, initial_indent=" " if bullet else "", subsequent_indent=indent
        ) or [""]
    return "\n".join(lines)


CHANGES = {
    "sections in another order": reordered,
    "dashes for bullets": lambda text: text.replace(" • ", "- "),
    "stars for bullets": lambda text: text.replace(" • ", " * "),
    "numbers for bullets": lambda text: text.replace(" • ", " 1) "),
    "headings in capitals": lambda text: HEADING.sub(lambda match: match[0].upper(), text),
    "wrapped at 72 columns": wrapped,
    "plain spaces": lambda text: text.replace("\u00a0", " "),
    "no-break spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "plain quotes": lambda text: text.replace("\u2019", "'").replace("\u2018", "'"),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_facts_are_the_same(text, extractor, change):
    expected = facts(extractor.extract(text, id=NAME))
    found = facts(extractor.extract(CHANGES[change](text), id=NAME))
    if change == "plain quotes":
        expected = [
            (kind, value.replace("\u2019", "'").replace("\u2018", "'").replace('"', "'")) for kind, value in expected
        ]
        found = [(kind, value.replace('"', "'")) for kind, value in found]
    assert [fact for fact in found if fact not in expected] == []
    assert [fact for fact in expected if fact not in found] == []
