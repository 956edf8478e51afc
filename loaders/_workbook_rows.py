"""The rows of the workbook's tables of posts: Ekonomi, Verksamheter and the nyckeltal of Personal."""

from __future__ import annotations

from typing import Any

from loaders import _match
from loaders._workbook_head import month_of
from loaders._workbook_locate import Located
from loaders._workbook_reading import Meaning, Reading
from loaders._workbook_value import Value
from loaders.grid import Cell
from store import codes
from store.records import REPORTED, Role, Severity
from store.workbook_layout import Column, Row
from swedish import fold, slug

Block = dict[str, dict[int, Value]]
"""The values of one entity's rows: measure -> column -> value."""


def read_posts(reading: Reading, found: Located) -> None:
    """All rows of a table whose rows the layout names; an entity's first row begins a new block."""
    names = len(found.table.keys) - 1
    entity, block, entities = "", Block(), set[str]()
    total = False
    for row in found.rows():
        spec = _spec(found, row)
        if spec is None:
            _unknown_row(reading, found, row)
            continue
        if names and spec is found.table.rows[0]:
            entity = found.text(row, 1)
            total = bool(found.table.total) and fold(entity) == fold(found.table.total)
            block = Block()
            if not _named(reading, found, row, entity, entities):
                entity = "?"
        _read_row(reading, found, row, spec, entity, total, block)


def _spec(found: Located, row: int) -> Row | None:
    label = fold(found.text(row, len(found.table.keys)))
    return next((r for r in found.table.rows if fold(r.label) == label), None)


def _unknown_row(reading: Reading, found: Located, row: int) -> None:
    cells = [c for c, _, _ in found.numbers(row) if not c.formula_without_value]
    if not cells:
        return
    place = f"{found.sheet.name}!A{row}"
    label = found.text(row, len(found.table.keys))
    stands = f"raden ”{label}” hör inte till arbetsboken" if label else "raden har inget namn"
    expected = ", ".join(r.label for r in found.table.rows)
    message = f"{place}: {stands}, så dess tal är inte lästa. Raderna är {expected}."
    reading.tell(Severity.ERROR, "okand_rad", message, *(f"{found.sheet.name}!{c.name}" for c in cells))
    for cell in cells:
        reading.skip(found.sheet, cell, f"Raden ”{label}” hör inte till arbetsboken.")


def _named(reading: Reading, found: Located, row: int, entity: str, entities: set[str]) -> bool:
    """False when the block's numbers cannot be read: it has no name, or its name has been used before."""
    code = slug(entity)
    filled = any(
        not c.formula_without_value
        for r in range(row, row + len(found.table.rows))
        for c, _, _ in found.numbers(r)
    )
    if code and code not in entities:
        entities.add(code)
        return True
    if filled:
        problem = "står två gånger" if code else "har inget namn"
        ref = f"{found.sheet.name}!A{row}"
        message = f"{ref}: verksamheten {entity} {problem}, så dess tal är inte lästa.".replace("  ", " ")
        reading.tell(Severity.ERROR, "dubbel_rad" if code else "namn_saknas", message, ref)
    return False


def _read_row(
    reading: Reading, found: Located, row: int, spec: Row, entity: str, total: bool, block: Block
) -> None:
    verksamhet = "" if total or entity in ("", "?") else verksamhet_code(reading, entity)
    through = through_of(reading, found, row)
    here = block.setdefault(spec.measure, {})
    for cell, column, heading in found.numbers(row):
        assert isinstance(column, Column)
        if entity == "?":
            _unnamed(reading, found, cell)
            continue
        meaning = _meaning(reading, found, row, spec, column, heading, verksamhet, through, total, entity)
        value = _value(reading, found, cell, column, spec, meaning, block)
        if value is not None:
            here[cell.col] = value


def _unnamed(reading: Reading, found: Located, cell: Cell) -> None:
    if cell.formula_without_value:
        reading.own_formula(found.sheet, cell)
    else:
        reading.skip(found.sheet, cell, "Verksamheten har inget namn, eller samma namn som en annan.")


