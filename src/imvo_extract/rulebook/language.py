"""The model of rules/language.yaml."""

from __future__ import annotations

from .base import Strict


class LanguageRules(Strict):
    """How lines, bullets and sentences are told apart."""

    abbreviations: tuple[str, ...]
    bullets: tuple[str, ...]
