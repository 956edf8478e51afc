"""A piece of a sheet as it stands in the file, for the preview; cut out in the child process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loaders import _apart, _plain
from loaders.grid import Area, Cell, Grid
from settings import Settings
from store.records import SheetWindow, ShownCell

ROWS, COLUMNS = 200, 40
_LONGEST = 400  # characters shown of a cell


def read_window(
    content: bytes, name: str, sheet: str = "", row: int = 1, column: int = 1, *, settings: Settings
) -> SheetWindow:
    """The cells of 200 rows and 40 columns of a sheet, those that (row, column) is among. Without a name of a
    sheet the first is shown. Raises Unreadable.
    """
    job = _apart.Job("loaders._window:cut", {"sheet": sheet, "row": row, "column": column})
    return _plain.unpack(SheetWindow, _apart.run(content, name, settings, job))


def cut(grid: Grid, options: dict[str, Any], _tell: Callable[[str], None]) -> Any:
    """In the child process: the packed window."""
    sheet = next((s for s in grid.sheets if s.name == options["sheet"]), grid.sheets[0])
    rows = max((r for r, _ in sheet.cells), default=0)
    columns = max((c for _, c in sheet.cells), default=0)
    first, left = _start(options["row"], ROWS, rows), _start(options["column"], COLUMNS, columns)
    last, right = min(first + ROWS - 1, rows), min(left + COLUMNS - 1, columns)
    area = (first, left, last, right)
    inside = [c for c in sheet.cells.values() if first <= c.row <= last and left <= c.col <= right]
    cells = [_shown(c) for c in sorted(inside, key=lambda c: (c.row, c.col))]
    merged = [m for m in sheet.merged if _meets(m, area)]
    return _plain.pack(
        SheetWindow(
            tuple((s.name, s.hidden) for s in grid.sheets), sheet.name, sheet.kind, first, last, rows, left,
            right, columns, tuple(cells), tuple(merged), tuple(sorted(sheet.hidden_rows)),
            tuple(sorted(sheet.hidden_cols)),
        )
    )  # fmt: skip


def _start(place: int, size: int, count: int) -> int:
    """The first of the window that a place lies in."""
    within = min(max(place, 1), max(count, 1))
    return (within - 1) // size * size + 1


def _shown(cell: Cell) -> ShownCell:
    cut_off = cell.text if len(cell.text) <= _LONGEST else cell.text[:_LONGEST] + " …"
    return ShownCell(cell.row, cell.col, cut_off, cell.bold, cell.indent, cell.number is not None)


def _meets(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]
