"""What each rule did: on texts, on the examples of all rules, and against gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imvo_extract.documents.source import Source, source_from_text
from imvo_extract.extractor import Extractor
from imvo_extract.rulebook.rulebook import load_rulebook

from .examples import rules_with_examples
from .gold import read_gold
from .score import evaluate


@dataclass(slots=True)
class RuleStats:
    """What one rule did.

    ``fired`` counts its findings in the texts, ``statements`` the different statements that they stand in;
    ``examples`` counts the examples, of any rule, in which it found something. ``right`` and ``wrong`` are its records
    that a gold annotation has and has not (strict), where there is gold.
    """

    rule: str
    match: int
    reject: int
    fired: int = 0
    statements: set[str] = field(default_factory=set)
    examples: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def verdict(self) -> str:
        """What an analyst should look at: a rule that never fires, or on one statement only."""
        if not self.fired and not self.examples:
            return "never fires"
        if len(self.statements) + self.examples <= 1:
            return "fires on one statement only"
        return ""


def rule_stats(sources: Sequence[Source], gold: Sequence[Path | None], rules: Path | None = None) -> list[RuleStats]:
    """The figures of every rule that has examples, in the order of the files.

    :param sources: the texts.
    :param gold: for each text its gold annotation, or None.
    :param rules: the folder of rules; the project's own without one.
    :raises UnusableInputError: the rules or a gold annotation cannot be used.
    """
    book = load_rulebook(rules)
    extractor = Extractor(rules=rules)
    known = list(rules_with_examples(book))
    stats = {
        f"{rule.file}:{rule.id}": RuleStats(
            f"{rule.file}:{rule.id}", len(rule.examples.match), len(rule.examples.reject)
        )
        for rule in known
    }
    for source, annotation in zip(sources, gold, strict=True):
        analysis = extractor.analyse(source)
        for name, times in analysis.fired.items():
            if name in stats:
                stats[name].fired += times
        for _, record in analysis.extraction.records():
            if record.rule in stats:
                sentence = source.text[record.sentence.start : record.sentence.end]
                stats[record.rule].statements.add(" ".join(sentence.split()))
        if annotation is not None:
            for result in evaluate(analysis.extraction, read_gold(annotation, source.text)).values():
                for record in result.right:
                    stats[record.rule].right += 1
                for record in result.wrong:
                    stats[record.rule].wrong += 1
    for name, times in _in_examples(
        extractor, [example.text for rule in known for example in rule.examples.match]
    ).items():
        if name in stats:
            stats[name].examples = times
    return list(stats.values())


def _in_examples(extractor: Extractor, texts: Sequence[str]) -> Counter[str]:
    """In how many of the example texts each rule finds something."""
    fired: Counter[str] = Counter()
    for text in dict.fromkeys(texts):
        fired.update(set(extractor.analyse(source_from_text(text, "example")).fired))
    return fired
