"""Groups of organisations as noun phrases: "12 bedrijven", "een vakbond", "de Vlaamse en Nederlandse overheid"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, Protocol

from imvo_extract.dutch.statements import Statement, Token
from imvo_extract.records.models import Comparator, PartyKind
from imvo_extract.rulebook.parties import PartyRules
from imvo_extract.rulebook.template import alternatives

from .party_nouns import NounKind, PartyNoun, PartyNouns
from .phrases import word_before

_COUNTED_NOUN = re.compile(r" (?:[a-zà-ÿ]+e )?([a-zà-ÿ]{4,}(?:en|s|'s))(?=[ ,.;)]|$)")
_LONGEST_GAP = 7
_MOST_ADJECTIVES = 4


class QuantityLike(Protocol):
    """What a group needs to know of a quantity: its place, its value and how to read it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def value(self) -> int | float: ...
    @property
    def comparator(self) -> Comparator: ...


class Group(NamedTuple):
    """A noun phrase with a noun of some kind of party; offsets are clean.

    ``start`` to ``end`` is the mention (number and adjectives, no article), ``left`` where the whole phrase begins.
    ``number`` is None where none is given. ``partitive``: "5 van de bedrijven"; ``vague``: "tientallen bedrijven";
    ``blocked``: "andere bedrijven", no parties of the covenant; ``apposition``: a noun that only tells of the name
    behind it; ``name``: of "Nederlandse overheid"; ``unknown``: a counted noun of no kind, a party only among others.
    """

    start: int
    end: int
    left: int
    kind: PartyKind
    noun: str
    plural: bool
    number: int | None = None
    comparator: Comparator | None = None
    partitive: bool = False
    vague: bool = False
    definite: bool = False
    blocked: bool = False
    apposition: bool = False
    name: str | None = None
    adjectives: tuple[str, ...] = ()
    unknown: bool = False


