"""One page of a PDF from top to bottom: lines of text, and tables where figures stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders._pdf_bands import bands
from loaders._pdf_beside import mixed, seam
from loaders._pdf_glyphs import Box, Page
from loaders._pdf_heads import headings
from loaders._pdf_letters import words_of
from loaders._pdf_regions import Region, regions
from loaders._pdf_rows import body
from loaders._pdf_ruled import bounds, grids, ruled_table
from loaders._pdf_table import Place, Table, columns_of
from loaders._pdf_words import Line, Word, around, lines_of

_PROSE_LETTERS = 25
_PROSE_WORDS = 4
_PROSE_LINES = 5


@dataclass(slots=True)
class Text:
    """A line of running text, a title or a note."""

    place: Place
    base: float
    em: float


Block = Text | Table


def blocks_of(page: Page) -> list[Block]:
    """What the page holds in reading order, then text that runs in other directions."""
    found: list[Block] = []
    for glyphs, rules in page.flows:
        found += _flow(words_of(glyphs), rules)
    if page.stray:
        text = "".join(g.text for g in page.stray).strip()
        spot = around(g.box for g in page.stray)
        found.append(Text(Place(text, spot, page.stray[0].index), 0.0, 1.0))
    return found


def _flow(words: list[Word], rules: Sequence[Box]) -> list[Block]:
    """Ruled tables first; what stands above, between and below them is looked at by itself."""
    tables: list[Table] = []
    for grid in grids(rules):
        inside = [w for w in words if _within(w, bounds(grid))]
        table = ruled_table(grid, inside) if len(inside) > 3 else None
        if table:
            tables.append(table)
            taken = {id(w) for w in inside}
            words = [w for w in words if id(w) not in taken]
    level = [r for r in rules if r[2] - r[0] > r[3] - r[1]]
    found: list[Block] = []
    for table in sorted(tables, key=lambda t: t.top):
        above = [w for w in words if w.base <= table.top + 1]
        words = [w for w in words if w.base > table.top + 1]
        found += [*_section(above, level), table]
    return found + _section(words, level)


def _within(word: Word, box: Box) -> bool:
    return box[0] - 2 <= word.middle <= box[2] + 2 and box[1] <= (word.top + word.bottom) / 2 <= box[3]


def _section(words: Sequence[Word], rules: Sequence[Box]) -> list[Block]:
    """Text in two columns is read one column after the other, and so are two tables side by side."""
    lines = lines_of(words)
    gutter = _gutter(lines) or seam(lines)
    if gutter is None:
        return _lines(lines, rules)
    middle, top, bottom = gutter
    above = [w for w in words if w.base < top]
    below = [w for w in words if w.base > bottom]
    band = [w for w in words if top <= w.base <= bottom]
    columns = ([w for w in band if w.middle <= middle], [w for w in band if w.middle > middle])
    parts = [above, *columns, below]
    return [block for part in parts for block in (_section(part, rules) if part else [])]


def _gutter(lines: Sequence[Line]) -> tuple[float, float, float] | None:
    """(middle, top, bottom) of the white between two columns of running text."""
    pieces = [(p, line.base) for line in lines for p in line.pieces]
    long = [(p, y) for p, y in pieces if len(p.text) >= _PROSE_LETTERS and len(p.words) >= _PROSE_WORDS]
    for edge in sorted({round(p.left) for p, _ in long})[1:]:
        right = [(p, y) for p, y in long if abs(p.left - edge) < 2]
        if len(right) < _PROSE_LINES:
            continue
        top, bottom = min(y for _, y in right) - 1, max(y for _, y in right) + 1
        white = edge - 2 * right[0][0].em
        band = [(p, y) for p, y in pieces if top <= y <= bottom]
        crossing = [p for p, _ in band if p.left < edge - 2 and p.right > edge - 0.4 * p.em]
        beside = [p for p, y in long if p.right < edge and top <= y <= bottom and p.left < white]
        if len(beside) >= _PROSE_LINES and not crossing:
            return edge - 2.5, top, bottom
    return None


def _lines(lines: Sequence[Line], rules: Sequence[Box]) -> list[Block]:
    found: list[Block] = []
    done = 0
    for region in regions(lines):
        found += [_text(line) for line in lines[done : region.head]]
        found.append(_table(lines, region, rules))
        done = region.last + 1
    return found + [_text(line) for line in lines[done:]]


def _table(lines: Sequence[Line], region: Region, rules: Sequence[Box]) -> Table:
    """The table of a region. Where names of rows stand among its figures, nobody knows which are whose."""
    rows = lines[region.first : region.last + 1]
    labels, data = columns_of([line for line in rows if line.figures])
    columns = [*(labels or [(0.0, data[0][0] - 1)]), *data]
    count = len(columns) - len(data)
    cells = bands([line for line in rows if line.figures], columns, count)
    heads = headings(lines[region.head : region.first], columns, cells, count, rules)
    if mixed(rows):
        heads.all_unclear(columns)
    return Table([*heads.rows, *body(rows, columns, count)], columns, len(heads.rows), heads.merged,
                 top=lines[region.head].base, labels=count)  # fmt: skip


def _text(line: Line) -> Text:
    """A line that is no row of a table is one text, whatever its gaps."""
    place = Place(line.text, around(w.box for w in line.words), line.words[0].index)
    return Text(place, line.base, line.em)
