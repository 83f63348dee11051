"""The model of rules/checks.yaml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Rule, Strict

CheckForm = Literal["conflict", "part", "share", "group"]


class CheckWords(Strict):
    """Words that tell whether two numbers are about one thing."""

    clause_cuts: tuple[str, ...] = Field(description="Parts a sentence, with the comma before it.")
    partitive: str = Field(description="Joins a part to its whole.")
    joiner: str = Field(description="Joins the last name of a list to the others.")
    inside_names: tuple[str, ...] = Field(description="What may stand inside a name.")
    ordinal_endings: tuple[str, ...] = Field(description="How ordinals end.")
    ignore: tuple[str, ...] = Field(description="Words that say nothing about what a number is about.")
    changes: tuple[str, ...] = Field(description="A number with one of these in its clause is no second value.")
    growth: tuple[str, ...] = Field(description="With one of these, more than a hundred percent is no mistake.")
    part_of: tuple[str, ...] = Field(description="Behind one of these stands a part of the number before.")
    examples_only: tuple[str, ...] = Field(description="Names behind one of these are not all there are.")
    whole_names: tuple[str, ...] = Field(description='Names that hold a comma or "en".')
    membership: tuple[str, ...] = Field(description="With one of these a number says how many members there are.")
    periods: tuple[str, ...] = Field(description="Nouns of periods that are named by their place in a row.")


class CheckRule(Rule):
    """One thing that cannot be true."""

    form: CheckForm
    severity: Literal["error", "warning", "note"]


class CheckRules(Strict):
    """rules/checks.yaml."""

    words: CheckWords
    likeness: float = Field(gt=0, le=1)
    least_words: int = Field(ge=1)
    checks: tuple[CheckRule, ...]
