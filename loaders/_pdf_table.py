"""Tables without ruled lines: rows of figures that stand under each other, and the headings above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders import _match
from loaders._numbers import is_year
from loaders._pdf_glyphs import Box
from loaders._pdf_words import Line, Piece, around
from loaders._words import tokens

UNCLEAR = "(oklar rubrik)"
"""Behind a heading whose columns the page does not show: no words can then make it a known one."""
_APART = 4.5  # heights of text between the rows of one table
PITCH = 1.75  # between the lines of one label
_HEADING_PITCH = 2.9
_MOST_HEADINGS = 6
_LONG = 90  # characters: a longer line is running text
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


@dataclass(slots=True)
class Region:
    """The lines of a table: `first` to `last` of the body, the heading lines above it from `head`."""

    head: int
    first: int
    last: int


def regions(lines: Sequence[Line]) -> list[Region]:
    """The tables among the lines of a page, from top to bottom."""
    found: list[Region] = []
    i = 0
    while i < len(lines):
        if not starts(lines[i]):
            i += 1
            continue
        spans, last = _grown(lines, i)
        head = _climbed(lines, i, found[-1].last + 1 if found else 0, spans)
        rows = sum(bool(line.figures) for line in lines[i : last + 1])
        if head < i or rows > 1:
            found.append(Region(head, _below_heads(lines, head, i, spans), last))
        i = last + 1
    return found


def starts(line: Line) -> bool:
    """A row of a table: a label and at least one figure that is not only a year."""
    strong = [p for p in line.figures if not is_year(p.text)]
    return (
        bool(strong) and len(line.pieces) > 1 and not prose(line) and any(_lettered(p) for p in line.pieces)
    )


def _lettered(piece: Piece) -> bool:
    return any(c.isalpha() for c in piece.text)


def prose(line: Line) -> bool:
    """Running text: a long piece, or one that ends as a sentence."""
    longest = max(line.pieces, key=lambda p: len(p.text))
    words = len(longest.words)
    return len(longest.text) > _LONG or (words > 8 and longest.text.endswith((".", ",", ":"))) or words > 14


def _grown(lines: Sequence[Line], i: int) -> tuple[list[Span], int]:
    """(where the figures of the table that begins at line i stand, its last line with figures)."""
    spans: list[Span] = []
    last = k = i
    while k < len(lines) and lines[k].base - lines[last].base < _APART * lines[k].em:
        figures = [(p.left, p.right) for p in lines[k].figures]
        if k > i and (prose(lines[k]) or _heads_anew(lines[k], spans)):
            break
        if figures:
            if spans and not _aligned(figures, spans):
                break
            spans = united([*spans, *figures])
            last = k
        k += 1
    return spans, _to_the_end(lines, last)


def _to_the_end(lines: Sequence[Line], last: int) -> int:
    """The last row's label may go on below it."""
    while last + 1 < len(lines):
        above, line = lines[last], lines[last + 1]
        small = line.text[:1].islower() and len(line.pieces) == 1 and not prose(line)
        if (
            not small
            or line.base - above.base > PITCH * line.em
            or line.pieces[0].left > above.pieces[0].right
        ):
            break
        last += 1
    return last


def _heads_anew(line: Line, spans: Sequence[Span]) -> bool:
    """Texts over two columns of figures are headings: another table begins."""
    texts = [p for p in line.pieces if not p.figure or is_year(p.text)]
    over = [p for p in texts if any(overlap((p.left, p.right), s) for s in spans)]
    if len(over) < 2 or len(texts) < len(line.pieces):
        return False
    label = line.pieces[0].text
    years = [p for p in line.pieces if is_year(p.text)]
    return len(years) + 1 < len(line.pieces) or is_year(label) or set(tokens(label)) <= _match.corner_words()


def _aligned(figures: Sequence[Span], spans: Sequence[Span]) -> bool:
    over = [sum(overlap(f, s) for s in spans) for f in figures]
    return sum(n == 1 for n in over) * 2 >= len(over)


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


def _climbed(lines: Sequence[Line], first: int, floor: int, spans: Sequence[Span]) -> int:
    """The first heading line above the body; `first` when there is none."""
    head, below, labels = first, first, 0
    edge = min(s[0] for s in spans)
    for k in range(first - 1, floor - 1, -1):
        line = lines[k]
        near = lines[below].base - line.base <= _HEADING_PITCH * line.em
        if not near or first - k > _MOST_HEADINGS or prose(line) or starts(line):
            break
        if heads(line, edge, lines[first].pieces[0].left):
            head = k
        elif head < first or len(line.pieces) > 1 or (labels := labels + 1) > 2:
            break
        below = k
    return head


def _below_heads(lines: Sequence[Line], head: int, first: int, spans: Sequence[Span]) -> int:
    """Where the body begins: the name of a group of rows may stand above its first row."""
    edge, margin = min(s[0] for s in spans), lines[first].pieces[0].left
    while first > head and not heads(lines[first - 1], edge, margin):
        first -= 1
    return first


def heads(line: Line, edge: float, margin: float) -> bool:
    """Does a text of the line stand over the figures, apart from the labels on the left?"""
    over = [p for k, p in enumerate(line.pieces) if p.right > edge and (k or p.left > margin + 2 * p.em)]
    return bool(over) and all(len(p.words) < 9 for p in over)


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
