"""From cells to report, in the child process: `report` is what `read_file` asks it to do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from loaders import _flat_cells, _flat_report, _plain, _report, workbook
from loaders.grid import Cell, Grid, Sheet


def report(grid: Grid, options: dict[str, Any], tell: Callable[[str], None]) -> Any:
    """The packed Report. `options`: kommun, namnd, period, answers and rules, as `read_file` has them."""
    tell("Tolkar tabellerna")
    kommun, namnd, period = (options[k] for k in ("kommun", "namnd", "period"))
    if workbook.is_ours(grid):
        return _plain.pack(workbook.read(grid, kommun, namnd, period))
    if twice := [f for sheet in grid.sheets for f in _flat_cells.told(sheet)]:
        grid = replace(grid, findings=(*grid.findings, *twice))
    flat = _flat_report.read(grid, kommun, namnd, period, options["answers"], options["rules"])
    if flat is not None:
        return _plain.pack(flat)
    given = _report.read_report(grid, kommun, namnd, period, options["answers"], options["rules"])
    return _plain.pack(given)


def warm() -> None:
    """Read a small table, so that each child starts with the words and codes already in memory."""
    words = (("Nämnd", "Utfall jan-aug 2024", "Budget 2024"), ("Kommunstyrelsen", "1", "2"))
    cells = {(r, c): Cell(r, c, text) for r, row in enumerate(words, 1) for c, text in enumerate(row, 1)}
    options: dict[str, Any] = dict.fromkeys(("kommun", "namnd", "period", "rules")) | {"answers": {}}
    with contextlib.suppress(Exception):  # a fault is told with the first file, not instead of all files
        report(Grid("varm.csv", "", (Sheet("CSV", cells),)), options, lambda _: None)
