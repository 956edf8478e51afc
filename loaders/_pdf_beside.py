"""Two tables that stand side by side: names of rows, to the right of figures, with figures of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders._pdf_regions import prose
from loaders._pdf_words import Line

_GAP = 0.7  # heights of text of white between the tables, through all of their lines
_NEAR = 3.0  # heights of text between their lines
_UNITS = re.compile(r"(?:tkr|mnkr|mkr|kkr|kr|st|procent|varav)\W*", re.IGNORECASE)


def seam(lines: Sequence[Line]) -> tuple[float, float, float] | None:
    """(middle, top, bottom) of the white between two tables, which no line between top and bottom crosses."""
    shared = [k for k, line in enumerate(lines) if _parting(line)]
    if len(shared) < 2:
        return None
    found = _common(lines, shared)
    if found is None:
        return None
    first, last, white = found
    first, white = _grown(lines, range(first - 1, -1, -1), first, white)
    last, white = _grown(lines, range(last + 1, len(lines)), last, white)
    if _over_both(lines, first, white):
        return None
    return (white[0] + white[1]) / 2, lines[first].base - 0.1, lines[last].base + 0.1


def mixed(rows: Sequence[Line]) -> bool:
    """Do names of rows stand among the figures?"""
    return sum(_parting(row) is not None for row in rows) > 1


_White = tuple[float, float]


def _parting(line: Line) -> _White | None:
    """The white between the figures of one row and the name of the next."""
    pieces = line.pieces
    for k in range(2, len(pieces) - 1):
        before, piece, after = pieces[k - 1 : k + 2]
        name = not piece.figure and any(c.isalpha() for c in piece.text) and not _UNITS.fullmatch(piece.text)
        named = any(not p.figure and any(c.isalpha() for c in p.text) for p in pieces[: k - 1])
        if before.figure and name and after.figure and named:
            return before.right, piece.left
    return None


def _common(lines: Sequence[Line], shared: Sequence[int]) -> tuple[int, int, _White] | None:
    """(first, last line, the white that they share) of the first rows that follow each other."""
    first = last = shared[0]
    white = _narrowed(lines[first], _parting(lines[first]) or (0.0, 0.0))
    for k in shared[1:]:
        own = _parting(lines[k])
        tried = white
        for line in lines[last + 1 : k + 1]:
            tried = tried and _narrowed(line, tried)
        if not own or not tried or lines[k].base - lines[last].base > 3 * _NEAR * lines[k].em:
            break
        last, white = k, tried
    return (first, last, white) if white and last > first else None


def _narrowed(line: Line, white: _White) -> _White | None:
    """What is left of the white beside this line; None when a text crosses it."""
    middle = (white[0] + white[1]) / 2
    left = max([white[0], *(p.right for p in line.pieces if (p.left + p.right) / 2 < middle)])
    right = min([white[1], *(p.left for p in line.pieces if (p.left + p.right) / 2 >= middle)])
    return (left, right) if right - left > _GAP * line.em else None


def _grown(lines: Sequence[Line], order: Sequence[int], at: int, white: _White) -> tuple[int, _White]:
    """As far as lines follow each other and leave the white."""
    for k in order:
        near = abs(lines[k].base - lines[at].base) <= _NEAR * lines[k].em
        tried = _narrowed(lines[k], white)
        if not near or tried is None or prose(lines[k]):
            break
        at, white = k, tried
    return at, white


def _over_both(lines: Sequence[Line], first: int, white: _White) -> bool:
    """A heading directly above that is over both: it is one table, or its headings are shared."""
    if not first or lines[first].base - lines[first - 1].base > _NEAR * lines[first].em:
        return False
    margin = min(p.left for line in lines[first:] for p in line.pieces)
    return any(
        p.left < white[0] and p.right > white[1] and p.left > margin + 2 * p.em
        for p in lines[first - 1].pieces
    )
