"""Reading in a child process with limits on memory, processor time and wall time.

A small server process (`_child`) imports the readers once; for each file it forks a child that reads just
that file and dies. Starting a child so takes milliseconds, and a hostile file can only kill its own child.
The server process is started at the first file, belongs to one process of the program, and ends with it.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders._unreadable import Unreadable

_ROOT = Path(__file__).resolve().parent.parent
_GRACE_S = 5.0
_ANSWER_MAX = 400_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    memory_mb: int
    seconds: int


def run(reader: str, data: bytes, file: str, limits: Limits) -> list[Any]:
    """What the reader found, as plain JSON. Raises Unreadable when it refuses, crashes or meets a limit."""
    started = time.monotonic()
    with _channel() as channel:
        answer = _ask(channel, reader, data, limits)
    if answer is None:
        late = time.monotonic() - started >= limits.seconds
        raise Unreadable("tid", file, limit=limits.seconds) if late else Unreadable("kunde_inte_lasas", file)
    if "refused" in answer:
        raise _refusal(answer, file, limits)
    found: list[Any] = answer["sheets"]
    return found


def _refusal(answer: dict[str, Any], file: str, limits: Limits) -> Unreadable:
    if answer["refused"] == "minne":
        return Unreadable("minne", file, limit=limits.memory_mb)
    return Unreadable(answer["refused"], file, **answer["details"])


def _ask(channel: socket.socket, reader: str, data: bytes, limits: Limits) -> dict[str, Any] | None:
    """None when the child died, or answered nothing in time."""
    deadline = time.monotonic() + limits.seconds + _GRACE_S
    head = {"reader": reader, "size": len(data), "memory_mb": limits.memory_mb, "seconds": limits.seconds}
    try:
        channel.settimeout(limits.seconds)
        channel.sendall(json.dumps(head).encode() + b"\n" + data)
        channel.shutdown(socket.SHUT_WR)
        return _answer(channel, deadline)
    except (OSError, ValueError):
        return None


def _answer(channel: socket.socket, deadline: float) -> dict[str, Any] | None:
    parts = bytearray()
    while len(parts) < _ANSWER_MAX:
        channel.settimeout(max(deadline - time.monotonic(), 0.001))
        part = channel.recv(1 << 20)
        if not part:
            break
        parts += part
    found: dict[str, Any] | None = json.loads(parts) if parts else None
    return found


class _Server:
    """The process that forks the children, as this process sees it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair()
        command = [sys.executable, str(_ROOT / "loaders" / "_child.py"), str(theirs.fileno())]
        self.process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        theirs.close()
        if not self.control.recv(1):
            raise RuntimeError("the reading process did not start; its error stands above")

    def alive(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def connect(self) -> socket.socket:
        """A channel to a new child."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.control, [b"x"], [theirs.fileno()])
        return ours


_lock = threading.Lock()
_server: _Server | None = None


def _channel() -> socket.socket:
    global _server
    with _lock:
        for _ in range(2):
            if _server is None or not _server.alive():
                _server = _Server()
            try:
                return _server.connect()
            except OSError:
                _server = None
    raise RuntimeError("the reading process cannot be started")
