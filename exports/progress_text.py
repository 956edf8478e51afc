"""How far a command is, on a terminal: a line that is written over and gone when the result comes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = ("Öppnar filen", "Tolkar tabellerna", "Prövar mot tidigare rapporter")
_BAR, _WIDE = 12, 79


@contextmanager
def steps(name: str) -> Iterator[Callable[[str], None] | None]:
    """What a reading tells its steps to; None when nobody watches. The line is cleared however it ends."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield lambda step: _line(bar(name, step))
    finally:
        _line("")


def bar(name: str, step: str) -> str:
    """`[████████····] 2 av 3 Tolkar tabellerna: rapport.xlsx`"""
    place = next((i for i, s in enumerate(STEPS, 1) if step.startswith(s)), 1)
    filled = _BAR * place // len(STEPS)
    return f"[{'█' * filled}{'·' * (_BAR - filled)}] {place} av {len(STEPS)} {step}: {name}"


def _line(text: str) -> None:
    print(f"\r{text[:_WIDE]:<{_WIDE}}\r", end="", file=sys.stderr, flush=True)
