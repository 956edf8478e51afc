"""Months as columns: is each of them that month alone, or January up to and including it? A column of their
sum proves it, or the title says it; otherwise it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from loaders._cut import holds
from loaders._derived import Rows
from loaders._document import Document
from loaders._numbers import Num
from loaders._words import Column, read_column, tokens
from store.records import Scenario

MONTH = "month"  # the horizon of a number about that month alone
FEW = 2  # months, or rows that tell
ENOUGH = Decimal("0.8")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def said_of_months(texts: Sequence[str]) -> str:
    """'month' or 'period', as the title or the corner says of months; '' when none does."""
    for text in texts:
        line = f" {' '.join(tokens(text))} "
        if re.search(
            r" (?:ej|inte|icke) ack\w* | per manad | manadsvis | manadsutfall | enskilda? manad", line
        ):
            return MONTH
        if re.search(r" ack(?:umulerat|umulerad|umulerade)? ", line):
            return "period"
    return ""


def months_of_sheets(names: Sequence[str]) -> dict[str, int]:
    """The month of each sheet that is named after one, where at least two months have a sheet."""
    said = {name: read_column(name, {}) for name in names}
    found = {n: c.month for n, c in said.items() if c.month and c.length == 1 and not c.through}
    return found if len(set(found.values())) > 1 else {}


def settled_months(columns: Sequence[Column], rows: Rows, document: Document, said: str) -> list[Column]:
    """The columns with what their months are, where it can be told."""
    found = [_alone(c, document) if c.monthly else c for c in columns]
    found = [replace(c, single=False, horizon=MONTH) if _beside(c, found, document) else c for c in found]
    if document.by_sheet:
        found = [_on_its_sheet(c, found, said) for c in found]
    for group in _series(found):
        way = _way(found, group, rows, said)
        if way:
            _settle(found, group, way)
            _seen(found, group, rows, document)
        elif len(group) > FEW:
            for k in group:  # a row of days that close a month may be either
                found[k] = replace(found[k], single=True, through=found[k].through and not _by_day(found[k]))
    return found


def _alone(column: Column, document: Document) -> Column:
    """`Månadens utfall`: of the month that the report is about, where the heading names none."""
    month = 0 if column.derived else column.month or document.month
    return replace(column, month=month, horizon=MONTH, single=False)


def _on_its_sheet(column: Column, columns: Sequence[Column], said: str) -> Column:
    """A bare column on the sheet of a month: as the title says; the month alone beside an accumulated one."""
    bare = column.scenario in (Scenario.UTFALL, Scenario.BUDGET) and not (column.horizon or column.month)
    if not bare or column.derived or column.version or column.year:
        return column
    ack = any(c.scenario == column.scenario and c.horizon == "period" and not c.derived for c in columns)
    way = said or (MONTH if ack else "")
    return replace(column, horizon=way) if way else column


def _beside(column: Column, columns: Sequence[Column], document: Document) -> bool:
    """`Augusti` beside `Jan–aug` of the same: the month alone, for the two are not the same twice."""
    if not _month(column) or column.month != document.month or column.through:
        return False
    period = [c for c in columns if c.horizon == "period" and not c.derived and not c.alone and not c.total]
    dated = [
        replace(c, year=c.year or document.year) for c in (column, *period) if c.month in (0, column.month)
    ]
    return any(_same(c, dated[0]) for c in dated[1:])


def _seen(columns: list[Column], group: Sequence[int], rows: Rows, document: Document) -> None:
    """Months without a word of scenario, from January to the report's month and no further, are utfall."""
    filled = [columns[k].month for k in group if any(k in r for r in rows)]
    if not columns[group[0]].scenario and filled == list(range(1, document.month + 1)) and len(filled) < 12:
        for k in group:
            columns[k] = replace(columns[k], scenario=Scenario.UTFALL)


def _series(columns: Sequence[Column]) -> list[list[int]]:
    """Runs of neighbouring months of the same scenario, measure and year."""
    runs: list[list[int]] = []
    for k, column in enumerate(columns):
        if not _month(column):
            continue
        last = columns[runs[-1][-1]] if runs else None
        if last and column.month == last.month + 1 and _same(last, column):
            runs[-1].append(k)
        else:
            runs.append([k])
    return [r for r in runs if len(r) >= FEW]


def _month(column: Column) -> bool:
    plain = column.month and not (column.derived or column.label or column.monthly or column.previous)
    named = column.named and column.length == 1 and (not column.through or _by_day(column))
    return bool(plain and named and column.scenario != Scenario.PROGNOS)


def _by_day(column: Column) -> bool:
    return bool(_DAY.search(column.text))


def _same(one: Column, other: Column) -> bool:
    return all(
        getattr(one, k) == getattr(other, k) for k in ("scenario", "measure", "year", "shift", "version")
    )


def _way(columns: Sequence[Column], group: Sequence[int], rows: Rows, said: str) -> str:
    """What the sums show; then what the words say."""
    for k, column in enumerate(columns):
        if k in group or not _sums(column, columns[group[-1]]):
            continue
        alone = _share(rows, lambda row, k=k: _verdict(row, group, k))
        last = _share(rows, lambda row, k=k: _verdict(row, group[-1:], k))
        if alone != last and (alone or last):
            return MONTH if alone else "period"
    return said


def _sums(column: Column, last: Column) -> bool:
    """May this column be the sum of the months, or the same as the last of them?"""
    whole = column.total or (column.horizon in ("period", "year") and (column.month in (0, last.month)))
    same = column.scenario in ("", last.scenario) and column.measure in ("", last.measure)
    return bool(whole and same and not column.derived and not column.shift and column.year in (0, last.year))


def _share(rows: Rows, verdict) -> bool:  # type: ignore[no-untyped-def]
    told = [v for row in rows if (v := verdict(row)) is not None]
    return len(told) >= FEW and sum(told) >= ENOUGH * len(told)


def _verdict(row: dict[int, Num], group: Sequence[int], k: int) -> bool | None:
    parts = [row[i] for i in group if i in row]
    if k not in row or not parts or not any(p.value for p in parts):
        return None
    return holds([(row[k], 1), *((p, -1) for p in parts)])


def _settle(columns: list[Column], group: Sequence[int], way: str) -> None:
    for k in group:
        alone = way == MONTH
        columns[k] = replace(
            columns[k], single=False, through=not alone, horizon=MONTH if alone else "period"
        )
    last = columns[group[-1]]
    for k, column in enumerate(columns):
        if column.total and not column.horizon and _sums(column, last):
            columns[k] = replace(
                column, total=False, horizon="period", month=last.month, year=column.year or last.year,
                scenario=last.scenario, shift=last.shift,
            )  # fmt: skip
