"""Times and their spread, and the words they are told with."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""title, headings, rows"""


def times_ms(work: Callable[[], Any], runs: int = 7, warm: int = 1) -> list[float]:
    """How long a piece of work takes, each time, in milliseconds."""
    for _ in range(warm):
        work()
    return [_once(work) for _ in range(runs)]


def _once(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def ms(value: float) -> str:
    """A time with as many digits as mean something."""
    return f"{value:.0f} ms" if value >= 100 else f"{value:.1f} ms"


def spread(values: Sequence[float]) -> str:
    """Median and range."""
    return f"{ms(statistics.median(values))} ({ms(min(values))} to {ms(max(values))})"


def ratio(values: Sequence[float], against: Sequence[float]) -> str:
    """Median against median."""
    return f"{statistics.median(values) / statistics.median(against):.2f} ×"


def markdown(tables: Sequence[Table]) -> str:
    """The tables as one Markdown text."""
    parts = []
    for title, headings, rows in tables:
        lines = ["| " + " | ".join(row) + " |" for row in (headings, ["---"] * len(headings), *rows)]
        parts.append(f"## {title}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"
