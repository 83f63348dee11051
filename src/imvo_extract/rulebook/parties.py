"""The model of rules/parties.yaml: kinds of party and their words, names, and the ways in which a text gives a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field, model_validator

from imvo_extract.records.models import PartyKind, Role

from .base import Rule, Strict

_ENTRY = re.compile(r"(?P<name>.+?) \((?P<short>[^()]+)\)")


class KindEntry(Strict):
    """One kind of party and the words for it.

    ``nouns``: singular -> plural (null if it has none). ``compounds``: which of the nouns are the last part of
    compounds as well. ``appositions``: nouns that mean this kind only before a name ("bureau X"). ``between``: words
    that may stand between the noun and the name ("ministerie *van* X"). ``name_heads``: words in a name that tell
    this kind. ``names``: names in the register, with an abbreviation in brackets if they have one. ``generic``: the
    noun alone, without a number or a list, never means a party of the covenant.
    """

    nouns: dict[str, str | None] = Field(default_factory=dict)
    compounds: tuple[str, ...] = ()
    appositions: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    name_heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    generic: bool = False

    @model_validator(mode="after")
    def _known_compounds(self) -> KindEntry:
        unknown = [word for word in self.compounds if word not in self.nouns]
        if unknown:
            raise ValueError(f'"{unknown[0]}" is under compounds, but not under nouns')
        return self

    def forms(self) -> Iterator[tuple[str, bool]]:
        """Each noun in each number, and whether it is the plural."""
        for singular, plural in self.nouns.items():
            yield singular, False
            if plural:
                yield plural, True

    def registered(self) -> Iterator[tuple[str, str | None]]:
        """Each name in the register with its abbreviation."""
        for entry in self.names:
            match = _ENTRY.fullmatch(entry)
            yield (match["name"], match["short"]) if match else (entry, None)


class NoParty(Strict):
    """A class of capitalised names that are no parties, and the reason that the accounting gives.

    ``names``: the names themselves. ``heads``: words that tell it wherever they stand in a name, or before one ("het
    rapport X"); ``nouns``: words that tell it before a name only. ``endings``: what the last word of such a name ends
    in ("Molenstraat").
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    reason: str
    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class Words(Strict):
    """Closed classes of words that the grammar of names, groups and lists needs."""

    determiners: tuple[str, ...]
    starters: tuple[str, ...]
    connectors: tuple[str, ...]
    foreign_connectors: tuple[str, ...]
    particles: tuple[str, ...]
    first_names: tuple[str, ...]
    titles: tuple[str, ...]
    polite_titles: tuple[str, ...]
    legal_forms: tuple[str, ...]
    kin: tuple[str, ...]
    demonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    no_adjectives: tuple[str, ...]
    role_adjectives: tuple[str, ...]
    blockers: tuple[str, ...]
    counted_only: tuple[str, ...]
    agents: tuple[str, ...]
    people: tuple[str, ...]
    vague: tuple[str, ...]
    collectives: tuple[str, ...]
    one: tuple[str, ...]
    partitive: tuple[str, ...]
    joiners: tuple[str, ...]
    sublists: tuple[str, ...]
    among: tuple[str, ...]
    counted_joiners: tuple[str, ...]
    companions: tuple[str, ...]
    opening_companions: tuple[str, ...]
    besides: tuple[str, ...]
    also: tuple[str, ...]
    name_verbs: tuple[str, ...]
    modifiers: tuple[str, ...]
    prepositions: tuple[str, ...]
    place_prepositions: tuple[str, ...]
    light: tuple[str, ...]
    negations: tuple[str, ...]
    no_negations: tuple[str, ...]
    corrections: tuple[str, ...]
    planned: tuple[str, ...]
    clause_ends: tuple[str, ...]
    relatives: tuple[str, ...]
    time_prepositions: tuple[str, ...]


class RoleRule(Rule):
    """A wording that gives the parties in it a role.

    ``patterns`` are matched on the statement with each list of parties as one element (``{parties}`` any list,
    ``{subject}`` one that no preposition governs, ``{person}`` one that may be a person; ``{head}`` has to be there,
    but gets no role). ``unless``: patterns that forbid it. ``context``: vocabulary classes of which a word must stand
    in the statement too. ``groups``: what a group without a name needs: "any" (nothing), "list" (a list or a number),
    "counted" (a number), "whole" (a number of all of them: "de 12 banken"), "none" (only names count).
    ``names``: whether it says something of names. ``kind``: what an
    unknown name in it is. ``planned``: the role where the text speaks of it as to come.
    """

    role: Role
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    groups: str = Field(default="any", pattern="^(any|list|counted|whole|none)$")
    names: bool = True
    kind: PartyKind | None = None
    planned: Role | None = None


class PlainRule(Rule):
    """A party that needs no wording around it: a known organisation by name, a committee, "de 12 deelnemende banken".

    All conditions that are given must hold: ``kinds``, ``named``, ``counted``, ``definite``, ``adjectives`` (one of the
    role adjectives before the noun), ``collectives`` (one of these and "van" before the group: "een kopgroep van").
    ``members``: it speaks of those who are named as members of the group ("waaronder X"), not of the group.
    """

    kinds: tuple[PartyKind, ...] = Field(min_length=1)
    named: bool = False
    counted: bool = False
    definite: bool = False
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    members: bool = False
    role: Role | None = None


class EchoRule(Rule):
    """A wording that says of the parties in it what was said of those before them ("Ook X deed dat")."""

    patterns: tuple[str, ...] = Field(min_length=1)


class DenialRule(Rule):
    """A wording that denies the parties in it a part in the covenant, in other words than the role rules have."""

    patterns: tuple[str, ...] = Field(min_length=1)


class ExclusionRule(Rule):
    """A wording in which a named organisation has no part in the covenant ("de richtlijnen van ...")."""

    patterns: tuple[str, ...] = Field(min_length=1)
    reason: str


class ListHeadRule(Rule):
    """A statement that ends in a colon and says what those listed below it are."""

    role: Role
    patterns: tuple[str, ...] = Field(min_length=1)


class PartyRules(Strict):
    """rules/parties.yaml."""

    kinds: dict[PartyKind, KindEntry]
    exceptions: tuple[str, ...] = ()
    no_parties: tuple[NoParty, ...]
    words: Words
    common: tuple[str, ...] = ()
    vocabulary: dict[str, tuple[str, ...]]
    roles: tuple[RoleRule, ...]
    plain: tuple[PlainRule, ...]
    echoes: tuple[EchoRule, ...] = ()
    denials: tuple[DenialRule, ...] = ()
    exclusions: tuple[ExclusionRule, ...]
    list_heads: tuple[ListHeadRule, ...]

    @cached_property
    def registered_names(self) -> dict[str, tuple[str, PartyKind, str]]:
        """Lower-case name or abbreviation -> the name as registered, its kind, its identity."""
        found: dict[str, tuple[str, PartyKind, str]] = {}
        for kind, entry in self.kinds.items():
            for name, short in entry.registered():
                found[name.lower()] = (name, kind, name.lower())
                if short:
                    found[short.lower()] = (short, kind, name.lower())
        return found
