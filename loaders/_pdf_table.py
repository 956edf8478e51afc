"""A table of a page: its cells, its columns, and which pieces of text belong to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders._pdf_glyphs import Box
from loaders._pdf_words import Line, Piece, around

PITCH = 1.75  # between the lines of one label
_EVEN = 2.5  # points
Span = tuple[float, float]


@dataclass(slots=True)
class Place:
    """The text of one cell, where it stands, and the place of its first character in the page's text."""

    text: str
    box: Box
    index: int
    indent: int = 0
    page: int = 0  # when it stands on another page than the first of its sheet


@dataclass(slots=True)
class Table:
    """`merged`: (row, first column, last column) of a heading over several columns, counted from 0."""

    rows: list[dict[int, Place]]
    columns: list[Span]
    headings: int = 0
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    top: float = 0.0
    labels: int = 1
    box: Box = (0.0, 0.0, 0.0, 0.0)


def under_each_other(above: Sequence[Span], below: Sequence[Span]) -> bool:
    """Do the columns end alike, or begin alike? The whole table may be moved sideways, as on odd pages."""
    if len(above) != len(below) or len(above) < 2:
        return False
    moves = [[b[side] - a[side] for a, b in zip(above, below, strict=True)] for side in (1, 0)]
    return any(max(m) - min(m) < _EVEN for m in moves)


def standing_under(above: Table, below: Table) -> list[int]:
    """The column of the table above for each column of the one below, and one beyond; [] when they do not
    stand under each other.
    """
    found = list(range(min(above.labels, below.labels)))
    for column in below.columns[below.labels :]:
        under = [k for k, c in enumerate(above.columns) if k >= above.labels and overlap(column, c)]
        if len(under) != 1 or under[0] in found or above.labels != below.labels:
            return []
        found += under
    return [*found, len(above.columns)]


def overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > 0


def united(spans: Iterable[Span]) -> list[Span]:
    """Overlapping stretches joined, from left to right."""
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def columns_of(rows: Sequence[Line]) -> tuple[list[Span], list[Span]]:
    """(columns of labels and texts to the left of the figures, the other columns) of the rows of a body."""
    figures = [[(p.left, p.right) for p in row.figures] for row in rows]
    spans = _parted(figures)
    edge = spans[0][0]
    texts = [[(p.left, p.right) for p in row.pieces if not p.figure] for row in rows]
    left = [[s for s in row if s[0] < edge] for row in texts]
    beyond = [s for row in texts for s in row if s[0] >= edge and not any(overlap(s, c) for c in spans)]
    return _labels(left, edge), sorted([*spans, *united(beyond)])


def _parted(rows: Sequence[Sequence[Span]]) -> list[Span]:
    """The columns of the figures: those that stand over each other. Where most rows have two in one column,
    a wide one has bridged two columns, and counts for neither.
    """
    every = sorted({s for row in rows for s in row}, key=lambda s: s[1] - s[0])
    while every:
        spans = united(every)
        if not any(_bridged(span, rows) for span in spans):
            return spans
        every.pop()
    return united(s for row in rows for s in row)


def _bridged(span: Span, rows: Sequence[Sequence[Span]]) -> bool:
    inside = [sum(overlap(s, span) for s in row) for row in rows]
    return sum(n > 1 for n in inside) * 2 > sum(n > 0 for n in inside)


def _labels(rows: Sequence[Sequence[Span]], edge: float) -> list[Span]:
    """One column of labels, or several when rows have a text in each of them."""
    found = united((left, min(right, edge)) for row in rows for left, right in row)
    both = [row for row in rows if len({k for k, s in enumerate(found) for x in row if overlap(x, s)}) > 1]
    if len(found) > 1 and len(both) > 1 and len(both) * 3 >= len(rows):
        return found
    return [(found[0][0], found[-1][1])] if found else []


def column_at(piece: Piece, columns: Sequence[Span]) -> list[int]:
    """The columns that a piece stands over; the nearest one when it stands between two."""
    over = [k for k, c in enumerate(columns) if overlap((piece.left, piece.right), c)]
    if over:
        return over
    apart = [max(c[0] - piece.right, piece.left - c[1]) for c in columns]
    near = min(range(len(columns)), key=apart.__getitem__)
    return [near] if apart[near] < 3 * piece.em else []


def place(pieces: Sequence[Piece], margin: float | None = None) -> Place:
    """One cell of pieces that stand beside or under each other."""
    text = joined([p.text for p in pieces])
    first = pieces[0]
    indent = max(0, round((first.left - margin) / first.em)) if margin is not None else 0
    return Place(text, around(p.box for p in pieces), first.words[0].index, indent)


def joined(texts: Sequence[str]) -> str:
    """Lines of one text: a hyphen at the end of a line is dropped when the word goes on below."""
    whole = ""
    for text in texts:
        broken = whole.endswith("-") and whole[-2:-1].isalpha() and text[:1].islower()
        if broken and text.split()[0] not in ("och", "eller", "samt"):
            whole = whole[:-1] + text
        else:
            whole = f"{whole} {text}" if whole else text
    return whole
