"""The model of rules/dates.yaml: the vocabulary of time, and the patterns in which it is used."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from imvo_extract.records.models import Mod

from .base import Rule, Strict

Words = tuple[str, ...]
Letter = Annotated[str, Field(pattern="^[A-Z]$")]
Unit = Literal["day", "weekend", "week", "month", "quarter", "half-year", "year", "decade", "century", "hour"]
Direction = Literal["previous", "past", "this", "coming", "next"]

Reading = Literal[
    # of words
    "calendar", "series", "relative", "deictic", "feast", "foreign", "part-of-unit", "rest-of-unit", "open", "never",
    "length", "lengths", "window", "recurring",
    # of expressions that were found
    "each", "year-of", "lean", "part", "half-of", "with-clock", "nth", "ago", "within", "from-point", "anaphor",
    "days-of", "week-of", "weekday-in", "anchored", "limit", "range",
]  # fmt: skip


class Season(Strict):
    """A season: its names, and its place in the year (1 is spring)."""

    number: int = Field(ge=1, le=4)
    names: Words


class Feast(Strict):
    """A day with a name. It has one of three ways to be found in a year.

    ``date`` is month-day ("04-27"); ``easter`` a number of days after Easter Sunday; ``nth`` the how-manieth weekday of
    a month ([3, tuesday as 2, month 9]; -1 is the last). ``plus`` are days to add to it. ``not_on`` is a weekday on
    which it is not held, but the day before. ``since`` is the first year in which it was held.
    """

    names: Words
    date: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    plus: int = 0
    not_on: int | None = None
    since: int = 1

    @model_validator(mode="after")
    def _one_way(self) -> Feast:
        if sum(way is not None for way in (self.date, self.easter, self.nth)) != 1:
            raise ValueError("a feast needs one of date, easter and nth")
        return self


class Foreign(Strict):
    """Month names that dateparser reads, and the languages that they may be in (ISO 639-1)."""

    languages: Words
    months: Words


class Vocabulary(Strict):
    """The words of time. Each list is a class that patterns name in braces; see rules/dates.yaml."""

    months: dict[int, Words] = Field(description="1 to 12. The final full stop of an abbreviation may be left out.")
    weekdays: dict[int, Words] = Field(description="1 (Monday) to 7.")
    short_weekdays: dict[int, Words] = Field(description="Abbreviations that are words as well: only beside a date.")
    seasons: tuple[Season, ...]
    units: dict[Unit, Words] = Field(description="Singulars.")
    plural_units: dict[Unit, Words]
    numbers: dict[float, Words] = Field(description="Number words; 21 to 99 are made from these.")
    joiners: Words = Field(description='What joins units and tens: the "en" of eenentwintig.')
    ordinals: dict[int, Words] = Field(description="-1 is the last.")
    ordinal_endings: Words = Field(description='What makes digits an ordinal: "2e", "3de", "20ste".')
    decades: dict[int, Words] = Field(description='Two digits: adjectives before "jaren".')
    parts: dict[Literal["START", "MID", "END"], Words]
    directions: dict[Direction, Words]
    past_marks: Words = Field(description='Behind a date: the last one ("jl.").')
    future_marks: Words = Field(description='Behind a date: the next one ("a.s.").')
    deictic: dict[int, Words] = Field(description="Days from the reference date.")
    recurring: dict[str, Words] = Field(description="TIMEX3 value: adverbs and adjectives.")
    recurring_endings: dict[str, Words] = Field(description='Unit letter: endings behind a number ("tweejaarlijks").')
    length_endings: dict[str, Words] = Field(description='Unit letter: endings behind a number ("vijfjarig").')
    times: dict[int, Words] = Field(description="How often.")
    codes: dict[Literal["quarter", "half-year", "week"], tuple[Letter, ...]] = Field(
        description="Letters before a number: Q3, W12."
    )
    feasts: tuple[Feast, ...]
    open: dict[str, Words] = Field(description="Stretches with a name but no fixed date; why they are left open.")
    foreign: Foreign
    words: dict[str, Words] = Field(description="Further classes, for the surroundings of an expression.")
    unions: dict[str, Words] = Field(description="Classes made of classes.")


class Tenses(Strict):
    """The verb forms that tell when a clause plays."""

    past: Words = Field(description="Finite past forms.")
    past_endings: Words = Field(description="Endings of regular past forms that nothing else ends in.")
    perfect: Words = Field(description="Auxiliaries that make a past with a participle in the clause.")
    passive: Words = Field(description="Auxiliaries that make a present with a participle in the clause.")
    future: Words = Field(description="Finite forms that tell what is to come.")
    expected: Words = Field(description="Participles and adjectives that tell what is to come, whatever the auxiliary.")
    present: Words = Field(description="Finite present forms.")
    participles: Words = Field(description="Participles that are not made with ge-...-d, ge-...-t or ge-...-en.")
    not_participles: Words = Field(description="Words that look like a participle.")
    breaks: Words = Field(description="Words that begin a clause.")


class Patterned(Strict):
    """Patterns, and what a reading may want to know beside the words that their slots have caught.

    ``mod`` and ``inclusive`` are for limits, ``unit`` for patterns that do not name one, ``lean`` is -1 or 1 for what
    lies before or after the reference date, ``range`` is for a series that is a range.
    """

    patterns: Words = Field(min_length=1)
    mod: Mod | None = None
    inclusive: bool = True
    unit: Unit | None = None
    lean: Literal[-1, 0, 1] = 0
    range: bool = False


class DateRule(Patterned, Rule):
    """One way to say a time; ``reading`` is what is made of it."""

    reading: Reading


class Exclusion(Patterned):
    """What looks like a date and is none; ``examples`` are texts without a date."""

    id: str = Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")
    description: str = ""
    priority: int = 90
    reading: Literal["never"] = "never"
    examples: Words = Field(min_length=2)


class DateRules(Strict):
    """rules/dates.yaml.

    The four lists of rules are tried one after the other, each on what the one before has made; the exclusions go with
    the first.
    """

    vocabulary: Vocabulary
    tenses: Tenses
    reference_cues: tuple[Words, ...] = Field(description="Lines that tell the date of a document, best first.")
    dated_by: Words = Field(
        description="What tells at the head of a document that the date at the line's end is its own."
    )
    report_cues: Words = Field(description="Titles of documents that report on the year that is named with them.")
    outlook_cues: Words = Field(description="Headings above what is still to come, in a report on a year as well.")
    single_cues: Words = Field(description="Beside a date that is that of one time of what recurs.")
    exclusions: tuple[Exclusion, ...]
    expressions: tuple[DateRule, ...]
    completions: tuple[DateRule, ...]
    compositions: tuple[DateRule, ...]
    links: tuple[DateRule, ...]
