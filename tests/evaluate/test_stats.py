"""`rules stats`: what each rule did, what overruled it, how well it did, and whether it is more than one sentence's."""

import pytest

from imvo_extract.documents.source import read_source, source_from_text
from imvo_extract.evaluate.stats import LEAST_MATCH, LEAST_REJECT, rule_stats
from imvo_extract.evaluate.wording import Wording

TEXT = (
    "Convenant Verantwoord Goud\n\n"
    "Op 3 mei 2019 tekenden twaalf juweliers. In juni 2020 volgden acht edelsmeden. De SER voert het secretariaat.\n"
)
GOLD = """\
counts:
  - {at: '[twaalf] juweliers', value: 12, unit: juweliers}
  - {at: '[acht] edelsmeden', value: 9, unit: edelsmeden}
dates:
  - {at: 'Op [3 mei 2019]', value: 2019-05-03}
  - {at: 'In [juni 2020]', value: 2020-06}
"""


@pytest.fixture(scope="module")
def stats(tmp_path_factory):
    """The figures of all rules on one small text with gold."""
    path = tmp_path_factory.mktemp("gold") / "goud.gold.yaml"
    path.write_text(GOLD, encoding="utf-8")
    return {row.rule: row for row in rule_stats([source_from_text(TEXT, "goud")], [path])}


def test_how_often_a_rule_found_something_and_where(stats):
    assert stats["counts.yaml:counted-noun"].fired == 2
    assert len(stats["counts.yaml:counted-noun"].statements) == 2
    assert stats["parties.yaml:secretariat.runs"].fired == 1


def test_which_rule_overruled_it(stats):
    assert stats["dates.yaml:month"].overruled == {"dates.yaml:day": 1}
    assert not stats["dates.yaml:day"].overruled


def test_precision_and_recall_against_gold(stats):
    counted = stats["counts.yaml:counted-noun"]
    assert (counted.right, counted.wrong, counted.precision, counted.recall) == (1, 1, 0.5, 0.5)
    assert (stats["dates.yaml:day"].precision, stats["dates.yaml:day"].recall) == (1.0, 0.5)
    assert stats["dates.yaml:week"].precision is None
    assert stats["dates.yaml:week"].recall is None


def test_the_recall_of_the_rules_adds_up_to_that_of_the_kind(stats):
    shares = [row.recall for name, row in stats.items() if name.startswith("dates.yaml") and row.recall is not None]
    assert sum(shares) == 1.0


def rule(rules, example, reject="Er staat een hek."):
    """Adds a rule for a covenant's name with one match example to a copy of the rules."""
    path = rules / "covenants.yaml"
    text = path.read_text(encoding="utf-8")
    added = (
        "mentions:\n  - id: only-here\n    pattern: grindmagnaten\n    cue: false\n    priority: 99\n"
        f'    examples: {{match: ["{example}"], reject: ["{reject}"]}}\n'
    )
    path.write_text(text.replace("\nmentions:\n", "\n" + added, 1), encoding="utf-8")
    return {row.rule: row for row in rule_stats([source_from_text(TEXT, "goud")], [None], rules)}


def test_a_rule_that_never_fires(rules):
    assert (
        rule(rules, "Het grindakkoord van vorig jaar loopt nog.")["covenants.yaml:only-here"].verdict == "never fires"
    )


def test_examples_in_the_texts_own_words_prove_nothing(rules):
    row = rule(rules, "Op 3 mei 2019 tekenden twaalf juweliers ook dit.")["covenants.yaml:only-here"]
    assert (row.match, row.reject) == (0, 1)


def test_a_rule_with_few_examples_is_named(stats):
    named = [row for row in stats.values() if row.match < LEAST_MATCH or row.reject < LEAST_REJECT]
    assert named == [row for row in stats.values() if "in other words" in row.verdict]


@pytest.mark.parametrize(
    ("text", "borrowed"),
    [
        ("Vandaag: op 3 mei 2019 TEKENDEN zij.", "op 3 mei 2019 tekenden"),
        ("op 3 mei 2019", None),
        ("mei 2019 op 3 tekenden twaalf", None),
        ("", None),
    ],
)
def test_five_words_in_a_row_are_borrowed(text, borrowed):
    assert Wording([TEXT]).borrowed(text) == borrowed


def test_no_rule_is_made_for_one_sentence_of_the_gold_texts(shared):
    """Each rule has three match and two reject examples in words that the gold texts do not use, and finds something in
    more than one sentence."""
    texts = sorted([*(shared / "raw").glob("*.txt"), *(shared / "dev").glob("*.txt")])
    golds = [shared / "gold" / f"{path.stem}.gold.yaml" for path in texts]
    stats = rule_stats([read_source(path) for path in texts], golds)
    assert [f"{row.rule}: {row.verdict}" for row in stats if row.verdict] == []
    assert sum(row.right for row in stats) > 0
