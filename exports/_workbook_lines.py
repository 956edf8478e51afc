"""The lines of each table of the program's own workbook, with its formulas and the values they have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from exports._workbook_content import Cell, Content, Line, Value, added, number
from store.workbook_layout import EVERYONE, Column, Layout, Row, Table
from store.workbook_layout import layout as declared


def address(row: int, col: int) -> str:
    """(7, 2) -> `B7`; the workbook has fewer than 26 columns."""
    return f"{chr(64 + col)}{row}"


def lines(content: Content, layout: Layout, table: Table, top: int) -> list[Line]:
    """The lines of one table whose first line stands in row `top`."""
    makers = {
        "verksamheter": _entities,
        "timmar": _hours,
        "matt": _matt,
        "uppdrag": _texts,
        "kommentarer": _texts,
    }
    return makers.get(table.key, _block_table)(content, layout, table, top)


def _block_table(content: Content, layout: Layout, table: Table, top: int) -> list[Line]:
    return _block(content, layout, table, top, "", ())


def _block(
    content: Content, layout: Layout, table: Table, top: int, entity: str, labels: tuple[str, ...]
) -> list[Line]:
    """One entity's rows (`labels` stand before the row's own label in the first of them)."""
    columns = layout.columns_of(table, content.month)
    values = [[_value(content, table, entity, r, c) for c in columns] for r in table.rows]
    made = []
    for i, row in enumerate(table.rows):
        cells = [_cell(table, columns, values, i, j, top) for j in range(len(columns))]
        shown = labels if i == 0 else ("",) * len(labels)
        kind = "sum" if row.sums else "sub" if row.indent else "post"
        made.append(
            Line((*shown, row.label), (*cells, *_text_cells(content, table, entity, row.measure)), kind)
        )
    return made


def _text_cells(content: Content, table: Table, entity: str, measure: str) -> tuple[Cell, ...]:
    return tuple(Cell(content.texts.get((table.key, entity, measure, t), ""), text=True) for t in table.texts)


def _value(content: Content, table: Table, entity: str, row: Row, column: Column) -> Value:
    """What is given; a sum is worked out, and a difference later."""
    given = content.values.get((table.key, entity, row.measure, column))
    if given is not None or not row.sums:
        return given
    parts = {m: content.values.get((table.key, entity, m, column)) for m in row.sums}
    needed = [parts[m] for m in row.needs]
    return added(list(parts.values()), 0) if added(needed, len(needed)) is not None else None


def _cell(
    table: Table, columns: Sequence[Column], values: list[list[Value]], i: int, j: int, top: int
) -> Cell:
    row, column = table.rows[i], columns[j]
    if column.derived:
        return _difference(columns, values[i], j, top + i, len(table.keys), row.decimals)
    if not row.sums:
        return Cell(values[i][j], decimals=row.decimals)
    at = {r.measure: address(top + k, len(table.keys) + 1 + j) for k, r in enumerate(table.rows)}
    needs, sums = ",".join(at[m] for m in row.needs), ",".join(at[m] for m in row.sums)
    formula = f'=IF(COUNT({needs})<{len(row.needs)},"",SUM({sums}))'
    return Cell(values[i][j], formula, row.decimals, locked=True)


def _difference(
    columns: Sequence[Column], values: Sequence[Value], j: int, row: int, keys: int, decimals: int
) -> Cell:
    """Utfall minus budget of the same group."""
    here = [
        k for k, c in enumerate(columns) if c.group == columns[j].group and not c.derived and not c.comparison
    ]
    outcome, plan = (next(k for k in here if columns[k].scenario == s) for s in ("utfall", "budget"))
    a, b = (address(row, keys + 1 + k) for k in (outcome, plan))
    first, second = number(values[outcome]), number(values[plan])
    value = None if first is None or second is None else first - second
    return Cell(value, f'=IF(COUNT({a},{b})<2,"",{a}-{b})', decimals, locked=True)


def _entities(content: Content, layout: Layout, table: Table, top: int) -> list[Line]:
    made: list[Line] = []
    for name in content.verksamheter:
        made += _block(content, layout, table, top + len(made), name, (name,))
    known = len(made)
    for _ in range(table.spare):
        first, *others = _block(content, layout, table, top + len(made), "", ("",))
        made += [Line(first.labels, first.cells, "spare"), *others]
    return made + _totals(table, layout.columns_of(table, content.month), made, known, top)


def _totals(table: Table, columns: Sequence[Column], made: list[Line], known: int, top: int) -> list[Line]:
    """One total a row kind, over all verksamheter; it needs all that the kommun is known to have."""
    totals = []
    for i, row in enumerate(table.rows):
        cells = []
        for j in range(len(columns)):
            places = [address(top + k, len(table.keys) + 1 + j) for k in range(i, len(made), len(table.rows))]
            values = [made[k].cells[j].value for k in range(i, known, len(table.rows))]
            cells.append(_total(places, values))
        totals.append(
            Line((table.total if i == 0 else "", row.label), tuple(cells), "total" if i == 0 else "sum")
        )
    return totals


def _total(places: list[str], values: list[Value]) -> Cell:
    needed = max(len(values), 1)
    count = ",".join(places[: len(values)] or places)
    formula = f'=IF(COUNT({count})<{needed},"",SUM({",".join(places)}))'
    return Cell(added(values, needed), formula, locked=True)


def _hours(content: Content, layout: Layout, table: Table, top: int) -> list[Line]:
    """For each measure a row for everyone, then one a group."""
    groups = {"": (EVERYONE, EVERYONE)} | {
        f"{k}|{a}": (layout.kon[k], layout.alder[a]) for k in layout.kon for a in layout.alder
    }
    made: list[Line] = []
    for row in table.rows:
        for i, (group, names) in enumerate(groups.items()):
            cells = tuple(_hour(content, table, row, group, m, top, i) for m in range(1, 13))
            made.append(
                Line((row.label if i == 0 else "", *names), cells, "sub" if i and not row.sums else "sum")
            )
    return made


def _hour(content: Content, table: Table, row: Row, group: str, month: int, top: int, line: int) -> Cell:
    """A group's hours, a sum of measures (row.sums), or for everyone the groups' sum unless it is typed."""
    if month > content.month:
        return Cell(locked=True)
    each, values = len(_groups()) + 1, content.values
    if row.sums:
        places = [top + each * k + line for k, r in enumerate(table.rows) if r.measure in row.sums]
        parts = [_hour_value(content, table, m, group, month) for m in row.sums]
        return _sum_cell([address(p, 3 + month) for p in places], parts, locked=True)
    given = values.get((table.key, group, row.measure, month))
    if group or given is not None:
        return Cell(given)
    first = top + each * table.rows.index(row) + 1
    parts = [values.get((table.key, g, row.measure, month)) for g in _groups()]
    return _sum_cell(
        [f"{address(first, 3 + month)}:{address(first + each - 2, 3 + month)}"], parts, locked=False
    )


def _hour_value(content: Content, table: Table, measure: str, group: str, month: int) -> Value:
    given = content.values.get((table.key, group, measure, month))
    if group or given is not None:
        return given
    parts = [content.values.get((table.key, g, measure, month)) for g in _groups()]
    return added(parts, len(parts))


def _sum_cell(places: list[str], parts: list[Value], *, locked: bool) -> Cell:
    area = ",".join(places)
    return Cell(added(parts, len(parts)), f'=IF(COUNT({area})<{len(parts)},"",SUM({area}))', locked=locked)


@cache
def _groups() -> tuple[str, ...]:
    return tuple(f"{k}|{a}" for k in declared().kon for a in declared().alder)


def _matt(content: Content, layout: Layout, table: Table, top: int) -> list[Line]:  # noqa: ARG001
    columns = layout.columns_of(table, content.month)
    made = []
    for label, verksamhet, unit in content.matt:
        values = [content.values.get((table.key, label, verksamhet, c)) for c in columns]
        texts = _text_cells(content, table, label, verksamhet)
        places = max((-v.as_tuple().exponent for v in values if isinstance(v, Decimal)), default=0)
        cells = tuple(Cell(v, decimals=places) for v in values)
        made.append(Line((label, verksamhet, unit), (*cells, *texts), "spare"))
    blank = (*(Cell() for _ in columns), *(Cell("", text=True) for _ in table.texts))
    return made + [Line(("", "", ""), blank, "spare")] * table.spare


def _texts(content: Content, layout: Layout, table: Table, top: int) -> list[Line]:  # noqa: ARG001
    given: Sequence[tuple[str, ...]] = content.uppdrag if table.key == "uppdrag" else content.comments
    rows = [*given, *[("",) * len(table.keys)] * table.spare]
    return [Line((), tuple(Cell(text, text=True) for text in row), "spare") for row in rows]
