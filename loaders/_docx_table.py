"""A Word table as rows of cells: merged cells, rows of tracked changes, tables inside cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders._docx_text import W, attribute, children, is_bold, paragraph
from loaders._flow import whole_text
from loaders.grid import Area, Cell

_TWIPS = 113  # a fifth of a centimetre counts as one step of indent
_MOST_SPAN = 3000


@dataclass(slots=True)
class _Spot:
    """A cell in the table's own grid: its text stands in columns `left` up to but not including `right`."""

    left: int
    right: int
    below: bool  # it goes on from the cell above
    cell: Any


def read_table(table: Any) -> tuple[list[dict[int, Cell]], list[Area], list[Any]]:
    """(cells of each row by column from 1, merged areas from row 0, what stands nested in the cells)."""
    rows = [_row(r) for r in children(table, ("tr",)) if attribute(r, "trPr/del") is None]
    rows = [r for r in rows if r]
    starts = sorted({spot.left for row in rows for spot in row})
    numbers = {left: k for k, left in enumerate(starts, 1)}
    cells = [{numbers[s.left]: _cell(s) for s in row if not s.below} for row in rows]
    inside = [nested for row in rows for s in row for nested in children(s.cell, ("tbl",))]
    found = [{k: c for k, c in row.items() if c.text} for row in cells]
    return found, _merged(rows, starts, numbers), inside


def _row(row: Any) -> list[_Spot]:
    at = _number(attribute(row, "trPr/gridBefore"), 0)
    spots = []
    for cell in children(row, ("tc",)):
        wide = _number(attribute(cell, "tcPr/gridSpan"), 1)
        upright = attribute(cell, "tcPr/vMerge")
        spots.append(_Spot(at, at + wide, upright is not None and upright != "restart", cell))
        at += wide
    return spots


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text[:6]), _MOST_SPAN) if text and text.isdigit() else otherwise


def _merged(rows: list[list[_Spot]], starts: list[int], numbers: dict[int, int]) -> list[Area]:
    found = []
    for k, row in enumerate(rows):
        for spot in row:
            if spot.below:
                continue
            last = max(numbers[s] for s in starts if s < spot.right)
            deep = k
            while deep + 1 < len(rows) and any(s.below and s.left == spot.left for s in rows[deep + 1]):
                deep += 1
            if last > numbers[spot.left] or deep > k:
                found.append((k, numbers[spot.left], deep, last))
    return found


def _cell(spot: _Spot) -> Cell:
    lines = [p for p in children(spot.cell, ("p", "tbl")) if p.tag == f"{W}p"]
    text = whole_text([paragraph(p) for p in lines])
    shown = [p for p in lines if paragraph(p)]
    return Cell(0, 0, text, bold=bool(shown) and all(map(is_bold, shown)), indent=_indent(shown))


def _indent(shown: list[Any]) -> int:
    if not shown:
        return 0
    left = attribute(shown[0], "pPr/ind", "left") or attribute(shown[0], "pPr/ind", "start")
    return _number(left, 0) // _TWIPS
