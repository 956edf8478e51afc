"""Where the cells of a table without ruled lines begin and end, as far as its figures show it.

Figures that end alike fill their cells from the right: what stands between the ends of two columns belongs to
the second one, however a heading is placed in its cell. Figures that begin alike fill them from the left.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from loaders._pdf_words import Line, Piece

Span = tuple[float, float]
_EVEN = 1.5  # points
_LEAN = 0.45  # heights of text that a heading may lean over its cell
_FAR = 1e6


def bands(rows: Sequence[Line], columns: Sequence[Span], labels: int) -> list[Span]:
    """The stretch of the page that each column fills, without gaps; the labels fill what is to the left."""
    data = columns[labels:]
    figures = [
        [p for row in rows for p in row.figures if c[0] - 1 <= p.left and p.right <= c[1] + 1] for c in data
    ]
    em = rows[0].em
    if _even([[p.right for p in column] for column in figures]):
        widest = max((b[1] - a[1] for a, b in itertools.pairwise(data)), default=_FAR)
        edges = [max(_label_end(rows, data[0]), data[0][1] - widest), *(c[1] for c in data)]
        edges = [e + 0.3 * em for e in edges]
    elif _even([[p.left for p in column] for column in figures]):
        edges = [*(c[0] - 0.3 * em for c in data), data[-1][1] + _FAR]
    else:
        middle = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(data)]
        edges = [data[0][0] - 2 * em, *middle, data[-1][1] + _FAR]
    edges[-1] += 3 * em
    ends = [*(c[0] for c in columns[:labels]), edges[0]]
    left = [(a, b) for a, b in itertools.pairwise(ends)]
    left[0] = (-_FAR, left[0][1])
    return [*left, *itertools.pairwise(edges)]


def _even(columns: Sequence[Sequence[float]]) -> bool:
    return all(max(c) - min(c) < _EVEN for c in columns if c)


def _label_end(rows: Sequence[Line], first: Span) -> float:
    ends = [p.right for row in rows for p in row.pieces if not p.figure and p.right < first[0]]
    return max(ends, default=first[0] - 20)


def over(piece: Piece, cells: Sequence[Span]) -> list[int]:
    """The cells that a heading stands in."""
    lean = min(_LEAN * piece.em, (piece.right - piece.left) / 3)
    return [k for k, c in enumerate(cells) if min(piece.right, c[1]) - max(piece.left, c[0]) > lean]
