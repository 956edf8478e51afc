"""What must hold of any file at all: it is read and every number has one account, or refused in Swedish."""

from __future__ import annotations

import time

from loaders import Unreadable, read_file
from loaders.grid import Grid, read_grid
from settings import Settings
from store.records import Report

SECONDS = 15
SETTINGS = Settings(upload_seconds=SECONDS)


def wrong(name: str, data: bytes, *, count: bool = True) -> str:
    """What is wrong with how the file is met, or ''. `count`: also that no number of its cells is lost."""
    started = time.monotonic()
    try:
        report = read_file(data, name, settings=SETTINGS)
    except Unreadable as refused:
        if refused.code in ("tid", "minne"):
            return f"{refused.code} efter {time.monotonic() - started:.0f} s"
        return "" if name in refused.message else f"meddelandet nämner inte filen: {refused.message}"
    except Exception as fault:
        return f"{type(fault).__name__}: {str(fault)[-1500:]}"
    return _unaccounted(report, name, data) if count else ""


def _unaccounted(report: Report, name: str, data: bytes) -> str:
    places = [(f.sheet, f.cell) for f in (*report.facts, *report.control_totals)]
    places += [(n.sheet, n.cell) for n in report.not_read]
    if report.numbers or report.kind == "arbetsbok":  # sums of many rows; our own template lists its texts
        return ""
    if len(places) != len(set(places)):
        double = next(p for p in places if places.count(p) > 1)
        return f"{double} har två redovisningar"
    whole = {(sheet, cell.split("#")[0]) for sheet, cell in places}
    lost = [p for p in _numbers(read_grid(data, name, settings=SETTINGS)) if p not in whole]
    return f"{lost[:5]} är inte redovisade" if lost else ""


def _numbers(grid: Grid) -> list[tuple[str, str]]:
    """The cells that are numbers, but for years: those are headings."""
    cells = [
        (s.name, c) for s in grid.sheets for c in s.cells.values() if c.number is not None and not c.date
    ]
    return [(name, c.name) for name, c in cells if not (c.number and 1900 <= c.number <= 2100)]
