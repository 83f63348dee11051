"""The bytes depend on the text, the rules and the version, and on nothing else."""

import os
import subprocess
import sys

import pytest

SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "UTC", "LANG": "nl_NL.UTF-8"},
]


@pytest.mark.parametrize("changed", SURROUNDINGS, ids=lambda changed: changed["TZ"])
def test_the_same_bytes_whatever_the_surroundings(project, tmp_path, changed):
    (raw,) = (project / "raw").glob("stand-van-zaken-2019-11.txt")
    ran = subprocess.run(
        [sys.executable, "-m", "imvo_extract", "extract", str(raw)],
        env={**os.environ, **changed},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert ran.stdout == (project / "output" / "stand-van-zaken-2019-11.json").read_bytes()


def test_the_same_bytes_whatever_was_extracted_before(project, extractor):
    text = (project / "raw" / "stand-van-zaken-2019-11.txt").read_text(encoding="utf-8")
    half = text[: len(text) // 2]
    first = extractor.extract(half, id="half").to_json()
    extractor.extract(text, id="heel")
    assert extractor.extract(half, id="half").to_json() == first


def test_the_same_bytes_on_another_day(project):
    raw = project / "raw" / "stand-van-zaken-2019-11.txt"
    code = (
        "import datetime, sys\n"
        "class Later(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return cls(2031, 3, 4, 5, 6, 7, tzinfo=tz)\n"
        "    @classmethod\n"
        "    def utcnow(cls): return cls(2031, 3, 4, 5, 6, 7)\n"
        "    today = now\n"
        "datetime.datetime = Later\n"
        "from imvo_extract.cli import main\n"
        f"sys.exit(main(['extract', {str(raw)!r}]))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout == (project / "output" / "stand-van-zaken-2019-11.json").read_bytes()