def _value(
    reading: Reading, found: Located, cell: Cell, column: Column, spec: Row, meaning: Meaning, block: Block
) -> Value | None:
    """A cell's number; a formula of the workbook itself that has no value is worked out when it is a sum."""
    own = bool(spec.sums or column.derived or meaning.total)
    if not (own and (cell.formula_without_value or not cell.text.strip())):
        return reading.number(found.sheet, cell, meaning)
    reading.own_formula(found.sheet, cell)
    if column.derived or meaning.total:
        return None
    parts = [block[m][cell.col] for m in spec.sums if cell.col in block.get(m, {})]
    needed = [block.get(m, {}).get(cell.col) for m in spec.needs]
    if any(v is None or v.printed is None for v in needed):
        return None
    return reading.sum(found.sheet, cell, meaning, parts)


def _meaning(
    reading: Reading, found: Located, row: int, spec: Row, column: Column, heading: str, verksamhet: str,
    through: str, total: bool, entity: str,
) -> Meaning:  # fmt: skip
    measure = f"{REPORTED}{column.derived}:{spec.measure}" if column.derived else spec.measure
    definition = found.text(row, found.texts["Definition"]) if "Definition" in found.texts else ""
    return Meaning(
        measure=measure,
        unit=unit_of(spec.measure),
        row=" · ".join(t for t in (entity, spec.label) if t),
        verksamhet=verksamhet,
        through=through_in(reading, column, through),
        definition=definition,
        total=total,
        **time_of(reading, column, heading),
    )


def time_of(reading: Reading, column: Column, heading: str) -> dict[str, Any]:
    """The fields of a meaning that the column decides."""
    head = reading.head
    basis = {"own": head.report, "fg": f"fg:{head.report}"}.get(column.basis, "")
    return {
        "scenario": column.scenario,
        "basis": basis,
        "year": head.year + column.year,
        "month": 12 if column.horizon == "year" else head.month,
        "horizon": column.horizon,
        "role": Role.COMPARISON if column.comparison else Role.OWN,
        "column": heading,
    }


def unit_of(measure: str) -> str:
    """The base unit of a measure of the code list."""
    return next(m.unit for m in codes.matt() if m.code == measure)


def verksamhet_code(reading: Reading, name: str) -> str:
    """The code of a verksamhet of this nämnd; a new name becomes a code, and all names become labels."""
    known = _match.verksamhet(reading.head.kommun, reading.head.namnd, name)
    code, official = (known.code, known.name) if known else (slug(name), name)
    if ("verksamhet", code, official) not in reading.labels:
        reading.labels.append(("verksamhet", code, official))
    return code


def through_of(reading: Reading, found: Located, row: int) -> str:
    """'YYYY-MM' of the column Mätt till och med, '' when it is the report's own month or not given."""
    col = found.texts.get("Mätt till och med")
    cell = found.cell(row, col) if col else None
    if cell is None:
        return ""
    digits = cell.text.strip()
    month = month_of(f"{digits[:4]}-{digits[4:]}" if cell.number is not None and len(digits) == 6 else digits)
    if month is None:
        ref = f"{found.sheet.name}!{cell.name}"
        message = f"{ref}: ”{digits}” är ingen månad. Skriv till exempel {reading.head.year}-07."
        reading.tell(Severity.WARNING, "okand_manad", message, ref)
    reading.skip(found.sheet, cell, "Anger en månad, inte ett värde.")
    text = f"{month[0]:04}-{month[1]:02}" if month else ""
    return "" if text == reading.head.report else text


def through_in(reading: Reading, column: Column, through: str) -> str:
    """What the month means in one column: a year less in its comparison, nothing for forecasts."""
    main = "year" if reading.head.closed else "period"
    if not through or column.scenario != "utfall" or column.horizon != main:
        return ""
    return f"{int(through[:4]) + column.year:04}{through[4:]}"
