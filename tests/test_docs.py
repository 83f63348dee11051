"""What the documents show is what the program does."""

import json
import os
import re
import subprocess
import sys

import pytest

from imvo_extract.cli import build_parser, main


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def readme(project):
    return (project / "README.md").read_text(encoding="utf-8")


def test_the_python_in_the_readme_runs(readme, tmp_path):
    examples = blocks(readme, "python")
    assert len(examples) == 2
    for example in examples:
        ran = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.strip()


def test_the_readme_shows_the_table_that_is_printed(readme, project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["extract", "--table"]) == 0
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    shown = readme.split("<!-- excerpt: table -->")[1].split("<!-- end -->")[0]
    assert [line[4:].rstrip() for line in shown.splitlines() if line.strip()] == printed


def test_the_readme_shows_a_record_of_the_output(readme, project):
    shown = readme.split("<!-- excerpt: record -->")[1].split("<!-- end -->")[0]
    record = json.loads(blocks(shown, "json")[0])
    output = json.loads((project / "output" / "stand-van-zaken-2019-11.json").read_text(encoding="utf-8"))
    assert record in output["counts"]


def test_the_readme_names_exactly_two_commands_to_begin(readme):
    begin = readme.split("## Begin")[1].split("\n## ")[0]
    assert re.findall(r"^    (make \w+)$", begin, re.MULTILINE) == ["make extract", "make test"]


def test_every_command_is_in_the_readme(readme):
    (commands,) = [action.choices for action in build_parser()._actions if isinstance(action.choices, dict)]
    for name in commands:
        assert f"`imvo-extract {name}" in readme


def test_every_target_of_the_makefile_is_explained(project):
    makefile = (project / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    # Without what a make that runs the tests hands down to the makes that it starts.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--no-print-directory"]
    listed = subprocess.run(command, cwd=project, env=surroundings, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in listed.splitlines()] == targets
