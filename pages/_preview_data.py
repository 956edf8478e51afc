"""What the preview shows of a sheet: for each number how it was understood, and what was found about it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from store.records import Fact, Finding, NotRead, Report, Severity, SheetWindow, Verdict

FACT, TOTAL, ASKED, UNREAD = "varde", "summa", "fraga", "ej"
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Place:
    """What the reader points at. `cell`: "B7", "B7#2" for the second number of a text, "" for none."""

    sheet: str = ""
    row: int = 1
    column: int = 1
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the file. Of `fact` and `unread` one is set."""

    cell: str
    raw: str
    kind: str
    fact: Fact | None = None
    unread: NotRead | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def wrong(self) -> bool:
        """Something was found that should be looked at."""
        return any(f.severity in (Severity.ERROR, Severity.WARNING) and not asks(f) for f in self.findings)


def asks(finding: Finding) -> bool:
    return finding.code.startswith("fraga")


def numbers(report: Report, findings: Iterable[Finding], sheet: str) -> dict[str, Number]:
    """Every number of a sheet by its place."""
    about = _about(findings, sheet)
    found = [(f, TOTAL) for f in report.control_totals if f.sheet == sheet]
    found += [(f, FACT) for f in report.facts if f.sheet == sheet]
    known = {f.cell: Number(f.cell, f.raw, k, fact=f, findings=_of(about, f.cell)) for f, k in found}
    for unread in (n for n in report.not_read if n.sheet == sheet):
        said = _of(about, unread.cell)
        kind = ASKED if any(map(asks, said)) else UNREAD
        known[unread.cell] = Number(unread.cell, unread.raw, kind, unread=unread, findings=said)
    return known


def _about(findings: Iterable[Finding], sheet: str) -> dict[str, tuple[Finding, ...]]:
    """The findings by cell; those that agree are many and say little, and come last."""
    told = sorted(findings, key=lambda f: f.verdict == Verdict.STAMMER)
    by_cell: dict[str, list[Finding]] = {}
    for finding in told:
        for cell in finding.cells:
            name, _, place = cell.rpartition("!")
            if name == sheet:
                by_cell.setdefault(place, []).append(finding)
    return {cell: tuple(found) for cell, found in by_cell.items()}


def _of(about: Mapping[str, tuple[Finding, ...]], cell: str) -> tuple[Finding, ...]:
    whole = cell.split("#")[0]
    return about.get(cell, ()) or about.get(whole, ())


class Windows:
    """Pieces of the waiting files' sheets, the last asked for kept: they are functions of the file."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Any, ...], SheetWindow] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, service: Any, token: str, name: str, content: bytes, place: Place) -> SheetWindow | None:
        """The window that a place lies in; None when the service shows no sheets, or the file has none."""
        if not hasattr(service, "window"):
            return None
        key = (token, place.sheet, (place.row - 1) // 200, (place.column - 1) // 40)
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = service.window(name, content, place.sheet, place.row, place.column)
            with self._lock:
                self._known[key] = known
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
        return known
