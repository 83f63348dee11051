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


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory, project):
    """The command, from an environment with the wheel and what it depends on, without any extra."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
    command = [*install, "--constraint", project / "constraints.txt", wheel]
    subprocess.run([str(word) for word in command], check=True)
    return folder / "bin" / "imvo-extract"


def test_it_runs_from_an_empty_environment_and_an_empty_folder(program, tmp_path):
    ran = subprocess.run(
        [str(program), "extract", "-"], input=TEXT.encode(), cwd=tmp_path, capture_output=True, check=True
    )
    found = json.loads(ran.stdout)
    assert [covenant["id"] for covenant in found["covenants"]] == ["goud"]
    assert [date["value"] for date in found["dates"]] == ["2019-05"]
    assert list(tmp_path.iterdir()) == []


def test_the_core_alone_exports_what_it_can_and_names_the_extra_for_the_rest(program, tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "goud.txt").write_text(TEXT, encoding="utf-8")
    subprocess.run([str(program), "extract", "--out", "output"], cwd=tmp_path, check=True)
    for name in ("csv", "jsonl", "datapackage"):
        subprocess.run([str(program), "export", name, "--format", name], cwd=tmp_path, check=True, capture_output=True)
        assert list((tmp_path / name).iterdir())
    for name in ("parquet", "sqlite", "xlsx"):
        command = [str(program), "export", name, "--format", name]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 2
        assert f"imvo-extract[{name}]" in ran.stderr
        assert not (tmp_path / name).exists()


def test_the_core_alone_reads_what_was_extracted_and_names_the_extra_for_plots_and_frames(program, tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "goud.txt").write_text(TEXT, encoding="utf-8")
    subprocess.run([str(program), "extract", "--out", "output"], cwd=tmp_path, check=True)
    for words in (["show", "--quotes"], ["timeline", "bedrijven"]):
        ran = subprocess.run([str(program), *words], cwd=tmp_path, check=True, capture_output=True, text=True)
        assert "bedrijven" in ran.stdout
    command = [str(program), "timeline", "bedrijven", "--plot", "x.svg"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "imvo-extract[plot]" in ran.stderr
    for library in ("pandas", "polars", "arrow"):
        code = f"from imvo_extract import load; load('output').to_{library}()"
        command = [str(program.with_name("python")), "-c", code]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert f"imvo-extract[{library}]" in ran.stderr


def test_spacy_finds_the_components_of_an_installed_package(program):
    code = (
        "import spacy; nlp = spacy.blank('nl'); nlp.add_pipe('imvo_extract'); nlp.add_pipe('imvo_timex')\n"
        "doc = nlp('In mei 2019 tekenden 12 bedrijven.'); print(len(doc.spans['imvo']), len(doc.spans['timex']))"
    )
    ran = subprocess.run([str(program.with_name("python")), "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["4", "1"]
