"""Tables with ruled lines: the lines say where a cell ends, also one over several columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from loaders._headings import UNCLEAR
from loaders._pdf_glyphs import Box
from loaders._pdf_rows import body
from loaders._pdf_table import Place, Table, joined, place
from loaders._pdf_words import Line, Piece, Word, lines_of

_NEAR = 2.5
_MOST_RULES = 4000
_OVER = 0.35  # heights of text that a word may lean over a border
_Bands = list[float]


def grids(rules: Sequence[Box]) -> list[list[Box]]:
    """The lines of each ruled table: those that meet, where they make at least two columns and two rows."""
    if len(rules) > _MOST_RULES:
        return []
    found = [g for g in _meeting(rules) if len(uprights(g)) > 2 and len(levels(g)) > 1]
    return sorted(found, key=lambda g: min(r[1] for r in g))


def _meeting(rules: Sequence[Box]) -> list[list[Box]]:
    groups: list[tuple[Box, list[Box]]] = []
    for rule in rules:
        own, apart = [rule], []
        for around, group in groups:
            if _touch(rule, around) and any(_touch(rule, r) for r in group):
                own += group
            else:
                apart.append((around, group))
        groups = [*apart, (bounds(own), own)]
    return [group for _, group in groups]


def _touch(a: Box, b: Box) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0]) >= -_NEAR
    return across and min(a[3], b[3]) - max(a[1], b[1]) >= -_NEAR


def bounds(rules: Sequence[Box]) -> Box:
    return (
        min(r[0] for r in rules),
        min(r[1] for r in rules),
        max(r[2] for r in rules),
        max(r[3] for r in rules),
    )


def uprights(rules: Sequence[Box]) -> _Bands:
    """Where the upright lines stand, from left to right."""
    return _distinct([r[0] for r in rules if r[3] - r[1] > r[2] - r[0]])


def levels(rules: Sequence[Box]) -> _Bands:
    """Where the level lines lie, from top to bottom."""
    return _distinct([r[1] for r in rules if r[2] - r[0] > r[3] - r[1]])


def _distinct(values: Sequence[float]) -> _Bands:
    found: _Bands = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def ruled_table(rules: Sequence[Box], words: Sequence[Word]) -> Table | None:
    """The table of the words inside the lines; None when the lines do not part its columns."""
    xs, ys = uprights(rules), levels(rules)
    rows: list[dict[int, Place]] = []
    merged: list[tuple[int, int, int]] = []
    for top, bottom in itertools.pairwise(ys):
        band = [w for w in words if top <= (w.top + w.bottom) / 2 < bottom]
        if not band:
            continue
        found = _cells(rules, xs, (top + bottom) / 2, band)
        if found is None:
            return None
        cells, spilt = found
        merged += [(len(rows), a, b) for (a, b) in cells if b > a]
        rows += _rows(cells, xs)
        for first, _ in spilt:
            rows[-1][first].text += f" {UNCLEAR}"
    figures = [k for k, row in enumerate(rows) for p in row.values() if Piece([_word(p)]).figure]
    if len(rows) < 2 or not figures:
        return None
    columns = list(itertools.pairwise(xs))
    return Table(rows, columns, _headings(rows), merged, top=ys[0], labels=_labels(rows), box=bounds(rules))


def _headings(rows: Sequence[dict[int, Place]]) -> int:
    """The rows above the first that has a figure behind its first cell."""
    for k, row in enumerate(rows):
        if any(Piece([_word(p)]).figure and not _year(p.text) for c, p in row.items() if c):
            return k
    return 0


def _year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20") and text.isdigit()


def _labels(rows: Sequence[dict[int, Place]]) -> int:
    """How many columns from the left hold no figures."""
    with_figures = {c for row in rows for c, p in row.items() if Piece([_word(p)]).figure}
    return max(1, min(with_figures, default=1))


def _word(place: Place) -> Word:
    left, top, right, bottom = place.box
    return Word(place.text, left, right, top, bottom, bottom, 1.0, place.box, place.index)


_Cells = dict[tuple[int, int], list[Line]]


def _cells(
    rules: Sequence[Box], xs: _Bands, level: float, band: Sequence[Word]
) -> tuple[_Cells, set[tuple[int, int]]] | None:
    """({(first, last column): lines} of a row, which of them hold text that has spilt over a border); None
    when a cell holds several figures beside each other.
    """
    walls = [any(_stands(r, x, level) for r in rules) for x in xs]
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in band:
        first, last = _reach(word.middle, xs, walls)
        over = _reach(min(word.right, xs[-1]) - _OVER * word.em, xs, walls)
        start = _reach(max(word.left, xs[0]) + _OVER * word.em, xs, walls)
        if over != start:
            first, last = start[0], over[1]
        cells.setdefault((first, last), []).append(word)
    found = {span: lines_of(inside) for span, inside in sorted(_whole(cells).items())}
    spilt = {span for span in found if any(walls[span[0] + 1 : span[1] + 1])}
    whole = [line for span, lines in found.items() if span not in spilt for line in lines]
    crowded = [line for line in whole if sum(not _year(p.text) for p in line.figures) > 1]
    return None if crowded else (found, spilt)


def _reach(x: float, xs: _Bands, walls: Sequence[bool]) -> tuple[int, int]:
    """The columns (first, last) of the cell at x."""
    at = next((k for k in range(len(xs) - 1) if xs[k] <= x < xs[k + 1]), 0 if x < xs[0] else len(xs) - 2)
    first = last = at
    while first > 0 and not walls[first]:
        first -= 1
    while last < len(xs) - 2 and not walls[last + 1]:
        last += 1
    return first, last


def _whole(cells: dict[tuple[int, int], list[Word]]) -> dict[tuple[int, int], list[Word]]:
    """A word that is printed over a border has spilt into the next cell: what it touches is one text, so that
    no half of a heading or a figure is taken for a whole one.
    """
    found: dict[tuple[int, int], list[Word]] = {}
    for (a, b), words in sorted(cells.items()):
        near = next((s for s in found if s[1] >= a), None)
        if near is None:
            found[(a, b)] = list(words)
        else:
            found[(near[0], max(near[1], b))] = found.pop(near) + words
    return found


def _stands(rule: Box, x: float, level: float) -> bool:
    return abs(rule[0] - x) <= _NEAR and abs(rule[2] - x) <= _NEAR and rule[1] - 1 <= level <= rule[3] + 1


def _rows(cells: _Cells, xs: _Bands) -> list[dict[int, Place]]:
    """The row between two lines; several rows when figures stand under each other in it."""
    with_figures = [line for lines in cells.values() for line in lines if line.figures]
    bases = {round(line.base / 3) for line in with_figures}
    tall = max(sum(bool(line.figures) for line in lines) for lines in cells.values())
    if tall < 2 or len(bases) < 2:
        return [{first: _cell(lines, xs[first]) for (first, _), lines in cells.items()}]
    columns = list(itertools.pairwise(xs))
    words = [w for lines in cells.values() for line in lines for w in line.words]
    return body(lines_of_columns(words, columns), columns, 1)


def lines_of_columns(words: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """Lines whose pieces never cross a border."""
    found = []
    for line in lines_of(words):
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            at = next((k for k, c in enumerate(columns) if c[0] <= word.middle < c[1]), len(columns))
            parts.setdefault(at, []).append(word)
        found.append(Line([Piece(parts[k]) for k in sorted(parts)]))
    return found


def _cell(lines: Sequence[Line], margin: float) -> Place:
    whole = place([p for line in lines for p in line.pieces])
    text = joined([line.text for line in lines])
    indent = max(0, round((lines[0].pieces[0].left - margin) / lines[0].em) - 1)
    return Place(text, whole.box, whole.index, indent)
