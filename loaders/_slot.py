"""Where in time and in whose eyes a column stands: scenario, year, month, horizon, basis, role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders import _identities
from loaders._cut import holds
from loaders._document import Document
from loaders._numbers import Num
from loaders._words import Column
from store.records import REPORTED, Horizon, Role, Scenario


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column's numbers are, apart from measure and entity. `problem`: why they cannot be read (a
    code).
    """

    scenario: str = ""
    basis: str = ""
    year: int = 0
    month: int = 0
    horizon: str = ""
    role: str = Role.OWN
    derived: str = ""
    percent: bool = False
    measure: str = ""
    unit: str = ""
    problem: str = ""

    def named(self, measure: str) -> str:
        """The measure of a cell in this column: itself, or rapporterad:avvikelse:<itself> in a derived
        column.
        """
        if not self.derived:
            return measure
        return f"{REPORTED}{self.derived}{'_pct' if self.percent else ''}:{measure}"


def slots(columns: Sequence[Column], document: Document, rows: Sequence[dict[int, Num]]) -> list[Slot]:
    """A slot for each column. `rows` are the numbers by column, which prove the horizon of a bare
    `Budget`.
    """
    filled = _with_measures(columns)
    settled = _with_horizons(filled, document, rows)
    plain = [_plain(c, document) for c in settled]
    return [_derived(settled, k, plain) if c.derived else plain[k] for k, c in enumerate(settled)]


def _with_measures(columns: Sequence[Column]) -> list[Column]:
    """`Nettokostnad 2020 | Budget 2020`: a column without a measure takes that of the nearest to its left."""
    last, filled = "", []
    for column in columns:
        last = column.measure or last
        filled.append(column if column.measure or not last else replace(column, measure=last))
    return filled


def _horizon(column: Column, document: Document) -> str:
    """'' when nothing says whether it is the period or the whole year."""
    if column.vintage or (column.scenario == Scenario.PROGNOS and not column.horizon):
        return Horizon.YEAR
    if column.horizon:
        return column.horizon
    past = bool(column.year and column.year != document.year)
    if document.closed or past or column.version:
        return Horizon.YEAR
    return Horizon.PERIOD if column.scenario == Scenario.UTFALL or not column.scenario else ""


def _with_horizons(columns: list[Column], document: Document, rows: Sequence[dict[int, Num]]) -> list[Column]:
    """A budget column whose horizon no word gives has that of the column it is subtracted from, if the rows
    agree.
    """
    known = [c if c.derived else replace(c, horizon=_horizon(c, document)) for c in columns]
    for k, column in enumerate(known):
        if column.derived:
            pair = _proved(known, k, rows)
            if pair and not known[pair[1]].horizon:
                known[pair[1]] = replace(known[pair[1]], horizon=known[pair[0]].horizon)
    return _the_other(known)


def _the_other(columns: list[Column]) -> list[Column]:
    """Of two budget columns for one year, one of them for the period, the other is for the whole year (or
    reverse).
    """
    budgets = [k for k, c in enumerate(columns) if c.scenario == "budget" and not c.derived and not c.version]
    bare = [k for k in budgets if not columns[k].horizon]
    told = [k for k in budgets if columns[k].horizon]
    if len(bare) == len(told) == 1 and columns[bare[0]].year == columns[told[0]].year:
        other = Horizon.YEAR if columns[told[0]].horizon == Horizon.PERIOD else Horizon.PERIOD
        columns[bare[0]] = replace(columns[bare[0]], horizon=other)
    return columns


def _proved(columns: list[Column], k: int, rows: Sequence[dict[int, Num]]) -> tuple[int, int] | None:
    """The pair of columns whose difference column k really is, on every row that has all three and on at
    least one.
    """
    left = [i for i in range(len(columns)) if i != k and not columns[i].derived]
    tops = [i for i in left if columns[i].scenario in ("utfall", "prognos") and not columns[i].shift]
    pairs = [(t, b) for b in left if columns[b].scenario == "budget" for t in tops]
    proved = [p for p in pairs if _holds(p, k, rows)]
    return proved[0] if len(proved) == 1 else None


def _holds(pair: tuple[int, int], k: int, rows: Sequence[dict[int, Num]]) -> bool:
    verdicts = [holds([(r.get(k), 1), (r.get(pair[0]), -1), (r.get(pair[1]), 1)]) for r in rows]
    told = [v for v in verdicts if v is not None]
    return bool(told) and sum(told) >= 0.8 * len(told)


def _plain(column: Column, document: Document) -> Slot:
    if column.unknown or not column.understood:
        return Slot(problem="okand_kolumn")
    scenario = column.scenario or Scenario.UTFALL
    year = column.year or document.year
    if year == document.year:  # 'Utfall fg år' below 'Perioden jan–aug 2024'; 'Utfall fg år 2023' says its own
        year += column.shift
    if column.shift and not (column.year or document.year):
        year = 0
    horizon = column.horizon
    month = 12 if horizon == Horizon.YEAR else column.month or document.month
    slot = Slot(
        scenario, _basis(column, scenario, year, document), year, month, horizon, measure=column.measure
    )
    slot = replace(
        slot, role=_role(column, scenario, year, document), unit=column.unit, percent=column.percent
    )
    return replace(slot, problem=_problem(column, slot, document))


def _problem(column: Column, slot: Slot, document: Document) -> str:
    if not slot.year or not slot.month:
        return "fraga_period"
    if not slot.horizon:
        return "fraga_horisont"
    bare = not column.scenario and column.measure == "" and slot.year >= (document.year or 9999)
    return "fraga_scenario" if bare and document.kind == "budget" else ""


def _basis(column: Column, scenario: str, year: int, document: Document) -> str:
    """A budget's version, or the report that a forecast is from ('fg:' + report = the one before it)."""
    if scenario == Scenario.BUDGET:
        return column.version
    if scenario != Scenario.PROGNOS:
        return ""
    if column.vintage:
        return f"{year}-{column.month:02}"
    return f"fg:{document.report}" if column.previous else document.report


def _role(column: Column, scenario: str, year: int, document: Document) -> str:
    older = year < document.year and scenario != Scenario.PROGNOS
    return Role.COMPARISON if column.shift or column.previous or column.vintage or older else Role.OWN


def _derived(columns: Sequence[Column], k: int, plain: Sequence[Slot]) -> Slot:
    """A derived column is dated as the figure that something was subtracted from."""
    column = columns[k]
    pair = _identities.operands(columns, k)
    if column.unknown or not pair:
        return Slot(problem="okand_kolumn")
    top = plain[pair[0]]
    measure = column.measure or top.measure
    return replace(
        top, derived=column.derived, percent=column.percent, measure=measure, unit=column.unit or top.unit
    )
