"""Reading and understanding a file in the child process: what comes back is the report, not the cells.

A file can be as hostile to the understanding of its tables as to the library that opens it, so both have the
same limits, and both end at once when the user cancels.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from loaders import _sandbox, grid
from settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What the child does with the sheets: `then` ('module:function') is called with (grid, options, tell)
    and gives plain JSON; with the option `with_file` it gets the file's bytes too, as `data`.
    `tell` hears how far it is, `stop` ends it.
    """

    then: str
    options: dict[str, Any] = field(default_factory=dict)
    tell: Tell = lambda _: None
    stop: Event | None = None


def run(source: Path | bytes, name: str, settings: Settings, job: Job) -> Any:
    """What `job.then` made of the file. Raises Unreadable, and ValueError for options that cannot be."""
    file, data, suffix, limits = grid.prepared(source, name, settings)
    return _sandbox.run(grid.READERS[suffix], data, file, limits, job)


def sheets(reader: str, data: bytes, tell: Tell) -> tuple[grid.Sheet, ...]:
    """In the child process: the cells."""
    tell("Öppnar filen")
    return tuple(grid.reader(reader)(data))


def made(
    found: tuple[grid.Sheet, ...], data: bytes, file: str, then: str, options: dict[str, Any], tell: Tell
) -> Any:
    """In the child process: what was asked for."""
    if options.get("with_file"):
        options = options | {"data": data}
    whole = grid.Grid(file, hashlib.sha256(data).hexdigest(), found, tuple(grid.told(found, data)))
    module, function = then.split(":")
    return getattr(importlib.import_module(module), function)(whole, options, tell)
