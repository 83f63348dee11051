"""What each rule did: on texts, on the examples of all rules, and against gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imvo_extract.documents.source import Source, source_from_text
from imvo_extract.extractor import Analysis, Extractor
from imvo_extract.rulebook.base import MatchExample
from imvo_extract.rulebook.rulebook import load_rulebook

from .examples import rules_with_examples
from .gold import read_gold
from .score import evaluate
from .wording import Wording

LEAST_MATCH, LEAST_REJECT = 3, 2


@dataclass(slots=True)
class RuleStats:
    """What one rule did.

    ``match`` and ``reject`` are the numbers of its examples in other words than those of the texts (see ``wording``).
    ``fired`` counts its findings in the texts, ``statements`` are the different statements that they stand in;
    ``examples`` counts the examples, of any rule and in other words than the texts, in which it found something.
    ``overruled`` tells how often another rule took the place of what it found in the texts, by that rule.

    Where there is gold: ``right`` and ``wrong`` are its records that the gold has and has not (strict), and ``gold`` is
    the number of records of its kind that the gold has.
    """

    rule: str
    match: int
    reject: int
    fired: int = 0
    statements: set[str] = field(default_factory=set)
    examples: int = 0
    overruled: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    gold: int = 0

    @property
    def precision(self) -> float | None:
        """The share of its records that is right; None where it has none, or there is no gold."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of the gold's records of its kind that it found: those of all rules for a kind add up to the recall
        of the kind. None where it has no record to be judged.
        """
        return self.right / self.gold if self.gold and self.right + self.wrong else None

    @property
    def verdict(self) -> str:
        """What an analyst should look at: a rule that never fires, fires on one statement only, or has too few examples
        in other words than those of the texts; "" for any other.
        """
        if not self.fired and not self.examples:
            return "never fires"
        if len(self.statements) + self.examples <= 1:
            return "fires on one statement only"
        if self.match < LEAST_MATCH or self.reject < LEAST_REJECT:
            return f"in other words than the texts: {self.match} match and {self.reject} reject examples only"
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
    wording = Wording(source.text for source in sources)
    known = list(rules_with_examples(book))
    stats: dict[str, RuleStats] = {}
    examples: list[MatchExample] = []
    for rule in known:
        own = [example for example in rule.examples.match if not wording.borrowed(example.text)]
        reject = sum(not wording.borrowed(text) for text in rule.examples.reject)
        name = f"{rule.file}:{rule.id}"
        stats[name] = RuleStats(name, len(own), reject)
        examples += own
    for source, annotation in zip(sources, gold, strict=True):
        analysis = extractor.analyse(source, explain=True)
        _add_text(stats, extractor, source, analysis)
        if annotation is not None:
            _add_gold(stats, source, analysis, annotation)
    for name, times in _in_examples(extractor, examples).items():
        if name in stats:
            stats[name].examples = times
    return list(stats.values())


def _add_text(stats: dict[str, RuleStats], extractor: Extractor, source: Source, analysis: Analysis) -> None:
    for name, times in analysis.fired.items():
        if name in stats:
            stats[name].fired += times
    for rule, text in _statements(extractor, source, analysis):
        if rule in stats:
            stats[rule].statements.add(" ".join(text.split()))
    for item in analysis.found:
        for lost in dict.fromkeys(item.lost or ()):
            if lost.rule in stats and lost.winner is not None:
                stats[lost.rule].overruled[lost.winner] += 1


def _statements(extractor: Extractor, source: Source, analysis: Analysis) -> Iterator[tuple[str | None, str]]:
    """Each rule that found or decided something, with the statement in which it did."""
    for _, record in analysis.extraction.records():
        yield record.rule, source.text[record.sentence.start : record.sentence.end]
    for item in analysis.found:
        told = extractor.status(item.statement)
        decisive = f"covenants.yaml:{told.rule}" if told is not None else None
        if decisive not in {lost.rule for lost in item.lost or ()}:
            yield decisive, item.statement.text
        for claim in item.claimed:
            yield claim.rule, item.statement.text
    for issue in analysis.extraction.issues:
        yield f"checks.yaml:{issue.check}", issue.message


def _add_gold(stats: dict[str, RuleStats], source: Source, analysis: Analysis, annotation: Path) -> None:
    for kind, result in evaluate(analysis.extraction, read_gold(annotation, source.text)).items():
        for row in stats.values():
            if row.rule.startswith(f"{kind}.yaml:"):
                row.gold += result.strict.right + result.strict.missed
        for record in result.right:
            stats[record.rule].right += 1
        for record in result.wrong:
            stats[record.rule].wrong += 1


def _in_examples(extractor: Extractor, examples: Iterable[MatchExample]) -> Counter[str]:
    """In how many of the example texts each rule finds something."""
    fired: Counter[str] = Counter()
    for text, reference_date in dict.fromkeys((example.text, example.reference_date) for example in examples):
        analysis = extractor.analyse(source_from_text(text, "example"), reference_date=reference_date)
        fired.update(set(analysis.fired))
    return fired
