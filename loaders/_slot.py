"""Where in time and in whose eyes a column stands: scenario, year, month, horizon, basis, role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders._derived import Rows, origin
from loaders._document import Document
from loaders._horizon import dated, ordered, settled
from loaders._identities import carried
from loaders._months import MONTH, settled_months
from loaders._words import Column
from store import codes
from store.records import REPORTED, Horizon, Role, Scenario

PLAN = "plan"  # the budget of a later year as a plan: never the year's own budget
FAR = 25  # years: a heading further away is a number that was taken for a year


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
    kon: str = ""
    alder: str = ""
    form: str = ""
    problem: str = ""
    pair: tuple[int, int] | None = None  # what a derived column is the difference of

    def named(self, measure: str) -> str:
        """The measure of a cell in this column: itself, or rapporterad:avvikelse:<itself> in a derived
        column.
        """
        if not self.derived:
            return measure
        return f"{REPORTED}{self.derived}{'_pct' if self.percent else ''}:{measure}"


def slots(
    columns: Sequence[Column], document: Document, rows: Rows, context: Column, series: bool = False,
    span: bool = False, months: str = "",
    staff: bool = False,
) -> list[Slot]:  # fmt: skip
    """A slot for each column. `rows` are the numbers by column, which prove what a bare `Budget` or
    `Avvikelse` is; `context` is what the corner or the title says of all columns, `span` that they are about
    January–August, `months` what months are.
    """
    filled = [_in_context(c, context) for c in ordered(_with_measures(columns, rows), rows)]
    filled = settled_months(_bare_utfall(filled, span, staff), rows, document, months)
    known = dated(settled(filled, document, rows, span), document)
    plain = [_plain(c, said, document, series) for c, said in zip(known, filled, strict=True)]
    return [_derived(known, k, plain, rows) if c.derived else plain[k] for k, c in enumerate(known)]


def _bare_utfall(columns: Sequence[Column], span: bool, staff: bool) -> list[Column]:
    """`Intäkter | Kostnader | Netto | Budget netto` below `Driftredovisning januari–augusti`: the columns
    that do not say budget are the utfall of those months.
    """
    if (span or staff) and any(c.kon or c.alder or c.form for c in columns):
        return [_utfall(replace(c, total=False)) if _of_staff(c) else c for c in columns]
    if not span or not any(c.scenario == Scenario.BUDGET and c.measure and not c.derived for c in columns):
        return list(columns)
    return [_utfall(c) if _only_measure(c) else c for c in columns]


def _utfall(column: Column) -> Column:
    return replace(column, scenario=Scenario.UTFALL, horizon=Horizon.PERIOD)


def _of_staff(column: Column) -> bool:
    """`Kvinnor | Män | Totalt` and no more."""
    return bool(column.kon or column.alder or column.form or column.total) and not (
        column.scenario or column.derived or column.year or column.unknown or column.horizon
    )


def _only_measure(column: Column) -> bool:
    said = column.scenario or column.derived or column.year or column.month or column.horizon or column.shift
    return bool(column.measure and column.understood and not said)


def _with_measures(columns: Sequence[Column], rows: Rows) -> list[Column]:
    """`Nettokostnad 2020 | Budget 2020`: a column without a measure takes that of the nearest to its left, if
    there is only one in the table or the figures prove it.
    """
    filled = carried(columns)
    if len({c.measure for c in columns if c.measure}) < 2:
        return filled
    proved = _proved_measures(filled, rows)
    return [
        f if c.measure or k in proved else c for k, (c, f) in enumerate(zip(columns, filled, strict=True))
    ]


def _proved_measures(columns: Sequence[Column], rows: Rows) -> set[int]:
    """The columns that belong to a difference which the figures prove."""
    proved: set[int] = set()
    for k, column in enumerate(columns):
        pair, sure = origin(columns, k, rows) if column.derived else (None, False)
        proved |= {k, *pair} if pair and sure else set()
    return proved


def _in_context(column: Column, context: Column) -> Column:
    """A column whose heading names no scenario has that of the corner or the title, and what it says of
    time.
    """
    if column.derived or column.label or column.unknown or not column.text.strip():
        return column  # without a heading of its own it may be anything
    if column.scenario or not context.scenario:
        whole = context.horizon == Horizon.YEAR and not (column.horizon or column.month or column.year)
        return replace(column, horizon=context.horizon) if whole else column
    if column.year and context.year and column.year != context.year:
        return column
    shift = column.shift or (0 if column.year else context.shift)
    dated = replace(column, scenario=context.scenario, year=column.year or context.year, shift=shift)
    if column.month or column.horizon:
        return dated
    return replace(
        dated, horizon=context.horizon, month=context.month, single=context.single, through=context.through
    )


def _plain(column: Column, said: Column, document: Document, series: bool) -> Slot:
    """`said` is the column before its year and horizon were filled in."""
    if column.label:
        return Slot(problem="kommentar")
    if not column.understood:
        return Slot(problem="okand_kolumn")
    scenario = column.scenario or Scenario.UTFALL
    year = column.year
    month = 12 if column.horizon == Horizon.YEAR else column.month or document.month
    if month == 12 and not column.alone and column.horizon != MONTH:  # January up to and including December
        column = replace(column, horizon=column.horizon and Horizon.YEAR)
    basis = _basis(column, scenario, year, document)
    slot = Slot(
        scenario, basis, year, month, column.horizon, _role(column, scenario, year, document),
        percent=column.percent, measure=column.measure, unit=column.unit, kon=column.kon, alder=column.alder,
        form=column.form,
    )  # fmt: skip
    return replace(slot, problem=_problem(said, slot, document, series))


def _problem(column: Column, slot: Slot, document: Document, series: bool) -> str:
    undated = document.doubtful and not column.year
    far = document.year and abs(slot.year - document.year) > FAR
    if not slot.year or not slot.month or undated or far:
        return "fraga_period"
    if not column.scenario and not series and not _surely_utfall(column, slot, document):
        return "fraga_scenario"
    if column.alone and slot.scenario != Scenario.PROGNOS:
        return "fraga_manad"
    if slot.basis == PLAN and slot.year <= document.year:
        return "okand_kolumn"
    which = "fraga_manad" if document.by_sheet else "fraga_horisont"
    return _impossible(slot, document) or ("" if slot.horizon else which)


def _surely_utfall(column: Column, slot: Slot, document: Document) -> bool:
    """Without the word: in a closed year; a period; a year that was closed when the report was written."""
    if document.kind == "arsredovisning" or document.month == 12:
        return slot.year <= document.year
    if document.closed:
        return slot.year < document.year - 1
    staff = column.measure in _staff() and not column.year
    told = column.horizon == Horizon.PERIOD or bool(column.shift) or staff
    return told and slot.horizon == Horizon.PERIOD


@cache
def _staff() -> frozenset[str]:
    """Measures that no budget or forecast has unless its heading says so."""
    return frozenset(m.code for m in codes.matt() if m.kind == "personal")


def _impossible(slot: Slot, document: Document) -> str:
    """No report tells the outcome of what has not happened, or a forecast that is not yet made."""
    told = (document.year, document.month or 0)
    if slot.scenario == Scenario.UTFALL and told[0] and (slot.year, slot.month) > told:
        return "fraga_framtid"
    if (
        slot.scenario == Scenario.PROGNOS
        and slot.horizon == Horizon.PERIOD
        and (slot.year, slot.month) <= told
    ):
        return "okand_kolumn"
    made = slot.basis.removeprefix("fg:")
    return "fraga_framtid" if slot.scenario == Scenario.PROGNOS and made > document.report else ""


def _basis(column: Column, scenario: str, year: int, document: Document) -> str:
    """A budget's version, or the report that a forecast is from ('fg:' + report = the one before it)."""
    if scenario == Scenario.BUDGET:
        return column.version
    if scenario != Scenario.PROGNOS:
        return ""
    if column.month and (column.vintage or column.horizon == Horizon.YEAR):
        return f"{year}-{column.month:02}"
    return f"fg:{document.report}" if column.previous else document.report


def _role(column: Column, scenario: str, year: int, document: Document) -> str:
    older = year < document.year and scenario != Scenario.PROGNOS
    earlier = scenario == Scenario.PROGNOS and _basis(column, scenario, year, document) != document.report
    replaced = column.version in (PLAN, "ursprunglig")  # gives way to the budget of the year
    return Role.COMPARISON if column.shift or earlier or older or replaced else Role.OWN


def _derived(columns: Sequence[Column], k: int, plain: Sequence[Slot], rows: Rows) -> Slot:
    """A derived column is dated as the figure that something was subtracted from."""
    column = columns[k]
    pair, proved = origin(columns, k, rows)
    if column.unknown or not pair:
        return Slot(problem="okand_kolumn" if column.unknown else "fraga_avvikelse")
    top, base = plain[pair[0]], plain[pair[1]]
    unit = column.unit or top.unit
    if column.unit and column.unit != top.unit and not column.percent:
        unit = top.unit if proved else "?"  # `Avvikelse kr` beside figures in tkr
    return replace(
        top, derived=column.derived, percent=column.percent, measure=column.measure or top.measure, unit=unit,
        problem=top.problem or base.problem, pair=pair,
    )  # fmt: skip
