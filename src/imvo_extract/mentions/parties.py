"""The parties that a statement names: names, groups, lists and roles put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from imvo_extract.dutch.statements import Statement
from imvo_extract.records.models import Comparator, PartyKind, Role
from imvo_extract.rulebook.lost import Lost
from imvo_extract.rulebook.parties import ExclusionRule, PartyRules, PlainRule

from .groups import Group, GroupFinder, QuantityLike
from .lists import Item, ListBuilder, PartyList
from .names import NOUN_INCLUDED, KnownName, NameFinder, NameMention
from .party_losers import unplaced
from .patterns import PatternIndex
from .roles import MARK, Assignment, RoleFinder, act_of, list_index, marks_in
from .windows import LONGEST, Extent, windows

_LONGEST_TITLE = 60
_THESE_ARE = re.compile(r"(?:dat|dit|het) (?:zijn|waren|is|was|betreft|betrof) ")
_ONE_OF = re.compile(rf"({MARK}) ,? (?:een|één|eén) van (?:de )?({MARK})")
# No roles of persons, unless the rule itself asks for one ("Adviseur is professor X").
_NO_PERSON: tuple[Role, ...] = ("partner", "adviser", "funder", "represented")
_SIGNING: tuple[Role, ...] = ("signatory", "participant", "negotiator", "supporter", "former")


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party named in a statement; ``start`` and ``end`` are clean offsets.

    ``key`` is the identity of a name (lower case, long form), None for a group. ``negated``: the text denies the part,
    so that it is no record. ``repeats``: a bare group that can only repeat one named before.
    """

    start: int
    end: int
    kind: PartyKind
    name: str | None
    count: int | None
    comparator: Comparator | None
    role: Role | None
    rule: str
    negated: bool = False
    key: str | None = None
    abbreviation: str | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a statement: the parties, and the names that are none, each with its reason.

    ``act``: the role that "Ook X deed dat" in the next statement would give (see ``roles.act_of``).
    """

    parties: tuple[PartyMention, ...]
    names: tuple[NameMention, ...]
    act: Role | None = None


_NOTHING = Reading((), ())


class PartyFinder:
    """Finds the parties in statements.

    :param rules: rules/parties.yaml.
    """

    def __init__(self, rules: PartyRules) -> None:
        self._rules = rules
        self._names = NameFinder(rules)
        self._groups = GroupFinder(rules)
        self._lists = ListBuilder(rules)
        self._roles = RoleFinder(rules)
        self._role_rules = {rule.id: rule for rule in rules.roles}
        self._of_members = {rule.id for rule in rules.plain if rule.members}
        self._committees = {kind for rule in rules.plain if not rule.named and not rule.counted for kind in rule.kinds}
        self._plain = sorted(rules.plain, key=lambda rule: -rule.priority)
        pattern = self._roles.pattern
        self._exclusions = PatternIndex([pattern(text, rule) for rule in rules.exclusions for text in rule.patterns])
        self._list_heads = [pattern(text, rule) for rule in rules.list_heads for text in rule.patterns]

    def find(
        self,
        statement: Statement,
        quantities: Sequence[QuantityLike] = (),
        timexes: Sequence[Extent] = (),
        known: Mapping[str, KnownName] | None = None,
        lead_in: tuple[Role, str] | None = None,
    ) -> list[PartyMention]:
        """The parties in a statement, by position, denied ones (``negated``) included; see ``read``."""
        return list(self.read(statement, quantities, timexes, known, lead_in).parties)

    def read(
        self,
        statement: Statement,
        quantities: Sequence[QuantityLike] = (),
        timexes: Sequence[Extent] = (),
        known: Mapping[str, KnownName] | None = None,
        lead_in: tuple[Role, str] | None = None,
        lost: list[Lost] | None = None,
        act: Role | None = None,
    ) -> Reading:
        """The parties in a statement, and the capitalised names in it that are none.

        :param quantities: the quantities in it, in clean offsets.
        :param timexes: the expressions of time in it, in clean offsets.
        :param known: names introduced earlier in the document (see ``introduced``).
        :param lead_in: what the line above says of those listed below it (see ``lead_in``).
        :param lost: where to put what rules found and did not keep, if anybody asks; not for a statement longer than
            ``windows.LONGEST``.
        :param act: what the statement before says of those in it (``Reading.act``).
        """
        if len(statement.text) > LONGEST:
            return self._read_long(statement, quantities, timexes, known)
        text = statement.text
        names = self._names.find(statement, known)
        named = False
        for name in names:
            named = named or name.reason is None
        taken = [(name.start, name.end) for name in names]
        groups = self._groups.find(statement, quantities, taken, named=named)
        if not groups and not named:
            return Reading((), tuple(names)) if names else _NOTHING
        groups = self._groups.partitives(statement, groups, quantities)
        items = self._lists.items(text, names, groups, timexes)
        if not any(self._possible(item) for item in items):
            return Reading((), _with_reason(names, set()))
        lists = self._lists.lists(text, items)
        covenants = [name for name in names if name.reason == "a covenant"]
        present = self._roles.present(statement, lists)
        patterns = self._roles.candidates(present)
        if not patterns and not any(map(self._needs_no_role, items)) and ":" not in text and lead_in is None:
            return Reading((), _with_reason(names, set()))
        projection = self._roles.project(text, lists, timexes, covenants)
        roles = self._roles.assign(projection, present, lists, patterns, lost, act)
        done = act_of(roles)
        self._from_words(text, projection, lists, roles)
        excluded: dict[int, ExclusionRule] = {}
        if any(index not in roles and any(item.name for item in row.items) for index, row in enumerate(lists)):
            excluded = self._excluded(projection, present)
        parties: list[PartyMention] = []
        for index, row in enumerate(lists):
            given = roles.get(index)
            if given is None and lead_in is not None and _is_whole(projection, len(lists)):
                given = Assignment(lead_in[0], lead_in[1], "any", False, None, 0)
            for item in row.items:
                mention = self._mention(item, row, given, excluded.get(index))
                if mention is not None:
                    parties.append(mention)
        parties.sort(key=lambda party: (party.start, party.end))
        if lost is not None:
            lost += unplaced(lists, roles, parties)
        return Reading(tuple(parties), _with_reason(names, {(p.start, p.end) for p in parties}, excluded, lists), done)

    def _read_long(
        self,
        statement: Statement,
        quantities: Sequence[QuantityLike],
        timexes: Sequence[Extent],
        known: Mapping[str, KnownName] | None,
    ) -> Reading:
        parties: list[PartyMention] = []
        names: list[NameMention] = []
        for window in windows(statement, quantities, timexes):
            at = window.start
            found = self.read(window.statement, window.quantities, window.timexes, known)
            parties += [replace(party, start=party.start + at, end=party.end + at) for party in found.parties]
            names += [name._replace(start=name.start + at, end=name.end + at) for name in found.names]
        return Reading(tuple(parties), tuple(names))

    def _from_words(self, text: str, projection: str, lists: Sequence[PartyList], roles: dict[int, Assignment]) -> None:
        """Roles that words give without a clause: "twaalf ondertekenaars, waaronder ...", "Nieuwe deelnemers: ..."."""
        for index, row in enumerate(lists):
            first = row.items[0]
            if index in roles or first.group is None:
                continue
            rule = self._plain_rule(first.group.kind, first)
            if rule is None and row.nested:
                rule = self._plain_rule(first.group.kind, first, text[row.start : first.left].lower().split())
            if rule is not None and (rule.nouns or row.nested) and rule.role is not None:
                roles[index] = Assignment(rule.role, rule.id, "list", False, None, 0)
        for match in _ONE_OF.finditer(projection):
            # "CNV, een van de twaalf convenantspartijen": so is CNV.
            one, whole = list_index(match[1]), list_index(match[2])
            member = lists[whole].items[0]
            rule = self._plain_rule("party", member) if member.kind == "party" else None
            if one not in roles and rule is not None and rule.role is not None:
                roles[one] = Assignment(rule.role, rule.id, "any", False, None, 0)
        before, colon, after = projection.partition(":")
        if not colon or any(list_index(mark) in roles for mark in marks_in(after)):
            return
        for mark in marks_in(before):
            # "Aangesloten verzekeraars: ...": the noun says what those behind the colon are.
            row = lists[list_index(mark)]
            if any(item.name is not None or item.group is None or item.group.number is not None for item in row.items):
                return
            before = before.replace(mark, text[row.start : row.end].lower())
        head = self._head(before)
        if head is None:
            return
        for part in after.split(";"):
            marks = marks_in(part)
            if len(part.split()) > 2 * len(marks) + 2:
                break
            for mark in marks:
                roles[list_index(mark)] = Assignment(head[0], head[1], "any", False, None, 0)

    def lead_in(self, statement: Statement) -> tuple[Role, str] | None:
        """The role (and the rule) of those in the bullets below, where a heading, a line with a colon or a short line
        without a full stop ("Wie doen mee?", "Deelnemende banken") says so."""
        text = statement.text
        title = not text.endswith((".", "!", ";", ",")) and (statement.kind != "bullet" or text.endswith("?"))
        if not ((title and len(text) <= _LONGEST_TITLE) or text.endswith(":") or statement.kind == "heading"):
            return None
        return self._head(text.rstrip(":?").lower())

    def _head(self, text: str) -> tuple[Role, str] | None:
        present = self._roles.words.mask(re.findall(r"[\w-]+", text)) | self._roles.marks(text)
        for pattern in self._list_heads:
            if pattern.may_match(present) and pattern.regex.search(text):
                return pattern.owner.role, pattern.owner.id
        return None

    def _excluded(self, projection: str, present: int) -> dict[int, ExclusionRule]:
        found: dict[int, ExclusionRule] = {}
        for pattern in self._exclusions.candidates(present):
            for match in pattern.regex.finditer(projection):
                found[list_index(match["parties"])] = pattern.owner
        return found

    # --- which of the candidates are parties

    def _possible(self, item: Item) -> bool:
        """Whether an item can be a party in any sentence: "bedrijven" by itself cannot."""
        group = item.group
        if group is None or group.number is not None or group.vague:
            return True
        return not group.blocked and not self._generic(group)

    def _mention(
        self, item: Item, row: PartyList, given: Assignment | None, excluded: ExclusionRule | None
    ) -> PartyMention | None:
        if item.inside and item.kind == "ministry":
            return None  # "S. Blok (Buitenlandse Zaken)": what he is minister of
        if given is not None and not self._fits(item, row, given):
            given = None
        if given is None and excluded is not None:
            return None
        if item.group is not None:
            return self._group_mention(item, item.group, given)
        assert item.name is not None
        name, kind = item.name, item.kind
        if kind is None:
            if given is None or given.role is None:
                return None
            kind = given.kind or "organisation"
        rule, role = (None, None) if given is None else (given.rule, given.role)
        if given is None:
            plain = self._plain_rule(kind, item)
            if plain is None:
                return None
            rule, role = plain.id, plain.role
        return PartyMention(
            item.start, item.end, kind, name.name, None, None, role, rule or "", bool(given and given.negated),
            name.key, name.abbreviation,
        )  # fmt: skip

    def _group_mention(self, item: Item, group: Group, given: Assignment | None) -> PartyMention | None:
        rule, role, negated = None, None, False
        plain = self._plain_rule(group.kind, item) if given is None or group.kind == "party" else None
        if given is not None:
            rule, role, negated = given.rule, given.role, given.negated
            if plain is not None and plain.nouns and role in ("participant", "signatory"):
                # "Het convenant telt 30 ondertekenaars": the noun says it better than the clause.
                role = plain.role
        else:
            if plain is None:
                return None
            rule, role = plain.id, plain.role
        bare = group.number is None and group.name is None
        committee = group.kind == "monitoring-committee"
        count = None if committee else group.number
        comparator = group.comparator if count else None
        return PartyMention(
            group.start, group.end, item.kind or group.kind, group.name, count, comparator, role, rule,
            negated or (role == "former" and bare), group.name.lower() if group.name else None, None,
            bare and not group.vague,
        )  # fmt: skip

    def _fits(self, item: Item, row: PartyList, given: Assignment) -> bool:
        """Whether the role can be this item's: what a group without a name or a number needs."""
        if given.rule in self._of_members and item is row.items[0]:
            return False
        rule = self._role_rules.get(given.rule)
        group = item.group
        if group is None:
            of_persons = rule is not None and rule.kind == "person"
            if item.kind == "person" and given.role in _NO_PERSON and not of_persons:
                return False
            if item.inside and given.role not in _SIGNING:
                return False
            return rule is None or rule.names or row.nested
        if group.blocked:
            return False
        if rule is not None and rule.kind == "person":
            return False
        if group.kind == "sector":
            if any(other.kind != "sector" for other in row.items):
                return given.role in ("signatory", "negotiator")
            return given.role == "signatory" and given.groups == "any"
        if group.kind == "monitoring-committee":
            return False
        if group.name is not None:
            return True
        if given.groups == "none":
            return False
        if given.groups == "whole" and (not group.definite or group.adjectives or group.kind == "party"):
            return False
        if group.number is not None:
            return not group.partitive or given.role in _SIGNING
        if given.groups == "counted":
            return False
        others = [other for other in row.items if other is not item]
        solid = any(other.group is None or not self._generic(other.group) or other.group.number for other in others)
        if given.groups == "list" or self._generic(group):
            return solid or group.vague
        if group.vague or others:
            return True
        return not given.relative

    def _needs_no_role(self, item: Item) -> bool:
        """Whether an item may be a party though no role rule speaks of it."""
        group = item.group
        return group is None or group.number is not None or group.name is not None or group.kind in self._committees

    def _generic(self, group: Group) -> bool:
        return self._rules.kinds[group.kind].generic

    def _plain_rule(self, kind: PartyKind, item: Item, collective: Sequence[str] | None = None) -> PlainRule | None:
        """The rule for an item, or where words before it are given ("een kopgroep van") for the members of that."""
        group = item.group
        for rule in self._plain:
            if kind not in rule.kinds or rule.members != (collective is not None):
                continue
            if rule.collectives and set(rule.collectives).isdisjoint(collective or ()):
                continue
            if rule.named and item.name is None and (group is None or group.name is None):
                continue
            if rule.named and kind in NOUN_INCLUDED and item.name is not None and not self._sure(item):
                continue
            if not rule.named and group is None:
                continue
            if group is not None:
                if group.blocked or (rule.counted and (group.number is None or group.partitive)):
                    continue
                if rule.definite and not group.definite:
                    continue
                if rule.adjectives and not set(rule.adjectives) & set(group.adjectives):
                    continue
                if rule.nouns and group.noun not in rule.nouns:
                    continue
            return rule
        return None

    def _sure(self, item: Item) -> bool:
        """Whether a ministry's name or a place is a party here: "Financiën" alone may be a subject of policy."""
        assert item.name is not None
        name = item.name.name
        return item.told or (item.kind == "ministry" and (" " in name or name.isupper() or item.name.text != name))


