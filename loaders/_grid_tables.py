"""Finds the tables of a sheet of cells (workbook, CSV, lines with tabs): heading rows, label columns, data
rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loaders import _match
from loaders._numbers import Num, is_year
from loaders._table import Item, Mark, RawRow, RawTable, read_items, read_mark
from loaders._words import Column, read_column, unglue
from loaders.grid import Cell, Sheet, cell_name
from swedish import MONTHS

TITLES = 5


@dataclass(slots=True)
class _Line:
    row: int
    cells: list[Cell]

    def numbers(self) -> list[Cell]:
        return [c for c in self.cells if _has_number(c)]

    def texts(self) -> list[Cell]:
        return [c for c in self.cells if not _has_number(c)]


def find_tables(sheet: Sheet, rows: Sequence[int] | None = None) -> tuple[list[RawTable], list[int]]:
    """(the tables of the sheet, or of those rows of it; the row numbers that belong to a table)."""
    lines = _lines(sheet, rows)
    starts = _header_blocks(lines)
    tables, used = [], []
    for k, (first, last) in enumerate(starts):
        end = starts[k + 1][0] if k + 1 < len(starts) else len(lines)
        above = lines[:first] if k == 0 else lines[_after(lines, starts[k - 1][1], first) : first]
        table, rows_used = _table(sheet, above, lines[first : last + 1], lines[last + 1 : end])
        if table:
            tables.append(table)
            used += rows_used
    return tables, used


def _after(lines: Sequence[_Line], last: int, first: int) -> int:
    """Where the text above the next table begins: behind the last row with numbers."""
    with_numbers = [i for i in range(last, first) if lines[i].numbers()]
    return (with_numbers[-1] if with_numbers else last) + 1


def _lines(sheet: Sheet, rows: Sequence[int] | None) -> list[_Line]:
    by_row: dict[int, list[Cell]] = {}
    for (r, _), cell in sorted(sheet.cells.items()):
        if cell.text.strip() or cell.number is not None or cell.error or cell.formula_without_value:
            by_row.setdefault(r, []).append(cell)
    wanted = by_row if rows is None else [r for r in rows if r in by_row]
    return [_Line(r, by_row[r]) for r in sorted(wanted)]


def _has_number(cell: Cell) -> bool:
    """A number, a cell that should hold one (an error, an uncomputed formula) or a text of numbers; not a
    year.
    """
    if cell.error or cell.formula_without_value:
        return True
    if cell.date or is_year(cell.text):
        return False
    return cell.number is not None or bool(read_items(cell.text, ""))


def _header_blocks(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """(first, last) line of each run of heading lines that stands directly above a line with numbers."""
    blocks: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if not _heads(lines[i]):
            i += 1
            continue
        last = i
        while (
            last + 1 < len(lines)
            and _heads(lines[last + 1], weak=True)
            and lines[last + 1].row - lines[last].row <= 2
        ):
            last += 1
        if _data_follows(lines, last):
            blocks.append((i, last))
        i = last + 1
    return blocks


def _data_follows(lines: Sequence[_Line], last: int) -> bool:
    """Within the next three lines there are numbers (block headings may come first)."""
    return any(line.numbers() or _marked(line) for line in lines[last + 1 : last + 4])


def _marked(line: _Line) -> bool:
    return sum(bool(read_mark(c.text, "")) for c in line.cells) > 1


def _heads(line: _Line, weak: bool = False) -> bool:
    """Do the cells of the line read as column headings? At least two, or one beside a corner; none a
    number.
    """
    if line.numbers():
        return False
    columns = [_column(c.text) for c in line.cells]
    good = sum(c.understood for c in columns)
    if weak:
        return good >= 1 and good + sum(bool(c.unit) for c in columns) >= len(columns) / 2
    return good >= 2 or (good == 1 and len(columns) == 2 and columns[-1].understood)


def _column(text: str) -> Column:
    return read_column(text, _match.column_measures(), ("prognossakerhet",))


def _table(
    sheet: Sheet, above: Sequence[_Line], head: Sequence[_Line], body: Sequence[_Line]
) -> tuple[RawTable | None, list[int]]:
    body = _trimmed(body)
    label_cols, data_cols = _columns(head, body)
    if not data_cols or not body:
        return None, []
    headings = [_heading(sheet, head, c, label_cols) for c in data_cols]
    label_heads = tuple(_heading(sheet, head, c, ()) for c in label_cols)
    rows = _filled_down([_row(line, label_cols, data_cols) for line in body], len(label_cols))
    area = f"{cell_name(head[0].row, min(label_cols + data_cols))}:{cell_name(body[-1].row, max(data_cols))}"
    titles = _titles(above)
    table = RawTable(sheet.name, titles, " ".join(t for t in label_heads if t), headings, rows, area)
    table.label_headings = label_heads
    table.label_cells = frozenset(
        (line.row, c.col) for line in body for c in line.cells if c.col in label_cols
    )
    _even_decimals(table)
    return table, [line.row for line in (*head, *body)]


def _trimmed(body: Sequence[_Line]) -> list[_Line]:
    """Without the notes below: the table ends with its last line that has numbers or marks."""
    last = max((i for i, line in enumerate(body) if line.numbers() or _marked(line)), default=-1)
    return list(body[: last + 1])


def _titles(above: Sequence[_Line]) -> list[str]:
    near = above[-TITLES:]
    return [" ".join(c.text.strip() for c in line.cells) for line in near if not line.numbers()]


def _columns(head: Sequence[_Line], body: Sequence[_Line]) -> tuple[list[int], list[int]]:
    """(columns of labels, columns of figures). A column whose heading is a label (Not, Kommentar) is
    neither.
    """
    numbers: dict[int, int] = {}
    texts: dict[int, int] = {}
    for line in body:
        for c in line.cells:
            counts = numbers if _has_number(c) or read_mark(c.text, "") else texts
            counts[c.col] = counts.get(c.col, 0) + 1
    data = sorted(c for c in numbers if numbers[c] >= texts.get(c, 0))
    headed = {c.col for line in head for c in line.cells if _column(c.text).understood}
    data = sorted(set(data) | (headed & set(numbers)))
    first = min((c for c in data if c in headed or numbers[c]), default=0)
    labels = sorted(c for c in texts if c not in data and c < (first or 10**6))
    return labels, data


def _heading(sheet: Sheet, head: Sequence[_Line], col: int, label_cols: Sequence[int]) -> str:
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


def _own(sheet: Sheet, line: _Line, col: int) -> str:
    for r1, c1, r2, c2 in sheet.merged:
        if r1 <= line.row <= r2 and c1 <= col <= c2:
            cell = sheet.cells.get((r1, c1))
            return _text(cell) if cell else ""
    return next((_text(c) for c in line.cells if c.col == col), "")


def _text(cell: Cell) -> str:
    """A heading that is a date stands for its month: 2024-08-31 -> `aug 2024`; a year typed as a number is
    its digits.
    """
    if cell.date:
        return f"{MONTHS[cell.date.month - 1]} {cell.date.year}"
    return cell.text


def _group(sheet: Sheet, line: _Line, col: int, label_cols: Sequence[int]) -> str:
    """`Period` above the first of four columns, unmerged: it reaches to the next text. Merged lines say it
    themselves.
    """
    if any(r1 <= line.row <= r2 and c2 > c1 for r1, c1, r2, c2 in sheet.merged):
        return ""
    left = [c for c in line.cells if c.col < col and c.col not in label_cols]
    return left[-1].text if left else ""


def _row(line: _Line, label_cols: Sequence[int], data_cols: Sequence[int]) -> RawRow:
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
