"""Covenants named in running text, and what a statement says of a covenant's status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from imvo_extract.dutch.memory import Memory
from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import CovenantStatus
from imvo_extract.rulebook.covenants import CovenantRules, MentionRule
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.lost import Lost
from imvo_extract.rulebook.template import alternatives, compile_template
from imvo_extract.sections.headings import slugify

_CLAUSE_BREAK = re.compile(r"[,;](?= )| (?:en|maar|terwijl|waarna|nadat|doch)(?= )")
# Some words, a colon or dash, and enough behind it to tell something: "Metaal: de leden kwamen op 3 juni bijeen".
_LEAD = re.compile(r"\W{0,3}[A-ZÀ-ÖØ-Þ][^:–—]{2,60}?(?::| [-–—]) (?:\S+ ){4}")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w-]+"
_BEFORE_IT = "a rule that goes before it"
_SECTOR_ENDINGS = ("sector", "branche", "keten", "industrie")


@dataclass(frozen=True, slots=True)
class CovenantMention:
    """A covenant named in a statement; ``start`` and ``end`` are clean offsets."""

    start: int
    end: int
    covenant: str
    registered: bool
    rule: str
    indefinite: bool


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a statement says: the status, how much it weighs for a statement and for a section, by which rule, and in
    which words (clean offsets)."""

    status: CovenantStatus
    weight: int
    section_weight: int
    rule: str
    start: int
    end: int


