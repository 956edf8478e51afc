"""The rows of a table: each figure in its column, labels that were broken over two lines made whole."""

from __future__ import annotations

from collections.abc import Sequence

from loaders._pdf_table import PITCH, Place, Span, column_at, joined, overlap, place
from loaders._pdf_words import Line, Piece, around


def body_row(line: Line, columns: Sequence[Span], labels: int) -> dict[int, Place]:
    """The cells of a line; a text without a column of its own goes to the label, a figure to a cell of its
    own."""
    found: dict[int, list[Piece]] = {}
    for piece in line.pieces:
        over = column_at(piece, columns)
        if piece.figure and len(over) > 1:
            for part in _split(piece, columns):
                found.setdefault(column_at(part, columns)[0], []).append(part)
        elif not piece.figure and (piece.left < columns[labels - 1][1] or not over):
            found.setdefault(min([k for k in over if k < labels], default=0), []).append(piece)
        else:
            found.setdefault(over[-1 if piece.figure else 0] if over else len(columns), []).append(piece)
    return {k: place(pieces, columns[k][0] if k < labels else None) for k, pieces in found.items()}


def _split(piece: Piece, columns: Sequence[Span]) -> list[Piece]:
    """A figure that bridges columns, parted where one ends."""
    groups: dict[int, list] = {}  # type: ignore[type-arg]
    for word in piece.words:
        near = min(range(len(columns)), key=lambda k: abs(columns[k][1] - word.right))
        over = [k for k, c in enumerate(columns) if overlap((word.left, word.right), c)]
        groups.setdefault(over[0] if over else near, []).append(word)
    return [Piece(words) for words in groups.values()]


def body(lines: Sequence[Line], columns: Sequence[Span], labels: int) -> list[dict[int, Place]]:
    """The rows of a body, with labels that were broken over two lines made whole."""
    rows: list[dict[int, Place]] = []
    waiting = False  # the row before is only a label
    base = -1e9
    for line in lines:
        row = body_row(line, columns, labels)
        near = line.base - base <= PITCH * line.em
        if rows and near and _goes_on(rows[-1], row, waiting):
            _join(rows[-1], row)
        else:
            rows.append(row)
        waiting = all(k < labels for k in rows[-1])
        base = line.base
    return rows


def _goes_on(above: dict[int, Place], row: dict[int, Place], waiting: bool) -> bool:
    """`Arbetsmarknads-` / `insatser 12`, `Kommunstyrelsen` / `12`, `Ekonomiskt bistånd 12` / `och stöd`."""
    if 0 not in row:
        return waiting
    small = row[0].text[:1].islower() or row[0].text.startswith("(")
    return small and (waiting or set(row) == {0}) and 0 in above


def _join(above: dict[int, Place], row: dict[int, Place]) -> None:
    if 0 in row and 0 in above:
        text = joined([above[0].text, row[0].text])
        above[0] = Place(text, around([above[0].box, row[0].box]), above[0].index, above[0].indent)
    above.update({k: p for k, p in row.items() if k})
