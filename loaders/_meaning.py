"""From a table as it stands to facts: what its columns and rows are, and what is asked when it is unclear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders import _questions
from loaders._answers import TableAnswers
from loaders._context import context_of, span_above
from loaders._document import Document
from loaders._doubles import without_doubles
from loaders._facts import Reader, Reading
from loaders._given import Answers
from loaders._headings import column_of
from loaders._long_sick import doubtful
from loaders._months import said_of_months
from loaders._numbers import Num
from loaders._rows import rows_of
from loaders._shape import Shape, flags_of, shape_of
from loaders._signs import signs_of
from loaders._slot import Slot, slots
from loaders._table import RawRow, RawTable
from loaders._times import timed, without_times
from loaders._words import Column
from store import codes
from store.records import NotRead, Role, TableView

__all__ = ["Reading", "understand"]


def understand(table: RawTable, document: Document, answers: Answers, reading: Reading) -> None:
    """Add what the table says to `reading`."""
    table.flags = table.flags or flags_of(table)
    said = TableAnswers(table, document, answers)
    if then := said.time():
        _of_another_time(table, replace(document, year=then[0], month=then[1]), answers, reading)
        return
    _understand(said, reading)


def _of_another_time(table: RawTable, document: Document, answers: Answers, reading: Reading) -> None:
    """A table that was answered to be about an earlier time: it repeats what was said then."""
    mine = Reading()
    _understand(TableAnswers(table, document, answers, dated=True), mine)
    reading.facts += [replace(f, role=str(Role.COMPARISON)) for f in mine.facts]
    reading.totals += [replace(f, role=str(Role.COMPARISON)) for f in mine.totals]
    reading.not_read += mine.not_read
    reading.findings += mine.findings
    reading.labels |= mine.labels
    reading.tables += mine.tables


def _understand(said: TableAnswers, reading: Reading) -> None:
    table, document = said.table, said.document
    columns = _answered(said, _columns(table))
    shape = shape_of(table, columns, document)
    unclear = bool(table.question or not table.headings or not shape.rows)
    shape = said.shape(shape) if unclear else shape
    if left := said.left_out(unclear):
        _leave(table, _questions.REASONS[left], reading)
    elif table.question or not table.headings or not shape.rows:
        _questions.whole_table(said, shape, reading.findings)
        _leave(table, "tabellens rubriker gick inte att tolka", reading)
    else:
        _read(said, columns, shape, document, reading)
        return
    reading.tables.append(_view(said, shape, [Slot(problem="okand_kolumn") for _ in columns]))


def _read(
    said: TableAnswers, columns: Sequence[Column], shape: Shape, document: Document, reading: Reading
) -> None:
    table = said.table
    said.cut()
    plain = without_times(table)
    rows = rows_of(plain, shape, document, said.answers)
    if whose := said.whose(rows):
        document = replace(document, namnd=whose, unknown_namnd="")
        rows = rows_of(plain, shape, document, said.answers)
    rows = said.rows(rows)
    numbers = _numbers(table)
    found = said.slots(_slots(said, shape, columns, document, numbers))
    signs = signs_of(rows, found)
    signs = signs_of(rows, found, said.of("tecken")) if signs.asked else signs
    reader = Reader(table, shape, timed(table, found, document), signs, document, Reading(), said)
    for row in rows:
        reader.read(row)
    _questions.columns(said, reader.slots, columns, numbers, reading.findings)
    _questions.rows(said, rows, shape, document, reading.findings)
    _questions.cells(said, reader.problems, reading.findings)
    _questions.signs(table, reader.turned, reading.findings)
    _add(reader.reading, reading, said)
    reading.tables.append(_view(said, shape, reader.slots))


def _answered(said: TableAnswers, columns: list[Column]) -> list[Column]:
    """The columns with what was answered of them. An answer is for what is asked: a column that this report's
    own words and sums make clear stays as they say.
    """
    if not said.about_columns():
        return columns
    shape = shape_of(said.table, columns, said.document)
    plain = _slots(said, shape, columns, said.document, _numbers(said.table))
    return said.columns(columns, plain)


def _numbers(table: RawTable) -> list[dict[int, Num]]:
    return [{k: items[0].num for k, items in r.cells.items()} for r in table.rows]


def _add(mine: Reading, reading: Reading, said: TableAnswers) -> None:
    """Put the table's numbers to those of the file, without those that contradict each other."""
    unsure, asked = doubtful([*mine.facts, *mine.totals], said)
    out = {n.cell for n in unsure}
    kept, lost, doubles = without_doubles([f for f in mine.facts if f.cell not in out], said)
    reading.facts += kept
    reading.totals += [f for f in mine.totals if f.cell not in out]
    reading.not_read += mine.not_read + unsure + lost
    reading.findings += asked + doubles
    reading.labels |= mine.labels


def _columns(table: RawTable) -> list[Column]:
    columns = [column_of(h, tuple(table.flags)) for h in table.headings]
    if table.flags and columns and columns[-1].derived == "avvikelse":
        columns[-1] = replace(columns[-1], derived="prognosfel")
    return columns


def _slots(
    said: TableAnswers,
    shape: Shape,
    columns: Sequence[Column],
    document: Document,
    numbers: list[dict[int, Num]],
) -> list[Slot]:
    if shape.rows == "years":
        return [Slot("utfall", "", 1, 12, "year", Role.COMPARISON) for _ in columns]
    table = said.table
    if (odd := said.odd_years()) and said.of("period", odd) != "rapporten":
        document = replace(document, doubtful=True)
    span = span_above(table, document.month)
    months = said_of_months((table.corner, *reversed(table.titles[-2:])))
    return slots(
        columns, document, numbers, context_of(table), shape.rows == "series", span, months, _of_staff(shape)
    )


def _of_staff(shape: Shape) -> bool:
    """Sjukfrånvaro and the like have no budget: `Kvinnor | Män` of them are the utfall of the period."""
    return codes.kind(shape.measure) == "personal"


def _leave(table: RawTable, reason: str, reading: Reading) -> None:
    for row in table.rows:
        nums = [i.num for items in row.cells.values() for i in items]
        for num in (*nums, *row.unsure):
            reading.not_read.append(NotRead(table.sheet, num.cell, num.text, reason))


def _view(said: TableAnswers, shape: Shape, columns: Sequence[Slot]) -> TableView:
    table = said.table
    unit = f"{shape.unit[0]} × {shape.unit[1]}" if shape.unit else ""
    nums = [_columned(r, len(columns)) for r in table.rows]
    rows = tuple(
        (r.label, *(" ".join(n.text for n in ns) for ns in found))
        for r, found in zip(table.rows, nums, strict=True)
    )
    meanings = tuple(_questions.meaning(s) for s in columns)
    places = tuple(("", *(" ".join(n.cell for n in ns) for ns in found)) for found in nums)
    return TableView(
        shape.title,
        table.sheet,
        table.cells,
        unit,
        tuple(table.headings),
        meanings,
        rows,
        said.layout,
        places,
    )


def _columned(row: RawRow, width: int) -> list[list[Num]]:
    """A row's numbers by column; those whose column is not known stand in the empty ones, in their order."""
    found = [[i.num for i in row.cells.get(k, ())] for k in range(width)]
    empty = [k for k in range(width) if not found[k]]
    for i, num in enumerate(row.unsure):
        if empty:
            found[empty[min(i, len(empty) - 1)]].append(num)
    return found
