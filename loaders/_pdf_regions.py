"""Where the tables without ruled lines are among the lines of a page: rows of figures that stand under each
other, and the headings above them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders import _match
from loaders._numbers import is_year
from loaders._pdf_table import PITCH, Span, overlap, under_each_other, united
from loaders._pdf_words import Line, Piece
from loaders._words import find_unit, read_column, tokens

_APART = 4.5  # heights of text between the rows of one table
_HEADING_PITCH = 2.9
_MOST_HEADINGS = 6
_BLOCK = 9.0  # heights of text between two blocks of rows
_NAMES = 2  # lines
_LONG = 90  # characters: a longer line is running text
GOES_ON = re.compile(r"[\s(,–-]*(?:forts(?:ättning|\.)?|fortsätter)[\s).]*$", re.IGNORECASE)


@dataclass(slots=True)
class Region:
    """The lines of a table: `first` to `last` of the body, the heading lines above it from `head`."""

    head: int
    first: int
    last: int


def regions(lines: Sequence[Line]) -> list[Region]:
    """The tables among the lines of a page, from top to bottom."""
    found: list[Region] = []
    above: list[Span] = []
    i = 0
    while i < len(lines):
        if not starts(lines[i]):
            i += 1
            continue
        spans, last = _grown(lines, i)
        head = _climbed(lines, i, found[-1].last + 1 if found else 0, spans)
        rows = sum(bool(line.figures) for line in lines[i : last + 1])
        if found and head == i and _below(above, spans) and _blocks(lines, found[-1], i):
            found[-1].last = last
            above = united([*above, *spans])
        elif head < i or rows > 1:
            found.append(Region(head, _below_heads(lines, head, i, spans), last))
            above = spans
        i = last + 1
    return found


def _below(above: Sequence[Span], spans: Sequence[Span]) -> bool:
    return under_each_other(above, spans) and all(overlap(a, b) for a, b in zip(above, spans, strict=True))


def _blocks(lines: Sequence[Line], above: Region, i: int) -> bool:
    """Is only the name of the next rows between the table above and line i?"""
    between = lines[above.last + 1 : i]
    margin = min(line.pieces[0].left for line in lines[above.first : above.last + 1])
    near = lines[i].base - lines[above.last].base < _BLOCK * lines[i].em
    return near and len(between) <= _NAMES and all(_names(line, margin) for line in between)


def _names(line: Line, margin: float) -> bool:
    piece = line.pieces[0]
    beside = abs(piece.left - margin) < 3 * piece.em
    return len(line.pieces) == 1 and beside and not prose(line) and names_rows(piece.text)


def names_rows(text: str) -> bool:
    """May the text be the name of the rows below it, and nothing that says more of them?"""
    plain = GOES_ON.sub("", text).strip()
    column = read_column(plain, _match.column_measures(), ())
    said = column.understood or find_unit(plain) or plain.endswith((".", ":", ","))
    return plain[:1].isupper() and not said and not any(c.isdigit() for c in plain)


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
