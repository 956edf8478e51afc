"""The heading rows of a table without ruled lines: headings broken over lines, and headings over several
columns. Where the page does not show which columns a heading is over, all of them are marked as unclear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, product

from loaders import _match
from loaders._numbers import is_year
from loaders._pdf_bands import Span, over
from loaders._pdf_glyphs import Box
from loaders._pdf_table import UNCLEAR, Place, joined, place
from loaders._pdf_words import Line, Piece, Word
from loaders._words import Column, read_column

RUN_TOGETHER = re.compile(r"[a-zåäö][A-ZÅÄÖ]")
"""Two headings that are printed over each other."""
_SPLIT = 0.38
_CENTRED = 0.9
_ALIKE = 0.25
_MOST_TRIES = 20_000


@dataclass(slots=True)
class Heads:
    """Heading rows from top to bottom, and the merged ones: (row, first column, last column)."""

    rows: list[dict[int, Place]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)


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
    unclear = any(RUN_TOGETHER.search(line.text) for line in lines)
    for line in reversed(lines):
        under = _Under(columns, cells, labels, leaf)
        pieces = [part for p in line.pieces for part in under.parts(p)]
        if under.grouped(pieces):
            groups.insert(0, {(under.over(p)[0],) * 2: p for p in pieces})
            continue
        if not under.spread(pieces):
            for piece in pieces:
                leaf.setdefault(under.over(piece)[0], []).insert(0, piece)
            continue
        runs = _runs(pieces, under, rules, line)
        unclear = unclear or not runs or any(under.doubtful(p, rules, line) for p in pieces)
        for (first, last), piece in runs.items():
            if first == last:
                leaf.setdefault(first, []).insert(0, piece)
        groups.insert(0, {run: piece for run, piece in runs.items() if run[0] < run[1]})
    return _written(leaf, groups, columns, unclear)


@dataclass(slots=True)
class _Under:
    """What stands below a heading line: the columns of figures, and the headings that are already read."""

    columns: Sequence[Span]
    cells: Sequence[Span]
    labels: int
    leaf: dict[int, list[Piece]]

    def over(self, piece: Piece) -> list[int]:
        return over(piece, self.cells) or [0]

    def extents(self) -> list[Span]:
        """Where the figures and the headings of each column stand."""
        found = []
        for k, (left, right) in enumerate(self.columns):
            pieces = self.leaf.get(k, [])
            found.append((min([left, *(p.left for p in pieces)]), max([right, *(p.right for p in pieces)])))
        return found

    def offset(self) -> float | None:
        """How far right of the figures the headings end, where all of them end alike."""
        ends = [(pieces[-1].right - self.columns[k][1], pieces[-1].em) for k, pieces in self.data().items()]
        even = bool(ends) and max(e for e, _ in ends) - min(e for e, _ in ends) < _ALIKE * ends[0][1]
        return sum(e for e, _ in ends) / len(ends) if even and abs(ends[0][0]) < ends[0][1] else None

    def data(self) -> dict[int, list[Piece]]:
        return {k: pieces for k, pieces in self.leaf.items() if k >= self.labels}

    def ends_at(self, word: Word | Piece) -> int | None:
        """The column whose headings end where this one does."""
        offset = self.offset()
        if offset is None:
            return None
        em = word.em
        return next((k for k in range(self.labels, len(self.columns))
                     if abs(word.right - self.columns[k][1] - offset) < _ALIKE * em), None)  # fmt: skip

    def parts(self, piece: Piece) -> list[Piece]:
        """Two headings that stand near each other are parted where the words are over different columns: the
        gap is wide, or each of them ends where its column does.
        """
        parts: list[list[Word]] = [[piece.words[0]]]
        for before, word in pairwise(piece.words):
            apart = word.begins or (word.left - before.right) / word.em > _SPLIT
            apart = apart and self.seam(before, word)
            ended = self.ends_at(before), self.ends_at(piece.words[-1])
            if apart or (None not in ended and ended[0] != ended[1]):
                parts.append([word])
            else:
                parts[-1].append(word)
        return [Piece(p) for p in parts]

    def seam(self, before: Word, word: Word) -> bool:
        """Do the two words stand over different columns?"""
        return max(self.over(Piece([before]))) < min(self.over(Piece([word])))

    def doubtful(self, piece: Piece, rules: Sequence[Box], line: Line) -> bool:
        """One heading over two columns, or two that are over one each? Both could stand by themselves."""
        seams = [k for k, (a, b) in enumerate(pairwise(piece.words), 1) if self.seam(a, b)]
        if not seams or _ruled(piece, self.columns, self.labels, rules, line):
            return False
        halves = [(Piece(piece.words[:k]), Piece(piece.words[k:])) for k in seams]
        return any(_known([a]) and _known([b]) for a, b in halves)

    def aligned(self, piece: Piece, k: int) -> bool:
        """Does it begin, end or have its middle where the heading of that column has?"""
        below = self.leaf.get(k, [])
        middles = [abs((p.left + p.right - piece.left - piece.right) / 2) for p in below]
        edges = [min(abs(p.left - piece.left), abs(p.right - piece.right)) for p in below]
        return not below or min([*middles, *edges]) < _ALIKE * piece.em

    def grouped(self, pieces: Sequence[Piece]) -> bool:
        """Names over the first of several years each: `Intäkter` above 2023, and nothing above 2024."""
        years = all(is_year(p.text) for below in self.data().values() for p in below)
        data = {self.over(p)[0] for p in pieces if max(self.over(p)) >= self.labels}
        alone = all(len(self.over(p)) == 1 for p in pieces)
        flush = self.offset() is not None and all(self.ends_at(p) is not None for p in pieces)
        return bool(self.data()) and years and alone and flush and 0 < len(data) < len(self.data())

    def spread(self, pieces: Sequence[Piece]) -> bool:
        """Is a heading of the line over several columns? One above a heading that is whole without it is."""
        data = [p for p in pieces if max(self.over(p)) >= self.labels]
        if any(len([k for k in self.over(p) if k >= self.labels]) > 1 for p in data):
            return not all(self.ends_at(p) is not None for p in data) or not self.data()
        below = self.data()
        if len(data) >= len(below) or not below:
            return False
        if self.offset() is not None:
            return any(self.ends_at(p) is None for p in data)
        return any(_whole(self.leaf.get(k, [])) for p in data for k in self.over(p)[:1])


def _read(pieces: Sequence[Piece]) -> Column:
    return read_column(joined([p.text for p in pieces]), _match.column_measures(), ("prognossakerhet",))


def _known(pieces: Sequence[Piece]) -> bool:
    return _read(pieces).understood


def _whole(pieces: Sequence[Piece]) -> bool:
    """Does the text say by itself what the column holds?"""
    found = _read(pieces)
    return bool(pieces) and found.understood and bool(found.scenario or found.derived or found.measure)


def _runs(
    pieces: Sequence[Piece], under: _Under, rules: Sequence[Box], line: Line
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


def _possible(piece: Piece, under: _Under, rules: Sequence[Box], line: Line) -> dict[tuple[int, int], float]:
    """The runs of columns that a heading may be over, and how far it is from their middle."""
    labels, extents = under.labels, under.extents()
    if max(under.over(piece)) < labels:
        return {(under.over(piece)[0],) * 2: 0.0}
    if ruled := _ruled(piece, extents, labels, rules, line):
        return {ruled: 0.0}
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


def _ruled(
    piece: Piece, extents: Sequence[Span], labels: int, rules: Sequence[Box], line: Line
) -> tuple[int, int] | None:
    """The columns over a line that is drawn directly under the heading, when it does not go on beyond it."""
    for left, top, right, _ in rules:
        under = 0 <= top - line.base < 0.9 * line.em and left - 1 < piece.left and piece.right < right + 1
        over = [k for k, e in enumerate(extents) if k >= labels and left - 2 < (e[0] + e[1]) / 2 < right + 2]
        if under and over and len(over) < len(extents) - labels:
            return over[0], over[-1]
    return None


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
    unclear: bool,
) -> Heads:
    heads = Heads()
    for runs in groups:
        if runs:
            heads.rows.append({first: place([piece]) for (first, _), piece in runs.items()})
            heads.merged += [(len(heads.rows) - 1, a, b) for a, b in runs if any(b > a for a, b in runs)]
    if leaf:
        heads.rows.append({k: place(pieces) for k, pieces in sorted(leaf.items())})
    if unclear and heads.rows:
        for k in range(1, len(columns)):
            if k in heads.rows[-1]:
                heads.rows[-1][k].text += f" {UNCLEAR}"
    return heads
