"""Headings over several columns that end where the last of their columns does, as a spreadsheet prints merged
cells that are flush right.

A heading that ends where a column does may also be over that column only, or over it and those to its right.
So it is believed only where one heading reaches over the figures of two columns, which one over a single
column cannot, and where then every column of the table has its own meaning, and one that no other has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from loaders._pdf_under import Under, read
from loaders._pdf_words import Line, Piece

Leaf = dict[int, list[Piece]]
Runs = dict[tuple[int, int], Piece]


def flush_right(lines: Sequence[Line], under: Under) -> tuple[Leaf, list[Runs]] | None:
    """(the headings of single columns, those over several from top to bottom); None when it is not proved."""
    single = _singles(lines, under)
    if not 0 < single < len(lines):
        return None
    leaf: Leaf = {}
    for line in lines[-single:]:
        for piece in line.pieces:
            leaf.setdefault(under.over(piece)[0], []).append(piece)
    above = Under(under.columns, under.cells, under.labels, leaf)
    groups = [_runs(line, above) for line in lines[:-single]]
    found = [g for g in groups if g]
    proved = len(found) == len(groups) and _nested(found) and any(_reaching(g, above) for g in found)
    return (leaf, found) if proved and _each_its_own(found, leaf, above) else None


def _singles(lines: Sequence[Line], under: Under) -> int:
    """How many lines from the bottom have one heading for each column."""
    data = list(range(under.labels, len(under.columns)))
    for k, line in enumerate(reversed(lines)):
        over = [under.over(p) for p in line.pieces if max(under.over(p)) >= under.labels]
        if [o[0] for o in over] != data or any(len(o) > 1 for o in over):
            return k
    return len(lines)


def _runs(line: Line, under: Under) -> Runs:
    """The columns of each heading, from the one after the heading before; {} when they do not end so."""
    pieces = [part for p in line.pieces for part in under.parts(p)]
    data = [p for p in pieces if max(under.over(p)) >= under.labels]
    ends = [under.ends_at(p) for p in data]
    known = [e for e in ends if e is not None]
    if len(known) < len(ends) or not known or known[-1] != len(under.columns) - 1:
        return {}
    firsts = [under.labels, *(e + 1 for e in known[:-1])]
    runs = dict(zip(zip(firsts, known, strict=True), data, strict=True))
    inside = all(a <= b and min(_under(p, under)) >= a for (a, b), p in runs.items())
    corner = {(under.over(p)[0],) * 2: p for p in pieces if p not in data}
    return corner | runs if inside and not any(_two(p, under) for p in data) else {}


def _under(piece: Piece, under: Under) -> list[int]:
    return [k for k in under.over(piece) if k >= under.labels]


def _two(piece: Piece, under: Under) -> bool:
    """Could it be two headings that stand near each other?"""
    seams = [k for k, (a, b) in enumerate(pairwise(piece.words), 1) if under.seam(a, b)]
    halves = [(read([Piece(piece.words[:k])]), read([Piece(piece.words[k:])])) for k in seams]
    return any(a.understood and b.understood and b.scenario for a, b in halves)


def _nested(groups: Sequence[Runs]) -> bool:
    """No heading is over a part of one that stands above it and a part of another."""
    ends = [{b for _, b in runs} for runs in groups]
    return all(above <= below for above, below in pairwise(ends))


def _reaching(runs: Runs, under: Under) -> bool:
    """Does a heading reach over the figures of the column before its last?"""
    return any(
        a < b and piece.left < under.columns[b - 1][1] - 0.2 * piece.em for (a, b), piece in runs.items()
    )


def _each_its_own(groups: Iterable[Runs], leaf: Leaf, under: Under) -> bool:
    """Does every column say what it holds, and none of them the same as another?"""
    meanings = []
    for k in range(under.labels, len(under.columns)):
        above = [p for runs in groups for (a, b), p in runs.items() if a <= k <= b]
        found = read([*above, *leaf[k]])
        if not found.understood or not (found.scenario or found.derived):
            return False
        meanings.append((found.scenario, found.derived, found.horizon, found.year, found.month, found.shift,
                         found.previous, found.percent))  # fmt: skip
    return len(set(meanings)) == len(meanings)