class CovenantFinder:
    """Finds covenants and their status with the patterns of the covenant rules.

    :raises RuleError: a pattern that cannot be read.
    """

    def __init__(self, rules: CovenantRules) -> None:
        self._ids: dict[str, str] = {}
        for entry in rules.covenants:
            for name in (*entry.aliases, *entry.titles):
                self._ids.setdefault(name, entry.id)
        self._memory = Memory()
        noun = rules.headings.head_noun
        alias = alternatives(name for entry in rules.covenants for name in entry.aliases)
        one_word = alternatives(name for entry in rules.covenants for name in entry.aliases if " " not in name)
        title = alternatives(name for entry in rules.covenants for name in entry.titles)
        ending = alternatives(_SECTOR_ENDINGS)
        classes = {
            "covenant": noun,
            "alias": alias,
            "sector": rf"(?:{alias})(?:s|-| )?(?:{ending})|(?:{ending}) (?:{alias})",
            "compound": rf"(?:{one_word})(?:s|-)?{noun}",
            "title": title,
            "unknown": rf"[\w-]{{3,}}(?:{alternatives(rules.vocabulary.sector_endings)})",
            # Capitals count here, though they do not elsewhere in a pattern.
            "name": rf"(?-i:{_CAPITALISED}(?: (?:en|&|voor|van|de) {_CAPITALISED}| {_CAPITALISED})*)",
            "covenant-or-title": rf"(?:[\w-]+-)?\w*{noun}|{title}",
            **{name: alternatives(words) for name, words in rules.vocabulary.model_dump().items()},
        }
        self._first_cell = re.compile(
            rf"\W*(?:(?:het |de )?(?:\S+-)?{noun}(?: voor| van| met)?(?: de| het)? )?"
            rf"(?P<name>{classes['compound']}|{classes['sector']}|{alias}|{title})(?=[\s|:]+)",
            re.IGNORECASE,
        )
        self._list_item = re.compile(
            rf"(?P<name>{classes['compound']}|{classes['sector']}|{alias}|{title})(?P<separator>, en |, | en | & |:?$)",
            re.IGNORECASE,
        )
        # What a sector or a compound has around the alias.
        self._frame = re.compile(rf"^(?:{ending}) |(?:s|-| )?(?:{ending}|{noun})$", re.IGNORECASE)
        # A text with none of these holds no covenant that is called one.
        self._signs = (noun, *sorted({name for entry in rules.covenants for name in entry.titles}))
        self._mentions = [
            (rule, _compiled(rule.id, [rule.pattern], classes)[0])
            for rule in sorted(rules.mentions, key=lambda rule: -rule.priority)
        ]
        self._status = [
            (rule, _compiled(rule.id, rule.patterns, classes), frozenset(rule.unless))
            for rule in sorted(rules.status, key=lambda rule: -rule.priority)
        ]
        # A statement without any of these words says nothing of a status.
        self._status_cues = [
            frozenset().union(*(_cues(pattern, classes) for pattern in rule.patterns)) for rule, _, _ in self._status
        ]

    def find(self, statement: Statement, *, general: bool) -> tuple[CovenantMention, ...]:
        """The covenants that a statement names, by position.

        :param general: whether it stands in no covenant's section; a sector alone is a mention only there.
        """
        is_item = statement.kind != "heading"
        return self._memory.recall((statement.text, general, is_item), lambda: self._find(statement, general))

    def _find(self, statement: Statement, general: bool) -> tuple[CovenantMention, ...]:
        found: list[CovenantMention] = []
        for mention in self._candidates(statement, general):
            if _first_over(found, mention) is None:
                found.append(mention)
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _candidates(self, statement: Statement, general: bool) -> Iterator[CovenantMention]:
        """What every rule finds, overlapping ones too, by priority."""
        lower = statement.text.lower()
        named = any(sign in lower for sign in self._signs)
        by_sector = general and self.status(statement) is not None
        leads = general and statement.kind != "heading" and _LEAD.match(statement.text) is not None
        if not named and not by_sector and not leads:
            return
        for rule, pattern in self._mentions:
            if leads if rule.lead else by_sector if rule.cue else named:
                for match in pattern.finditer(statement.text):
                    mention = self._mention(statement.text, rule, match)
                    if mention is not None:
                        yield mention

    def lost(self, statement: Statement, *, general: bool, best: StatusReading | None) -> list[Lost]:
        """What rules found in a statement that others took: names of covenants, and what is said of their status.

        :param general: as for ``find``.
        :param best: what the statements of a covenant's section say together (``section_status``).
        """
        kept = self.find(statement, general=general)
        out = []
        for mention in self._candidates(statement, general):
            other = _first_over(kept, mention)
            if other is not None and other.rule != mention.rule:
                lost_to = f"covenants.yaml:{other.rule}"
                out.append(Lost(mention.start, mention.end, f"covenants.yaml:{mention.rule}", _BEFORE_IT, lost_to))
        readings = list(self._readings(statement.text, statement.words))
        for reading in readings:
            winner, reason = readings[0], _BEFORE_IT
            if reading is winner and best is not None:
                winner, reason = best, "another statement of the section weighs more"
            if winner.rule != reading.rule:
                name, lost_to = f"covenants.yaml:{reading.rule}", f"covenants.yaml:{winner.rule}"
                out.append(Lost(reading.start, reading.end, name, f"{reading.status}: {reason}", lost_to))
        return out

    def listed(self, heading: Statement) -> tuple[CovenantMention, ...]:
        """The covenants of a heading that names several, and nothing else: "Metaal, natuursteen en verzekeringen"."""
        found: list[CovenantMention] = []
        at = 0
        while at < len(heading.text):
            match = self._list_item.match(heading.text, at)
            if match is None:
                return ()
            name = match["name"].lower()
            ident = self._ids.get(name) or self._ids.get(self._frame.sub("", name))
            if ident is None:
                return ()
            found.append(CovenantMention(*match.span("name"), ident, True, "heading", False))
            at = match.end()
        return tuple(found) if len({mention.covenant for mention in found}) > 1 else ()

    def _mention(self, text: str, rule: MentionRule, match: re.Match[str]) -> CovenantMention | None:
        start, end = match.span(rule.span) if rule.span else match.span()
        while rule.lead and not text[end - 1].isalnum():
            end -= 1
        while start and (text[start - 1].isalnum() or text[start - 1] == "-"):
            start -= 1  # "IMVO-convenant"
        groups = {name: value for name, value in match.groupdict().items() if value}
        name = groups.get("sector") or groups.get("alias") or groups.get("compound") or groups.get("title")
        indefinite = re.search(r"\b(?:een|over)\s+(?:\w+\s+)?$", text[: match.start()], re.IGNORECASE) is not None
        if name is not None:
            ident = self._ids.get(name.lower()) or self._ids.get(self._frame.sub("", name.lower()))
            return CovenantMention(start, end, ident, True, rule.id, indefinite) if ident else None
        unknown = groups.get("unknown") or groups.get("name")
        return CovenantMention(start, end, slugify(unknown), False, rule.id, indefinite) if unknown else None

    def row_of(self, statement: Statement) -> str | None:
        """The covenant that the row of a table is about: the one that it begins with."""
        match = self._first_cell.match(statement.text)
        name = match["name"].lower() if match is not None else ""
        return self._ids.get(name) or self._ids.get(self._frame.sub("", name))

    def status(self, statement: Statement) -> StatusReading | None:
        """What a statement says of the status of the covenant that it is about; None if nothing."""
        return self._memory.recall(statement.text, lambda: (self._status_of(statement.text, statement.words),))[0]

    def status_of_part(self, statement: Statement, mention: CovenantMention) -> StatusReading | None:
        """What a statement says of the status of one of the covenants that it names.

        Where it names several, that is what stands between the breaks around this one ("..., terwijl ..."); the whole
        of it where that says nothing.
        """
        others = [other for other in self.find(statement, general=True) if other.covenant != mention.covenant]
        if others:
            text = statement.text
            start = max(
                (_break(text, other.end, mention.start) for other in others if other.end <= mention.start), default=0
            )
            ends = [_break(text, mention.end, other.start) for other in others if other.start >= mention.end]
            part = text[start : min((end for end in ends if end), default=len(text))]
            told = self._status_of(part, frozenset(re.findall(r"\w+", part.lower())))
            if told is not None:
                return replace(told, start=told.start + start, end=told.end + start)
        return self.status(statement)

    def _status_of(self, text: str, words: frozenset[str]) -> StatusReading | None:
        return next(self._readings(text, words), None)

    def _readings(self, text: str, words: frozenset[str]) -> Iterator[StatusReading]:
        """What each rule makes of a text, by priority."""
        for (rule, patterns, unless), cues in zip(self._status, self._status_cues, strict=True):
            if words.isdisjoint(cues):
                continue
            place = next((place for pattern in patterns if (place := _says(pattern, unless, text))), None)
            if place is not None:
                weight = rule.section_priority if rule.section_priority is not None else rule.priority
                yield StatusReading(rule.status, rule.priority, weight if rule.section else 0, rule.id, *place)

    def section_status(self, statements: Iterable[Statement]) -> StatusReading | None:
        """What the statements of a section say together: the reading that weighs most, the last of equals."""
        best: StatusReading | None = None
        for statement in statements:
            reading = self.status(statement)
            if reading is not None and (best is None or reading.section_weight >= best.section_weight):
                best = reading
        return best if best is not None and best.section_weight > 0 else None