def introduced(mentions: Iterable[PartyMention]) -> dict[str, KnownName]:
    """What later statements may refer to: abbreviations, and the surnames of persons."""
    found: dict[str, KnownName] = {}
    for mention in mentions:
        if mention.name is None or mention.negated:
            continue
        known = KnownName(mention.name, mention.kind, mention.key or mention.name.lower())
        if mention.abbreviation:
            found[mention.abbreviation] = known
        if mention.kind != "person":
            found[mention.name] = known
    return found


def _is_whole(projection: str, lists: int) -> bool:
    """Whether a statement is nothing but a list of parties."""
    return lists == 1 and len(_THESE_ARE.sub("", projection).split()) <= 2


def _with_reason(
    names: Sequence[NameMention],
    taken: set[tuple[int, int]],
    excluded: Mapping[int, ExclusionRule] | None = None,
    lists: Sequence[PartyList] = (),
) -> tuple[NameMention, ...]:
    """The names that became no party, each with its reason."""
    why: dict[tuple[int, int], ExclusionRule] = {}
    for index, row in enumerate(lists):
        if excluded and index in excluded:
            why |= {(item.start, item.end): excluded[index] for item in row.items}
    out = []
    for name in names:
        if any(start < name.end and name.start < end for start, end in taken):
            continue
        if name.reason is None:
            rule = next((why[place] for place in why if place[0] < name.end and name.start < place[1]), None)
            reason = rule.reason if rule else "a name to which no rule gives a part in the covenant"
            name = name._replace(reason=reason, rule=rule.id if rule else None)
        out.append(name)
    return tuple(out)
