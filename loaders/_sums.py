"""Rows that add up prove how each of them is cut: of all ways to cut them, those whose columns all add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders._cut import Row, Rule

STATES = 40_000  # partial sums that are weighed; beyond it nothing is said
Vector = tuple[int, ...]


def narrowed(rows: Sequence[Sequence[Row]], rule: Rule) -> dict[int, list[Row]] | None:
    """The readings of each row of the rule (sum of sign × row is zero in every column, within the rounding)
    that take part in a combination for which it holds. None when there is none, or too many to weigh.
    """
    terms = sorted(rule.terms, key=lambda term: len(rows[term[0]]))
    found = [rows[i] for i, _ in terms]
    if not all(found) or any(n is None for readings in found for row in readings for n in row):
        return None
    digits = max(n.decimals for readings in found for row in readings for n in row if n)
    steps = [_vectors(readings, sign, digits) for readings, (_, sign) in zip(found, terms, strict=True)]
    reached = _forward([list(s.values()) for s in steps])
    if reached is None:
        return None
    alive = {s for s in reached[-1] if _near_zero(s, _room(found, digits))}
    kept: dict[int, list[Row]] = {}
    for k in range(len(terms) - 1, -1, -1):
        before, alive = alive, set()
        used = []
        for row, step in steps[k].items():
            origins = {back for s in before if (back := _minus(s, step)) in reached[k]}
            used += [row] if origins else []
            alive |= origins
        kept[terms[k][0]] = used
    return kept if all(kept.values()) else None


def _vectors(readings: Sequence[Row], sign: int, digits: int) -> dict[Row, Vector]:
    """Each reading as whole numbers of half the smallest step."""
    scale = 2 * 10**digits * sign
    return {row: tuple(int(n.value * scale) for n in row if n) for row in readings}


def _forward(steps: Sequence[Sequence[Vector]]) -> list[set[Vector]] | None:
    """The sums that the first rows can have, after each row."""
    reached: list[set[Vector]] = [{(0,) * len(steps[0][0])}]
    for step in steps:
        if len(reached[-1]) * len(step) > 5 * STATES:
            return None
        reached.append({tuple(map(int.__add__, s, v)) for s in reached[-1] for v in step})
        if len(reached[-1]) > STATES:
            return None
    return reached


def _minus(one: Vector, other: Vector) -> Vector:
    return tuple(map(int.__sub__, one, other))


def _room(found: Iterable[Sequence[Row]], digits: int) -> list[int]:
    """How far from zero the sum of each column may be: half a step of each number."""
    halves = [
        [max(10 ** (digits - n.decimals) for n in cells if n) for cells in zip(*r, strict=True)]
        for r in found
    ]
    return [sum(column) for column in zip(*halves, strict=True)]


def _near_zero(sums: Vector, room: Sequence[int]) -> bool:
    return all(abs(s) <= r for s, r in zip(sums, room, strict=True))
