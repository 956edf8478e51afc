"""Every limit on uploads is a setting, and each has effect."""

from __future__ import annotations

import time

import pytest

from loaders import Unreadable, _apart
from settings import Settings, load

SMALL = b"Intakter;1\n"


def _code(reader: str, settings: Settings) -> str:
    with pytest.raises(Unreadable) as caught:
        _apart.run(SMALL, "rapport.csv", settings, _apart.Job(f"tests.hostile.readers:{reader}"))
    return caught.value.message


def test_the_time_limit_holds() -> None:
    started = time.monotonic()
    assert "längre tid än 1 sekunder" in _code("ponders", Settings(upload_seconds=1))
    assert time.monotonic() - started < 8


def test_the_memory_limit_holds() -> None:
    assert "mer minne än 300 MB" in _code("fills_memory", Settings(upload_memory_mb=300))


def test_the_size_limit_holds() -> None:
    with pytest.raises(Unreadable, match="Gränsen är 1 MB"):
        _apart.run(SMALL * 100_000, "stor.csv", Settings(upload_max_mb=1), _apart.Job("x:y"))


def test_the_limits_can_be_set() -> None:
    names = {"UPLOAD_SECONDS": "7", "UPLOAD_MEMORY_MB": "900", "UPLOAD_MAX_MB": "3"}
    found = load(env={f"UTFALL_{name}": value for name, value in names.items()})
    assert (found.upload_seconds, found.upload_memory_mb, found.upload_max_mb) == (7, 900, 3)
