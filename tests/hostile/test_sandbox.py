"""The child process: its limits hold, its death is told, and the program lives on and reads the next file."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from loaders import _sandbox
from loaders._unreadable import Unreadable

LIMITS = _sandbox.Limits(memory_mb=700, seconds=2)
ROOT = Path(__file__).parents[2]


def _run(function: str, limits: _sandbox.Limits = LIMITS) -> list[object]:
    return _sandbox.run(f"tests.hostile.readers:{function}", b"data", "rapport.xlsx", limits)


@pytest.mark.parametrize(
    ("function", "code"),
    [
        ("spins", "tid"),
        ("sleeps", "tid"),
        ("eats_memory", "minne"),
        ("aborts", "kunde_inte_lasas"),
        ("segfaults", "kunde_inte_lasas"),
        ("raises", "kunde_inte_lasas"),
        ("recurses", "kunde_inte_lasas"),
        ("writes_a_file", "kunde_inte_lasas"),
    ],
)
def test_a_reader_that_misbehaves_is_ended_and_the_next_file_is_read(function: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        _run(function)
    assert caught.value.code == code
    assert len(_run("reads")) == 1


def test_the_reading_process_is_started_again_when_it_has_died() -> None:
    _run("reads")
    assert _sandbox._server is not None
    _sandbox._server.process.send_signal(signal.SIGKILL)
    _sandbox._server.process.wait()
    assert len(_run("reads")) == 1


def test_many_threads_read_at_the_same_time() -> None:
    found: list[list[object]] = []
    threads = [threading.Thread(target=lambda: found.append(_run("reads"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12


def test_a_forked_worker_starts_its_own_reading_process() -> None:
    _run("reads")
    pid = os.fork()
    if pid == 0:
        os._exit(0 if len(_run("reads")) == 1 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_no_process_is_left_when_the_program_ends() -> None:
    script = """
        from loaders import _sandbox
        limits = _sandbox.Limits(700, 2)
        _sandbox.run("tests.hostile.readers:reads", b"x", "a.csv", limits)
        print(_sandbox._server.process.pid)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    pid = int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    assert _gone(pid)


def _gone(pid: int) -> bool:
    for _ in range(100):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().split()[2] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_file_costs_little_more_than_its_reading() -> None:
    """The server process forks: a new interpreter for each file would take a quarter of a second."""
    _run("reads")
    started = time.monotonic()
    for _ in range(20):
        _run("reads")
    assert (time.monotonic() - started) / 20 < 0.1
