"""A server of one worker on a store, for measuring it from outside."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from settings import ROOT


@contextmanager
def serving(folder: Path, workers: int = 1) -> Iterator[tuple[str, int]]:
    """The address and the process id of a server that answers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    env = os.environ | {"UTFALL_PORT": str(port), "UTFALL_DATA_FOLDER": str(folder)}
    code = f"from serve import Server; from settings import load; Server(load(), {workers}).run()"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE)
    try:
        assert process.stdout and process.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        urllib.request.urlopen(f"{address}/health", timeout=60).read()
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def worker_memory(master: int) -> tuple[float, float]:
    """Now and at most, in MB, of the largest worker of a server."""
    return max((_memory(pid) for pid in workers(master)), key=lambda both: both[1])


def workers(master: int) -> list[int]:
    """The process ids of a server's workers."""
    text = Path(f"/proc/{master}/task/{master}/children").read_text()
    return [int(pid) for pid in text.split()]


def _memory(pid: int) -> tuple[float, float]:
    text = Path(f"/proc/{pid}/status").read_text()
    now, most = (re.search(rf"{name}:\s+(\d+)", text) for name in ("VmRSS", "VmHWM"))
    assert now and most
    return int(now[1]) / 1024, int(most[1]) / 1024
