"""The process that reads foreign files: run as a script by `_sandbox`, it forks one child a file."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
import traceback
import types
from collections.abc import Callable
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
        channel.sendall(_json({"child": os.getpid()}))
        channel.sendall(_answer(head, data, lambda text: channel.sendall(_json({"told": text}))))


def _limit(memory_mb: int, seconds: int) -> None:
    """Beyond these the kernel ends the child: also inside a library that never returns to Python."""
    memory = memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(head: dict[str, Any], data: bytes, tell: Callable[[str], None]) -> bytes:
    from loaders._unreadable import Refused, Wrong

    try:
        return _json({"found": _found(head, data, tell)})
    except Refused as refused:
        return _json({"refused": refused.code, "details": refused.details})
    except MemoryError:
        return _json({"refused": "minne", "details": {}})
    except Wrong as wrong:
        return _json({"wrong": str(wrong)})
    except _Fault as fault:
        return _json({"fault": str(fault)})
    except Exception:  # whatever a library makes of a broken file, the user is told the same
        return _json({"refused": "kunde_inte_lasas", "details": {}})


class _Fault(Exception):
    """A fault of the program's own; the text is a traceback."""


def _found(head: dict[str, Any], data: bytes, tell: Callable[[str], None]) -> Any:
    from loaders import _apart, grid
    from loaders._unreadable import Refused, Wrong

    if not head["then"]:
        return [grid.pack(sheet) for sheet in grid.reader(head["reader"])(data)]
    sheets = _apart.sheets(head["reader"], data, tell)
    try:
        return _apart.made(sheets, data, head["file"], head["then"], head["options"], tell)
    except (MemoryError, Wrong, Refused):
        raise
    except Exception as fault:
        raise _Fault(traceback.format_exc()) from fault


def _json(answer: dict[str, Any]) -> bytes:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _stand_in(package: str) -> None:
    """An empty package in place of the real one, whose __init__ would load all of the program."""
    module = types.ModuleType(package)
    module.__path__ = [str(ROOT / package)]
    sys.modules[package] = module


def _warm() -> None:
    """Import here what each child would otherwise import for itself."""
    from loaders import _understand
    from loaders.grid import READERS, reader

    for path in set(READERS.values()):
        reader(path)
    _understand.warm()


if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # in place of this script's own folder
    _stand_in("loaders")
    _stand_in("store")
    _warm()
    serve(socket.socket(fileno=int(sys.argv[1])))
