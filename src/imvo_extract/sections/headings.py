"""Is this line a heading, and whose?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from imvo_extract.rulebook.covenants import CovenantRules
from imvo_extract.rulebook.template import alternatives

HeadingKind = Literal["covenant", "sub", "general", "other"]

# The rank of a heading that nothing but its place and words tells.
PLAIN = 3
_LONGEST = 110
_MOST_WORDS = 14
_NUMBER = re.compile(
    r"^(?:(?:hoofdstuk|paragraaf|deel|bijlage|§)\s*)?(?:\d+(?:\.\d+)*|[IVX]+)[.):]?\s+(?:[-–—]\s+)?|^[A-Z][.)]\s+",
    re.IGNORECASE,
)
# Markdown, and the equals signs of a wiki.
_MARKDOWN = re.compile(r"^(?:#{1,6}|={1,6})\s*")
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
_PARTS = re.compile(r"\s+[-–—|/]\s+|:\s*|\s*;\s+")
_TAIL = re.compile(r"(?:s?(?:convenant|sector|branche|keten|industrie))$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says. ``name_start`` and ``name_end`` are offsets into the line given; ``rank`` orders headings by
    their looks, 0 for the greatest: Markdown levels, capitals, numbers."""

    kind: HeadingKind
    covenant: str | None
    registered: bool
    name_start: int
    name_end: int
    rank: int


class HeadingReader:
    """Recognises headings with the register and frame words of the covenant rules."""

    def __init__(self, rules: CovenantRules) -> None:
        self._ids: dict[str, str] = {}
        for entry in rules.covenants:
            for alias in (*entry.aliases, *entry.titles, entry.id.replace("-", " ")):
                self._ids.setdefault(_plain(alias), entry.id)
        headings = rules.headings
        self._head_noun = headings.head_noun
        frame = alternatives(_plain(word) for word in headings.frame)
        self._frame_head = re.compile(rf"^(?:{frame})(?:\s+|$)")
        self._frame_tail = re.compile(rf"(?:^|\s+)(?:{frame})$")
        self._subheading = re.compile(rf"^(?:{alternatives(headings.subheadings)})\b")
        self._general = re.compile(rf"^(?:{alternatives(headings.general)})\b")
        self._title_heading = re.compile(rf"\b{headings.head_noun}en\b")
        self._frame_words = frozenset(headings.frame)
        noun = headings.head_noun
        lead = alternatives(_plain(word) for word in headings.frame if noun not in word)
        self._lead = re.compile(rf"^(?:(?:{lead})\s+)*(?=(?:\S+-)?{noun}\b)")
        self._named = re.compile(rf"^(?:\S+-)?{noun}\b\s*(?P<name>.*)$|^(?P<compound>\w+?)s?{noun}$")

    def read(self, text: str, *, underlined: bool) -> Heading | None:
        """The heading in a line's text, or None if it is no heading by its looks.

        :param text: the line without white space around it, cleaned, its number still on it.
        :param underlined: whether a rule of dashes stands below it.
        """
        if len(text) > _LONGEST or text.count(" ") >= _MOST_WORDS or not text:
            return None
        level = _MARKDOWN.match(text)
        start = level.end() if level else 0
        number = _NUMBER.match(text, start) or _NUMBER.match(text[start:])
        numbered = number is not None
        if number is not None:
            start += number.end() - number.start()
        body = text[start:].rstrip(" #*_=").lstrip("*_ ")
        start = text.index(body, start) if body else start
        if not body or body[-1] in ".!?,;":
            return None
        capitals = body.isupper()
        if not (body[0].isupper() or body[0].isdigit() or body[0] in "\"'(" or level or underlined):
            return None
        rank = _rank(len(level[0].strip()) if level else None, capitals, underlined, numbered, text)
        name = body.rstrip(": ")
        found = self._covenant(name)
        plain = _plain(name)
        kind: HeadingKind
        if found is not None:
            kind = "sub" if self._subheading.match(plain) else "covenant"
            return Heading(kind, found[0], found[1], start, start + len(name), rank)
        if self._general.match(plain):
            kind = "general"
        elif self._subheading.match(plain) and not self._title_heading.search(plain):
            if ": " in name and not (level or underlined):
                return None  # "Partijen: FNV, CNV": a key with its value
            kind = "sub"
        elif level or underlined or capitals or (numbered and _looks_like_title(name)):
            kind = "other"
        else:
            # A short line on its own may as well be a sentence without a full stop; it opens and ends nothing.
            return None
        return Heading(kind, None, False, start, start + len(name), rank)

    def _covenant(self, name: str) -> tuple[str, bool] | None:
        """The covenant that a heading names: its id, and whether the register knows it."""
        for part in _readings(name):
            ident = self._resolve(_plain(part))
            if ident is not None:
                return ident, True
        outside = _BRACKET.sub(" ", name).strip()
        named = self._named.match(self._lead.sub("", _plain(outside)))
        if named is None:
            return None
        rest = named["compound"] or self._strip_frame(named["name"] or "")
        behind = (named["name"] or "").split()
        if behind and behind[0] in outside.split() and behind[0] not in self._frame_words:
            return None  # "Convenant getekend": a word in small letters names nothing
        slug = slugify(rest)
        return (slug, False) if slug and len(rest.split()) <= 8 else None

    def _resolve(self, plain: str) -> str | None:
        """The register's id for a name in small letters, its frame taken off step by step."""
        seen = plain
        while True:
            for reading in (seen, _TAIL.sub("", seen).rstrip(" -")):
                if reading in self._ids:
                    return self._ids[reading]
            stripped = self._strip_frame(seen, once=True)
            if stripped == seen:
                return None
            seen = stripped

    def _strip_frame(self, plain: str, once: bool = False) -> str:
        while True:
            shorter = self._frame_head.sub("", plain, count=1).strip()
            if shorter == plain:
                shorter = self._frame_tail.sub("", plain, count=1).strip()
            if shorter == plain or once:
                return shorter
            plain = shorter


def slugify(name: str) -> str:
    """A name as an id: small ASCII letters and digits with hyphens between."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace('"', " ").replace("'", " ").split())


def _readings(name: str) -> Iterator[str]:
    """The whole name, the name without and inside its brackets, and its parts around dashes and colons."""
    yield name
    outside = _BRACKET.sub(" ", name).strip()
    if outside != name:
        yield outside
        yield from (match[1] for match in _BRACKET.finditer(name))
    parts = _PARTS.split(outside)
    if len(parts) > 1:
        yield from (part for part in parts if part)


def _looks_like_title(name: str) -> bool:
    return len(name.split()) <= 8


def _rank(level: int | None, capitals: bool, underlined: bool, numbered: bool, text: str) -> int:
    if level is not None:
        return level
    if capitals or underlined:
        return 1
    if numbered:
        return 2 + text.split(" ", 1)[0].rstrip(".").count(".")
    return PLAIN
