"""Pictures of series: valid, of the same bytes each time, honest about what was assumed."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from imvo_extract.extras import MissingExtraError
from imvo_extract.timeline.find import find_series
from imvo_extract.timeline.plot import PlotError, draw
from imvo_extract.timeline.series import timelines

pytest.importorskip("matplotlib")

TEXT = """Convenant Verantwoord Goud:

 • Er waren 2802 productielocaties (eind 2016), 4268 (eind 2017) en 6289 (eind 2018).
 • Er lopen ca. 3 projecten.
 • De eerste jaarrapportage is in mei 2018 gepubliceerd. De tweede jaarrapportage is in mei 2019 gepubliceerd.
"""


@pytest.fixture(scope="module")
def series(extractor):
    return timelines([extractor.extract(TEXT, id="een", reference_date="2019-11")])


def words_of(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]


@pytest.mark.parametrize("file_format", ["svg", "png"])
@pytest.mark.parametrize(("word", "kind"), [("productielocaties", None), ("jaarrapportage", "events")])
def test_the_same_series_gives_the_same_bytes(series, file_format, word, kind):
    found = find_series(series, [word], kind)
    data = draw(found, file_format)
    assert data == draw(found, file_format)
    assert data.startswith(b"\x89PNG" if file_format == "png" else b"<?xml")


def test_another_process_with_other_settings_draws_the_same(series, tmp_path):
    code = (
        "import sys, matplotlib; matplotlib.rcParams['lines.linewidth'] = 9\n"
        "from imvo_extract import Extractor\n"
        "from imvo_extract.timeline.find import find_series\n"
        "from imvo_extract.timeline.plot import draw\n"
        "from imvo_extract.timeline.series import timelines\n"
        "text = sys.stdin.read()\n"
        "series = timelines([Extractor().extract(text, id='een', reference_date='2019-11')])\n"
        "sys.stdout.buffer.write(draw(find_series(series, ['productielocaties']), 'svg'))\n"
    )
    command = [sys.executable, "-c", code]
    drawn = subprocess.run(command, input=TEXT.encode(), capture_output=True, cwd=tmp_path, check=True).stdout
    assert drawn == draw(find_series(series, ["productielocaties"]), "svg")


def test_the_picture_says_what_it_shows(series):
    assert "productielocaties (goud)" in words_of(draw(find_series(series, ["productielocaties"]), "svg"))
    assumed = words_of(draw(find_series(series, ["projecten"]), "svg"))
    assert "≈ 3" in assumed
    assert any(words and words.startswith("hollow") for words in assumed)
    events = words_of(draw(find_series(series, ["jaarrapportage"], "events"), "svg"))
    assert {"1 completed", "2 completed"} <= set(events)


@pytest.mark.parametrize("file_format", ["pdf", ""])
def test_other_formats_are_refused(series, file_format):
    with pytest.raises(PlotError, match="svg or png"):
        draw(find_series(series, ["productielocaties"]), file_format)


def test_nothing_to_draw_is_told():
    with pytest.raises(PlotError, match="nothing to draw"):
        draw([], "svg")


def test_without_matplotlib_the_extra_is_named(series, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"imvo-extract\[plot\]"):
        draw(find_series(series, ["productielocaties"]), "svg")
