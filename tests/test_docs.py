"""What the documents show is what the program does."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imvo_extract.cli import build_parser, evaluate, extract, main, rules

PROJECT = Path(__file__).parents[1]
HELP = (
    (evaluate, "_EPILOG"), (extract, "_EPILOG"), (rules, "_CHECK"), (rules, "_STATS"),
    (rules, "_SCHEMA"), (rules, "_EXPLAIN"),
)  # fmt: skip


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
    assert main(["show", "--summary"]) == 0
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    shown = readme.split("<!-- excerpt: table -->")[1].split("<!-- end -->")[0]
    assert [line[4:].rstrip() for line in shown.splitlines() if line.strip()] == printed


def test_the_readme_shows_a_record_of_the_output(readme, project):
    shown = readme.split("<!-- excerpt: record -->")[1].split("<!-- end -->")[0]
    record = json.loads(blocks(shown, "json")[0])
    output = json.loads((project / "output" / "stand-van-zaken-2019-11.json").read_text(encoding="utf-8"))
    assert record in output["counts"]


def test_the_readme_shows_what_evaluate_ends_with(readme, project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    command = next(words for words in documented(project) if words[0] == "evaluate")
    assert main(command) == 0
    shown = readme.split("<!-- excerpt: evaluate -->")[1].split("<!-- end -->")[0]
    assert shown.strip() == capsys.readouterr().out.splitlines()[-1]


def documented(project):
    """The command lines in the documents, and those in the help of the commands about extracting and rules."""
    texts = [
        (project / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "rules/README.md")
    ]
    texts += [module.__dict__[name] for module, name in HELP]
    found = []
    for line in re.findall(r"^ {2,}imvo-extract (.+)$", "\n".join(texts), re.MULTILINE):
        # Behind two spaces stands what the command does.
        words = shlex.split(re.split(r" {2,}", line)[0], comments=True)
        if words not in found:
            found.append(words)
    return found


@pytest.mark.parametrize("words", documented(PROJECT), ids=" ".join)
def test_the_documented_commands_run(words, project, tmp_path, monkeypatch, capsys):
    for name in ("raw", "rules", "examples", "output"):
        shutil.copytree(project / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    found = [sorted(map(str, Path().glob(word))) if "*" in word else [word] for word in words]
    assert main([word for row in found for word in row]) == 0, capsys.readouterr()


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
