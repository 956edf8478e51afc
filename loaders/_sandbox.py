"""Reading in a child process with limits on memory, processor time and wall time.

A small server process (`_child`) imports the readers once; for each file it forks a child that reads just
that file and dies. Starting a child so takes milliseconds, and a hostile file can only kill its own child.
The server process is started at the first file, belongs to one process of the program, and ends with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders._unreadable import Unreadable

if TYPE_CHECKING:
    from loaders._apart import Job

_ROOT = Path(__file__).resolve().parent.parent
_GRACE_S = 5.0
_ANSWER_MAX = 400_000_000
_PATIENCE_S = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    memory_mb: int
    seconds: int


class Fault(RuntimeError):
    """The program itself failed, in the child; the text is the child's traceback."""


def run(reader: str, data: bytes, file: str, limits: Limits, job: Job | None = None) -> Any:
    """What the reader found, as plain JSON: the sheets, or what `job` made of them.

    Raises Unreadable when the reader refuses, crashes, meets a limit or is stopped; ValueError for options of
    the job that cannot be; Fault when the job has a fault of the program's own.
    """
    started = time.monotonic()
    with _channel() as channel:
        answer = _ask(channel, reader, data, file, limits, job)
    if job and job.stop and job.stop.is_set():
        raise Unreadable("avbruten", file)
    if answer is None:
        late = time.monotonic() - started >= limits.seconds
        raise Unreadable("tid", file, limit=limits.seconds) if late else Unreadable("kunde_inte_lasas", file)
    if "refused" in answer:
        raise _refusal(answer, file, limits)
    if "wrong" in answer:
        raise ValueError(answer["wrong"])
    if "fault" in answer:
        raise Fault(answer["fault"])
    return answer["found"]


def _refusal(answer: dict[str, Any], file: str, limits: Limits) -> Unreadable:
    if answer["refused"] == "minne":
        return Unreadable("minne", file, limit=limits.memory_mb)
    return Unreadable(answer["refused"], file, **answer["details"])


def _ask(
    channel: socket.socket, reader: str, data: bytes, file: str, limits: Limits, job: Job | None
) -> dict[str, Any] | None:
    """None when the child died, was stopped, or answered nothing in time."""
    deadline = time.monotonic() + limits.seconds + _GRACE_S
    head = {"reader": reader, "size": len(data), "memory_mb": limits.memory_mb, "seconds": limits.seconds,
            "file": file, "then": job and job.then, "options": job and job.options}  # fmt: skip
    try:
        channel.settimeout(limits.seconds)
        channel.sendall(json.dumps(head).encode() + b"\n" + data)
        channel.shutdown(socket.SHUT_WR)
        return _answer(channel, deadline, job)
    except (OSError, ValueError):
        return None


def _answer(channel: socket.socket, deadline: float, job: Job | None) -> dict[str, Any] | None:
    """The last line; those before it tell how far the child is, the first its process id."""
    child, found = 0, None
    try:
        for line in _lines(channel, deadline, job):
            found = json.loads(line)
            child = found.get("child", child)
            if job and "told" in found:
                job.tell(found["told"])
        return found if found and not {"child", "told"} & found.keys() else None
    except BaseException:
        if child:
            _end(child)
        raise


def _lines(channel: socket.socket, deadline: float, job: Job | None) -> Iterator[bytes]:
    """Lines as they come. Raises TimeoutError when it is late or the job shall stop."""
    parts: list[bytes] = []
    size = 0
    while size < _ANSWER_MAX:
        part = _part(channel, deadline, job)
        if not part:
            return
        *ended, rest = part.split(b"\n")
        for line in ended:
            yield b"".join((*parts, line))
            parts, size = [], 0
        parts.append(rest)
        size += len(rest)


def _part(channel: socket.socket, deadline: float, job: Job | None) -> bytes:
    while not (job and job.stop and job.stop.is_set()):
        left = deadline - time.monotonic()
        channel.settimeout(max(min(left, _PATIENCE_S), 0.001))
        try:
            return channel.recv(1 << 20)
        except TimeoutError:
            if left < 0:
                raise
    raise TimeoutError


def _end(child: int) -> None:
    """While the channel is open the child is there, so that the number is still its own."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


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
