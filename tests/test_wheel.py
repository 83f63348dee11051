"""The wheel carries the rules: built, installed into an empty environment, run from an empty folder."""

import json
import subprocess
import sys
import venv
import zipfile

import pytest

TEXT = "Convenant Verantwoord Goud:\n\n • Tien bedrijven hebben in mei 2019 het convenant ondertekend.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, project):
    """The project's wheel. What it is built with is installed already, so nothing is fetched for it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(project)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_rules_and_types_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "imvo_extract/rules/covenants.yaml" in names
    assert "imvo_extract/py.typed" in names
    assert not [name for name in names if name.startswith("tests")]


def test_it_runs_from_an_empty_environment_and_an_empty_folder(wheel, tmp_path, project):
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", project / "constraints.txt", wheel]
    subprocess.run([str(word) for word in install], check=True)
    folder = tmp_path / "leeg"
    folder.mkdir()
    ran = subprocess.run(
        [str(tmp_path / "env" / "bin" / "imvo-extract"), "extract", "-"],
        input=TEXT.encode(),
        cwd=folder,
        capture_output=True,
        check=True,
    )
    found = json.loads(ran.stdout)
    assert [covenant["id"] for covenant in found["covenants"]] == ["goud"]
    assert [date["value"] for date in found["dates"]] == ["2019-05"]
    assert list(folder.iterdir()) == []
