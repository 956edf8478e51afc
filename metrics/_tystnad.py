"""Complementary suppression: what else must be left out so that no left out figure can be worked out.

Everything shown is known to a reader, and so are the sums that hold (a whole is its parts). So a left out
figure is known when it is a combination of those sums in which no other left out figure remains: when it is
alone in a row of the reduced equations. The arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from metrics._lattice import Cell, Equation

FEW = 10
"""A group of at most so many employees is not shown."""

Row = dict[Cell, Fraction]


def complete(
    equations: Sequence[Equation], heads: Mapping[Cell, Fraction], hidden: frozenset[Cell]
) -> frozenset[Cell]:
    """`hidden` and what must be left out with it; the same for the same figures, whatever their order."""
    found = set(hidden)
    while True:
        while sum(_mend(e, heads, found) for e in equations):
            pass
        exposed = sorted(determined(equations, found))
        if not sum(_cover(cell, equations, heads, found) for cell in exposed):
            return frozenset(found)


def _mend(equation: Equation, heads: Mapping[Cell, Fraction], hidden: set[Cell]) -> bool:
    """Leaves out one more of an equation that gives a left out figure, or the sum of a few employees."""
    left = [p for p in equation.parts if p in hidden]
    if equation.whole in hidden:
        safe = bool(left)
    else:
        safe = not left or (len(left) > 1 and _together(equation, left, heads) > FEW)
    if safe:
        return False
    rest = [p for p in equation.parts if p not in hidden]
    if not rest and equation.whole in hidden:
        return False
    hidden.add(min(rest, key=lambda c: _cost(c, heads), default=equation.whole))
    return True


def _together(equation: Equation, left: Sequence[Cell], heads: Mapping[Cell, Fraction]) -> Fraction:
    """The least number of employees that the left out parts have together."""
    known = sum((heads.get(p, Fraction(0)) for p in left), Fraction(0))
    everyone = len(left) == len(equation.parts)
    return max(known, heads.get(equation.whole, known)) if everyone else known


def _cost(cell: Cell, heads: Mapping[Cell, Fraction]) -> tuple[bool, int, Fraction, Cell]:
    """The finest and smallest is left out first, the kommun's own last."""
    return cell.namnd == "", -cell.dims, heads.get(cell, Fraction(0)), cell


def _cover(
    cell: Cell, equations: Sequence[Equation], heads: Mapping[Cell, Fraction], hidden: set[Cell]
) -> bool:
    """Leaves out one more figure that stands in an equation with `cell`."""
    near = {c for e in equations if cell in (e.whole, *e.parts) for c in (e.whole, *e.parts)} - hidden
    if near:
        hidden.add(min(near, key=lambda c: _cost(c, heads)))
    return bool(near)


def determined(equations: Sequence[Equation], hidden: set[Cell]) -> set[Cell]:
    """The left out figures that follow from those shown."""
    return {next(iter(row)) for row in _reduced(equations, hidden) if len(row) == 1}


def _reduced(equations: Sequence[Equation], hidden: set[Cell]) -> list[Row]:
    """The equations over the left out figures, each with a figure that stands in no other."""
    rows: dict[Cell, Row] = {}
    for row in _rows(equations, hidden):
        for pivot in [c for c in row if c in rows]:
            _subtract(row, rows[pivot], row[pivot])
        if not row:
            continue
        pivot = min(row)
        scale = row[pivot]
        made = {c: v / scale for c, v in row.items()}
        for other in rows.values():
            if pivot in other:
                _subtract(other, made, other[pivot])
        rows[pivot] = made
    return list(rows.values())


def _rows(equations: Sequence[Equation], hidden: set[Cell]) -> Iterator[Row]:
    for whole, parts in equations:
        row = {p: Fraction(1) for p in parts if p in hidden}
        if whole in hidden:
            row[whole] = row.get(whole, Fraction(0)) - 1
        if row:
            yield row


def _subtract(row: Row, other: Row, times: Fraction) -> None:
    for cell, value in other.items():
        left = row.get(cell, Fraction(0)) - times * value
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
