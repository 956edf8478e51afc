"""Finds the tables of a sheet of cells (workbook, CSV, lines with tabs): heading rows, label columns, data
rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from loaders import _match
from loaders._headings import (
    Line,
    column_of,
    has_number,
    header_blocks,
    heading,
    lines_of,
    marked,
    named_years,
)
from loaders._joined import rejoined
from loaders._numbers import Num, is_year
from loaders._sides import of_areas, sides
from loaders._table import Item, Mark, RawRow, RawTable, read_items, read_mark
from loaders._words import find_unit, words
from loaders.grid import Cell, Sheet, cell_name

TITLES = 5
_PAGE = re.compile(r"^(?:sid(?:a|an)?\.?\s*)?\d+(?:\s*(?:av|/|\()\s*\d+\)?)?$", re.I)


def find_tables(sheet: Sheet, rows: Sequence[int] | None = None) -> tuple[list[RawTable], list[int]]:
    """(the tables of the sheet, or of those rows of it; the row numbers that belong to a table)."""
    return _of_lines(sheet, lines_of(sheet, rows))


def _of_lines(sheet: Sheet, lines: Sequence[Line], whole: bool = True) -> tuple[list[RawTable], list[int]]:
    """`whole`: the lines may hold two tables beside each other."""
    tables: list[RawTable] = []
    used: list[int] = []
    for above, head, body, repeated in _pieces(lines, header_blocks(lines)):
        every = [*above, *head, *body]
        parts = (of_areas(sheet.areas, every, head) or sides(every, [*head, *body])) if whole else []
        found = [_of_lines(sheet, part, whole=False) for part in parts] if len(parts) > 1 else []
        if found and all(t for t, _ in found):
            tables += _with_unit([t for ts, _ in found for t in ts])
            used += [*(n for _, rows in found for n in rows), *(line.row for line in repeated)]
            continue
        table, rows_used = _table(sheet, above, head, body)
        if table:
            tables.append(table)
            used += [*rows_used, *(line.row for line in repeated)]
    return tables, used


def _with_unit(beside: list[RawTable]) -> list[RawTable]:
    """Of tables beside each other the first says the unit of those that say none."""
    first = beside[0].corner
    for table in beside[1:] if find_unit(first) else ():
        table.titles = [first, *table.titles]
    return beside


_Piece = tuple[list[Line], list[Line], list[Line], list[Line]]


def _pieces(lines: Sequence[Line], blocks: Sequence[tuple[int, int]]) -> list[_Piece]:
    """(lines above, heading lines, body, headings repeated after a page break) of each table."""
    pieces: list[_Piece] = []
    for k, (first, last) in enumerate(blocks):
        end = blocks[k + 1][0] if k + 1 < len(blocks) else len(lines)
        start = 0 if k == 0 else _after(lines, blocks[k - 1][1], first)
        above, head, body = (
            list(lines[start:first]),
            list(lines[first : last + 1]),
            list(lines[last + 1 : end]),
        )
        titled = [(col, t) for col, t in _texts(above) if _match.key(t) not in words()["row"]["continued"]]
        if pieces and _texts(head) == _texts(pieces[-1][1]) and titled in ([], _texts(pieces[-1][0])):
            pieces[-1] = (*pieces[-1][:2], [*pieces[-1][2], *body], [*pieces[-1][3], *above, *head])
        else:
            pieces.append((above, head, body, []))
    return pieces


def _texts(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The texts by column, without page numbers."""
    texts = [(c.col, c.text.strip()) for line in lines for c in line.cells]
    return [(col, t) for col, t in texts if not _PAGE.match(t)]


def _after(lines: Sequence[Line], last: int, first: int) -> int:
    """Where the text above the next table begins: behind the last row with numbers."""
    with_numbers = [i for i in range(last, first) if lines[i].numbers()]
    return (with_numbers[-1] if with_numbers else last) + 1


