"""Whatever happens in the middle of a refresh, nothing is lost, and the next one does the rest."""

import errno
import fcntl
import os
import resource
import signal
import subprocess
import sys
import time

import pytest
from letters import letter

from imvo_extract.store import files


def test_killed_refreshes_are_mended_by_the_next(project):
    """The benchmark does this 200 times."""
    script = project / "benchmarks" / "kill_refresh.py"
    ran = subprocess.run(
        [sys.executable, str(script), "12", "7"], capture_output=True, text=True, timeout=900, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "12 rounds" in ran.stdout
    assert "0 came out differently" in ran.stdout


@pytest.mark.parametrize("at", range(1, 9))
def test_a_disk_that_is_full_at_any_write(project_folder, monkeypatch, at):
    project_folder.write(a=letter(12), b=letter(13, 2020))
    project_folder.refresh()
    project_folder.seen()
    project_folder.write(a=letter(22), b=letter(23, 2020))
    before = project_folder.tree()
    writes = 0

    def full(handle):
        nonlocal writes
        writes += 1
        if writes >= at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "fsync", full)
        status, _, err = project_folder.run("refresh")
    if writes >= at:
        assert (status, err.count("\n")) == (2, 1)
        assert "cannot be written (No space left on device)" in err
        after = project_folder.tree()
        assert not [name for name in after if name.endswith(".new")]
        assert {name for name in before if name.startswith("output/")} <= set(after)
    project_folder.refresh()
    assert project_folder.numbers("a") == [(12, 22)]
    assert project_folder.numbers("b") == [(13, 23)]
    assert project_folder.run("check", "--json")[1].count("not reviewed") == 2


def test_a_limit_on_the_size_of_files(project_folder):
    """The system itself refuses to write, in a process of its own."""
    project_folder.write(a=letter(12))

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    ran = subprocess.run(
        [sys.executable, "-m", "imvo_extract", "refresh"],
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=limit,
        check=False,
    )
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "cannot be written (File too large)" in ran.stderr
    assert not list(project_folder.root.rglob("*.new"))
    assert not list(project_folder.root.glob("output/*"))


def test_a_folder_that_may_not_be_written(project_folder, monkeypatch):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.write(a=letter(14))
    before = project_folder.tree(times=True)

    def refuse(*arguments, **options):
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patched:
        patched.setattr("tempfile.mkstemp", refuse)
        status, out, err = project_folder.run("refresh")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "Read-only file system" in err
    assert project_folder.tree(times=True) == before


def test_one_refresh_at_a_time(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.write(a=letter(14))
    before = project_folder.tree(times=True)
    with (project_folder.root / ".imvo-extract" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, out, err = project_folder.run("refresh", "--no-wait")
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "another refresh or review is running" in err
        assert project_folder.tree(times=True) == before
    assert "12 -> 14" in project_folder.refresh("--no-wait")


def test_two_refreshes_at_once(project_folder):
    """One waits, says so, and finds its work done; nothing is lost and nothing is done twice."""
    project_folder.write(**{f"t{at}": letter(12 + at, 2015 + at) for at in range(5)})
    command = [sys.executable, "-m", "imvo_extract", "refresh"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    done = sorted(out.count("new, ") for out, _ in told)
    assert done == [0, 0, 5]
    assert sum("waiting for it" in err for _, err in told) <= 2
    assert project_folder.pending() == ["t0", "t1", "t2", "t3", "t4"]
    assert project_folder.run("refresh")[2] == "output is up to date\n"


def test_who_waits_says_so_and_goes_on(project_folder):
    project_folder.write(a=letter(12))
    project_folder.refresh()
    project_folder.write(a=letter(14))
    command = [sys.executable, "-m", "imvo_extract", "refresh"]
    with (project_folder.root / ".imvo-extract" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert "waiting for it" in process.stderr.readline()
        time.sleep(0.2)
        assert process.poll() is None
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    assert "12 -> 14" in out
    assert project_folder.output("a")["parties"][0]["count"] == 14
