"""A file in, facts out, each with the cell it came from: `read_file` reads any report that a kommun may
send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loaders import _report, workbook
from loaders._unreadable import Unreadable
from loaders.grid import read_grid
from settings import Settings, load
from store.records import Report

__all__ = ["Unreadable", "read_file"]


def read_file(
    source: Path | bytes,
    name: str = "",
    *,
    kommun: str | None = None,
    namnd: str | None = None,
    period: str | None = None,
    settings: Settings | None = None,
    answers: dict[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Read a report file (a path, or bytes with their file name).

    kommun, namnd (code or name) and period ('YYYY-MM') go before what the file itself says. `answers` are the
    user's
    answers to questions: {'fraga_namnd:<row label>': code}. Raises Unreadable when the file cannot be read at
    all, and
    ValueError when kommun or period is not one.
    """
    tell = progress or (lambda _: None)
    tell("Öppnar filen")
    grid = read_grid(source, name, settings=settings or load())
    tell("Tolkar tabellerna")
    if workbook.is_ours(grid):
        return workbook.read(grid, kommun, namnd, period)
    return _report.read_report(grid, kommun, namnd, period, answers or {})
