"""A reader with pencil, paper and endless patience: what follows from all that is shown, in exact arithmetic.

Unknowns are the hours of the stored cells. Every sum that is shown is an equation. A figure is worked out
when it is a combination of those equations. The attacker is stronger than any reader: where a page shows a
rounded percentage, the attacker is given the hours behind it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction

Vector = dict[Hashable, Fraction]


class Attacker:
    def __init__(self) -> None:
        self._known: dict[Hashable, Vector] = {}

    def learns(self, parts: Iterable[Hashable]) -> None:
        """The sum of these is shown."""
        row = self._left(_vector(parts))
        if not row:
            return
        pivot = next(iter(row))
        row = {k: v / row[pivot] for k, v in row.items()}
        for other in self._known.values():
            _take(other, row, other.get(pivot, Fraction(0)))
        self._known[pivot] = row

    def knows(self, parts: Iterable[Hashable]) -> bool:
        """Can the sum of these be worked out?"""
        return not self._left(_vector(parts))

    def _left(self, row: Vector) -> Vector:
        """What remains when all that is known has been taken away."""
        for pivot in [k for k in row if k in self._known]:
            _take(row, self._known[pivot], row[pivot])
        return row


def _vector(parts: Iterable[Hashable]) -> Vector:
    row: Vector = {}
    for part in parts:
        row[part] = row.get(part, Fraction(0)) + 1
    return row


def _take(row: Vector, other: Vector, times: Fraction) -> None:
    if not times:
        return
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - times * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)
