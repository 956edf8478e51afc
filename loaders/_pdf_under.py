"""What a heading line of a table without ruled lines has below it: columns of figures, and headings that are
already read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders import _match
from loaders._numbers import is_year
from loaders._pdf_bands import Span, over
from loaders._pdf_glyphs import Box
from loaders._pdf_table import joined
from loaders._pdf_words import Line, Piece, Word
from loaders._words import Column, read_column

_SPLIT = 0.38
_ALIKE = 0.25


@dataclass(slots=True)
class Under:
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
        if not seams or ruled(piece, self.columns, self.labels, rules, line):
            return False
        halves = [(Piece(piece.words[:k]), Piece(piece.words[k:])) for k in seams]
        return any(known([a]) and known([b]) for a, b in halves)

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

    def last(self, pieces: Sequence[Piece]) -> bool:
        """Is one over the last column? A name may stand over the last of its years as well as the first."""
        return any(max(self.over(p)) == len(self.columns) - 1 for p in pieces)

    def waited_for(self, pieces: Sequence[Piece]) -> bool:
        """`Helår` over one of several columns, or over the figures of two: the others may be under it too."""
        data = {max(self.over(p)): p for p in pieces if max(self.over(p)) >= self.labels}
        wide = any(len([k for k in self.over(p) if k >= self.labels]) > 1 for p in data.values())
        period = any(_period(p) for p in data.values())
        open_ = any(k not in data and _open(below) for k, below in self.data().items())
        return bool(self.data()) and (wide or (period and open_))

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
        return any(whole(self.leaf.get(k, [])) for p in data for k in self.over(p)[:1])


def read(pieces: Sequence[Piece]) -> Column:
    return read_column(joined([p.text for p in pieces]), _match.column_measures(), ("prognossakerhet",))


def known(pieces: Sequence[Piece]) -> bool:
    return read(pieces).understood


def _period(piece: Piece) -> bool:
    """Only a period: the rest of the heading is below it."""
    found = read([piece])
    return found.understood and bool(found.horizon) and not (found.scenario or found.derived or found.measure)


def _open(pieces: Sequence[Piece]) -> bool:
    """A heading that does not say its period."""
    found = read(pieces)
    return bool(found.scenario or found.derived) and not found.horizon


def whole(pieces: Sequence[Piece]) -> bool:
    """Does the text say by itself what the column holds?"""
    found = read(pieces)
    return bool(pieces) and found.understood and bool(found.scenario or found.derived or found.measure)


def ruled(
    piece: Piece, extents: Sequence[Span], labels: int, rules: Sequence[Box], line: Line
) -> tuple[int, int] | None:
    """The columns over a line that is drawn directly under the heading, when it does not go on beyond it."""
    for left, top, right, _ in rules:
        under = 0 <= top - line.base < 0.9 * line.em and left - 1 < piece.left and piece.right < right + 1
        over = [k for k, e in enumerate(extents) if k >= labels and left - 2 < (e[0] + e[1]) / 2 < right + 2]
        if under and over and len(over) < len(extents) - labels:
            return over[0], over[-1]
    return None
