"""A small flat table that was read cell by cell, as columns: the same way on as for a large one."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from loaders import _numberformat
from loaders._flat import HEAD_ROWS, Head, doubled, find_head
from loaders._flat_columns import from_numbers
from loaders._flat_sums import Flat
from loaders.grid import Cell, Sheet
from store.records import Finding, Severity


def of_sheet(sheet: Sheet) -> Flat | None:
    """The flat table of a sheet, or None when its first rows have no such headings."""
    if sheet.kind != "grid" or not (head := find_head(_rows(sheet))):
        return None
    rows = sorted({r for r, _ in sheet.cells if r > head.row})
    if not rows:
        return None
    read = {head.roles[r] for r in (*head.amounts, "kredit") if r in head.roles}
    columns = {col: _column(sheet, head, rows, col, amount=col in read) for col in head.headings}
    wrong = [c for (r, _), c in sheet.cells.items() if r > head.row and _wrong(c)]
    return Flat(head, columns, pa.array(rows, pa.int32()), tuple((c.row, c.col) for c in wrong))


def told(sheet: Sheet) -> list[Finding]:
    """Why what else would be a flat table is not read as one."""
    if sheet.kind != "grid" or not (twice := doubled(_rows(sheet))):
        return []
    text = (
        f"{sheet.name}: två kolumner säger samma sak, {twice}. Det går inte att veta vilken som gäller, så "
        "bladet är inte läst. Ta bort den ena, eller ge den en rubrik som säger vad den visar."
    )
    return [Finding(Severity.ERROR, "dubbla_rubriker", text)]


def _rows(sheet: Sheet) -> list[tuple[int, dict[int, str]]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, col), cell in sheet.cells.items():
        if row <= HEAD_ROWS:
            rows.setdefault(row, {})[col] = cell.text
    return sorted(rows.items())


def _wrong(cell: Cell) -> bool:
    return bool(cell.error) or cell.formula_without_value


def _column(sheet: Sheet, head: Head, rows: list[int], col: int, *, amount: bool) -> pa.Array:
    cells = [sheet.cells.get((row, col)) for row in rows]
    return from_numbers([_amount(c) if amount or col in head.others else _code(c) for c in cells])


def _amount(cell: Cell | None) -> Decimal | str | None:
    """The number in the cell, not in the unit that its format shows it in."""
    if cell is None or _wrong(cell):
        return None
    if cell.number is None or cell.percent:
        return cell.text
    return cell.number.scaleb(-_numberformat.parse(cell.number_format).scale)


def _code(cell: Cell | None) -> str | None:
    if cell is None or cell.error:
        return None
    if cell.date:
        return cell.date.isoformat()
    return cell.text if cell.number is None or cell.percent else f"{cell.number:f}"
