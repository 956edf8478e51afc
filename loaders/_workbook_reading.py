"""What has been read of a workbook so far: facts, findings, and which numbers are accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from loaders._workbook_head import Head
from loaders._workbook_value import PROBLEMS, Value, is_number, value_of
from loaders.grid import Cell, Grid, Sheet
from store.records import (
    Comment,
    Fact,
    Finding,
    NotRead,
    Role,
    Severity,
    Status,
    TableView,
    Uppdrag,
)

Place = tuple[str, int, int]
NO_UNIT = "Enheten på bladet Ekonomi är inte känd."
NO_HEAD = "Arbetsbokens kommun, nämnd eller period är inte känd."


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell of numbers is about: the fields of its fact that do not come from the cell itself."""

    measure: str
    scenario: str
    year: int
    month: int
    horizon: str
    unit: str
    row: str
    column: str
    verksamhet: str = ""
    basis: str = ""
    role: str = Role.OWN
    kon: str = ""
    alder: str = ""
    through: str = ""
    definition: str = ""
    total: bool = False

    @property
    def money(self) -> bool:
        """In the workbook's tkr or mnkr; a verksamhetsmått in kr (cost per day) is in kr, as its row says."""
        return self.unit == "kr" and not self.measure.startswith("matt:")


@dataclass(slots=True)
class Reading:
    """Collects; nothing is taken back."""

    grid: Grid
    head: Head
    facts: list[Fact] = field(default_factory=list)
    totals: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    uppdrag: list[Uppdrag] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    tables: list[TableView] = field(default_factory=list)
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    seen: set[Place] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)  # own formulas without a value: not the user's fault
    computed: list[str] = field(default_factory=list)

    def tell(self, severity: str, code: str, message: str, *cells: str) -> None:
        self.findings.append(Finding(severity, code, message, cells))

    def skip(self, sheet: Sheet, cell: Cell, reason: str) -> None:
        """Account for a cell as not read; a cell without a number needs no account."""
        place = (sheet.name, cell.row, cell.col)
        if place not in self.seen:
            self.seen.add(place)
            if is_number(cell):
                self.not_read.append(NotRead(sheet.name, cell.name, cell.text, reason))

    def own_formula(self, sheet: Sheet, cell: Cell) -> None:
        """A formula that the workbook brought, saved by a program that does not calculate."""
        self.seen.add((sheet.name, cell.row, cell.col))
        self.formulas.add(f"{sheet.name}!{cell.name}")

    def number(self, sheet: Sheet, cell: Cell, meaning: Meaning) -> Value | None:
        """Read a cell of numbers into a fact or a control total; None when it has no usable value."""
        value = value_of(cell)
        ref = f"{sheet.name}!{cell.name}"
        if value.problem:
            self._problem(sheet, cell, value, meaning)
            return None
        if not self.head.known or (meaning.money and self.head.scale is None):
            self.skip(sheet, cell, NO_UNIT if self.head.known else NO_HEAD)
            return None
        if value.typed:
            message = f"{ref}: talet {cell.text.strip()} står som text. Det är läst som ett tal."
            self.tell(Severity.INFO, "tal_som_text", message, ref)
        self._keep(sheet, cell, meaning, value)
        return value

    def sum(self, sheet: Sheet, cell: Cell, meaning: Meaning, parts: list[Value]) -> Value | None:
        """A sum of the workbook's own whose value was not saved: worked out from the cells that it adds."""
        printed = [v.printed for v in parts if v.printed is not None]
        if not printed or not self.head.known or (meaning.money and self.head.scale is None):
            return None
        value = Value(sum(printed, Decimal(0)), max(v.decimals for v in parts))
        self._keep(sheet, cell, meaning, value, cells=len(printed))
        self.computed.append(f"{sheet.name}!{cell.name}")
        return value

    def _problem(self, sheet: Sheet, cell: Cell, value: Value, meaning: Meaning) -> None:
        ref, unit = f"{sheet.name}!{cell.name}", (self.head.unit if meaning.money else meaning.unit)
        message = PROBLEMS[value.problem].format(ref=ref, text=cell.text.strip(), unit=unit)
        if value.problem != "formel_utan_varde":  # the cells' reader has already said it
            self.tell(Severity.ERROR, value.problem, message, ref)
        self.skip(sheet, cell, message)

    def _keep(self, sheet: Sheet, cell: Cell, m: Meaning, value: Value, cells: int = 1) -> None:
        """`cells`: how many rounded numbers a sum adds; its rounding step grows with them."""
        self.seen.add((sheet.name, cell.row, cell.col))
        scale = self.head.scale if m.money and self.head.scale else Decimal(1)
        fact = Fact(
            namnd=self.head.namnd,
            verksamhet=m.verksamhet,
            measure=m.measure,
            scenario=m.scenario,
            basis=m.basis,
            year=m.year,
            month=m.month,
            horizon=m.horizon,
            value=None if value.printed is None else value.printed * scale,
            unit=m.unit,
            step=scale.scaleb(-value.decimals) * cells,
            printed=value.printed,
            sheet=sheet.name,
            cell=cell.name,
            row=m.row,
            column=m.column,
            raw=cell.text,
            status=value.status if value.printed is None else Status.OK,
            role=m.role,
            kon=m.kon,
            alder=m.alder,
            measured_through=m.through,
            definition=m.definition,
        )
        (self.totals if m.total else self.facts).append(fact)