def _break(text: str, start: int, end: int) -> int:
    """Where the first clause ends between two mentions; 0 where no break stands there."""
    match = _CLAUSE_BREAK.search(text, start, end)
    return match.end() if match is not None else 0


def _compiled(rule: str, patterns: Sequence[str], classes: dict[str, str]) -> list[re.Pattern[str]]:
    try:
        return [compile_template(pattern, classes) for pattern in patterns]
    except ValueError as error:
        raise RuleError("covenants.yaml", str(error), rule=rule) from error


def _first_over(found: Iterable[CovenantMention], mention: CovenantMention) -> CovenantMention | None:
    """The first of ``found`` that overlaps a mention."""
    return next((other for other in found if other.start < mention.end and mention.start < other.end), None)


def _says(pattern: re.Pattern[str], unless: frozenset[str], text: str) -> tuple[int, int] | None:
    """Where the pattern is in the text, with none of the words that turn it round in it or before it."""
    for match in pattern.finditer(text):
        if not unless or unless.isdisjoint(re.findall(r"\w+", text[: match.end()].lower())):
            return match.span()
    return None


def _cues(pattern: str, classes: dict[str, str]) -> frozenset[str]:
    """Words of which one is in any statement that the pattern fits: of the element with the longest (so the rarest)
    words, the longest word of each alternative."""
    best: frozenset[str] = frozenset()
    for element in re.findall(r"\([^()]*\)\??|[^\s()]+", pattern):
        if element.endswith("?"):
            continue
        expanded = re.sub(r"\{([\w-]+)\}", lambda slot: classes[slot[1]], element.strip("()"))
        choices = [re.findall(r"[^\W\d_]+", choice) for choice in expanded.lower().split("|")]
        if not all(choices):
            continue
        words = frozenset(max(choice, key=len) for choice in choices)
        if not best or min(map(len, words)) > min(map(len, best)):
            best = words
    return best


def indefinite_status(mentions: Sequence[CovenantMention], covenant: str) -> CovenantStatus:
    """The status of a covenant of which nothing is said: one that is only talked of ("een convenant voor ...") is not
    there yet, any other is."""
    first = next(mention for mention in mentions if mention.covenant == covenant)
    return "in-negotiation" if first.indefinite else "signed"
