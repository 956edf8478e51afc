"""The file back with its findings in it: coloured cells, comments that say what and how, a sheet of findings.

`options` is made of the report that was read; `annotated` then writes the workbook, in the child process that
reads foreign files, since it opens one.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from exports._annotate_marks import NOT_READ, listed, marks
from exports.report_json import coverage
from store.records import Report

_MACROS = ".xlsm"


def file_name(name: str) -> str:
    """`rapport.xlsx` -> `rapport-fynd.xlsx`; a file of another kind becomes a workbook too."""
    path = PurePath(name)
    return f"{path.stem}-fynd{_MACROS if path.suffix.lower() == _MACROS else '.xlsx'}"


def options(report: Report, *, macros: bool) -> dict[str, Any]:
    """What the writer needs to know, as plain JSON. macros: keep those of an .xlsm."""
    kinds = marks(report)
    told = {s: {c: [m.kind, list(m.texts)] for c, m in cells.items()} for s, cells in kinds.items()}
    rows = [
        {
            "kind": NOT_READ,
            "word": "Inte läst",
            "text": f"{n.raw}: {n.reason}",
            "cells": [f"{n.sheet}!{n.cell}"],
        }
        for n in report.not_read
    ]
    about = {"file": report.file, "counts": [*coverage(report).values()], "macros": macros, "with_file": True}
    return about | {"marks": told, "findings": [*listed(report.findings), *rows]}


def annotated(grid: Any, given: dict[str, Any], tell: Callable[[str], None]) -> str:
    """The workbook as base64. `grid`: the file's cells; `given`: `options`, with the file as `data`."""
    from exports._annotate_workbook import written

    tell("Skriver arbetsboken")
    return base64.b64encode(written(grid, given)).decode("ascii")
