"""The cells of a table whose rows and columns are understood: each becomes a fact or a control total, or is
left with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from loaders import _match, _questions
from loaders._answers import TableAnswers
from loaders._document import Document
from loaders._given import LEFT_OUT, SKIP
from loaders._levels import Entity
from loaders._numbers import MINUSES, is_year
from loaders._rows import Row, plain_title, short_name
from loaders._shape import Shape
from loaders._signs import Signs
from loaders._slot import Slot
from loaders._table import Item, RawTable
from loaders._words import find_unit, named_unit, read_column, words
from store import codes
from store.records import REPORTED, Fact, Finding, NotRead, Status, TableView
from swedish import slug

_THOUSANDS = re.compile(rf"^[{MINUSES}]?[1-9]\d{{0,2}},\d{{3}}$")
MILLION = Decimal(1_000_000)


@dataclass(slots=True)
class Reading:
    """What has been read so far of a file."""

    facts: list[Fact] = field(default_factory=list)
    totals: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    tables: list[TableView] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """Reads the rows of one table. `problems`: the cells that raise a question of their own, by its code."""

    table: RawTable
    shape: Shape
    slots: Sequence[Slot]
    signs: Signs
    document: Document
    reading: Reading
    said: TableAnswers
    problems: dict[str, list[str]] = field(default_factory=dict)
    turned: list[Fact] = field(default_factory=list)

    def read(self, row: Row) -> None:
        """Add the numbers of one row to the reading."""
        for num in row.raw.unsure:
            self._leave(num.cell, num.text, row.problem if row.problem in LEFT_OUT else "fraga_kolumn")
        for k, items in row.raw.cells.items():
            slot = self.slots[k] if k < len(self.slots) else Slot(problem="okand_kolumn")
            for item in items:
                self._item(row, self._dated(slot, row), k, item)

    def _dated(self, slot: Slot, row: Row) -> Slot:
        if self.shape.rows != "years":
            return slot
        year = row.raw.label
        return replace(slot, year=int(year)) if is_year(year) else replace(slot, problem="fraga_period")

    def _item(self, row: Row, slot: Slot, k: int, item: Item) -> None:
        measure = self._measure(row, slot, k)
        unit = self._unit(row, slot, measure, item)
        item, unit = self._answered(slot, measure, item, unit)
        problem = row.problem or slot.problem or self._doubt(slot, measure, item, unit)
        if problem or not unit:
            self._leave(item.num.cell, item.num.text, problem)
            return
        fact = self._fact(row, slot, k, item, measure, unit)
        (self.reading.totals if row.entity.total else self.reading.facts).append(fact)
        self._label(fact, row, k)

    def _doubt(self, slot: Slot, measure: str, item: Item, unit: tuple[str, Decimal] | None) -> str:
        """The question that this cell alone raises, or ''."""
        problem = ""
        if not measure:
            problem = "fraga_matt"
        elif unit is None:
            problem = "fraga_enhet"
        elif unit[0] == "procent" and not self._percent_fits(slot, measure, item):
            problem = "fraga_procent"
        elif (
            unit == ("procent", Decimal(1))
            and self._fraction(slot, item)
            and self.said.of("andel") in ("", SKIP)
        ):
            problem = "fraga_andel"
        elif self._thousands(item, unit):
            problem = "fraga_tal"
        elif measure in self.signs.asked and item.num.value:
            problem = "fraga_tecken"
        if problem and (left := self.said.skipped(problem.removeprefix("fraga_"))):
            return left
        if problem:
            self.problems.setdefault(problem, []).append(item.num.cell)
        return problem

    def _answered(
        self, slot: Slot, measure: str, item: Item, unit: tuple[str, Decimal] | None
    ) -> tuple[Item, tuple[str, Decimal] | None]:
        """The number and its unit as the answers say they are."""
        if not measure or unit is None:
            return item, unit
        if self._thousands(item, unit) and (way := self.said.of("tal")) in ("decimaler", "tusental"):
            return self.said.thousands(item, way), unit
        if unit[0] == "procent" and not self._percent_fits(slot, measure, item):
            return (replace(item, change=True) if self.said.of("procent") == "forandring" else item), unit
        if unit[0] == "procent" and self._fraction(slot, item) and self.said.of("andel") == "andel":
            return item, ("procent", Decimal(100))
        return item, unit

    def _thousands(self, item: Item, unit: tuple[str, Decimal]) -> bool:
        """`1,234`: three decimals, or a thousand?"""
        return not item.digital and bool(_THOUSANDS.match(item.num.text)) and unit[1] < MILLION

    def _asks_fraction(self, slot: Slot, item: Item) -> bool:
        return self._fraction(slot, item) and self.said.of("andel") in ("", SKIP)

    def _fraction(self, slot: Slot, item: Item) -> bool:
        """`0,075` without a percent sign: 7,5 %, or a tenth of a percent?"""
        num = item.num
        return (
            not slot.derived
            and not (num.percent or item.change)
            and num.decimals > 1
            and 0 < abs(num.value) < 1
        )

    def _percent_fits(self, slot: Slot, measure: str, item: Item) -> bool:
        """Only a difference, or what is counted in percent, may be a percentage."""
        level = not (item.change or slot.derived or measure.startswith((REPORTED, "matt:")))
        return not level or _base_of(measure) == "procent"

    def _leave(self, cell: str, text: str, problem: str) -> None:
        self.reading.not_read.append(NotRead(self.table.sheet, cell, text, _questions.REASONS[problem]))

    def _measure(self, row: Row, slot: Slot, k: int) -> str:
        base = row.measure or slot.measure or self.said.measure()
        if self.shape.rows == "years":
            base += f"-{read_column(self.table.headings[k], _match.column_measures()).statistic}"
        return base

    def _unit(self, row: Row, slot: Slot, measure: str, item: Item) -> tuple[str, Decimal] | None:
        """(base unit, how many of it one printed unit is); None when money has no unit said anywhere."""
        if item.change or item.num.percent or slot.percent:
            return "procent", Decimal(1)
        base = self.said.own_units.get(measure) or _base_unit(measure, row)
        if base != "kr":
            return base, Decimal(1)
        said = item.num.unit or slot.unit
        if said == "?":
            return self.said.unit()
        if said and said in words()["unit"]:
            unit, scale = words()["unit"][said]
            return unit, Decimal(scale)
        whole = self.document.unit
        found = _row_unit(row) or self.shape.unit
        return found or ((whole[0], Decimal(whole[1])) if whole[0] else self.said.unit())

    def _fact(
        self, row: Row, slot: Slot, k: int, item: Item, measure: str, unit: tuple[str, Decimal]
    ) -> Fact:
        num, (base, scale) = item.num, unit
        entity = _part(row.entity, item, self.document)
        turned = not item.change and self.signs.flips(measure, slot, k)
        printed = -num.value if turned else num.value
        fact = Fact(
            entity.namnd, entity.verksamhet, _named(measure, slot, item), str(slot.scenario), slot.basis,
            slot.year, slot.month, str(slot.horizon), printed * scale, base,
            Decimal(1).scaleb(-num.decimals) * scale, printed, self.table.sheet, num.cell, row.raw.label,
            self.table.headings[k], item.raw or num.text, str(Status.OK), str(slot.role),
            kon=row.group[0] or slot.kon, alder=row.group[1] or slot.alder,
            anstallningsform=row.group[2] or slot.form,
            measured_through=self._through(measure, slot),
        )  # fmt: skip
        if turned and printed:
            self.turned.append(fact)
        return fact

    def _through(self, measure: str, slot: Slot) -> str:
        own = slot.horizon == "period" and slot.year == self.document.year
        month = self.document.through.get(measure) if own else None
        return f"{slot.year}-{month:02}" if month else ""

    def _label(self, fact: Fact, row: Row, k: int) -> None:
        """Remember the names of codes that the lists do not have."""
        labels, kommun = self.reading.labels, self.document.kommun
        if row.entity.new[0] and row.entity.new[0] == fact.verksamhet:
            labels[("verksamhet", fact.verksamhet)] = row.entity.new[1]
        if row.entity.total and fact.namnd and not codes.name("namnd", kommun, fact.namnd):
            labels[("namnd", fact.namnd)] = row.raw.label
        if fact.measure.startswith("matt:") and not codes.name("matt", "", fact.measure):
            labels[("matt", fact.measure)] = self._name(k) or short_name(row.raw.label)

    def _name(self, k: int) -> str:
        """The name of a mått that the table's title gives: 'Antal hushåll ...: medel'; '' when the row gives
        it.
        """
        if self.shape.rows not in ("years", "series"):
            return ""
        plain = plain_title(self.shape.title)
        match = _match.measure(plain)
        name = match.name if match else plain
        return f"{name}: {self.table.headings[k].lower()}" if self.shape.rows == "years" else name


def _row_unit(row: Row) -> tuple[str, Decimal] | None:
    return named_unit(row.raw.unit) if row.raw.unit else find_unit(row.raw.label)


def _base_unit(measure: str, row: Row) -> str:
    known = _base_of(measure)
    if not known and row.raw.unit:
        return named_unit(row.raw.unit)[0]
    if known or not measure.startswith("matt:"):
        return known or "kr"
    label = f" {_match.key(row.raw.label)} "
    if "%" in label or label.startswith((" andel ", " andelen ")):
        return "procent"
    said = find_unit(row.raw.label)
    return said[0] if said else "antal"


def _base_of(measure: str) -> str:
    name = measure.removeprefix(REPORTED).split(":")[-1] if not measure.startswith("matt:") else measure
    return _units().get(name, "")


@cache
def _units() -> dict[str, str]:
    return {m.code: m.unit for m in codes.matt()}


def _named(measure: str, slot: Slot, item: Item) -> str:
    """The fact's measure: the level itself, a difference of it, or its printed change in percent."""
    if item.change:
        return f"{measure}_pct" if measure.startswith(REPORTED) else f"{REPORTED}{measure}_forandring_pct"
    percent = item.num.percent and _base_of(measure) != "procent"
    if measure.startswith(REPORTED) and percent:
        return f"{measure}_pct"
    return (replace(slot, percent=True) if percent else slot).named(measure)


def _part(entity: Entity, item: Item, document: Document) -> Entity:
    """`SLK 154,9 Politiken 47,9`: each number of the cell is about its own part of the nämnd."""
    if not item.part:
        return entity
    match = _match.verksamhet(document.kommun, entity.namnd, item.part)
    return replace(entity, verksamhet=match.code if match else slug(item.part))
