"""From a table as it stands to facts: each number gets its measure, entity, time, unit and place, or a reason
why not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders import _match, _questions
from loaders._document import Document
from loaders._levels import Entity
from loaders._numbers import Num
from loaders._rows import Row, plain_title, rows_of, short_name
from loaders._shape import Shape, flags_of, shape_of
from loaders._slot import Slot, slots
from loaders._table import Item, RawTable
from loaders._words import Column, find_unit, read_column, words
from store import codes
from store.records import REPORTED, Fact, Finding, NotRead, Role, Status, TableView
from swedish import slug


@dataclass(slots=True)
class Reading:
    """What has been read so far of a file."""

    facts: list[Fact] = field(default_factory=list)
    totals: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    tables: list[TableView] = field(default_factory=list)


def understand(table: RawTable, document: Document, answers: dict[str, str], reading: Reading) -> None:
    """Add what the table says to `reading`."""
    table.flags = table.flags or flags_of(table)
    columns = _columns(table)
    shape = shape_of(table, columns, document)
    if not table.headings or not shape.rows:
        _questions.whole_table(table, shape, reading.findings)
        _leave(table, "tabellens rubriker gick inte att tolka", reading)
        return
    rows = rows_of(table, shape, document, answers)
    numbers = [{k: items[0].num for k, items in r.cells.items()} for r in table.rows]
    columns_slots = _slots(shape, columns, document, numbers)
    for row in rows:
        _read_row(table, shape, row, columns_slots, document, reading)
    _questions.columns(table, columns_slots, reading.findings)
    _questions.rows(table, rows, document, reading.findings)
    reading.tables.append(_view(table, shape, columns_slots))


def _columns(table: RawTable) -> list[Column]:
    columns = [read_column(h, _match.column_measures(), table.flags) for h in table.headings]
    if table.flags and columns and columns[-1].derived == "avvikelse":
        columns[-1] = replace(columns[-1], derived="prognosfel")
    return columns


def _slots(
    shape: Shape,
    columns: Sequence[Column],
    document: Document,
    numbers: list[dict[int, Num]],
) -> list[Slot]:
    if shape.rows == "years":
        return [Slot("utfall", "", 1, 12, "year", Role.COMPARISON) for _ in columns]
    return slots(columns, document, numbers)


def _read_row(
    table: RawTable, shape: Shape, row: Row, columns: Sequence[Slot], document: Document, reading: Reading
) -> None:
    for num in row.raw.unsure:
        reading.not_read.append(
            NotRead(table.sheet, num.cell, num.text, "det är oklart vilken kolumn talet hör till")
        )
    for k, items in row.raw.cells.items():
        for item in items:
            slot = _year_slot(columns[k], row, shape) if k < len(columns) else Slot(problem="okand_kolumn")
            _read_item(table, shape, row, slot, k, item, document, reading)


def _year_slot(slot: Slot, row: Row, shape: Shape) -> Slot:
    return replace(slot, year=int(row.raw.label)) if shape.rows == "years" else slot


def _read_item(
    table: RawTable,
    shape: Shape,
    row: Row,
    slot: Slot,
    k: int,
    item: Item,
    document: Document,
    reading: Reading,
) -> None:
    measure = _measure(table, shape, row, slot, k)
    problem = row.problem or slot.problem or ("" if measure else "fraga_matt")
    unit = _unit(shape, row, slot, measure, item, document)
    problem = problem or ("" if unit else "fraga_enhet")
    if problem or not unit:
        reading.not_read.append(
            NotRead(table.sheet, item.num.cell, item.num.text, _questions.REASONS[problem])
        )
        return
    fact = _fact(table, row, slot, k, item, measure, unit, document)
    (reading.totals if row.entity.total else reading.facts).append(fact)
    _label(reading, document.kommun, fact, row, _name(table, shape, k))


def _measure(table: RawTable, shape: Shape, row: Row, slot: Slot, k: int) -> str:
    base = row.measure or slot.measure
    if shape.rows == "years":
        base += f"-{_columns(table)[k].statistic}"
    return base


def _unit(
    shape: Shape, row: Row, slot: Slot, measure: str, item: Item, document: Document
) -> tuple[str, Decimal] | None:
    """(base unit, how many of it one printed unit is); None when money has no unit said anywhere."""
    if item.change or item.num.percent or slot.percent:
        return "procent", Decimal(1)
    base = _base_unit(measure, row)
    if base != "kr":
        return base, Decimal(1)
    said = item.num.unit or slot.unit
    if said and said in words()["unit"]:
        unit, scale = words()["unit"][said]
        return unit, Decimal(scale)
    found = find_unit(row.raw.label) or shape.unit
    return found or ((document.unit[0], Decimal(document.unit[1])) if document.unit[0] else None)


def _base_unit(measure: str, row: Row) -> str:
    name = measure.removeprefix(REPORTED).split(":")[-1] if not measure.startswith("matt:") else measure
    known = next((m.unit for m in codes.matt() if m.code == name), "")
    if known or not measure.startswith("matt:"):
        return known or "kr"
    label = f" {_match.key(row.raw.label)} "
    if "%" in label or label.startswith((" andel ", " andelen ")):
        return "procent"
    return "kr" if find_unit(row.raw.label) else "antal"


def _fact(
    table: RawTable,
    row: Row,
    slot: Slot,
    k: int,
    item: Item,
    measure: str,
    unit: tuple[str, Decimal],
    document: Document,
) -> Fact:
    base, scale = unit
    num = item.num
    entity = _part(row.entity, item, document)
    through = (
        document.through.get(measure) if slot.horizon == "period" and slot.year == document.year else None
    )
    return Fact(
        namnd=entity.namnd,
        verksamhet=entity.verksamhet,
        measure=_changed(measure) if item.change else slot.named(measure),
        scenario=str(slot.scenario),
        basis=slot.basis,
        year=slot.year,
        month=slot.month,
        horizon=str(slot.horizon),
        value=num.value * scale,
        unit=base,
        step=Decimal(1).scaleb(-num.decimals) * scale,
        printed=num.value,
        sheet=table.sheet,
        cell=num.cell,
        row=row.raw.label,
        column=table.headings[k],
        raw=item.raw or num.text,
        status=str(Status.OK),
        role=str(slot.role),
        measured_through=f"{slot.year}-{through:02}" if through else "",
    )


def _changed(measure: str) -> str:
    """The measure of a printed change in percent beside its level or its change in kr."""
    return f"{measure}_pct" if measure.startswith(REPORTED) else f"{REPORTED}{measure}_forandring_pct"


def _part(entity: Entity, item: Item, document: Document) -> Entity:
    """`SLK 154,9 Politiken 47,9`: each number of the cell is about its own part of the nämnd."""
    if not item.part:
        return entity
    match = _match.verksamhet(document.kommun, entity.namnd, item.part)
    return replace(entity, verksamhet=match.code if match else slug(item.part))


def _label(reading: Reading, kommun: str, fact: Fact, row: Row, name: str) -> None:
    """Remember the names of codes that the lists do not have."""
    if row.entity.new[0] and row.entity.new[0] == fact.verksamhet:
        reading.labels[("verksamhet", f"{fact.namnd}/{fact.verksamhet}")] = row.entity.new[1]
    if row.entity.total and fact.namnd and not codes.name("namnd", kommun, fact.namnd):
        reading.labels[("namnd", fact.namnd)] = row.raw.label
    if fact.measure.startswith("matt:") and not codes.name("matt", "", fact.measure):
        reading.labels[("matt", fact.measure)] = name or short_name(row.raw.label)


def _name(table: RawTable, shape: Shape, k: int) -> str:
    """The name of a mått that the table's title gives: 'Antal hushåll ...: medel'; '' when the row gives
    it.
    """
    if shape.rows not in ("years", "series"):
        return ""
    plain = plain_title(shape.title)
    match = _match.measure(plain)
    name = match.name if match else plain
    return f"{name}: {table.headings[k].lower()}" if shape.rows == "years" else name


def _leave(table: RawTable, reason: str, reading: Reading) -> None:
    for row in table.rows:
        nums = [i.num for items in row.cells.values() for i in items]
        for num in (*nums, *row.unsure):
            reading.not_read.append(NotRead(table.sheet, num.cell, num.text, reason))


def _view(table: RawTable, shape: Shape, columns: Sequence[Slot]) -> TableView:
    unit = f"{shape.unit[0]} × {shape.unit[1]}" if shape.unit else ""
    rows = tuple(
        (r.label, *(" ".join(i.num.text for i in r.cells.get(k, ())) for k in range(len(columns))))
        for r in table.rows
    )
    meanings = tuple(_questions.meaning(s) for s in columns)
    return TableView(shape.title, table.sheet, table.cells, unit, tuple(table.headings), meanings, rows)
