"""Precision and recall, the same as those of the scorer beside the gold texts."""

import json
import subprocess
import sys

import pytest

from imvo_extract.evaluate.gold import GoldError, read_gold
from imvo_extract.evaluate.score import Score, evaluate

TEXTS = {
    "stand-van-zaken-2019-11": "raw",
    "vervolg-2020-10": "dev",
    "voortgangsbrief-2021-06": "dev",
}
# What the figures must not fall below (strict F1).
LEAST = {
    "stand-van-zaken-2019-11": {"covenants": 1, "parties": 0.99, "counts": 0.99, "dates": 1, "events": 0.97},
    "vervolg-2020-10": {"covenants": 0.95, "parties": 0.92, "counts": 0.95, "dates": 0.97, "events": 0.88},
    "voortgangsbrief-2021-06": {"covenants": 0.95, "parties": 0.92, "counts": 0.95, "dates": 0.97, "events": 0.88},
}


@pytest.fixture(scope="module", params=TEXTS)
def scored(request, shared, extractor):
    """A text's name, its extraction and our figures."""
    name = request.param
    path = shared / TEXTS[name] / f"{name}.txt"
    text = path.read_bytes().decode("utf-8-sig")
    extraction = extractor.extract(text, id=name)
    return name, path, extraction, evaluate(extraction, read_gold(shared / "gold" / f"{name}.gold.yaml", text))


def test_the_figures_are_those_of_the_scorer(scored, shared, tmp_path):
    name, path, extraction, results = scored
    (tmp_path / "out.json").write_text(extraction.to_json(), encoding="utf-8")
    gold = shared / "gold" / f"{name}.gold.yaml"
    command = [sys.executable, shared / "tools" / "score.py", tmp_path / "out.json", gold, path, "--json"]
    ran = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
    theirs = json.loads(ran.stdout)
    ours = {
        kind: {
            "strict": [result.strict.right, result.strict.wrong, result.strict.missed],
            "lenient": [result.lenient.right, result.lenient.wrong, result.lenient.missed],
            "accuracy": {key: list(value) for key, value in result.accuracy.items()},
        }
        for kind, result in results.items()
    }
    assert ours == theirs


def test_the_quality_holds(scored, capsys):
    name, _, _, results = scored
    figures = {kind: round(result.strict.f1, 3) for kind, result in results.items()}
    with capsys.disabled():
        print(f"\n{name}: {figures}")
    assert all(figures[kind] >= least for kind, least in LEAST[name].items()), figures


def test_roles_comparators_and_dates_of_counts_hold(scored):
    name, _, _, results = scored
    for kind, key, least in (("parties", "role", 0.93), ("counts", "comparator", 0.95), ("counts", "as_of", 0.95)):
        right, of = results[kind].accuracy[key]
        assert right / of >= least, (name, key)


def test_a_year_may_be_written_as_a_number(extractor, tmp_path):
    text = "In 2018 is een pilot gestart."
    (tmp_path / "a.gold.yaml").write_text(
        "dates: [{at: 'In [2018]', value: 2018}]\nevents: [{at: '[gestart]', type: start, date: 2018}]\n"
    )
    results = evaluate(extractor.extract(text, id="a"), read_gold(tmp_path / "a.gold.yaml", text))
    assert results["dates"].strict.right == 1
    assert results["events"].accuracy["date"] == (1, 1)


@pytest.mark.parametrize(
    ("score", "figures"),
    [(Score(3, 1, 2), (0.75, 0.6, 2 / 3)), (Score(0, 0, 0), (1.0, 1.0, 1.0)), (Score(0, 2, 2), (0.0, 0.0, 0.0))],
)
def test_figures(score, figures):
    assert (score.precision, score.recall, score.f1) == pytest.approx(figures)


@pytest.mark.parametrize(
    ("gold", "complaint"),
    [
        ("covenants:\n  - {at: 'zonder haken'}\n", "no [span]"),
        ("covenants:\n  - {at: '[weg]'}\n", "0 times"),
        ("covenants:\n  - {at: '[een]'}\n", "2 times"),
        ("- 1\n", "no gold annotation"),
    ],
)
def test_gold_that_cannot_be_used(tmp_path, gold, complaint):
    path = tmp_path / "x.gold.yaml"
    path.write_text(gold)
    with pytest.raises(GoldError) as caught:
        read_gold(path, "een en een")
    assert complaint in str(caught.value)