class GroupFinder:
    """Finds groups with the nouns and the closed word classes of the party rules."""

    def __init__(self, rules: PartyRules) -> None:
        words = rules.words
        self._kinds = rules.kinds
        self._nouns = PartyNouns(rules)
        self._determiners = frozenset(words.determiners)
        self._demonyms = frozenset(words.demonyms)
        self._adjectives = frozenset(words.adjectives) | self._demonyms | frozenset(words.role_adjectives)
        self._no_adjectives = frozenset(words.no_adjectives) | self._determiners
        self._blockers = frozenset(words.blockers)
        self._agents, self._people = words.agents, words.people
        self._vague = frozenset(words.vague)
        self._one = frozenset(words.one)
        self._numbering = self._vague | self._one
        self._partitive = re.compile(rf" (?:{alternatives(words.partitive)})(?: [^\s.,;:()]+){{0,6}}? ?", re.IGNORECASE)

    def find(
        self,
        statement: Statement,
        quantities: Sequence[QuantityLike],
        taken: Sequence[tuple[int, int]],
        *,
        named: bool = True,
    ) -> list[Group]:
        """The groups in a statement, by position.

        :param quantities: the quantities in it, in clean offsets; a number beside the noun is its count.
        :param taken: clean offsets of names, in which no group is looked for.
        :param named: whether a name among them may be a party; without one, and without a number, groups that mean no
            party by themselves are left out.
        """
        words = self._nouns.words(statement)
        if not named:
            phrases = self._nouns.has_phrase(statement)
            if not (words or phrases):
                return []
            if not (phrases or quantities or self._may_be_parties(statement, words)):
                return []
        nouns = self._nouns.find(statement, words)
        tokens = statement.tokens
        found: list[Group] = []
        for noun in nouns:
            start = tokens[noun.first].start
            if taken and any(a <= start < b for a, b in taken):
                continue
            group = self._group(statement, noun, quantities)
            if noun.first >= 2 and tokens[noun.first - 1].lower == "en" and found:
                joint = self._joint(statement, found[-1], group)
                if joint is not None:
                    found[-1] = joint
                    continue
            if group.kind == "government" or (noun.first >= 3 and tokens[noun.first - 2].text == "-"):
                found += self._ellipsis(statement, noun, group)
            else:
                found.append(group)
            if group.number is not None:
                found += self._shared_noun(statement, group, quantities)
        if quantities and len(found) + len(taken) > 1:
            found += self._unknown(statement.text, quantities, found)
        if len(found) > 1:
            found.sort(key=itemgetter(0))
        return found

    def _may_be_parties(self, statement: Statement, words: Mapping[str, NounKind]) -> bool:
        """Whether nouns without a number may mean parties: "bedrijven" and such alone cannot."""
        generic = all(noun.apposition or self._kinds[noun.kind].generic for noun in words.values())
        return not generic or not self._numbering.isdisjoint(statement.words)

    def _unknown(self, text: str, quantities: Sequence[QuantityLike], found: Sequence[Group]) -> list[Group]:
        """Counted nouns of no kind that may be parties by the company they keep."""
        out = []
        for quantity in quantities:
            if any(group.start <= quantity.start < group.end for group in found):
                continue
            match = _COUNTED_NOUN.match(text, quantity.end)
            if match is None or match[1].endswith(self._people) or quantity.value < 1:
                continue
            left, definite = _with_article(text, getattr(quantity, "phrase_start", quantity.start))
            kind: PartyKind = "company" if match[1].endswith(self._agents) else "organisation"
            out.append(
                Group(
                    quantity.start, match.end(), left, kind, match[1], True, int(quantity.value), quantity.comparator,
                    definite=definite, unknown=True,
                )
            )  # fmt: skip
        return out

    def _shared_noun(self, statement: Statement, group: Group, quantities: Sequence[QuantityLike]) -> list[Group]:
        """The first of "drie Belgische en zeven Nederlandse bedrijven", "2 grote, 3 kleine banken"."""
        text = statement.text
        for quantity in quantities:
            if quantity.end < group.left and group.left - quantity.end < 40:
                between = text[quantity.end : group.left].strip().split(" ")
                adjectives = [word.rstrip(",") for word in between if word not in ("en", "of")]
                joined = between[-1] in ("en", "of") or between[-1].endswith(",")
                if joined and adjectives and all(word.lower() in self._adjectives for word in adjectives):
                    end = text.index(adjectives[-1], quantity.end) + len(adjectives[-1])
                    left, _ = _with_article(text, getattr(quantity, "phrase_start", quantity.start))
                    return [
                        Group(
                            quantity.start, end, left, group.kind, group.noun, group.plural, int(quantity.value),
                            quantity.comparator,
                        )
                    ]  # fmt: skip
        return []

    def _group(self, statement: Statement, noun: PartyNoun, quantities: Sequence[QuantityLike]) -> Group:
        tokens = statement.tokens
        text = statement.text
        first_noun, end = tokens[noun.first].start, tokens[noun.last - 1].end
        lemma = _text(statement, noun.first, noun.last)
        index, start = noun.first - 1, first_noun
        known = start
        adjectives: list[str] = []
        blocked = False
        while index >= 0 and len(adjectives) <= _MOST_ADJECTIVES:
            token = tokens[index]
            for quantity in quantities:
                if quantity.start <= token.start < quantity.end and quantity.value == int(quantity.value):
                    return self._counted(text, noun, lemma, (quantity, quantities), end, adjectives)
            word = token.lower
            if word == ")":
                opening = _opening(tokens, index)
                if opening is None:
                    break
                index, start = opening - 1, tokens[opening].start
                continue
            if word in self._blockers:
                blocked = True
                index -= 1
                continue
            if word in ("en", "of") and index >= 2 and tokens[index - 1].text == "-":
                # "26 wind- en zonne-energiebedrijven": the first parts of a compound whose end is shared.
                hanging = _hanging(tokens, index)
                start = tokens[hanging].start
                index = hanging - 1
                continue
            if word == "en" and adjectives and index and tokens[index - 1].lower in self._adjectives:
                if not (tokens[index - 1].lower in self._demonyms and not noun.plural):
                    index -= 1
                    continue
                break
            if word in self._adjectives or self._adjective_like(word, noun):
                adjectives.append(word)
                start = token.start
                if word in self._adjectives and known == tokens[index + 1].start:
                    known = start
                index -= 1
                continue
            break
        # Without a number only known adjectives belong to the group: "tekenden banken" has a verb before the noun.
        start = known
        adjectives = [word for word in adjectives if word in self._adjectives]
        left, count, definite, vague = start, None, False, False
        before = noun.first - 1
        while before >= 0 and tokens[before].end > start:
            before -= 1
        if before >= 0:
            word = tokens[before].lower
            if word in self._one and not noun.plural:
                start, count = tokens[before].start, 1
                left = start
                if word == "een" and adjectives and "nieuwe" in adjectives:
                    blocked = True
            elif word in self._vague:
                start, vague = tokens[before].start, True
                left = start
            elif word in self._determiners:
                left, definite = tokens[before].start, word in ("de", "het")
            elif word in self._blockers:
                blocked = True
        return Group(
            start, end, left, noun.kind, lemma, noun.plural, count, "equal" if count else None, False, vague, definite,
            blocked, noun.apposition, None, tuple(adjectives),
        )  # fmt: skip

    def _counted(
        self,
        text: str,
        noun: PartyNoun,
        lemma: str,
        counts: tuple[QuantityLike, Sequence[QuantityLike]],
        end: int,
        adjectives: list[str],
    ) -> Group:
        quantity, quantities = counts
        start, partitive = quantity.start, False
        for whole in quantities:
            # "12 van de 14 banken": the part is what is spoken of.
            if whole.end < quantity.start and self._partitive.fullmatch(text, whole.end, quantity.start):
                start, quantity, partitive = whole.start, whole, True
        left, definite = _with_article(text, getattr(quantity, "phrase_start", start))
        return Group(
            start, end, left, noun.kind, lemma, noun.plural, int(quantity.value), quantity.comparator, partitive, False,
            definite, False, noun.apposition, None, tuple(adjectives),
        )  # fmt: skip

    def partitives(self, statement: Statement, groups: list[Group], quantities: Sequence[QuantityLike]) -> list[Group]:
        """ "5 van de aangesloten bedrijven": a number, "van de" and a group without a number are one mention."""
        if not any(quantity.end < group.start for quantity in quantities for group in groups):
            return groups
        out: list[Group] = []
        text = statement.text
        for group in groups:
            new = group
            if group.number is None and group.plural:
                for quantity in quantities:
                    near = quantity.end < group.start and group.start - quantity.end < 80
                    if near and self._partitive.fullmatch(text, quantity.end, group.start) and quantity.value >= 1:
                        left, _ = _with_article(text, getattr(quantity, "phrase_start", quantity.start))
                        new = Group(
                            quantity.start, group.end, left, group.kind, group.noun, True, int(quantity.value),
                            quantity.comparator, True, adjectives=group.adjectives,
                        )  # fmt: skip
                        break
                    if near and self._partitive.fullmatch(text, quantity.end, group.start):
                        new = group._replace(left=group.start, number=None, definite=False, blocked=True)
            out.append(new)
        return out

    def _is_demonym(self, token: Token) -> bool:
        return token.lower in self._demonyms or (token.text[0].isupper() and token.lower.endswith("se"))

    def _adjective_like(self, word: str, noun: PartyNoun) -> bool:
        if len(word) <= 3 or not word.endswith(("e", "en")) or word in self._no_adjectives or not word.isalpha():
            return False
        # "13 partijen brancheverenigingen", but not "28 bedrijven deelnemer"
        other = self._nouns.kind_of(word)
        return other is None or (other[0] == "party" and noun.plural)

    def _joint(self, statement: Statement, first: Group, second: Group) -> Group | None:
        """ "15 initiatieven en organisaties" is one group under one number; only for nouns that say little."""
        generic = self._kinds[first.kind].generic and self._kinds[second.kind].generic
        plain = second.number is None and not second.definite and not second.adjectives and first.number is not None
        if not (generic and plain and first.plural and second.plural):
            return None
        if statement.text[first.end : second.start] != " en ":
            return None
        kind = second.kind if first.kind in ("company", "party") else first.kind
        return Group(
            first.start, second.end, first.left, kind, first.noun, True, first.number, first.comparator,
            first.partitive, first.vague, first.definite, first.blocked, adjectives=first.adjectives,
        )  # fmt: skip

    def _ellipsis(self, statement: Statement, noun: PartyNoun, group: Group) -> list[Group]:
        """Two groups where one noun is shared: "de Vlaamse en Nederlandse overheid", "vak- en brancheorganisaties"."""
        tokens = statement.tokens
        first = noun.first
        out: list[Group] = []
        if not noun.plural and group.kind == "government" and first and self._is_demonym(tokens[first - 1]):
            at = tokens[first - 1].start
            name = statement.text[at : group.end]
            group = group._replace(start=at, left=min(at, group.left), name=name, definite=True)
            if first >= 3 and tokens[first - 2].lower == "en" and self._is_demonym(tokens[first - 3]):
                adjective = tokens[first - 3]
                left = tokens[first - 4].start if first >= 4 and tokens[first - 4].lower in ("de", "het") else None
                out.append(
                    Group(
                        adjective.start, adjective.end, adjective.start if left is None else left, group.kind,
                        group.noun, False, definite=True, name=f"{adjective.text} {tokens[first].text}",
                    )
                )  # fmt: skip
        elif first >= 3 and tokens[first - 1].lower in ("en", "of") and tokens[first - 2].text == "-":
            shared = self._nouns.shared_head(tokens[first - 3].lower, tokens[first].lower)
            if shared is not None and group.number is None:
                part = tokens[first - 3]
                out.append(Group(part.start, tokens[first - 2].end, part.start, shared, group.noun, group.plural))
        return [*out, group]


def _text(statement: Statement, first: int, last: int) -> str:
    tokens = statement.tokens
    return statement.text[tokens[first].start : tokens[last - 1].end].lower()


def _hanging(tokens: Sequence[Token], joiner: int) -> int:
    """The first token of the parts with a hanging hyphen before "en": of "olie-, gas- en ..." that of "olie"."""
    first = joiner - 2
    while first >= 3 and tokens[first - 1].text == "," and tokens[first - 2].text == "-":
        first -= 3
    return first


def _opening(tokens: Sequence[Token], closing: int) -> int | None:
    for index in range(closing - 1, max(closing - _LONGEST_GAP, -1), -1):
        if tokens[index].text == "(":
            return index
    return None


def _with_article(text: str, start: int) -> tuple[int, bool]:
    before = word_before(text, start)
    if before in ("de", "het", "alle", "beide"):
        return start - len(before) - 1, True
    # "er waren 12 aangesloten banken": all of them, as with an article
    return start, before == "er"
