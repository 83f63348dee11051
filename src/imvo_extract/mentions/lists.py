"""Names and groups put together: appositions, and lists that are one constituent of the sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from imvo_extract.records.models import PartyKind
from imvo_extract.rulebook.parties import PartyRules
from imvo_extract.rulebook.template import alternatives

from .groups import Group
from .names import NOUN_INCLUDED, NameMention, may_be_person
from .phrases import word_before
from .windows import Extent

_LONGEST_LINK = 70


@dataclass(slots=True)
class Item:
    """A member of a list: a group or a name; ``left`` is where its whole phrase begins, article and noun included."""

    start: int
    end: int
    left: int
    kind: PartyKind | None
    group: Group | None = None
    name: NameMention | None = None
    right: int = 0
    """Where its whole phrase ends, "(vakbond)" behind a name included."""
    told: bool = False
    """Whether an apposition tells the kind ("ngo X", "de gemeenten X en Y")."""
    inside: bool = False
    """Whether it stands in the brackets behind another ("Karin Bos (Hivos)")."""

    @property
    def weak(self) -> bool:
        """An unknown name: a party only by its place in the sentence."""
        return self.name is not None and self.kind is None


@dataclass(slots=True)
class PartyList:
    """Items that are joined by commas, "en", "evenals", "waaronder"; offsets are clean."""

    items: list[Item]
    start: int
    end: int
    preposition: str | None = None
    open: set[str] = field(default_factory=set)
    personal: bool = False
    """Whether it may be a list of persons."""

    idle: bool = False
    """Whether nothing in it can be a party by itself: "de bedrijven"."""

    nested: bool = False
    """Whether those behind the first are members of the first: "acht fondsen, waaronder X en Y"."""

    @property
    def weak(self) -> bool:
        """Whether all of its members are unknown names."""
        return all(item.weak for item in self.items)


class ListBuilder:
    """Builds lists with the joining words of the party rules."""

    def __init__(self, rules: PartyRules) -> None:
        words = rules.words
        self._between = {
            kind: re.compile(rf" (?:(?:{alternatives(entry.between)}) )?(?:(?:de|het) )?['\"]?", re.IGNORECASE)
            for kind, entry in rules.kinds.items()
            if entry.between
        }
        articles = [word for word in words.determiners if word not in words.relatives]
        joining = alternatives((*words.joiners, *words.sublists, *articles))
        mark = rf"[,(:/&)]|–(?= (?:{alternatives(words.sublists)})(?!\w))|(?<!\w)(?:{joining})(?!\w)"
        word = r"[^\s,.;:()]+"
        modifier = (
            rf"(?: (?:{alternatives(words.modifiers)}) (?:(?:de|het|een) )?{word}(?: {word})?(?=,| en | alsmede ))?"
        )
        self._link = re.compile(rf"{modifier}(?:\s*(?:{mark}))+\s*", re.IGNORECASE)
        self._counted_link = re.compile(rf",? (?:{alternatives(words.counted_joiners)}) ", re.IGNORECASE)
        self._sublist = re.compile(rf"[(:–]|(?<!\w)(?:{alternatives(words.sublists)})(?!\w)", re.IGNORECASE)
        self._listing = re.compile(rf"[^,.;:()]*[,(] ?(?:{alternatives(words.sublists)}) (?:de |het )?")
        leading = (*words.determiners, *words.adjectives, *words.demonyms, *words.polite_titles, *words.blockers)
        self._leading = frozenset(leading)
        self._prepositions = frozenset(words.prepositions)
        self._place_prepositions = frozenset(words.place_prepositions)
        self._kinds = rules.kinds
        # "de ministeries van Financiën, van LNV en van ..."
        self._again = {
            kind: re.compile(rf"(?:,|,? (?:en|of|alsmede|evenals)) (?:{alternatives(entry.between)}) (?:(?:de|het) )?")
            for kind, entry in rules.kinds.items()
            if entry.between
        }
        self._collective = re.compile(
            rf"(?<!\w)(?:(?:een|de|deze) )?(?:[\w-]+e )?(?:{alternatives(words.collectives)}) van $", re.IGNORECASE
        )
        # "door onder meer X": the preposition governs X.
        prepositions = alternatives(words.prepositions)
        self._among = re.compile(rf"(?<!\w)(?:{prepositions}) ((?:{alternatives(words.among)}) )(?:(?:de|het|een) )?$")
        self._besides = frozenset(words.besides)
        self._also = frozenset(words.also)
        self._counted_only = frozenset(words.counted_only)
        self._role_adjectives = frozenset(words.role_adjectives)

    def items(
        self, text: str, names: Sequence[NameMention], groups: Sequence[Group], timexes: Sequence[Extent] = ()
    ) -> list[Item]:
        """Names and groups in one row, a noun and the name that it tells of as one item; a date in the brackets behind
        one ("Vitens (3 mei)") is of its phrase."""
        row = [Item(g.start, g.end, g.left, g.kind, group=g, right=g.end) for g in groups]
        for name in names:
            if name.reason is None or name.place:
                row.append(Item(name.start, name.end, name.start, name.kind, name=name, right=name.end))
        row.sort(key=lambda item: (item.start, -item.end))
        out: list[Item] = []
        for item in row:
            before = out[-1] if out else None
            if before is not None and item.start < before.end:
                continue
            if before is not None and before.name is not None and item.group is not None:
                closed = text[before.end : item.start] == " (" and text[item.end : item.end + 1] == ")"
                if closed and not item.group.plural and item.group.number is None:
                    before.kind = item.kind if before.weak or before.kind == "organisation" else before.kind
                    before.right = item.end + 1
                    continue
            if before is not None and before.group is not None and item.name is not None:
                gap = text[before.end : item.start]
                if self._tells(before.group, gap):
                    self._absorb(out, before.group, item)
                    continue
            out.append(item)
        for item in out:
            if item.group is None:
                item.left = self._phrase_start(text, item.left)
        for item, following in itertools.pairwise(out):
            if _is_from(text, item, following):
                following.inside, item.right = True, following.right + 1
                item.kind = "person" if " " in text[item.start : item.end] else item.kind
        dates = {timex.start: timex.end for timex in timexes} if "(" in text else {}
        for item in out:
            end = dates.get(item.right + 2) if text.startswith(" (", item.right) else None
            if end is not None and text.startswith(")", end):
                item.right = end + 1
        kept = [item for item in out if not self._is_place(text, item)]
        return [item for item in kept if item.group is None or not self._only_before_names(item.group)]

    def _phrase_start(self, text: str, start: int) -> int:
        """Where articles, titles and adjectives before ``start`` begin."""
        while start and text[start - 1] == " ":
            before = text.rfind(" ", 0, start - 1) + 1
            word = text[before : start - 1].lower().rstrip(".")
            # "onder andere" joins; in it, "andere" is no adjective.
            people = text[before].isupper() and word.endswith("se")
            known = people or word.removeprefix("oud-").removeprefix("ex-") in self._leading
            if not known or text.endswith("onder ", 0, before):
                break
            start = before
        return start

    def _only_before_names(self, group: Group) -> bool:
        if group.noun in self._counted_only:
            return group.number is None or not group.plural
        if group.plural and group.number is None and not self._role_adjectives.isdisjoint(group.adjectives):
            # "de aangesloten bedrijven": nobody in particular, but they say what others belong to.
            return True
        # "het initiatief" is the covenant, "een bedrijf" that something happens to is no party.
        vain = not group.plural and group.number is None and self._kinds[group.kind].generic
        return group.apposition or vain

    def _tells(self, noun: Group, gap: str) -> bool:
        if gap in (" ", ' "', " '"):
            return True
        pattern = self._between.get(noun.kind)
        return pattern is not None and pattern.fullmatch(gap) is not None

    def _absorb(self, out: list[Item], noun: Group, item: Item) -> None:
        """``item`` with the kind of the noun before it; the noun goes, unless it is counted ("2 vakbonden X en Y")."""
        if item.name is not None and item.name.person:
            out[-1] = item
            return
        if item.kind in (None, "organisation") or not (noun.plural or noun.kind == "organisation"):
            item.kind = noun.kind
        item.told = True
        if noun.number is None or noun.number == 1:
            out.pop()
            item.left = noun.left
            if not noun.plural and noun.kind in NOUN_INCLUDED:
                item.start = noun.end - len(noun.noun)
        out.append(item)

    def _is_place(self, text: str, item: Item) -> bool:
        before = word_before(text, item.left).lstrip("(\"'")
        if not before:
            return False
        if before == "als" and item.group is not None and item.group.number is None and not item.group.plural:
            return "zowel " not in text.lower()
        if item.weak or (item.kind == "province" and not item.told):
            return before in self._place_prepositions
        return item.kind == "sector" and before in self._prepositions and before not in ("met", "door")

    def lists(self, text: str, items: Sequence[Item]) -> list[PartyList]:
        """The lists in a statement, by position; an item that is joined to nothing is a list of one."""
        found: list[PartyList] = []
        for item in items:
            last = found[-1] if found else None
            if last is not None:
                how = self._joined(text, last.items[-1], item)
                if how is not None:
                    last.nested = last.nested or (bool(how) and len(last.items) == 1)
                    last.items.append(item)
                    last.end = max(last.end, item.right)
                    last.open |= how
                    continue
                self._close(text, last, item.left)
            left = item.left
            if (among := self._among.search(text, max(0, left - _LONGEST_LINK), left)) is not None:
                left = among.start(1)
            word = word_before(text, left).lstrip("(\"'")
            governed = word if word in self._prepositions else None
            if (
                governed == "van"
                and (collective := self._collective.search(text, max(0, left - _LONGEST_LINK), left)) is not None
            ):
                left = collective.start()
                word = word_before(text, left)
                governed = word if word in self._prepositions else None
            found.append(PartyList([item], left, item.right, governed))
        if found:
            self._close(text, found[-1], len(text))
        for before, row in itertools.pairwise(found):
            # "acht steden aangemeld, waaronder Gent": the noun tells what Gent is.
            group = before.items[0].group
            if group is not None and group.plural and self._listing.fullmatch(text, before.end, row.start):
                for item in row.items:
                    if item.kind is None:
                        item.kind, item.told = group.kind, True
        for row in found:
            if row.preposition in self._besides and len(row.items) > 1:
                gap = text[row.items[0].right : row.items[1].left]
                if not self._also.isdisjoint(gap.split()):
                    # "naast het Rijk ook twee banken": all of them stand in the sentence as the banks do.
                    row.start -= len(row.preposition) + 1
                    row.preposition = None
            _spread_kinds(text, row)
            row.items = [
                item for item in row.items if item.kind is not None or item.name is None or not item.name.place
            ]
            known = sum(not (item.weak or (item.group is not None and item.group.unknown)) for item in row.items)
            if known < 2:
                row.items = [item for item in row.items if item.group is None or not item.group.unknown]
            row.idle = all(self._is_idle(item.group) for item in row.items)
            row.personal = all(item.inside or (item.name and may_be_person(item.name)) for item in row.items)
        return [row for row in found if row.items]

    def _is_idle(self, group: Group | None) -> bool:
        bare = group is not None and group.number is None and group.name is None and not group.vague
        return group is not None and bare and self._kinds[group.kind].generic

    def _joined(self, text: str, first: Item, second: Item) -> set[str] | None:
        """The signs that open a list within the list, where two items are joined; None where they are not."""
        if second.left - first.right > _LONGEST_LINK or second.left < first.right:
            return set() if second.left < first.right else None
        gap = text[first.right : second.left]
        if gap == " (" and first.name is not None and second.name is not None:
            return None
        if gap == ": " and first.group is not None and first.group.number is None:
            return None
        if gap == " " and first.group is not None and first.group.kind == "party" and second.group is not None:
            return set()
        if first.group is not None and first.group.number is not None and second.told and gap == " ":
            return set()
        if self._link.fullmatch(gap):
            return {match[0].lower() for match in self._sublist.finditer(gap)}
        again = self._again.get(first.kind) if first.told and first.kind else None
        if again is not None and again.fullmatch(gap):
            second.kind = second.kind or first.kind
            second.told = True
            return set()
        counted = first.group and second.group and first.group.number is not None and second.group.number is not None
        if counted and self._counted_link.fullmatch(gap):
            return set()
        return None

    def _close(self, text: str, row: PartyList, limit: int) -> None:
        """Takes in the bracket or comma that closes a list within the list."""
        if "(" in row.open and text[row.end : row.end + 1] == ")" and row.end < limit:
            row.end += 1
        if row.open - {"(", ":"} and text[row.end : row.end + 1] == "," and row.end < limit:
            row.end += 1
        if "–" in row.open and text[row.end : row.end + 2] == " –" and row.end < limit:
            row.end += 2


def _is_from(text: str, item: Item, other: Item) -> bool:
    """Whether brackets tell where somebody is from: "Karin Bos (Hivos)"."""
    if item.name is None or item.kind not in (None, "person") or not may_be_person(item.name):
        return False
    if other.name is None or other.kind in (None, "person"):
        return False
    return text[item.right : other.left] == " (" and text.startswith(")", other.right)


def _spread_kinds(text: str, row: PartyList) -> None:
    """The kind that a plural noun tells goes for the unknown names behind it, up to the next group."""
    kind: PartyKind | None = None
    before: Item | None = None
    for item in row.items:
        if (
            item.kind is None
            and before is not None
            and before.group is not None
            and text[before.right : item.left] == " en "
        ):
            kind = None  # "vijf reders en X": X is another
        if item.group is not None:
            kind = item.kind if item.group.plural and item.group.number is not None else None
            if kind is not None and before is not None and before.group is not None and before.kind == "party":
                kind = item.kind
        elif item.told:
            kind = item.kind if text[item.left : item.start].strip() and _plural_apposition(text, item) else None
        elif item.kind is None and kind is not None:
            item.kind = kind
            item.told = True
        elif item.kind == "ministry" and kind == "ministry":
            item.told = True
        before = item


def _plural_apposition(text: str, item: Item) -> bool:
    words = text[item.left : item.start].split()
    return any(word.endswith(("en", "s", "'s", "en:")) for word in words)