def _table(
    sheet: Sheet, above: Sequence[Line], head: Sequence[Line], body: Sequence[Line]
) -> tuple[RawTable | None, list[int]]:
    body = _trimmed(body)
    label_cols, data_cols = _columns(head, body)
    if not data_cols or not body:
        return None, []
    headings = [heading(sheet, head, c, label_cols) for c in data_cols]
    label_heads = tuple(heading(sheet, head, c, ()) for c in label_cols)
    rows = [_row(line, label_cols, data_cols) for line in body]
    _outlined(rows, body)
    if len(label_cols) == 1:
        rows = rejoined(rows)
    coded = [i for i, c in enumerate(label_cols) if c in _codes(head)]
    for row in rows if 0 < len(coded) < len(label_cols) else ():
        row.labels = tuple(t for i, t in enumerate(row.labels) if i not in coded)
    if 0 < len(coded) < len(label_cols):
        label_heads = tuple(h for i, h in enumerate(label_heads) if i not in coded)
    rows = _filled_down(rows, len(label_heads))
    area = f"{cell_name(head[0].row, min(label_cols + data_cols))}:{cell_name(body[-1].row, max(data_cols))}"
    titles = _titles(above)
    table = RawTable(sheet.name, titles, " ".join(t for t in label_heads if t), headings, rows, area)
    table.label_headings = label_heads
    question = "rubrik" if len(head) > 1 and named_years(head[-1]) else ""
    question = question or _names_between(head, body, data_cols)
    table.label_cells = frozenset(
        (line.row, c.col)
        for line in (*head, *body)
        for c in line.cells
        if c.col in label_cols or (line in head and not question)
    )
    table.question = question
    _even_decimals(table)
    return table, [line.row for line in (*head, *body)]


def _names_between(head: Sequence[Line], body: Sequence[Line], data: Sequence[int]) -> str:
    """Texts between the figures of several rows, and no heading that says they are notes: a second table."""
    headed = {c.col for line in head for c in line.cells if _notes(c, body)}
    inside = range(min(data) + 1, max(data))
    names = [c for line in body for c in line.cells if c.col in inside and c.col not in (*data, *headed)]
    rows = {c.row for c in names if not has_number(c) and not read_mark(c.text, "")}
    return "rubrik" if len(rows) > 1 and 2 * len(rows) >= len(body) else ""


def _notes(heading: Cell, body: Sequence[Line]) -> bool:
    """May the texts below it be anything but names of rows? Few words that come again, or a known heading."""
    if column_of(heading.text).understood:
        return True
    texts = [c.text for line in body for c in line.cells if c.col == heading.col]
    return len(set(texts)) < len(texts) and not any(_match.measure(t) for t in texts)


def _trimmed(body: Sequence[Line]) -> list[Line]:
    """Without the notes below: the table ends with its last line that has numbers or marks."""
    last = max((i for i, line in enumerate(body) if _figures(line)), default=-1)
    return list(body[: last + 1])


def _figures(line: Line) -> bool:
    """Numbers, marks, or behind the row's name a number that looks like a year."""
    return bool(line.numbers()) or marked(line) or any(is_year(c.text) for c in line.cells[1:])


def _titles(above: Sequence[Line]) -> list[str]:
    near = above[-TITLES:]
    return [" ".join(c.text.strip() for c in line.cells) for line in near if not line.numbers()]


def _columns(head: Sequence[Line], body: Sequence[Line]) -> tuple[list[int], list[int]]:
    """(columns of labels, columns of figures). A column whose heading is a label (Not, Kommentar) is
    neither.
    """
    headed = {c.col: column_of(c.text) for line in head for c in line.cells if column_of(c.text).understood}
    valued = {col for col, c in headed.items() if c.scenario or c.derived or c.measure}
    numbers: dict[int, int] = {}
    texts: dict[int, int] = {}
    for line in body:
        for c in line.cells:
            year = is_year(c.text) and c.col in valued
            counts = numbers if has_number(c) or read_mark(c.text, "") or year else texts
            counts[c.col] = counts.get(c.col, 0) + 1
    data = sorted(c for c in numbers if numbers[c] >= texts.get(c, 0))
    timed = {col for col, c in headed.items() if c.scenario or c.derived}
    told = {c.col for line in body for c in line.cells if c.col in timed and re.match(r"\W*\d", c.text)}
    coded = _codes(head)
    data = sorted((set(data) | (set(headed) & set(numbers)) | told) - coded)
    texts |= dict.fromkeys(coded & set(numbers), 1)
    first = min((c for c in data if c in headed or numbers[c]), default=0)
    labels = sorted(c for c in texts if c not in data and c < (first or 10**6))
    return labels, data


