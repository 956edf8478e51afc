"""Reading many small files in one process: without the child process that guards the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from loaders import _sandbox, grid


def read_here(reader: str, data: bytes, _file: str, _limits: Any) -> list[Any]:
    """What the child process would answer."""
    return [grid.pack(s) for s in grid.reader(reader)(data)]


@pytest.fixture(scope="module")
def in_process() -> Iterator[None]:
    """Read files in the test's own process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_sandbox, "run", read_here)
        yield
