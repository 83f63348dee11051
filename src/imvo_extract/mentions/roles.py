"""The role of each list of parties, from the clause that it stands in.

The statement is first made simpler: each list becomes one character, dates and light adverbs go, a name of a covenant
becomes "convenant". On this *projection* the patterns of the role rules are matched, so that they stay short however
long the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import PartyKind, Role
from imvo_extract.rulebook.base import Rule
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.lost import Lost
from imvo_extract.rulebook.parties import DenialRule, EchoRule, PartyRules, RoleRule
from imvo_extract.rulebook.template import alternatives

from .lists import PartyList
from .patterns import SEVERAL, Pattern, PatternIndex, WordClasses, by_letter
from .windows import Extent

Owner = TypeVar("Owner", bound=Rule)

# Private-use characters: a block for each sort of list, so that a pattern can ask for a sort.
_FREE, _FREE_PERSON, _GOVERNED, _GOVERNED_PERSON, _TIME = 0xE000, 0xE100, 0xE200, 0xE300, "\ue800"
_BLOCK = 0x100
MARK = "[\ue000-\ue3ff]"
_LISTS = re.compile(MARK)
# "6.000", "m.b.t.": only a full stop at an end ends something.
_INNER_STOP = re.compile(r"\.(?=[^\s\]])|(?<=\b\w)\.(?= )")
# A comma is a word of its own, so that "..." can pass it.
_COMMA = re.compile(r"(?<=[^\s\d]),")
LIST_CLASSES = {
    "parties": MARK,
    "subject": "[\ue000-\ue1ff]",
    "person": "[\ue100-\ue1ff\ue300-\ue3ff]",
    "head": MARK,
}
# What is left of brackets and lists of dates.
_EMPTY = re.compile(r"\[ ?\]")
_COMMAS = re.compile(r"(?:, ?)+(?=,)")
# What one can do after others: not to chair or to pay.
_ACTS: tuple[Role, ...] = ("signatory", "participant", "supporter", "former")
# The weight of what the language itself says, by no rule: "niet bij X, maar bij Y".
_BY_LANGUAGE = 1000


class Assignment(NamedTuple):
    """What the clause says of a list: the role (None where it is denied without one), and by which rule ("" where the
    language itself says so)."""

    role: Role | None
    rule: str
    groups: str
    negated: bool
    kind: PartyKind | None
    priority: int
    relative: bool = False


def _losing(row: PartyList, loser: Assignment, winner: Assignment) -> Lost:
    """What one rule says of a list, of which another says better."""
    by_language = winner.priority >= _BY_LANGUAGE
    reason = "the text denies it" if by_language or loser.negated else "a rule that goes before it"
    lost_to = None if by_language else f"parties.yaml:{winner.rule}"
    return Lost(row.start, row.end, f"parties.yaml:{loser.rule}", f"{loser.role}: {reason}", lost_to)


def _held_back(pattern: Pattern[RoleRule], projection: str, lists: Sequence[PartyList]) -> Iterator[Lost]:
    """What a pattern would say of lists, if nothing stood under "unless" in its rule."""
    rule = pattern.owner
    for match in pattern.regex.finditer(projection):
        for number, given in pattern.lists:
            if given and match[number]:
                row = lists[list_index(match[number])]
                yield Lost(row.start, row.end, f"parties.yaml:{rule.id}", f"{rule.role}: held back by its own unless")


class RoleFinder:
    """Gives lists their roles with the rules of rules/parties.yaml."""

    def __init__(self, rules: PartyRules) -> None:
        words = rules.words
        self.words = WordClasses(rules.vocabulary, rules.common)
        self.classes = {**self.words.regexes, **LIST_CLASSES}
        # What lists there are, as bits: a counted one will do where any list of several will, and a name always.
        self._several = self.words.bit(SEVERAL)
        listed, counted, named = map(self.words.bit, ("{listed}", "{counted}", "{named}"))
        self._listed, self._counted, self._named = listed, listed | counted, listed | counted | named
        self._wanted = {"any": 0, "list": listed, "counted": counted, "whole": counted, "none": named}
        rows = sorted(rules.roles, key=lambda rule: -rule.priority)
        self._index = PatternIndex(
            [self.pattern(text, rule, self._context(rule)) for rule in rows for text in rule.patterns]
        )
        self._unless = {rule.id: [self.pattern(text, rule) for text in rule.unless] for rule in rows}
        self._denials = PatternIndex([self.pattern(text, rule) for rule in rules.denials for text in rule.patterns])
        self._echoes = PatternIndex([self.pattern(text, rule) for rule in rules.echoes for text in rule.patterns])
        self._colon, self._bracket = map(self.words.bit, ("{:}", "{[}"))
        self._negating, self._planning = map(self._first_words, (words.negations, words.planned))
        denial = re.compile(rf"(?<!\w)(?:{alternatives(words.negations)})(?!\w)")
        self._denying = {text for rule in rows for text in rule.patterns if denial.search(text)}
        self._always = sum(map(self.words.bit, ("{parties}", "{head}")))
        self._subject, self._person = map(self.words.bit, ("{subject}", "{person}"))
        self._besides = re.compile(rf"(?<=\w )(?:{alternatives(words.besides)}) {MARK} ,? ?(?={MARK})")
        self._besides_bits = sum(map(self.words.bit, words.besides))
        self._niet = self.words.bit("niet")
        light = by_letter(words.light)
        when = alternatives(words.time_prepositions)
        self._light = re.compile(
            rf"(?<!\w)(?:(?:(?:{when}) )*(?:(?:de|het) )?{_TIME}|(?:{light})(?!\w)(?! met(?!\w))) ?"
        )
        preposition = rf"(?:(?:{alternatives(words.prepositions)}) )?"
        corrections = alternatives(words.corrections)
        self._correction = re.compile(rf"(?<!\w)niet (?:meer |langer )?{preposition}({MARK}) ?,? (?:{corrections}) ")
        self._not_this = re.compile(
            rf" ?,? (?:en |maar |dus )?niet (?:meer |langer )?{preposition}({MARK})(?= ,|[,.;\]]|$)"
        )
        self._left_out = re.compile(rf"({MARK}) (?:nog )?niet(?= ,|[,.;\]]|$)")
        self._negation = re.compile(rf"(?<!\w)(?:{alternatives(words.negations)})(?!\w)")
        self._no_negation = re.compile(rf"(?<!\w)(?:{alternatives(words.no_negations)})(?!\w)")
        self._planned = re.compile(rf"(?<!\w)(?:{alternatives(words.planned)})(?!\w)")
        self._clause_end = re.compile(rf"[,;.!?]|(?<!\w)(?:{alternatives(words.clause_ends)})(?!\w)")
        # What is told of a list between commas: "Jumbo, de grootste keten, trad toe".
        self._aside = re.compile(rf"(?<={MARK}) ,(?: (?!en |of |{MARK})[^\s,.;:]+){{1,8}} ,(?= (?!en |of |{MARK}))")
        self._relative = re.compile(rf"(?<!\w)(?:{alternatives(words.relatives)})(?!\w)")
        self._companion = re.compile(rf"(?:^|[\s,(])(?:{alternatives(words.companions)}) (?={MARK})")
        self._opening_companion = re.compile(rf"(?:{alternatives(words.opening_companions)}) (?={MARK})")
        self._same = re.compile(rf"(?<!\w)(?:en|alsmede|evenals) ({alternatives(words.prepositions)}) ({MARK})")

    def project(
        self, text: str, lists: Sequence[PartyList], timexes: Sequence[Extent], covenants: Sequence[Extent]
    ) -> str:
        """The statement with each list as one character, without dates and light words."""
        parts: list[tuple[int, int, str]] = []
        for index, row in enumerate(lists[:_BLOCK]):
            block = (_GOVERNED_PERSON if row.personal else _GOVERNED) if row.preposition else (
                _FREE_PERSON if row.personal else _FREE
            )  # fmt: skip
            parts.append((row.start, row.end, chr(block + index)))
        parts += [(timex.start, timex.end, _TIME) for timex in timexes]
        parts += [(name.start, name.end, "convenant") for name in covenants]
        parts.sort()
        out: list[str] = []
        done = 0
        for start, end, mark in parts:
            if start < done:
                continue
            out += (text[done:start], mark)
            done = end
        out.append(text[done:])
        # Brackets have a meaning in patterns; here they are square.
        simple = self._light.sub("", "".join(out).lower().replace("(", "[").replace(")", "]"))
        if "[" in simple:
            simple = _EMPTY.sub("", simple)
        simple = " ".join(simple.split())
        for mark in ",.;:":
            if mark in simple:
                simple = simple.replace(" " + mark, mark)
        if "." in simple[:-1]:
            simple = _INNER_STOP.sub("", simple)
        if "," in simple:
            simple = _COMMA.sub(" ,", _COMMAS.sub("", simple))
        return simple

    def pattern(self, text: str, owner: Owner, context: int = 0) -> Pattern[Owner]:
        """A pattern of a rule, to be matched on projections (see ``Pattern``)."""
        return Pattern(text, owner, self.words, self.classes, context)

    def _first_words(self, entries: Sequence[str]) -> int:
        """The bits of the first words of some entries."""
        return sum({self.words.bit(entry.split(" ")[0].lower()) for entry in entries})

    def _context(self, rule: RoleRule) -> int:
        """The bits of the classes of which a word must be there for a rule, and of what it wants of the lists."""
        for name in rule.context:
            if name not in self.words.regexes:
                raise RuleError("parties.yaml", f'unknown vocabulary class "{name}" under context', rule=rule.id)
        return sum(self.words.bit("{" + name + "}") for name in rule.context) | self._wanted[rule.groups]

    def present(self, statement: Statement, lists: Sequence[PartyList]) -> int:
        """The bits (see ``WordClasses``) of what patterns may need: the words of a statement, their classes, marks, and
        the sorts of list that are there."""
        found = self.words.mask(statement.words) | self._always
        found |= self.marks(statement.text)
        if len(lists) > 1:
            found |= self._several
        for row in lists:
            if row.preposition is None:
                found |= self._subject
            if row.personal:
                found |= self._person
            if len(row.items) > 1:
                found |= self._listed
            for item in row.items:
                group = item.group
                if group is None or group.name is not None:
                    found |= self._named
                elif group.number is not None:
                    found |= self._counted
                elif group.vague:
                    found |= self._listed
        return found

    def marks(self, text: str) -> int:
        """The bits of the marks in a text that patterns may need."""
        return (self._colon if ":" in text else 0) | (self._bracket if "(" in text else 0)

    def candidates(self, present: int) -> list[Pattern[RoleRule]]:
        """The patterns that may match, of the rules that can say something of these lists (see ``present``)."""
        return self._index.candidates(present)

    def assign(
        self,
        projection: str,
        present: int,
        lists: Sequence[PartyList],
        patterns: Sequence[Pattern[RoleRule]],
        lost: list[Lost] | None = None,
        act: Role | None = None,
    ) -> dict[int, Assignment]:
        """The role of each list (by its index) of which the clause gives one.

        :param projection: of ``project``.
        :param present: the words of the statement and their classes (``present``).
        :param patterns: those to be tried (``candidates``).
        :param lost: where to put what patterns say of a list and another pattern says better, if anybody asks.
        :param act: the role that the statement before gave (see ``act_of``).
        """
        found: dict[int, Assignment] = {}
        if present & self._niet:
            projection = self._correct(projection, found)
        whole = projection
        if present & self._besides_bits:
            projection = self._besides.sub("", projection)
        self._try(projection, present, lists, patterns, found, lost)
        if len(found) < len(lists) and (short := self._aside.sub("", projection)) != projection:
            self._try(short, present, lists, patterns, found, lost)
        act = act_of(found) or act
        if act is not None and len(found) < len(lists):
            self._echo(projection, present, act, found)
        if found and len(found) < len(lists):
            self._inherit(whole, found)
        if len(found) < len(lists):
            self._deny(projection, present, found)
        return found

    def _try(
        self,
        projection: str,
        present: int,
        lists: Sequence[PartyList],
        patterns: Sequence[Pattern[RoleRule]],
        found: dict[int, Assignment],
        lost: list[Lost] | None,
    ) -> None:
        """Puts into ``found`` what the patterns say of the lists."""
        allowed: dict[str, bool] = {}
        for pattern in patterns:
            rule = pattern.owner
            if rule.id not in allowed:
                allowed[rule.id] = self._allowed(rule, projection, present)
            if allowed[rule.id]:
                self._apply(pattern, projection, present, lists, found, lost)
                every = len(found) == len(lists) and lost is None
                if every and not any(given.negated for given in found.values()):
                    # The patterns come in the order of their priority: no other can say better.
                    break
            elif lost is not None:
                lost += _held_back(pattern, projection, lists)

    def _echo(self, projection: str, present: int, act: Role, found: dict[int, Assignment]) -> None:
        """ "Ook X deed dat": the role of those before, for lists to which no rule gives one."""
        for pattern in self._echoes.candidates(present):
            rule: EchoRule = pattern.owner
            for match in pattern.regex.finditer(projection):
                if self._negated(projection, match):
                    continue
                for number, given in pattern.lists:
                    if given:
                        index = list_index(match[number])
                        found.setdefault(index, Assignment(act, rule.id, "list", False, None, rule.priority))

    def _deny(self, projection: str, present: int, found: dict[int, Assignment]) -> None:
        """Denials of lists to which no rule gives a role."""
        patterns = self._denials.candidates(present)
        if not patterns:
            return
        without = self._no_negation.sub("", projection)
        for pattern in patterns:
            rule: DenialRule = pattern.owner
            for match in pattern.regex.finditer(without):
                for number, given in pattern.lists:
                    if given and match[number]:
                        index = list_index(match[number])
                        found.setdefault(index, Assignment(None, rule.id, "any", True, None, rule.priority))

    def _allowed(self, rule: RoleRule, projection: str, present: int) -> bool:
        unless = self._unless[rule.id]
        return not unless or not any(other.may_match(present) and other.regex.search(projection) for other in unless)

    def _correct(self, projection: str, found: dict[int, Assignment]) -> str:
        """ "niet bij X, maar bij Y": X is denied, and the sentence goes on as if it were not there."""
        for pattern in (self._correction, self._not_this, self._left_out):
            for match in pattern.finditer(projection):
                found[list_index(match[1])] = Assignment(None, "", "any", True, None, _BY_LANGUAGE)
            projection = pattern.sub("", projection)
        return projection

    def _apply(
        self,
        pattern: Pattern[RoleRule],
        projection: str,
        present: int,
        lists: Sequence[PartyList],
        found: dict[int, Assignment],
        lost: list[Lost] | None,
    ) -> None:
        at, rule, search = 0, pattern.owner, pattern.regex.search
        # A wording that is itself a denial ("niet langer partij") is not denied.
        affirms = present & self._negating and pattern.text not in self._denying
        while (match := search(projection, at)) is not None:
            if len(lists) > 1 and self._skips(match, pattern, lists, found):
                at = match.start() + 1
                continue
            at = match.end()
            negated = bool(affirms) and self._negated(projection, match)
            role: Role = rule.role
            if rule.planned is not None and present & self._planning and self._planned.search(projection):
                role = rule.planned
            relative = self._relative.search(match[0]) is not None
            for number, named in pattern.lists:
                if not named or not match[number]:
                    continue
                index = list_index(match[number])
                old = found.get(index)
                better = old is None or (old.negated and not negated and old.priority < _BY_LANGUAGE)
                if not better and lost is None:
                    continue
                given = Assignment(role, rule.id, rule.groups, negated, rule.kind, rule.priority, relative)
                if lost is not None and old is not None and old.rule != rule.id:
                    lost.append(_losing(lists[index], old, given) if better else _losing(lists[index], given, old))
                if better:
                    found[index] = given

    def _skips(
        self,
        match: re.Match[str],
        pattern: Pattern[RoleRule],
        lists: Sequence[PartyList],
        found: dict[int, Assignment],
    ) -> bool:
        """Whether the match leaps over another list that could fill its place better."""
        captured = {match.start(number) for number, _ in pattern.lists}
        rule = pattern.owner.id
        for other in _LISTS.finditer(match.string, match.start(), match.end()):
            if other.start() in captured or ord(other[0]) >= _GOVERNED:
                continue
            index = list_index(other[0])
            if (index not in found or found[index].rule == rule) and not (lists[index].weak or lists[index].idle):
                return True
        return False

    def _negated(self, projection: str, match: re.Match[str]) -> bool:
        start = match.start()
        end = self._clause_end.search(projection, match.end())
        before = projection[:start].rsplit(" ", 2)
        window = " ".join(before[-2:]) + projection[start : end.start() if end else len(projection)]
        last = max((m.start() for m in _LISTS.finditer(match[0])), default=0)
        # Of "heeft niet ondertekend, maar is steunbetuiger" only the last part counts for the last role.
        turn = [m.end() for m in re.finditer(r",? maar ", window)]
        if turn and last + len(window) - len(match[0]) < turn[-1]:
            window = window[turn[-1] :]
        return self._negation.search(self._no_negation.sub("", window)) is not None

    def _inherit(self, projection: str, found: dict[int, Assignment]) -> None:
        """ "samen met Y", "gevolgd door Y", "van X ... en van Y": the role of the list that they go with."""
        marks = [(match.start(), list_index(match[0]), match[0]) for match in _LISTS.finditer(projection)]
        companions = {match.end() for match in self._companion.finditer(projection)}
        opening = self._opening_companion.match(projection)
        if opening is not None:
            companions.add(opening.end())
        repeated = {match.start(2): match[1].lower() for match in self._same.finditer(projection)}
        for place, (at, index, _) in enumerate(marks):
            if index in found:
                continue
            if place and (projection[marks[place - 1][0] + 1 : at].strip() == ";" or projection[:at].endswith(": ")):
                companions.add(at)
            if at not in companions and at not in repeated:
                continue
            others = marks[:place][::-1] + marks[place + 1 :]
            for other_at, other, _ in others:
                given = found.get(other)
                if given is None or given.priority >= _BY_LANGUAGE:
                    continue
                if at in repeated and at not in companions:
                    before = projection[:other_at].rsplit(" ", 2)[-2:-1]
                    if other_at > at or not before or before[0].lower() != repeated[at]:
                        continue
                # It goes with the others: what the rule wants of a group, they have.
                found[index] = given._replace(groups="any")
                break


def act_of(found: Mapping[int, Assignment]) -> Role | None:
    """The role of those of whom a next clause can say that others did the same; None where there is none."""
    acts = [given.role for _, given in sorted(found.items()) if given.role in _ACTS and not given.negated]
    return acts[-1] if acts else None


def list_index(mark: str) -> int:
    """The index of the list that a character of a projection stands for."""
    return (ord(mark) - _FREE) % _BLOCK


def marks_in(projection: str) -> list[str]:
    """The characters in (a part of) a projection that stand for lists."""
    return _LISTS.findall(projection)
