"""The same facts whatever the layout: sections reordered, other bullets, capitals, wrapped lines, other spaces."""

import re
import textwrap
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
# Each text with what a covenant's heading looks like in it. The second and the third are composed; they are beside the
# project, if at all.
TEXTS = {
    "stand-van-zaken-2019-11": ("raw", r"^Convenant .*$"),
    "vervolg-2020-10": ("../shared/dev", r"^(?:IMVO-c|C)onvenant .*$"),
    "voortgangsbrief-2021-06": ("../shared/dev", r"^(?:\d+\. [A-Z]|TABEL|VOORUITBLIK).*$"),
}
ITEM = re.compile(r"^ *(?:•|-|\d+\)) +(?=\S)", re.MULTILINE)
COLUMNS = re.compile(r"\S {3,}\S")


@pytest.fixture(scope="module", params=TEXTS)
def told(request, extractor):
    """A text's name, the text, the form of its headings and its facts."""
    name = request.param
    folder, heading = TEXTS[name]
    path = PROJECT / folder / f"{name}.txt"
    if not path.is_file():
        pytest.skip("the composed texts are not beside this checkout")
    text = path.read_text(encoding="utf-8-sig")
    return name, text, re.compile(heading, re.MULTILINE), facts(extractor.extract(text, id=name))


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
            # A name may be cut off behind its hyphen.
            values["quote"] = re.sub(r"(?<=-)\s+", "", " ".join(record.span.text.split()))
        # Quotes as they are typed are layout, too.
        plain = {key: straight(value) if isinstance(value, str) else value for key, value in values.items()}
        out.append((kind, repr(sorted(plain.items(), key=repr))))
    return sorted(out)


def straight(text):
    return text.replace("\u2019", "'").replace("\u2018", "'")


def reordered(text, heading):
    starts = [match.start() for match in heading.finditer(text)]
    first, *others = [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
    return first + "".join(part.rstrip() + "\n\n\n" for part in reversed(others))


def bullets(mark):
    return lambda text, _: ITEM.sub(mark, text)


def wrapped(width):
    """Lines of so many columns, what goes on under a bullet indented; tables stay as they are."""

    def change(text, _):
        lines = []
        for line in text.splitlines():
            item = ITEM.match(line)
            if COLUMNS.search(line):
                lines.append(line)
                continue
            indent = " " * len(item[0]) if item else ""
            lines += textwrap.wrap(" ".join(line.split()), width, subsequent_indent=indent) or [""]
        return "\n".join(lines)

    return change


CHANGES = {
    "sections in another order": reordered,
    "dashes for bullets": bullets("- "),
    "stars for bullets": bullets(" * "),
    "dots for bullets": bullets(" • "),
    "numbers for bullets": bullets(" 1) "),
    "headings in capitals": lambda text, heading: heading.sub(lambda match: match[0].upper(), text),
    "wrapped at 72 columns": wrapped(72),
    "wrapped at 60 columns": wrapped(60),
    "wrapped at 50 columns": wrapped(50),
    "plain spaces": lambda text, _: text.replace("\u00a0", " "),
    "no-break spaces": lambda text, _: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "plain quotes": lambda text, _: straight(text),
    "windows line ends": lambda text, _: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_facts_are_the_same(told, extractor, change):
    name, text, heading, expected = told
    found = facts(extractor.extract(CHANGES[change](text, heading), id=name))
    assert [fact for fact in found if fact not in expected] == []
    assert [fact for fact in expected if fact not in found] == []


def test_each_change_changes_one_of_the_texts():
    texts = [path for name, (folder, _) in TEXTS.items() if (path := PROJECT / folder / f"{name}.txt").is_file()]
    read = [(path.read_text(encoding="utf-8-sig"), re.compile(TEXTS[path.stem][1], re.MULTILINE)) for path in texts]
    idle = [name for name, change in CHANGES.items() if all(change(text, heading) == text for text, heading in read)]
    # The texts themselves have dots.
    assert set(idle) <= {"dots for bullets"}
