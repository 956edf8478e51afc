"""The process that reads foreign files: run as a script by `_sandbox`, it forks one child a file."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
import types
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def serve(control: socket.socket) -> None:
    """Fork a child for each channel that arrives, until the program closes its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    control.sendall(b"r")
    while True:
        message, fds, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _child(socket.socket(fileno=fds[0]))
            os._exit(0)
        os.close(fds[0])


def _child(channel: socket.socket) -> None:
    gc.disable()  # the child dies before garbage matters, and reading makes many objects
    with channel, channel.makefile("rb") as stream:
        head = json.loads(stream.readline())
        data = stream.read(head["size"])
        _limit(head["memory_mb"], head["seconds"])
        channel.sendall(_answer(head["reader"], data))


def _limit(memory_mb: int, seconds: int) -> None:
    """Beyond these the kernel ends the child: also inside a library that never returns to Python."""
    memory = memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(reader: str, data: bytes) -> bytes:
    from loaders._unreadable import Refused

    try:
        return _json({"sheets": _read(reader, data)})
    except Refused as refused:
        return _json({"refused": refused.code, "details": refused.details})
    except MemoryError:
        return _json({"refused": "minne", "details": {}})
    except Exception:  # whatever a library makes of a broken file, the user is told the same
        return _json({"refused": "kunde_inte_lasas", "details": {}})


def _read(path: str, data: bytes) -> list[Any]:
    from loaders.grid import pack, reader

    return [pack(sheet) for sheet in reader(path)(data)]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _stand_in(package: str) -> None:
    """An empty package in place of the real one, whose __init__ would load all of the program."""
    module = types.ModuleType(package)
    module.__path__ = [str(ROOT / package)]
    sys.modules[package] = module


def _warm() -> None:
    """Import here what each child would otherwise import for itself."""
    from loaders.grid import READERS, reader

    for path in set(READERS.values()):
        reader(path)


if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # in place of this script's own folder
    _stand_in("loaders")
    _stand_in("store")
    _warm()
    serve(socket.socket(fileno=int(sys.argv[1])))
