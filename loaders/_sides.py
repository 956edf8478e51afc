"""Two tables beside each other on a sheet: an empty column between them, and names of rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders._headings import Line, has_number
from loaders._table import read_mark
from loaders.grid import Area

FEW = 2


def sides(lines: Sequence[Line], body: Sequence[Line]) -> list[list[Line]]:
    """The lines of each table, or all lines as one. `body`: the lines that hold the figures."""
    gaps = [c for c in _empty(lines, body) if _divides(body, c)]
    edges = [0, *gaps, 10**6]
    parts = [_between(lines, a, b) for a, b in pairwise(edges)]
    return parts if len(parts) > 1 else [list(lines)]


def of_areas(areas: Sequence[Area], lines: Sequence[Line], head: Sequence[Line]) -> list[list[Line]]:
    """The lines of each of the tables that the file says lie beside each other, with these headings."""
    rows = {line.row for line in head}
    found = sorted((left, right) for top, left, _, right in areas if top in rows)
    apart = all(one[1] < other[0] for one, other in pairwise(found))
    if len(found) < FEW or not apart:
        return []
    return [_between(lines, left - 1, right + 1) for left, right in found]


def _empty(lines: Sequence[Line], body: Sequence[Line]) -> list[int]:
    """The columns without a cell, from the heading to the last row, between columns that have some."""
    first = body[0].row if body else 0
    near = [line for line in lines if line.row >= first - FEW]
    used = {c.col for line in near for c in line.cells}
    return [c for c in range(min(used, default=0), max(used, default=0)) if c not in used and c - 1 in used]


def _divides(body: Sequence[Line], gap: int) -> bool:
    """Are there figures before the column, and behind it names of rows with figures behind them?"""
    before = [c for line in body for c in line.cells if c.col < gap]
    named = [line for line in body if _named(line, gap)]
    return any(has_number(c) for c in before) and len(named) >= FEW


def _named(line: Line, gap: int) -> bool:
    behind = [c for c in line.cells if c.col > gap]
    if len(behind) < FEW or has_number(behind[0]) or read_mark(behind[0].text, ""):
        return False
    return any(has_number(c) or read_mark(c.text, "") for c in behind[1:])


def _between(lines: Sequence[Line], left: int, right: int) -> list[Line]:
    """The cells of one side; a line of text that stands only to the left is a title above both."""
    part = []
    for line in lines:
        cells = [c for c in line.cells if left < c.col < right]
        title = not line.numbers() and max(c.col for c in line.cells) <= left and len(line.cells) == 1
        if cells or title:
            part.append(Line(line.row, cells or line.cells))
    return part
