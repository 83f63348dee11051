"""The verbs and nouns of events for the lexicon: what it must find, and what each of its keys means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from imvo_extract.dutch.verbs import Conjugator, Form, Tense, Verb, expand_endings, parse_verb
from imvo_extract.rulebook.base import load_model
from imvo_extract.rulebook.errors import RuleError
from imvo_extract.rulebook.events import EventRules, VerbRules

VERB_KEY = "event.verb:"
NOUN_KEY = "event.noun:"


class VerbForm(NamedTuple):
    """What a word may be: a form of ``verb``, which is in the ``lists``. ``apart``: its particle stands elsewhere."""

    verb: Verb
    tense: Tense
    apart: bool
    lists: tuple[str, ...]


class EventGrammar:
    """The two rule files together: what the lexicon must find, and what each of its keys means.

    ``verb_forms``: lexicon key -> the verbs of which it may be a form. ``noun_lists``: key -> names of noun lists.
    ``actors``: the keys of nouns that act, and are no things.

    :raises RuleError: a verb cannot be taken apart.
    """

    def __init__(self, rules: EventRules, verbs: VerbRules) -> None:
        self.rules = rules
        self.verbs = verbs
        self._conjugator = Conjugator.of(verbs)
        self.verb_forms: dict[str, tuple[VerbForm, ...]] = {}
        self.noun_lists: dict[str, tuple[str, ...]] = {}
        self.actors: set[str] = set()
        self._phrases: dict[str, list[str]] = {}
        self._heads: dict[str, list[str]] = {}
        self._add_verbs()
        self._add_nouns()

    @classmethod
    def load(cls, folder: Path) -> EventGrammar:
        """The grammar in a folder of rules.

        :raises RuleError: one of the files cannot be used.
        """
        return cls(load_model(folder / "events.yaml", EventRules), load_model(folder / "verbs.yaml", VerbRules))

    def phrases(self) -> dict[str, list[str]]:
        """Key -> phrases, for the lexicon."""
        return self._phrases

    def heads(self) -> dict[str, list[str]]:
        """Key -> words that may be the last part of a compound, for the lexicon."""
        return self._heads

    def _add_verbs(self) -> None:
        by_form: dict[str, list[VerbForm]] = {}
        for notation, names in self._lists_of_verbs():
            try:
                verb = parse_verb(notation)
            except ValueError as error:
                raise RuleError("events.yaml", f"verbs.{names[0]}: {error}") from error
            for text, tense, apart in self._forms(verb):
                by_form.setdefault(text, []).append(VerbForm(verb, tense, apart, names))
        for text, entries in by_form.items():
            key = VERB_KEY + text
            self.verb_forms[key] = tuple(entries)
            self._phrases[key] = [text]

    def _lists_of_verbs(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        lists: dict[str, list[str]] = {}
        for name, verbs in self.rules.verbs.items():
            for verb in verbs:
                lists.setdefault(verb, []).append(name)
        for verb, names in lists.items():
            yield verb, tuple(names)

    def _forms(self, verb: Verb) -> Iterator[Form]:
        if verb.base == "zijn":
            # Its forms are auxiliaries, and everywhere: the phrase is what to look for.
            if verb.particle:
                yield Form(verb.particle, Tense.PHRASE, False)
            return
        yield from self._conjugator.forms(verb)
        if " " in verb.particle and not verb.glued:
            # "Project van start": the participle is often left out.
            yield Form(verb.particle, Tense.PHRASE, False)

    def _add_nouns(self) -> None:
        lists_of: dict[str, list[str]] = {}
        for name, nouns in self.rules.nouns.items():
            for form in dict.fromkeys(word.lower() for word in expand_endings(nouns.words)):
                lists_of.setdefault(form, []).append(name)
        by_lists: dict[tuple[str, ...], list[str]] = {}
        for form, names in lists_of.items():
            by_lists.setdefault(tuple(names), []).append(form)
        for lists, forms in by_lists.items():
            key = NOUN_KEY + "+".join(lists)
            self.noun_lists[key] = lists
            if all(self.rules.nouns[name].actors for name in lists):
                self.actors.add(key)
            self._phrases[key] = forms
            self._heads[key] = [form for form in forms if " " not in form]
