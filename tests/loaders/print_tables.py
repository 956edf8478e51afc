"""Prints a table as a workbook, a CSV or a text, in one of many layouts; says where each number stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

from openpyxl import Workbook

from loaders.grid import cell_name
from tests.loaders.true_tables import Cell, Table

NBSP, MINUS = "\u00a0", "\u2212"
Where = dict[str, Cell]


def printed(random: Random, table: Table) -> tuple[str, bytes, Where, bool]:
    """(file name, bytes, the number in each cell, are the cells certain: a text with spaces has none)."""
    form = random.choice((_xlsx, _xlsx, _csv, _tabs, _spaces))
    return form(random, table)


def _lines(random: Random, table: Table) -> tuple[list[list[str | Cell | None]], Where]:
    """The rows of the sheet; an empty column or row here and there."""
    left = random.choice((0, 0, 0, 1))
    gap = random.choice((-1, -1, -1, 2))
    rows: list[list[str | Cell | None]] = [[None] * left + [t] for t in table.titles]
    rows += [[]] * random.choice((0, 1, 1, 2))
    groups = [c.group for c in table.columns]
    if any(groups):
        told = random.choice((groups, [g if g not in groups[:i] else "" for i, g in enumerate(groups)]))
        rows.append([None] * left + _spread(["", *told], gap))
    rows.append([None] * left + _spread([table.corner, *(c.heading for c in table.columns)], gap))
    rows += [[None] * left + _spread([name, *cells], gap) for name, cells in table.rows]
    rows += [[], *([None] * left + [n] for n in table.notes)]
    places = ((r, c, v) for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1))
    return rows, {cell_name(r, c): v for r, c, v in places if isinstance(v, Cell)}


def _spread(values: list[str | Cell | None], gap: int) -> list[str | Cell | None]:
    return values if gap < 0 or gap >= len(values) else [*values[:gap], None, *values[gap:]]


def _xlsx(random: Random, table: Table) -> tuple[str, bytes, Where, bool]:
    rows, where = _lines(random, table)
    book = Workbook()
    sheet = book.active
    as_text = random.random() < 0.3
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if isinstance(value, Cell) and not as_text:
                sheet.cell(r, c, float(value.printed)).number_format = (
                    "#,##0.0" if value.decimals else "#,##0"
                )
            elif value is not None and value != "":
                sheet.cell(r, c, _text(value, NBSP, MINUS) if isinstance(value, Cell) else value)
    stream = io.BytesIO()
    book.save(stream)
    return "tabell.xlsx", stream.getvalue(), where, True


def _text(cell: Cell, group: str, minus: str) -> str:
    text = f"{abs(cell.printed):,.{cell.decimals}f}".replace(",", group).replace(".", ",")
    return (minus if cell.printed < 0 else "") + text


def _csv(random: Random, table: Table) -> tuple[str, bytes, Where, bool]:
    rows, where = _lines(random, table)
    group = random.choice(("", " ", NBSP))
    text = _joined(rows, ";", lambda c: _text(c, group, "-"))
    return "tabell.csv", text.encode(random.choice(("utf-8", "utf-8-sig", "cp1252"))), where, True


def _tabs(random: Random, table: Table) -> tuple[str, bytes, Where, bool]:
    rows, where = _lines(random, table)
    group, minus = random.choice((("", "-"), (" ", "–"), (NBSP, MINUS)))
    return "tabell.txt", _joined(rows, "\t", lambda c: _text(c, group, minus)).encode(), where, True


def _spaces(random: Random, table: Table) -> tuple[str, bytes, Where, bool]:
    rows, where = _lines(random, table)
    group = random.choice(("", " "))
    text = _joined(rows, " ", lambda c: _text(c, group, "-"))
    return "tabell.txt", text.encode(), where, False


def _joined(rows: list[list[str | Cell | None]], between: str, number: Callable[[Cell], str]) -> str:
    lines = [between.join(number(v) if isinstance(v, Cell) else v or "" for v in row) for row in rows]
    return "\r\n".join(line if line.strip() else "" for line in lines)
