"""From a table as it stands to facts: what its columns and rows are, and what is asked when it is unclear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders import _match, _questions
from loaders._context import context_of, years_above
from loaders._document import Document
from loaders._doubles import without_doubles
from loaders._facts import Reader, Reading
from loaders._numbers import Num
from loaders._rows import rows_of
from loaders._shape import Shape, flags_of, shape_of
from loaders._signs import signs_of
from loaders._slot import Slot, slots
from loaders._table import RawTable
from loaders._times import timed
from loaders._words import Column, read_column
from store.records import NotRead, Role, TableView

__all__ = ["Reading", "understand"]


def understand(table: RawTable, document: Document, answers: dict[str, str], reading: Reading) -> None:
    """Add what the table says to `reading`."""
    table.flags = table.flags or flags_of(table)
    columns = _columns(table)
    shape = shape_of(table, columns, document)
    if table.question or not table.headings or not shape.rows:
        _questions.whole_table(table, shape, reading.findings)
        _leave(table, "tabellens rubriker gick inte att tolka", reading)
        return
    rows = rows_of(table, shape, document, answers)
    numbers = [{k: items[0].num for k, items in r.cells.items()} for r in table.rows]
    found = _slots(table, shape, columns, document, numbers)
    reader = Reader(table, shape, timed(table, found, document), signs_of(rows, found), document, Reading())
    for row in rows:
        reader.read(row)
    _questions.columns(table, reader.slots, reading.findings)
    _questions.rows(table, rows, document, reading.findings)
    _questions.cells(table, reader.problems, reading.findings)
    _questions.signs(table, reader.turned, reading.findings)
    _add(reader.reading, reading)
    reading.tables.append(_view(table, shape, reader.slots))


def _add(mine: Reading, reading: Reading) -> None:
    """Put the table's numbers to those of the file, without those that contradict each other."""
    kept, lost, doubles = without_doubles(mine.facts)
    reading.facts += kept
    reading.totals += mine.totals
    reading.not_read += mine.not_read + lost
    reading.findings += doubles
    reading.labels |= mine.labels


def _columns(table: RawTable) -> list[Column]:
    columns = [read_column(h, _match.column_measures(), table.flags) for h in table.headings]
    if table.flags and columns and columns[-1].derived == "avvikelse":
        columns[-1] = replace(columns[-1], derived="prognosfel")
    return columns


def _slots(
    table: RawTable,
    shape: Shape,
    columns: Sequence[Column],
    document: Document,
    numbers: list[dict[int, Num]],
) -> list[Slot]:
    if shape.rows == "years":
        return [Slot("utfall", "", 1, 12, "year", Role.COMPARISON) for _ in columns]
    years = years_above(table)
    if years and document.year not in years:
        document = replace(document, doubtful=True)
    return slots(columns, document, numbers, context_of(table), shape.rows == "series")


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
