"""A short run of the fuzzer, always the same, and every file that a longer run has found."""

from __future__ import annotations

import time
from pathlib import PurePath
from random import Random

import pytest

from tests.fuzz.__main__ import FOUND
from tests.fuzz.check import wrong
from tests.fuzz.mutate import damaged
from tests.fuzz.seeds import seeds

SECONDS = 8
FILES = [p for p in sorted(FOUND.iterdir()) if p.suffix != ".md"]


def test_damaged_files_are_read_whole_or_refused() -> None:
    random, end = Random(20241122), time.monotonic() + SECONDS
    suffixes = set()
    while time.monotonic() < end:
        name, data = random.choice(seeds())
        suffix = PurePath(name).suffix
        suffixes.add(suffix)
        content = damaged(random, data)
        assert wrong(f"fil{suffix}", content, count=False) == ""
    assert len(suffixes) > 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_what_was_once_met_wrongly(path: PurePath) -> None:
    assert wrong(path.name, FOUND.joinpath(path.name).read_bytes()) == ""
