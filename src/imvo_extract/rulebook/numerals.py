"""The model of rules/numerals.yaml."""

from __future__ import annotations

from pydantic import Field

from .base import Strict


class NumeralRules(Strict):
    """The number words of the language. Keys are in lower case, without accents."""

    cardinals: dict[str, int] = Field(description="The simple number words, from zero to nineteen.")
    stressed_one: str = Field(description="The word for one where it stands alone.")
    joiner: str = Field(description="What joins units and tens.")
    tens: dict[str, int] = Field(description="Twenty to ninety.")
    scales: dict[str, int] = Field(description="Hundred, thousand, million and so on.")
    short_scales: dict[str, int] = Field(description="Short for a scale, behind digits.")
    letter_scales: dict[str, int] = Field(description="Letters for a scale, in amounts of money only.")
    irregular_ordinals: dict[str, str] = Field(description="Ordinals that are not made with an ending; their cardinal.")
    word_ordinal_endings: tuple[str, ...] = Field(description="What makes a number word an ordinal.")
    digit_ordinal_endings: tuple[str, ...] = Field(description="What makes digits an ordinal.")
    fractions: dict[str, float] = Field(description="Words for a share of one.")
    whole_fractions: tuple[str, ...] = Field(description="Fractions that need no number before them.")
    after_share: tuple[str, ...] = Field(description="What may follow one and an ordinal where they are a share.")
    mixed: dict[str, float] = Field(description="Words for a number with a fraction in it.")
    half_endings: tuple[str, ...] = Field(description="What adds a half to a number word.")
    glyphs: dict[str, float] = Field(description="Characters for a fraction.")
    collective_ending: str = Field(description="What makes a collective of a number word.")
    collectives: dict[str, int] = Field(description="Nouns for a number of things.")
    rough_from: int = Field(description="From this number on a collective is approximate.")
    vague: dict[str, int] = Field(description="Nouns for a number that is not known; the least it may be.")
    percent: tuple[str, ...]
    percentage_points: tuple[str, ...]
    currencies: dict[str, tuple[str, ...]] = Field(description="Unit of the record: how it is written.")
    minus: tuple[str, ...]
    decimal_word: str
    ratio_joiners: tuple[str, ...] = Field(description="Between the two numbers of a ratio.")
    part_joiners: tuple[str, ...] = Field(description="Between a part and its whole.")
    range_joiners: tuple[str, ...] = Field(description="Between the ends of a range.")
    range_openers: tuple[str, ...] = Field(description='Before a range whose ends have "en" between them.')
    apart_after: tuple[str, ...] = Field(description='Words after which "drie en twintig" is two numbers.')
