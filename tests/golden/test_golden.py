"""output/ is what raw/ and rules/ give; where it is not, the test says in words which facts differ."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imvo_extract import load_extraction
from imvo_extract.compare.differences import differences
from imvo_extract.documents.source import read_source
from imvo_extract.refresh.current import findings
from imvo_extract.refresh.folders import Folders
from imvo_extract.refresh.plan import plan
from imvo_extract.refresh.run import Refresh


def raw_texts(project):
    return sorted((project / "raw").glob("*.txt"))


def test_the_golden_output_is_current(project, request):
    folders = Folders(str(project / "raw"), str(project / "output"))
    if request.config.getoption("--update-golden"):
        # Who reads the diff has reviewed the changes; so they do not become pending.
        for result in Refresh(folders, plan(folders), review=False).run():
            assert result.error is None
        pytest.skip("output/ was written anew; read the diff, then run without --update-golden")
    found = [f"{document}: {sentence}" for document, sentence in findings(folders)]
    assert not found, "the facts are no longer those of output/:\n" + "\n".join(found)


def test_the_switch_that_writes_golden_output_is_off(request):
    assert not request.config.getoption("--update-golden")


def test_make_golden_writes_output_anew_and_is_content(project, tmp_path):
    for name in ("Makefile", "pyproject.toml", "src", "rules", "raw", "output", "tests/conftest.py", "tests/golden"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (project / name).is_dir() else shutil.copy)(project / name, target)
    (path,) = (tmp_path / "output").glob("stand-van-zaken-*.json")
    path.write_text("{}", encoding="utf-8")
    # The environment that runs the tests will do: nothing is set up.
    command = ["make", "--old-file=.venv/.ready", f"BIN={Path(sys.executable).parent}", "golden"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTHONPATH"))}
    ran = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "written anew" in ran.stdout
    assert json.loads(path.read_text(encoding="utf-8"))["counts"]


def test_every_raw_text_has_output_and_the_other_way_round(project):
    outputs = {path.stem for path in (project / "output").glob("*.json")} - {"manifest"}
    assert outputs == {path.stem for path in raw_texts(project)}
    assert outputs


def test_the_stored_output_loads_and_every_span_is_checked_again(project):
    for path in raw_texts(project):
        source = read_source(path)
        stored = (project / "output" / f"{path.stem}.json").read_text(encoding="utf-8")
        extraction = load_extraction(stored, source.text)
        assert extraction.to_json() == stored


def test_a_difference_is_told_in_words(project):
    path = raw_texts(project)[0]
    source = read_source(path)
    content = json.loads((project / "output" / f"{path.stem}.json").read_text(encoding="utf-8"))
    old = load_extraction(json.dumps(content), source.text)
    count = next(count for count in content["counts"] if count["value"] == 93)
    count["value"] = 97
    removed = content["events"].pop(0)
    new = load_extraction(json.dumps(content), source.text)
    assert [str(item) for item in differences(old, new)] == [
        f'counts: {count["id"]}: value: 93 -> 97 ("93")',
        f'events: {removed["id"]}: removed ("{removed["span"]["text"]}")',
    ]
