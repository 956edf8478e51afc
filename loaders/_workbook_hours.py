"""The workbook's monthly hours by kön and age group."""

from __future__ import annotations

from loaders._workbook_locate import Located
from loaders._workbook_reading import Meaning, Reading
from loaders._workbook_value import Value
from loaders.grid import Cell
from store.records import Severity
from store.workbook_layout import EVERYONE, Row, layout
from swedish import fold

Group = tuple[str, str]
Values = dict[tuple[str, Group, int], Value]
"""(measure, group, month) -> what stands there."""


def read_hours(reading: Reading, found: Located) -> None:
    """Typed numbers first, then the sums that a program without calculation left empty."""
    values: Values = {}
    later: list[tuple[Cell, Row, Group, int, Meaning]] = []
    spec: Row | None = None
    for row in found.rows():
        spec = _spec(found, row) or spec if not found.text(row, 1) else _spec(found, row)
        group = _group(found, row)
        if spec is None or group is None:
            _unknown(reading, found, row)
            continue
        for cell, month, heading in found.numbers(row):
            assert isinstance(month, int)
            meaning = _meaning(reading, found, row, spec, group, month, heading)
            if cell.formula_without_value and (spec.sums or not any(group)):
                later.append((cell, spec, group, month, meaning))
            elif month > reading.head.month:
                _late(reading, found, cell)
            elif value := reading.number(found.sheet, cell, meaning):
                values[spec.measure, group, month] = value
    for cell, spec, group, month, meaning in sorted(later, key=lambda one: bool(one[1].sums)):
        _sum(reading, found, cell, spec, group, month, meaning, values)


def _spec(found: Located, row: int) -> Row | None:
    return next((r for r in found.table.rows if fold(r.label) == fold(found.text(row, 1))), None)


def _group(found: Located, row: int) -> Group | None:
    """('K', '-29'), ('', '') for everyone, None when it is neither."""
    kon, alder = fold(found.text(row, 2)), fold(found.text(row, 3))
    if (kon, alder) == (fold(EVERYONE), fold(EVERYONE)):
        return "", ""
    codes_kon = {fold(text): code for code, text in layout().kon.items()}
    codes_alder = {fold(text): code for code, text in layout().alder.items()}
    return (codes_kon[kon], codes_alder[alder]) if kon in codes_kon and alder in codes_alder else None


def _unknown(reading: Reading, found: Located, row: int) -> None:
    cells = [c for c, _, _ in found.numbers(row) if not c.formula_without_value]
    if not cells:
        return
    place = f"{found.sheet.name}!A{row}"
    label = " · ".join(t for t in (found.text(row, c) for c in (1, 2, 3)) if t) or "utan namn"
    message = f"{place}: raden ”{label}” hör inte till arbetsbokens timmar, så dess tal är inte lästa."
    reading.tell(Severity.ERROR, "okand_rad", message, *(f"{found.sheet.name}!{c.name}" for c in cells))
    for cell in cells:
        reading.skip(found.sheet, cell, f"Raden ”{label}” hör inte till arbetsboken.")


def _late(reading: Reading, found: Located, cell: Cell) -> None:
    ref = f"{found.sheet.name}!{cell.name}"
    message = f"{ref}: månaden ligger efter rapportens period, så talet är inte läst."
    reading.tell(Severity.WARNING, "senare_manad", message, ref)
    reading.skip(found.sheet, cell, "Månaden ligger efter rapportens period.")


def _meaning(
    reading: Reading, found: Located, row: int, spec: Row, group: Group, month: int, heading: str
) -> Meaning:
    names = (found.text(row, 2), found.text(row, 3)) if any(group) else (EVERYONE,)
    return Meaning(
        measure=spec.measure,
        scenario="utfall",
        year=reading.head.year,
        month=month,
        horizon="month",
        unit="timmar",
        row=" · ".join((spec.label, *names)),
        column=heading,
        kon=group[0],
        alder=group[1],
    )


def _sum(
    reading: Reading, found: Located, cell: Cell, spec: Row, group: Group, month: int, meaning: Meaning,
    values: Values,
) -> None:  # fmt: skip
    reading.own_formula(found.sheet, cell)
    if spec.sums:
        keys = [(m, group, month) for m in spec.sums]
    else:
        keys = [(spec.measure, (k, a), month) for k in layout().kon for a in layout().alder]
    parts = [values[k] for k in keys if k in values and values[k].printed is not None]
    if len(parts) == len(keys) and (total := reading.sum(found.sheet, cell, meaning, parts)):
        values[spec.measure, group, month] = total
