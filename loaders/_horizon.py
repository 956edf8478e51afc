"""Whether the columns of a table are about the period, the whole year or a month: by their words, by their
neighbours, by the figures; '' when nothing says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders._derived import Rows, origin
from loaders._document import Document
from loaders._words import Column
from store.records import Horizon, Scenario


def settled(columns: Sequence[Column], document: Document, rows: Rows, span: bool = False) -> list[Column]:
    """The columns with their horizons. A budget column whose horizon no word gives has that of the column it
    is subtracted from, if the figures prove that it is. `span`: the title says January–August of them all.
    """
    known = [c if c.derived else replace(c, horizon=_said(c, document)) for c in columns]
    for k, column in enumerate(known):
        pair, proved = origin(dated(known, document), k, rows) if column.derived else (None, False)
        if pair and proved and column.derived in _WHOLE:
            budget = pair[_WHOLE[column.derived]]
            known[budget] = replace(known[budget], horizon=known[budget].horizon or Horizon.YEAR)
        elif pair and proved and not known[pair[1]].horizon:
            known[pair[1]] = replace(known[pair[1]], horizon=known[pair[0]].horizon)
    return _as_the_others(_past_year(_other_budget(known, document), document), span)


_WHOLE = {"kvar": 0, "forbrukning": 1}
"""What is left or used up is of the budget of the whole year: where in the pair the budget stands."""


def _as_the_others(columns: list[Column], span: bool) -> list[Column]:
    """A bare budget among columns of the whole year only is of the year; of the period where the title says
    so of a table that has nothing about the year.
    """
    told = {c.horizon for c in columns if not c.derived and not c.label and c.understood and c.horizon}
    budgets = [c for c in columns if c.scenario == Scenario.BUDGET and not (c.derived or c.version)]
    if told == {Horizon.YEAR} and (len(budgets) == 1 or not any(c.horizon for c in budgets)):
        return [_bare_budget(c, Horizon.YEAR) for c in columns]
    if span and told == {Horizon.PERIOD}:
        return [_bare_budget(c, Horizon.PERIOD) for c in columns]
    return columns


def _bare_budget(column: Column, horizon: str) -> Column:
    bare = column.scenario == Scenario.BUDGET and not (column.horizon or column.derived or column.month)
    return replace(column, horizon=horizon) if bare else column


def ordered(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`Prognos 1 | Prognos 2`: the last one that has figures is the report's own, the one before it the
    previous one.
    """
    filled = {k for r in rows for k in r}
    forecasts = [c for k, c in enumerate(columns) if c.scenario == Scenario.PROGNOS and k in filled]
    bare = any(not (c.ordinal or c.previous or c.vintage or c.derived) for c in forecasts)
    newest = [0] * bare + sorted({c.ordinal for c in forecasts if c.ordinal and not c.derived}, reverse=True)
    taken = any(c.previous and not c.derived for c in forecasts)
    return [_placed(c, newest, taken) if c.ordinal and not c.derived else c for c in columns]


def _placed(column: Column, newest: list[int], taken: bool) -> Column:
    place = newest.index(column.ordinal) if column.ordinal in newest else 2
    if place > 1 or (place and taken):
        return replace(column, unknown=(str(column.ordinal),))
    return replace(column, previous=bool(place))


def dated(columns: Sequence[Column], document: Document) -> list[Column]:
    """The columns with their years: `Utfall` and `Utfall fg år` in a report of 2024 are 2024 and 2023."""
    return [c if c.derived or c.label else _of_year(c, _year(c, document.year)) for c in columns]


def _of_year(column: Column, year: int) -> Column:
    return column if column.year == year else replace(column, year=year)


def _year(column: Column, report: int) -> int:
    """`Utfall fg år` below `Perioden jan–aug 2024` is 2023, and `Utfall fg år 2023` says its own."""
    year = column.year or report
    return year + column.shift if year and year == report else year


def _said(column: Column, document: Document) -> str:
    """'' when nothing says whether it is the period or the whole year."""
    if column.scenario == Scenario.PROGNOS and (column.named or column.vintage or not column.horizon):
        return Horizon.YEAR
    if column.horizon:
        return column.horizon
    if document.closed or column.version:
        return Horizon.YEAR
    return _open(column, document)


def _open(column: Column, document: Document) -> str:
    """A bare heading in a report about a part of the year."""
    if document.by_sheet:
        return ""
    if column.scenario == Scenario.BUDGET:
        return Horizon.YEAR if column.year > document.year > 0 else ""
    return "" if column.year and column.year != document.year else Horizon.PERIOD


def _other_budget(columns: list[Column], document: Document) -> list[Column]:
    """Of two budget columns for one year, one of them for the period, the other is for the whole year (or
    reverse).
    """
    budgets = [k for k, c in enumerate(columns) if c.scenario == "budget" and not c.derived and not c.version]
    bare = [k for k in budgets if not columns[k].horizon]
    told = [k for k in budgets if columns[k].horizon]
    if len(bare) == len(told) == 1 and len({_year(columns[k], document.year) for k in (*bare, *told)}) == 1:
        other = Horizon.YEAR if columns[told[0]].horizon == Horizon.PERIOD else Horizon.PERIOD
        columns[bare[0]] = replace(columns[bare[0]], horizon=other)
    return columns


def _past_year(columns: list[Column], document: Document) -> list[Column]:
    """`Utfall 2023` is the whole of 2023 when another column has the same period of last year."""
    told = [c for c in columns if c.scenario == "utfall" and c.horizon == "period"]
    same = {(c.year or document.year) + c.shift for c in told}
    years = [c for c in columns if c.scenario == "utfall" and c.horizon == "year" and not c.derived]
    whole = {(c.year or document.year) + c.shift for c in years}
    columns = [replace(c, horizon=Horizon.YEAR) if _bare_utfall(c, same - whole) else c for c in columns]
    return [replace(c, horizon=Horizon.PERIOD) if _bare_utfall(c, whole - same) else c for c in columns]


def _bare_utfall(column: Column, years: set[int]) -> bool:
    plain = not column.horizon and not column.derived
    return plain and column.scenario == "utfall" and column.year in years
