"""Tables in long form say their time in a column of the rows: `Nämnd | År | Månad | Utfall`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders import _match
from loaders._document import Document
from loaders._numbers import is_year
from loaders._slot import Slot
from loaders._table import RawTable
from loaders._words import Column, read_column, words


def timed(table: RawTable, slots: Sequence[Slot], document: Document) -> list[Slot]:
    """The slots, with a question for each when a column of the rows names another time than the document."""
    said = [t for texts in _time_columns(table) for t in texts]
    if all(_agrees(t, document) for t in said):
        return list(slots)
    return [s if s.problem else replace(s, problem="fraga_period") for s in slots]


def told(table: RawTable) -> tuple[int, int] | None:
    """(year, month or 0) when the rows all name one year and no more than one month."""
    said = [_read(t) for texts in _time_columns(table) for t in texts]
    years = {c.year for c in said if c and c.year}
    months = {c.month for c in said if c and c.month}
    if len(years) != 1 or len(months) > 1 or not all(said):
        return None
    return years.pop(), months.pop() if months else 0


def _read(text: str) -> Column | None:
    """`8`, `2024`, `augusti`, `2024-08`, `jan-aug`; None for what is no time."""
    if text.isdigit() and len(text) < 3:
        return Column(text, month=int(text)) if 1 <= int(text) <= 12 else None
    column = read_column(text, {})
    return column if (column.year or column.month) and not column.unknown else None


def without_times(table: RawTable) -> RawTable:
    """The table without columns of time among its rows' names: `Revision | 2024` is no part of it."""
    timed = {i for i in range(len(table.label_headings)) if _is_time(table, i)}
    if not timed or len(timed) == len(table.label_headings):
        return table
    heads = tuple(h for i, h in enumerate(table.label_headings) if i not in timed)
    rows = [replace(r, labels=tuple(t for i, t in enumerate(r.labels) if i not in timed)) for r in table.rows]
    return replace(table, label_headings=heads, corner=" ".join(h for h in heads if h), rows=rows)


def _is_time(table: RawTable, i: int) -> bool:
    """Is it headed År, Månad, Period ..., or are all its texts years?"""
    texts = [r.labels[i] for r in table.rows if r.labels[i]]
    years = len(table.label_headings) > 1 and bool(texts) and all(is_year(t) for t in texts)
    return _match.key(table.label_headings[i]) in words()["row"]["time"] or years


def _time_columns(table: RawTable) -> Iterable[list[str]]:
    """The texts of each column that is headed År, Månad, Period ..., or whose texts all are years."""
    for i in range(len(table.label_headings) if len(table.label_headings) > 1 else 0):
        if _is_time(table, i):
            yield [r.labels[i] for r in table.rows if r.labels[i]]
    for k, heading in enumerate(table.headings):
        if _match.key(heading) in words()["row"]["time"] and _match.key(heading) != "period":
            yield [i.num.text for r in table.rows for i in r.cells.get(k, ())]


def _agrees(text: str, document: Document) -> bool:
    """Is it the document's own time?"""
    column = _read(text)
    return column is not None and column.year in (0, document.year) and column.month in (0, document.month)
