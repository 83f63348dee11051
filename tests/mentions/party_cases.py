"""Reading statements for the tests of parties: with a small stand-in for the finders of numbers and times."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from imvo_extract.dutch.clean import clean
from imvo_extract.dutch.statements import Statement
from imvo_extract.dutch.tokens import make_tokenizer, tokenize_all
from imvo_extract.mentions.parties import PartyFinder, introduced
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.parties import PartyRules

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "cases" / "parties"
_ONES = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
_NUMBERS = {word: value for value, word in enumerate(_ONES.split(), start=1) if word != "een"} | {
    "één": 1,
    "zeventien": 17,
    "negentien": 19,
    "twintig": 20,
    "vijfentwintig": 25,
    "dertig": 30,
    "veertig": 40,
    "honderd": 100,
}
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_YEAR = r"(?:19|20)\d\d"
_TIME = re.compile(
    rf"\d{{1,2}} {_MONTH}(?: {_YEAR})?|(?:eind |begin |medio )?(?:{_MONTH} )?(?<![\d.]){_YEAR}(?![\d.])|\b{_MONTH}\b"
    r"|het (?:voorjaar|najaar)|vorig jaar|(?:de )?tweede helft van \d{4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?<![\w.])(?:\d{{1,3}}(?:\.\d{{3}})+|\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?![\w%])",
    re.IGNORECASE,
)
_COMPARATORS = {"ruim": "more-than", "circa": "approximately", "bijna": "less-than", "minstens": "at-least"}


@dataclass(frozen=True)
class Quantity:
    """A number, as the finder of quantities would give it."""

    start: int
    end: int
    value: int
    comparator: str
    phrase_start: int


@dataclass(frozen=True)
class Time:
    """An expression of time."""

    start: int
    end: int


@cache
def finder() -> PartyFinder:
    return PartyFinder(rules())


@cache
def rules() -> PartyRules:
    return load_model(PROJECT / "rules" / "parties.yaml", PartyRules)


@cache
def _tokenizer():
    return make_tokenizer()


def statement(text: str) -> Statement:
    """A statement of a text."""
    cleaned = clean(text)
    _, rows = tokenize_all(_tokenizer(), [cleaned.text])
    return Statement(cleaned, len(text), rows[0][1])


def quantities(text: str, times: list[Time]) -> list[Quantity]:
    """The numbers in a text that are in no expression of time."""
    found = []
    for match in _NUMBER.finditer(text):
        if any(time.start < match.end() and match.start() < time.end for time in times):
            continue
        word = match[0].lower()
        value = _NUMBERS.get(word) or int(word.replace(".", ""))
        before = text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        comparator = _COMPARATORS.get(before, "equal")
        start = match.start() - len(before) - 1 if comparator != "equal" else match.start()
        found.append(Quantity(match.start(), match.end(), value, comparator, start))
    return found


def read(text: str, known=None, lead_in=None, act=None):
    """The reading of a text as one statement."""
    found = statement(text)
    times = [Time(*match.span()) for match in _TIME.finditer(found.text)]
    return finder().read(found, quantities(found.text, times), times, known, lead_in, act=act)


def read_all(texts):
    """The readings of statements that follow each other, names that one introduces being known in the next."""
    known = {}
    out = []
    for text in texts:
        reading = read(text, known)
        known.update(introduced(reading.parties))
        out.append(reading)
    return out


def cases():
    """Every case of every file, with an id of file and number."""
    for path in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            yield f"{path.stem}-{number}", case
