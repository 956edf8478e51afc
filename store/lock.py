"""One writer at a time. The lock is the kernel's (flock), so a process that dies leaves nothing behind."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 60.0
_PAUSE = 0.02


class StoreBusy(RuntimeError):
    """Someone else went on writing for longer than we waited; the message is Swedish."""


@contextmanager
def writing(folder: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the writer's lock of a store folder; waits up to `wait` seconds, then raises StoreBusy."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, wait)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, wait: float) -> None:
    until = time.monotonic() + wait
    while not _try(handle):
        if time.monotonic() >= until:
            raise StoreBusy(_busy(handle, wait))
        time.sleep(_PAUSE)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(handle: int, wait: float) -> str:
    holder = os.pread(handle, 20, 0).decode("ascii", "replace") or "okänd"
    return (
        f"En annan publicering pågår (process {holder}) och blev inte klar på {wait:.0f} sekunder. "
        "Inget har ändrats. Vänta en stund och försök igen."
    )
