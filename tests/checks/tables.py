"""Reports drawn as text tables, so that a test reads like the table that it is about.

    read('''
        mnkr      | utfall 2024-08 | budget 2024-08 | avvikelse
        intakter  | 78,5           | 79,4           | -0,8
    ''')

The first cell is the unit. A row is `measure`, `namnd: measure`, `namnd/verksamhet: measure`, and `=` before
it marks a control total. Columns: `utfall 2024-08` (period), `utfall 2024` (year), `prognos 2024`,
`budget 2022:2`, `fg prognos 2024`; `avvikelse` and so on hold derived numbers of the first column and
`forandring` of the one before it.
An empty cell is no fact. A text may hold several tables: each begins with its unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from checks import run_checks
from store.records import Fact, Finding, Report
from tests.checks.published import MNKR, TKR

ONE = Decimal(1)
UNITS = {"mnkr": ("kr", MNKR), "tkr": ("kr", TKR), "kr": ("kr", ONE)} | {
    unit: (unit, ONE) for unit in ("antal", "arsarbetare", "procent", "timmar")
}


@dataclass(frozen=True)
class Column:
    scenario: str
    basis: str
    year: int
    month: int
    horizon: str
    derived: str = ""
    role: str = "own"


def read(text: str, *, report: str = "2024-08", kommun: str = "prov", **changes: Any) -> Report:
    facts: list[Fact] = []
    totals: list[Fact] = []
    unit, columns = "", list[Column]()
    for number, line in enumerate(text.strip().splitlines(), 1):
        first, *cells = (c.strip() for c in line.split("|"))
        if first in UNITS:
            unit, columns = first, _columns(cells, report)
        elif first:
            (totals if first.startswith("=") else facts).extend(_row(first, unit, columns, cells, number))
    blank = Report(
        "tabell.txt", "0" * 64, kommun, report, "delarsrapport", "Tabell", tuple(facts), tuple(totals)
    )
    return replace(blank, **changes)


def verdicts(report: Report, history: Any = None, only: str = "") -> list[tuple[str, str, str]]:
    """(check, verdict, severity) of each finding, in the order of the report."""
    found = run_checks(report, history)
    return [
        (f.code.removeprefix("avstamning:"), str(f.verdict), str(f.severity))
        for f in found
        if only in f.code and (only or "enhet" not in f.code)
    ]


def sentences(report: Report, history: Any = None, only: str = "") -> list[str]:
    return [f.message.replace("\u00a0", " ") for f in findings(report, history, only)]


def findings(report: Report, history: Any = None, only: str = "") -> list[Finding]:
    return [f for f in run_checks(report, history) if only in f.code]


def _columns(cells: list[str], report: str) -> list[Column]:
    columns: list[Column] = []
    for cell in cells:
        word, _, when = cell.rpartition(" ")
        whose = columns[-1 if cell == "forandring" else 0] if not word else None
        columns.append(replace(whose, derived=cell) if whose else _column(word, when, report))
    return columns


def _column(word: str, when: str, report: str) -> Column:
    version = when if ":" in when else ""
    year, _, month = when.partition(":")[0].partition("-")
    horizon = "period" if month else "year"
    vintage = f"fg:{report}" if word == "fg prognos" else report if word == "prognos" else version
    role = "comparison" if int(year) < int(report[:4]) or word == "fg prognos" else "own"
    return Column(word.removeprefix("fg "), vintage, int(year), int(month or 12), horizon, role=role)


def _row(first: str, unit: str, columns: list[Column], cells: list[str], number: int) -> Iterator[Fact]:
    entity, _, measure = first.removeprefix("=").strip().rpartition(": ")
    namnd, _, verksamhet = (entity or "kommunstyrelsen").partition("/")
    base, scale = UNITS[unit]
    for place, (column, cell) in enumerate(zip(columns, cells, strict=False)):
        if cell:
            printed = Decimal(cell.replace(" ", "").replace(",", "."))
            derived = f"rapporterad:{column.derived}:" if column.derived else ""
            yield Fact(
                namnd.replace("alla", ""), verksamhet, derived + measure, column.scenario, column.basis,
                column.year, column.month, column.horizon, printed * scale, base,
                Decimal(1).scaleb(int(printed.as_tuple().exponent)) * scale, printed, "Tabell",
                f"{'BCDEFGHIJ'[place]}{number}", measure, "", cell, role=column.role,
            )  # fmt: skip
