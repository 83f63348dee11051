"""docs/analysts.md shows what happens: every example runs, in its order, and prints what stands below it."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "analysts.md"
# A fenced block, and the block of text right behind it, if there is one: what it prints.
EXAMPLE = re.compile(r"^```(sh|python|r)\n(.*?)^```\n(?:```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
# What an example needs, and the word in it that tells.
LIBRARIES = {
    "matplotlib": "--plot",
    "pandas": "pandas",
    "polars": "polars",
    "pyarrow": "parquet",
    "duckdb": "duckdb",
    "datasette": "datasette",
    "sqlite_utils": "sqlite",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, project):
    """A project folder; the examples that write come before those that read what was written."""
    folder = tmp_path_factory.mktemp("analyst")
    for name in ("raw", "output"):
        shutil.copytree(project / name, folder / name)
    return folder


def command(language, code):
    if language == "r":
        if shutil.which("Rscript") is None:
            pytest.skip("R is not installed")
        return ["Rscript", "-e", code]
    for library, word in LIBRARIES.items():
        if word in code and importlib.util.find_spec(library) is None:
            pytest.skip(f"{library} is not installed")
    if "add_pipe" in code and not importlib.metadata.entry_points(group="spacy_factories", name="imvo_extract"):
        code = f"import imvo_extract.component\n{code}"  # the factory is registered where the package is installed
    return [sys.executable, "-c", code] if language == "python" else ["sh", "-e", "-c", code]


def run(folder, language, code):
    surroundings = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        command(language, code), cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("language", "code", "printed"), EXAMPLES, ids=[f"{at}-{e[0]}" for at, e in enumerate(EXAMPLES)]
)
def test_an_example_runs_and_prints_what_it_shows(folder, language, code, printed):
    ran = run(folder, language, code)
    assert ran.returncode == 0, ran.stderr
    if printed:
        assert ran.stdout.rstrip() == printed.rstrip()


def test_every_block_of_the_page_is_run_or_compared():
    fences = PAGE.read_text(encoding="utf-8").count("```")
    assert fences == sum(4 if printed else 2 for _, _, printed in EXAMPLES)
    assert {language for language, _, _ in EXAMPLES} == {"sh", "python", "r"}
