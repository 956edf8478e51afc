"""Reading many small files in one process: without the child process that guards the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from loaders import _apart, _sandbox, grid


def read_here(reader: str, data: bytes, file: str, _limits: Any, job: Any = None) -> Any:
    """What the child process would answer."""
    if job is None:
        return [grid.pack(s) for s in grid.reader(reader)(data)]
    found = _apart.sheets(reader, data, job.tell)
    return json.loads(json.dumps(_apart.made(found, data, file, job.then, job.options, job.tell)))


@pytest.fixture(scope="module")
def in_process() -> Iterator[None]:
    """Read files in the test's own process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_sandbox, "run", read_here)
        yield
