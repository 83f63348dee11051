"""The mentions of a section put together: one record for each party, with its further mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from imvo_extract.mentions.parties import PartyMention
from imvo_extract.records.models import Role

# A sort of label, what it says, and a number.
_Label = tuple[str, str, int | None]
# Roles that a party of the covenant may have as well.
_BESIDE: tuple[Role, ...] = ("partner", "adviser", "monitor", "funder", "represented")
_VAGUE_KINDS = ("organisation", "party")


@dataclass(frozen=True, slots=True)
class LocatedMention:
    """A mention and the number of the statement that it stands in."""

    statement: int
    mention: PartyMention


@dataclass(frozen=True, slots=True)
class LinkedParty:
    """A party: the mention that the record is made of, with kind, name and role as all together say, and the others."""

    first: LocatedMention
    others: tuple[LocatedMention, ...]

    @property
    def mention(self) -> PartyMention:
        """The mention that the record is made of."""
        return self.first.mention


def link_parties(mentions: Sequence[LocatedMention]) -> list[LinkedParty]:
    """One party for each that the mentions of a section are of, in the order of the text.

    Mentions with one name (or a person's surname) are one party, and so are those of one kind without a name and with
    the same count, or one of them without. Who left is "former", whatever was said before. Denied mentions are left
    out.
    """
    clusters: list[_Cluster] = []
    # Where to look for a mention's cluster, so that a long section takes no more than linear time.
    index: dict[_Label, list[int]] = {}
    for located in mentions:
        mention = located.mention
        if mention.negated:
            continue
        candidates = sorted({at for label in _looked_up(mention) for at in index.get(label, ())})
        found = next((at for at in candidates if clusters[at].takes(mention)), None)
        if found is None:
            found = len(clusters)
            clusters.append(_Cluster())
        clusters[found].add(located)
        for label in _labels(mention):
            places = index.setdefault(label, [])
            if found not in places[-1:]:
                places.append(found)
    linked = [_link(cluster.mentions) for cluster in clusters]
    return sorted(linked, key=lambda party: (party.first.statement, party.mention.start))


def _labels(mention: PartyMention) -> list[_Label]:
    """Under what a cluster with this mention can be looked up."""
    if mention.name is None:
        # The first cluster of a kind takes any mention without a number: no other need be found by it.
        return [("group", mention.kind, mention.count), ("kind", mention.kind, None)]
    if mention.kind == "person":
        return [("person", mention.name.lower().rsplit(" ", 1)[-1], None), *_names(mention)]
    return _names(mention)


def _looked_up(mention: PartyMention) -> list[_Label]:
    """The labels of the clusters that this mention may belong to."""
    if mention.name is not None:
        return [*_labels(mention), ("name", mention.name, None)]
    if mention.count is None:
        return [("kind", mention.kind, None)]
    return [("group", mention.kind, mention.count), ("group", mention.kind, None)]


def _names(mention: PartyMention) -> list[_Label]:
    return [("name", name, None) for name in (mention.key, mention.abbreviation) if name]


class _Cluster:
    """The mentions of one party so far, and what they say of it: asking costs the same for many as for few."""

    def __init__(self) -> None:
        self.mentions: list[LocatedMention] = []
        self._keys: set[str | None] = set()
        self._shorts: set[str] = set()
        self._counts: set[int] = set()
        self._former: set[bool] = set()

    def add(self, located: LocatedMention) -> None:
        """Adds a mention of this party."""
        mention = located.mention
        self.mentions.append(located)
        self._keys.add(mention.key)
        self._former.add(mention.role == "former")
        if mention.abbreviation is not None:
            self._shorts.add(mention.abbreviation)
        if mention.count is not None:
            self._counts.add(mention.count)

    def takes(self, new: PartyMention) -> bool:
        """Whether a mention is of this party."""
        first = self.mentions[0].mention
        if (first.name is None) != (new.name is None):
            return False
        if new.name is not None:
            if first.kind == "person" and new.kind == "person":
                return _same_person(first.name or "", new.name)
            return new.key in self._keys or new.name in self._shorts or new.abbreviation in self._shorts
        if first.kind != new.kind:
            return False
        if (new.role == "former") not in self._former and new.count is not None:
            return False
        return new.count is None or not self._counts or new.count in self._counts


def _same_person(one: str, other: str) -> bool:
    longer, shorter = sorted((one.lower(), other.lower()), key=len, reverse=True)
    return longer == shorter or longer.endswith(" " + shorter)


def _weight(role: Role | None) -> int:
    return 2 if role is None else int(role in _BESIDE)


def _link(cluster: Sequence[LocatedMention]) -> LinkedParty:
    # The record is made of the mention that says most: a role in the covenant, then any role, a number, then the first.
    best = min(cluster, key=lambda located: (_weight(located.mention.role), located.mention.count is None))
    mention = best.mention
    if any(located.mention.role == "former" for located in cluster):
        mention = replace(mention, role="former")
    if mention.kind in _VAGUE_KINDS:
        kinds = [located.mention.kind for located in cluster if located.mention.kind not in _VAGUE_KINDS]
        mention = replace(mention, kind=kinds[0] if kinds else mention.kind)
    if mention.name is not None:
        longest = max((located.mention.name or "" for located in cluster), key=len)
        if mention.kind == "person" or mention.name == mention.abbreviation:
            mention = replace(mention, name=longest)
    others = tuple(located for located in cluster if located is not best)
    return LinkedParty(replace(best, mention=mention), others)
