"""The heading rows of a sheet's tables, and what stands above each column in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders import _match
from loaders._numbers import is_year
from loaders._table import read_items, read_mark
from loaders._words import Column, read_column, tokens, unglue
from loaders.grid import Cell, Sheet
from swedish import MONTHS

UNCLEAR = "(oklar rubrik)"
"""Behind a heading whose columns a page does not show: no words can then make it a known one."""
APART = 6  # years: the headings of one row are nearer to each other


@dataclass(slots=True)
class Line:
    row: int
    cells: list[Cell]
    _numbers: list[Cell] | None = None

    def numbers(self) -> list[Cell]:
        if self._numbers is None:  # asked for many times while the headings are looked for
            self._numbers = [c for c in self.cells if has_number(c)]
        return self._numbers

    def texts(self) -> list[Cell]:
        return [c for c in self.cells if not has_number(c)]


def lines_of(sheet: Sheet, rows: Sequence[int] | None) -> list[Line]:
    by_row: dict[int, list[Cell]] = {}
    for (r, _), cell in sorted(sheet.cells.items()):
        if cell.text.strip() or cell.number is not None or cell.error or cell.formula_without_value:
            by_row.setdefault(r, []).append(cell)
    wanted = by_row if rows is None else [r for r in rows if r in by_row]
    return [Line(r, by_row[r]) for r in sorted(wanted)]


def has_number(cell: Cell) -> bool:
    """A number, a cell that should hold one (an error, an uncomputed formula) or a text of numbers; not a
    year.
    """
    if cell.error or cell.formula_without_value:
        return True
    if cell.date or is_year(cell.text):
        return False
    return cell.number is not None or bool(read_items(cell.text, ""))


def header_blocks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(first, last) line of each run of heading lines that stands directly above a line with numbers."""
    blocks: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if not (_heads(lines[i]) or _lone(lines, i)) or (i and amounts_like_years(lines[i - 1], lines[i])):
            i += 1
            continue
        last = i
        while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
            last += 1
        if _data_follows(lines, last):
            blocks.append((i - _grouped(lines, i), last))
        i = last + 1
    return blocks


def _lone(lines: Sequence[Line], i: int) -> bool:
    """The heading of the only column: a scenario directly above the figure of a named row."""
    if len(lines[i].cells) != 1 or i + 1 == len(lines) or lines[i + 1].row - lines[i].row > 1:
        return False
    cell, below = lines[i].cells[0], lines[i + 1].cells
    column = column_of(cell.text)
    figure = any(c.col == cell.col and has_number(c) for c in below)
    return bool(column.understood and column.scenario and figure and below[0].col < cell.col)


def _goes_on(line: Line, below: Line) -> bool:
    """A further heading row; not a row of amounts that look like years (Intäkter 2 024 1998)."""
    return _heads(below, weak=True) and below.row - line.row <= 2 and not amounts_like_years(line, below)


def amounts_like_years(above: Line, line: Line) -> bool:
    """Is a row of a post and nothing but years (Intäkter 2 024 1998) a row of amounts? Directly below numbers
    it is, and below headings when the years are too far apart for headings.
    """
    years = named_years(line)
    if not years or line.row - above.row != 1:
        return False
    return bool(above.numbers()) or (_heads(above) and max(years) - min(years) > APART)


def named_years(line: Line) -> list[int]:
    """The years of a row that holds a post and years only."""
    first, *others = line.cells
    named = bool(_match.measure(first.text)) or _match.is_total(first.text)
    years = [int(c.text) for c in others if is_year(c.text)]
    return years if named and len(years) == len(others) else []


def _grouped(lines: Sequence[Line], i: int) -> int:
    """1 when the row directly above has texts over several columns, or one that is a heading (Helår)."""
    above = lines[i - 1] if i else lines[i]
    columns = {c.col for c in lines[i].cells if column_of(c.text).understood}
    texts = [c for c in above.cells if c.col in columns]
    heads = len(texts) > 1 or any(column_of(c.text).understood for c in texts)
    return int(lines[i].row - above.row == 1 and heads and not above.numbers())


def _data_follows(lines: Sequence[Line], last: int) -> bool:
    """Within the next three lines there are numbers (block headings may come first)."""
    return any(line.numbers() or marked(line) for line in lines[last + 1 : last + 4])


def marked(line: Line) -> bool:
    return sum(bool(read_mark(c.text, "")) for c in line.cells) > 1


def _heads(line: Line, weak: bool = False) -> bool:
    """Do the cells of the line read as column headings? At least two, or one beside a corner; none a
    number.
    """
    if line.numbers():
        return False
    columns = [column_of(c.text.removesuffix(UNCLEAR)) for c in line.cells]
    good = sum(c.understood for c in columns)
    if weak:
        return good >= 1 and good + sum(bool(c.unit) for c in columns) >= len(columns) / 2
    if _names_entities(line):
        return True
    corner = len(columns) > 2 and set(tokens(line.cells[0].text)) <= _match.corner_words()
    partly = corner or any(c.unknown and (c.scenario or c.derived) for c in columns)
    return good >= 2 or (good == 1 and (partly or (len(columns) == 2 and columns[-1].understood)))


def _names_entities(line: Line) -> bool:
    """Nämnder or verksamheter over the columns, behind the corner."""
    keys = [_match.key(c.text) for c in line.cells[1:]]
    first = _match.key(line.cells[0].text)
    keys = keys if first in ("", *_match.corner_words()) or len(keys) < 2 else [first, *keys]
    named = [k for k in keys if k in _match.entity_names()]
    return len(named) > 1 and all(k in _match.entity_names() or _match.is_total(k) for k in keys)


@lru_cache(maxsize=4096)
def column_of(text: str, flags: tuple[str, ...] = ("prognossakerhet",)) -> Column:
    return read_column(text, _match.column_measures(), flags)


def heading(sheet: Sheet, head: Sequence[Line], col: int, label_cols: Sequence[int]) -> str:
    """The texts above a column, top to bottom: own cells, merged cells, and a group heading to the left of
    it.
    """
    parts: list[str] = []
    for k, line in enumerate(head):
        text = _own(sheet, line, col) or ("" if k == len(head) - 1 else _group(sheet, line, col, label_cols))
        text = unglue(" ".join(text.split()))
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return " ".join(parts)


def _own(sheet: Sheet, line: Line, col: int) -> str:
    for r1, c1, r2, c2 in sheet.merged:
        if r1 <= line.row <= r2 and c1 <= col <= c2:
            cell = sheet.cells.get((r1, c1))
            return _text(cell) if cell else ""
    return next((_text(c) for c in line.cells if c.col == col), "")


def _text(cell: Cell) -> str:
    """A heading that is a date: `2024-08-31`, which closes a month, stays; 2024-08-01 is `aug 2024`."""
    if cell.date and cell.date.day > 1:
        return cell.date.isoformat()
    if cell.date:
        return f"{MONTHS[cell.date.month - 1]} {cell.date.year}"
    return cell.text


def _group(sheet: Sheet, line: Line, col: int, label_cols: Sequence[int]) -> str:
    """`Period` above the first of four columns, unmerged: it reaches to the next text. Merged lines say it
    themselves.
    """
    if any(r1 <= line.row <= r2 and c2 > c1 for r1, c1, r2, c2 in sheet.merged):
        return ""
    left = [c for c in line.cells if c.col < col and c.col not in label_cols]
    return left[-1].text if left else ""
