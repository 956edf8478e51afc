"""`utfall read` at a terminal: shows how far it is, and ends at once at Ctrl-C, with its reading process."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

from settings import ROOT

COMMAND = [sys.executable, "-m", "cli", "read"]


def _started(path: Path, folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The command at a terminal of its own, and that terminal."""
    ours, theirs = pty.openpty()
    env = os.environ | {"UTFALL_DATA_FOLDER": str(folder)}
    process = subprocess.Popen([*COMMAND, str(path)], cwd=ROOT, env=env, stderr=theirs, stdout=theirs)
    os.close(theirs)
    return process, ours


def _until(terminal: int, text: str) -> str:
    said = b""
    while text not in said.decode("utf-8", "replace"):
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        said += part
    return said.decode("utf-8", "replace")


def test_the_steps_are_shown_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    path = tmp_path / "langsam.csv"
    path.write_bytes(b"1" * 6_000_000)
    process, terminal = _started(path, tmp_path / "var")
    shown = "2 av 3 Tolkar tabellerna: langsam.csv"
    assert shown in _until(terminal, shown)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert "utfall: avbrutet" in _until(terminal, "avbrutet")
    assert process.wait(20) == 130
    assert time.monotonic() - started < 10
    os.close(terminal)


def test_nothing_but_the_result_is_said_where_nobody_watches(tmp_path: Path) -> None:
    path = tmp_path / "bra.csv"
    path.write_text("Nämnd;Utfall jan-aug 2024\nKommunstyrelsen;1\n", "utf-8")
    env = os.environ | {"UTFALL_DATA_FOLDER": str(tmp_path / "var")}
    done = subprocess.run([*COMMAND, str(path)], cwd=ROOT, env=env, capture_output=True)
    assert done.stderr == b"" and "bra.csv" in done.stdout.decode()
