"""The heading rows of a table without ruled lines: headings broken over lines, and headings over several
columns. Where the page does not show which columns a heading is over, all of them are marked as unclear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, product

from loaders._headings import UNCLEAR
from loaders._pdf_bands import Span
from loaders._pdf_flush import flush_right
from loaders._pdf_glyphs import Box
from loaders._pdf_table import Place, place
from loaders._pdf_under import Under, ruled
from loaders._pdf_words import Line, Piece

RUN_TOGETHER = re.compile(r"[a-zåäö][A-ZÅÄÖ]")
"""Two headings that are printed over each other."""
_CENTRED = 0.9
_MOST_TRIES = 20_000


@dataclass(slots=True)
class Heads:
    """Heading rows from top to bottom, and the merged ones: (row, first column, last column)."""

    rows: list[dict[int, Place]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def all_unclear(self, columns: Sequence[Span]) -> None:
        """No words can then make a heading of the last row a known one."""
        for k in range(1, len(columns)):
            if self.rows and k in self.rows[-1]:
                self.rows[-1][k].text += f" {UNCLEAR}"


def headings(
    lines: Sequence[Line],
    columns: Sequence[Span],
    cells: Sequence[Span],
    labels: int,
    rules: Sequence[Box],
) -> Heads:
    """`columns`: where the figures stand; `cells`: what each column fills; `rules`: level lines of the page,
    one under a heading says how far it reaches.
    """
    leaf: dict[int, list[Piece]] = {}
    groups: list[dict[tuple[int, int], Piece]] = []
    if found := flush_right(lines, Under(columns, cells, labels, leaf)):
        return _written(*found, columns, unclear=False)
    unclear = any(RUN_TOGETHER.search(line.text) for line in lines)
    for line in reversed(lines):
        under = Under(columns, cells, labels, leaf)
        pieces = [part for p in line.pieces for part in under.parts(p)]
        if under.grouped(pieces):
            unclear = unclear or under.last(pieces)
            groups.insert(0, {(under.over(p)[0],) * 2: p for p in pieces})
            continue
        if not under.spread(pieces):
            unclear = unclear or under.waited_for(pieces)
            for piece in pieces:
                leaf.setdefault(under.over(piece)[0], []).insert(0, piece)
            continue
        runs = _runs(pieces, under, rules, line)
        unclear = unclear or not runs or any(under.doubtful(p, rules, line) for p in pieces)
        alone = [(a, p) for (a, b), p in runs.items() if a == b]
        for first, piece in alone if runs else [(under.over(p)[0], p) for p in pieces]:
            leaf.setdefault(first, []).insert(0, piece)
        groups.insert(0, {run: piece for run, piece in runs.items() if run[0] < run[1]})
    return _written(leaf, groups, columns, unclear=unclear)


def _runs(
    pieces: Sequence[Piece], under: Under, rules: Sequence[Box], line: Line
) -> dict[tuple[int, int], Piece]:
    """The columns (first, last) that each heading of the line is over; {} when that cannot be seen."""
    labels = under.labels
    every = [sorted(_possible(p, under, rules, line).items()) for p in pieces]
    fitting = [
        choice for choice in islice(product(*every), _MOST_TRIES) if _apart([run for run, _ in choice])
    ]
    covering = [c for c in fitting if _covers([run for run, _ in c], labels, len(under.columns))]
    near = [c for c in fitting if all(off < _CENTRED for _, off in c)]
    chosen = _best(covering) or (near[0] if len(near) == 1 and not covering else None)
    return {run: piece for (run, _), piece in zip(chosen, pieces, strict=True)} if chosen else {}


_Choice = tuple[tuple[tuple[int, int], float], ...]


def _best(choices: Sequence[_Choice]) -> _Choice | None:
    """The one whose headings stand best in the middle, when no other is nearly as good."""
    ranked = sorted((sum(off for _, off in choice), k) for k, choice in enumerate(choices))
    if not ranked or (len(ranked) > 1 and ranked[1][0] < 2 * ranked[0][0] + _CENTRED / 2):
        return None
    return choices[ranked[0][1]]


def _possible(piece: Piece, under: Under, rules: Sequence[Box], line: Line) -> dict[tuple[int, int], float]:
    """The runs of columns that a heading may be over, and how far it is from their middle."""
    labels, extents = under.labels, under.extents()
    if max(under.over(piece)) < labels:
        return {(under.over(piece)[0],) * 2: 0.0}
    if run := ruled(piece, extents, labels, rules, line):
        return {run: 0.0}
    found = _centred(piece, under.cells, labels)
    for run, off in _centred(piece, extents, labels).items():
        found[run] = min(off, found.get(run, off))
    several = len(under.over(piece)) > 1
    alone = {run for run in found if run[0] == run[1] and (several or not under.aligned(piece, run[0]))}
    return {run: off for run, off in found.items() if run not in alone}


def _apart(runs: Sequence[tuple[int, int]]) -> bool:
    spans = sorted(runs)
    return all(a[1] < b[0] for a, b in pairwise(spans))


def _covers(runs: Sequence[tuple[int, int]], labels: int, columns: int) -> bool:
    return sum(b - a + 1 for a, b in runs if a >= labels) == columns - labels


def _centred(piece: Piece, extents: Sequence[Span], labels: int) -> dict[tuple[int, int], float]:
    """The runs of columns near whose middle the heading stands, and how far from it."""
    middle = (piece.left + piece.right) / 2
    runs = {}
    for a in range(labels, len(extents)):
        for b in range(a, len(extents)):
            off = abs((extents[a][0] + extents[b][1]) / 2 - middle) / piece.em
            inside = a == b and extents[a][0] <= middle <= extents[a][1]
            if inside or (off < _CENTRED and a < b):
                runs[(a, b)] = 0.0 if inside else off
    return runs


def _written(
    leaf: dict[int, list[Piece]],
    groups: Sequence[dict[tuple[int, int], Piece]],
    columns: Sequence[Span],
    *,
    unclear: bool,
) -> Heads:
    heads = Heads()
    for runs in groups:
        if runs:
            heads.rows.append({first: place([piece]) for (first, _), piece in runs.items()})
            heads.merged += [(len(heads.rows) - 1, a, b) for a, b in runs if any(b > a for a, b in runs)]
    if leaf:
        heads.rows.append({k: place(pieces) for k, pieces in sorted(leaf.items())})
    if unclear:
        heads.all_unclear(columns)
    return heads
