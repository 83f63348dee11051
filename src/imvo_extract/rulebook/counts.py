"""The model of rules/counts.yaml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from imvo_extract.records.models import Comparator

from .base import Rule, Strict

CountForm = Literal["noun", "part", "percentage", "money", "share", "rate", "one", "elliptic", "table"]


class CountWords(Strict):
    """The words that stand around a number."""

    articles: tuple[str, ...]
    partitive: str = Field(description="Joins a part to its whole.")
    conjunctions: tuple[str, ...] = Field(description="Joins adjectives.")
    list_joiners: tuple[str, ...] = Field(description="Joins the members of a list, beside the comma.")
    determiners: tuple[str, ...]
    prepositions: tuple[str, ...]
    others: tuple[str, ...] = Field(description="Words that can be neither adjective nor counted noun.")
    adverbs: tuple[str, ...] = Field(description="Adverbs that may stand before an adjective.")
    modifiers: tuple[str, ...] = Field(description="Words without an ending that may stand before the noun.")
    adjectives_en: tuple[str, ...] = Field(description="Adjectives and participles that end in -en.")
    participle_prefixes: tuple[str, ...] = Field(description='"aan" of "aangesloten".')
    noun_endings_en: tuple[str, ...] = Field(description="Endings of nouns that look like such participles.")
    nouns_ge: tuple[str, ...] = Field(description='Nouns that look like participles: "gebied".')
    adjective_endings: tuple[str, ...] = Field(description="Endings of adjectives without -e.")
    verbs: tuple[str, ...] = Field(description="Forms of verbs that may stand behind a number.")
    verbs_or_nouns: tuple[str, ...] = Field(description="Plurals that are verbs behind a number that is a name.")
    verb_endings: tuple[str, ...] = Field(description="Endings that only verbs have.")
    measures: tuple[str, ...] = Field(description="Nouns that stay singular behind a number.")
    plurals: dict[str, str] = Field(description="Plurals and their singular, where no rule gives it.")
    no_plurals: tuple[str, ...] = Field(description="Words on -s or -en that are no plural.")
    terms: tuple[str, ...] = Field(description="Units of more than one word.")
    generic: tuple[str, ...] = Field(description="Last parts of nouns that may join a counted noun.")
    parties: tuple[str, ...] = Field(description='Nouns before which "een" counts in a list.')
    synonyms: dict[str, tuple[str, ...]] = Field(description="Lemma: other lemmas for the same thing.")


class ComparatorWords(Strict):
    """The words for one comparator."""

    before: tuple[str, ...]
    before_amount: tuple[str, ...] = Field((), description="Before an amount, or beside a verb of measuring, only.")
    behind: tuple[str, ...] = Field((), description="Behind the number or its noun.")
    closing: tuple[str, ...] = Field((), description="Behind the number or its noun, before a mark or the end.")
    glued: tuple[str, ...] = Field((), description="What stands against the number.")


class Limit(Strict):
    """The preposition that limits ("tot 30 bedrijven"), and how it is read."""

    word: str
    comparator: Comparator


class ClaimRule(Rule):
    """A number that counts nothing, and how it is known."""

    before: tuple[str, ...] = Field((), description="Words before the number.")
    before_weak: tuple[str, ...] = Field((), description="Words before the number, unless a counted noun follows.")
    before_endings: tuple[str, ...] = Field((), description="Endings of the word before the number.")
    behind: tuple[str, ...] = ()
    glued: tuple[str, ...] = Field((), description="What stands against the number.")
    shapes: tuple[str, ...] = Field((), description="9 a digit, # digits, X a capital, x small letters.")
    start_shapes: tuple[str, ...] = Field((), description="Shapes at the beginning of a statement only.")
    phrases: tuple[str, ...] = ()
    kind: Literal["ordinal", "vague"] | None = None

    @model_validator(mode="after")
    def _has_a_sign(self) -> ClaimRule:
        signs = (self.before, self.before_weak, self.before_endings, self.behind, self.glued, self.shapes, self.phrases)
        if not any(signs) and not self.start_shapes and self.kind is None:
            raise ValueError("gives no sign by which to know the number")
        return self


class CountRule(Rule):
    """One way of saying a quantity."""

    form: CountForm


class TableWords(Strict):
    """What the heads of columns say."""

    no_units: tuple[str, ...] = Field(description="Heads of columns whose numbers count nothing.")
    percent_heads: tuple[str, ...] = Field(description="Heads of columns of percentages.")
    money_heads: tuple[str, ...] = Field(description="Heads of columns of amounts of money.")
    states: tuple[str, ...] = Field(description="Begin a head that says which of the column before.")
    captions: tuple[str, ...] = Field(description="What the caption of a table may begin with.")


class LinkWords(Strict):
    """Words that tell where a unit or a date is to be found."""

    number_of: tuple[str, ...] = Field(description='"Aantal" and its like: the noun behind it is the unit.')
    counters: dict[str, str] = Field(description="Compounds with a counted noun in them.")
    nearest: tuple[str, ...] = Field(description="Refers back to the noun that was counted last.")
    parallel: tuple[str, ...] = Field(description="Refers back to what the sentence before was about.")
    against: tuple[str, ...] = Field(description="Before a number that is set against another.")
    unit_joiners: tuple[str, ...] = Field(description="Between two numbers of which the second has the unit.")
    together: tuple[str, ...] = Field(description="Between numbers that belong together.")
    superlative_ending: str
    from_: tuple[str, ...] = Field(alias="from")
    to: tuple[str, ...]
    by: tuple[str, ...]
    change: tuple[str, ...]
    as_of: tuple[str, ...] = Field(description="Between a quantity and the date at which it held.")
    date_prepositions: tuple[str, ...] = Field(description="Between a number and its date, without more meaning.")
    clause_cuts: tuple[str, ...] = Field(description="Parts a clause in two.")
    relatives: tuple[str, ...] = Field(description="Begins a clause of its own.")
    not_as_of: tuple[str, ...] = Field(description="Before a date at which no quantity held.")


class CountRules(Strict):
    """rules/counts.yaml."""

    words: CountWords
    comparators: dict[Comparator, ComparatorWords]
    measuring: tuple[str, ...] = Field(description="Forms of verbs that say where an amount is.")
    among: tuple[str, ...] = Field(description="Of before_amount, those that also say among whom.")
    glued_from: int = Field(description="A smaller number with a glued comparator is an age.")
    range_low: Comparator
    range_high: Comparator
    rough: Comparator
    limit: Limit
    claims: tuple[ClaimRule, ...]
    claim_joiners: tuple[str, ...]
    counts: tuple[CountRule, ...]
    tables: TableWords
    links: LinkWords

    @model_validator(mode="after")
    def _forms_once(self) -> CountRules:
        forms = [rule.form for rule in self.counts]
        if len(set(forms)) != len(forms):
            raise ValueError("a form is given to two rules")
        return self

    def rule_of(self, form: CountForm) -> str | None:
        """The id of the rule with that form; None where there is none, so that nothing of the form is to be found."""
        return next((rule.id for rule in self.counts if rule.form == form), None)