def _outlined(rows: Sequence[RawRow], body: Sequence[Line]) -> None:
    """Levels of the sheet's outline stand for indentation where there is none, and the whole above its parts.

    That it does is sure only when the first row is a whole and the last a part: Excel's own way is the
    other, with each sum below.
    """
    levels = [max(c.outline for c in line.cells) for line in body]
    if not any(row.indent for row in rows) and not levels[0] and levels[-1]:
        for row, level in zip(rows, levels, strict=True):
            row.indent = level


def _codes(head: Sequence[Line]) -> set[int]:
    """The columns of account numbers and other codes."""
    last = {c.col: _match.key(c.text) for line in head for c in line.cells}
    return {col for col, text in last.items() if text in words()["row"]["code"]}


def _row(line: Line, label_cols: Sequence[int], data_cols: Sequence[int]) -> RawRow:
    by_col = {c.col: c for c in line.cells}
    labels = tuple(by_col[c].text.strip() if c in by_col else "" for c in label_cols)
    row = RawRow(labels, place=str(line.row), bold=any(c.bold for c in line.cells))
    row.indent = max((by_col[c].indent for c in label_cols if c in by_col), default=0)
    for k, col in enumerate(data_cols):
        if cell := by_col.get(col):
            _place(row, k, cell)
    return row


def _place(row: RawRow, k: int, cell: Cell) -> None:
    if mark := read_mark(cell.text, cell.name):
        row.marks[k] = mark
    elif cell.error or cell.formula_without_value:
        row.marks[k] = Mark("bortfall", cell.error or cell.text, cell.name)
    elif items := items_of(cell):
        row.cells[k] = items


def items_of(cell: Cell) -> tuple[Item, ...]:
    """The numbers of a cell, typed or in its text; () for a date, an error or a text."""
    if cell.error or cell.formula_without_value or cell.date:
        return ()
    if cell.number is None:
        return read_items(cell.text, cell.name)
    decimals = max(0, -int(cell.number.normalize().as_tuple().exponent))
    return (Item(Num(cell.number, decimals, cell.text, cell.name, cell.percent), digital=True),)


def _filled_down(rows: list[RawRow], labels: int) -> list[RawRow]:
    """In a table with several label columns an empty outer label repeats the one above (merged or left
    out).
    """
    if labels < 2:
        return rows
    last = [""] * labels
    for row in rows:
        filled = list(row.labels)
        for k in range(labels - 1):
            if filled[k]:
                last[k] = filled[k]
                last[k + 1 :] = [""] * (labels - k - 1)
            elif not row.heading and any(filled[k + 1 :]):
                filled[k] = last[k]
        row.labels = tuple(filled)
    return rows


def _even_decimals(table: RawTable) -> None:
    """Number cells of a workbook show no trailing zeros: 263 among 78,5 was rounded to tenths as the
    others.
    """
    most: dict[bool, int] = {}
    for row in table.rows:
        for items in row.cells.values():
            for item in items:
                if item.digital:
                    most[item.num.percent] = max(most.get(item.num.percent, 0), min(item.num.decimals, 4))
    for row in table.rows:
        row.cells = {k: tuple(_even(i, most) for i in items) for k, items in row.cells.items()}


def _even(item: Item, most: dict[bool, int]) -> Item:
    if not item.digital:
        return item
    num = item.num
    value = num.value.normalize() if num.value else Decimal(0)
    return Item(
        Num(value, max(num.decimals, most[num.percent]), num.text, num.cell, num.percent), digital=True
    )
