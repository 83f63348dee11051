"""docs/refresh-and-review.md shows what happens: its commands are run, in order, in a project of the first text."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from imvo_extract.decisions.file import load_decisions

# They find something to tell.
FINDING = ("imvo-extract diff", "imvo-extract review --list")


@pytest.fixture(scope="module")
def page(project):
    return (project / "docs" / "refresh-and-review.md").read_text(encoding="utf-8")


@pytest.fixture
def shell(project, tmp_path, monkeypatch):
    """Runs a line in a folder with the first text, where ``imvo-extract`` is this program."""
    command = tmp_path / "bin" / "imvo-extract"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m imvo_extract "$@"\n')
    command.chmod(0o755)
    root = tmp_path / "project"
    (root / "raw").mkdir(parents=True)
    shutil.copy(project / "raw" / "stand-van-zaken-2019-11.txt", root / "raw")
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(project / "src"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "refresh")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "refresh@localhost")

    def run(line, status=0, **more):
        done = subprocess.run(
            ["bash", "-c", line], cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            env={**os.environ, **more},
        )  # fmt: skip
        assert done.returncode == status, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    run.root = root
    return run


def shown(page, name):
    return page.split(f"<!-- output: {name} -->\n")[1].split("<!-- end -->")[0]


def test_the_working_day_goes_as_the_page_says(page, shell):
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    printed = {}
    for line in lines:
        # A review that asks is tried at a terminal of its own (tests/review).
        if line != "imvo-extract review":
            printed[line] = shell(line, status=1 if line.startswith(FINDING) else 0)
    refreshed = next(out for line, out in printed.items() if "--reference-date" in line)
    assert refreshed == re.sub(r"^    ", "", shown(page, "refresh"), flags=re.MULTILINE)
    listed = next(out for line, out in printed.items() if line.endswith("--list"))
    for line in lines:
        named = re.search(r"--(?:accept|edit|reject) (\S+)", line)
        assert named is None or f"  {named[1]}\n" in listed
    (last,) = re.findall(r"^```yaml\n(.*?)^```$", shown(page, "decision"), re.MULTILINE | re.DOTALL)
    assert shell("cat decisions.yaml").endswith(last)
    assert load_decisions(shell.root / "decisions.yaml")[-1].by == "A. Analyst"


def test_every_key_of_a_review_is_on_the_page(page):
    from imvo_extract.review.dialogue import KEYS

    table = dict(re.findall(r"^\| (\w) \| (.*) \|$", page, re.MULTILINE))
    assert set(table) == set(KEYS) - {"?"}
    for key, meaning in table.items():
        assert meaning.split(":")[0].split(",")[0] == KEYS[key].split(":")[0].split(",")[0]


def test_the_scheduled_job_opens_a_request_once_there_is_something_to_tell(page, project, shell):
    script = f"sh {project / 'docs' / 'scheduled-refresh.sh'}"
    request = {
        "OPEN_REQUEST": 'cp "$BODY" ../body.md; echo "$TITLE / $BRANCH / $BASE" >> ../requests',
        "BRANCH": "facts",
    }
    shell("imvo-extract refresh && imvo-extract review --accept-all")
    shell("git init -q -b main . && git add -A && git commit -qm first")
    shell("git init -q --bare -b main ../forge.git && git remote add origin ../forge.git && git push -q origin main")
    assert "nothing changed" in shell(script, **request)

    shell("sed -i 's/Er zijn 93/Er zijn 97/' raw/*.txt")
    shell("sed 's/tekenden 81/tekenden 82/' raw/*.txt > vervolg && mv vervolg raw/vervolg-2019-12.txt")
    shell("echo 'reference_date: 2019-12' > raw/vervolg-2019-12.meta.yaml")
    shell(script, **request)
    requests, body = ((shell.root.parent / name).read_text(encoding="utf-8") for name in ("requests", "body.md"))
    assert requests == "Facts of stand-van-zaken-2019-11 vervolg-2019-12 / facts / main\n"
    assert all(title in body for title in ("## stand-van-zaken-2019-11", "vervolg-2019-12"))
    assert "Er zijn **97 merken** bij het convenant" in body
    assert "tekenden **82 Nederlandse pensioenfondsen**" in body
    message = shell("git --git-dir=../forge.git log -1 --format=%B facts")
    assert message.splitlines()[0] == "Facts of stand-van-zaken-2019-11 vervolg-2019-12"
    assert "93 -> 97 merken" in message
    names = shell("git --git-dir=../forge.git diff --name-only main facts").split()
    assert {"output/vervolg-2019-12.json", "pending/vervolg-2019-12.json", "raw/vervolg-2019-12.txt"} <= set(names)
    assert not any(name.startswith(".imvo-extract") for name in names)

    # While that request is open it is left alone.
    shell("git switch -q main")
    assert "facts is there already" in shell(script, **request)
    assert (shell.root.parent / "requests").read_text() == requests


def test_the_examples_for_forges_run_the_script(page, project):
    examples = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]
    github = next(one for one in examples if "jobs" in one)["jobs"]["refresh"]["steps"][-1]
    gitlab = next(one for one in examples if "refresh" in one)["refresh"]
    for command in (github["run"], gitlab["script"][-1]):
        assert (project / command.split()[-1]).is_file()
    opening = next(line for line in gitlab["script"] if "OPEN_REQUEST" in line)
    for text in (github["env"]["OPEN_REQUEST"], opening):
        assert all(f"${name}" in text for name in ("TITLE", "BODY", "BRANCH", "BASE"))
    assert subprocess.run(["sh", "-n", "-c", opening], check=False).returncode == 0
