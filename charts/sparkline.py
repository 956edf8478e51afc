"""A word-sized curve as SVG text: takes its colours from the page and needs no chart library."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

WIDTH, HEIGHT, EDGE = 84, 24, 3


def sparkline(values: Sequence[Decimal | None], *, zero: bool = False) -> str:
    """SVG of the values from left to right, the last one marked; a gap where a value is missing.

    `zero=True` draws the zero line, for deviations. Fewer than two values give ''.
    """
    present = [float(v) for v in values if v is not None]
    if len(present) < 2:
        return ""
    low, high = min(present + [0.0] * zero), max(present + [0.0] * zero)
    points = [
        None if v is None else (_x(i, len(values)), _y(float(v), low, high)) for i, v in enumerate(values)
    ]
    parts = [_zero(low, high)] if zero else []
    parts += [_path(run) for run in _runs(points)]
    last = next(p for p in reversed(points) if p is not None)
    parts.append(f'<circle class="slut" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.6"/>')
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg {box} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def _x(i: int, count: int) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * i / (count - 1)


def _y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share


def _zero(low: float, high: float) -> str:
    y = _y(0.0, low, high)
    return f'<line class="noll" x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The points in unbroken stretches."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _path(run: Sequence[tuple[float, float]]) -> str:
    steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return f'<polyline class="linje" points="{steps}"/>'
