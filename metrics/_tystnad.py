"""Complementary suppression: what else must be left out so that no left out figure can be worked out.

Everything shown is known to a reader, and so are the sums that hold (a whole is its parts). So a left out
figure is known when it is a combination of those sums in which no other left out figure remains: when it is
alone in a row of the reduced equations. The arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache

from metrics._lattice import Cell, Equation

FEW = 10
"""A group of at most so many employees is not shown."""

Row = dict[Cell, int | Fraction]


def complete(
    equations: tuple[Equation, ...],
    heads: Mapping[Cell, Fraction],
    hidden: frozenset[Cell],
    known: frozenset[Cell] = frozenset(),
) -> frozenset[Cell]:
    """`hidden` and what must be left out with it; the same for the same figures, whatever their order.

    known: what a reader has seen already, so that leaving it out would not help.
    """
    found = set(hidden)
    while True:
        while sum(_mend(e, heads, found, known) for e in equations):
            pass
        exposed = determined(equations, found)
        if not any(_cover(exposed[cell], heads, found, known) for cell in sorted(exposed)):
            return frozenset(found)


def _mend(
    equation: Equation, heads: Mapping[Cell, Fraction], hidden: set[Cell], known: frozenset[Cell]
) -> bool:
    """Leaves out one more of an equation that gives a left out figure, or the sum of a few employees."""
    left = [p for p in equation.parts if p in hidden]
    if equation.whole in hidden:
        safe = bool(left)
    else:
        alone = len(left) == 1
        every = len(left) == len(equation.parts)  # their sum is the whole, which is shown for its own sake
        safe = not left or (not alone and (every or _together(left, heads) > FEW))
    if safe:
        return False
    rest = [p for p in equation.parts if p not in hidden and p not in known]
    if not rest and (equation.whole in hidden or equation.whole in known):
        return False
    hidden.add(min(rest, key=lambda c: _cost(c, heads), default=equation.whole))
    return True


def _together(parts: Sequence[Cell], heads: Mapping[Cell, Fraction]) -> Fraction:
    """The least number of employees that some groups have together."""
    return sum((heads.get(p, Fraction(0)) for p in parts), Fraction(0))


def _cost(cell: Cell, heads: Mapping[Cell, Fraction]) -> tuple[bool, int, Fraction, Cell]:
    """The finest and smallest is left out first, the kommun's own last."""
    return cell.namnd == "", -cell.dims, heads.get(cell, Fraction(0)), cell


def _cover(row: Row, heads: Mapping[Cell, Fraction], hidden: set[Cell], known: frozenset[Cell]) -> bool:
    """Leaves out one of the shown figures that a left out one follows from."""
    shown = [cell for cell in row if cell not in hidden and cell not in known]
    if shown:
        hidden.add(min(shown, key=lambda c: _cost(c, heads)))
    return bool(shown)


def determined(equations: tuple[Equation, ...], hidden: Set[Cell]) -> dict[Cell, Row]:
    """The left out figures that follow from those shown, each with what it follows from."""
    found: dict[Cell, Row] = {}
    if not _exposed(equations, frozenset(hidden)):
        return found
    for row in _reduced(_rows(equations, hidden), hidden):
        left = [cell for cell in row if cell in hidden]
        if len(left) == 1:
            found[left[0]] = row
    return found


@lru_cache(maxsize=512)
def _exposed(equations: tuple[Equation, ...], hidden: frozenset[Cell]) -> bool:
    """Whether any left out figure follows: the same question without what is shown, which is quicker."""
    rows = ({c: v for c, v in row.items() if c in hidden} for row in _rows(equations, hidden))
    return any(len(row) == 1 for row in _reduced(rows, hidden))


def _reduced(given: Iterable[Row], hidden: Set[Cell]) -> list[Row]:
    """The equations, each solved for a left out figure that stands in no other."""
    rows: dict[Cell, Row] = {}
    for row in given:
        for known in [c for c in row if c in rows]:
            _subtract(row, rows[known], row[known])
        left = [c for c in row if c in hidden]
        if not left:
            continue
        pivot = min(left)
        made = _scaled(row, row[pivot])
        for other in rows.values():
            if pivot in other:
                _subtract(other, made, other[pivot])
        rows[pivot] = made
    return list(rows.values())


def _rows(equations: Sequence[Equation], hidden: Set[Cell]) -> Iterator[Row]:
    """The equations that hold a left out figure: the parts less the whole are 0."""
    for whole, parts in equations:
        row: Row = dict.fromkeys(parts, 1)
        row[whole] = row.get(whole, 0) - 1
        if not hidden.isdisjoint(row):
            yield row


def _scaled(row: Row, by: int | Fraction) -> Row:
    """Whole numbers as long as they suffice: they are many times quicker."""
    if by in (1, -1):
        return {c: v * by for c, v in row.items()}
    return {c: Fraction(v) / by for c, v in row.items()}


def _subtract(row: Row, other: Row, times: int | Fraction) -> None:
    for cell, value in other.items():
        left = row.get(cell, 0) - times * value
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
