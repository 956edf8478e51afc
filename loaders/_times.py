"""Tables in long form say their time in a column of the rows: `Nämnd | År | Månad | Utfall`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders import _match
from loaders._document import Document
from loaders._numbers import is_year
from loaders._slot import Slot
from loaders._table import RawTable
from loaders._words import read_column, words


def timed(table: RawTable, slots: Sequence[Slot], document: Document) -> list[Slot]:
    """The slots, with a question for each when a column of the rows names another time than the document."""
    said = [t for texts in _time_columns(table) for t in texts]
    if all(_agrees(t, document) for t in said):
        return list(slots)
    return [s if s.problem else replace(s, problem="fraga_period") for s in slots]


def _time_columns(table: RawTable) -> Iterable[list[str]]:
    """The texts of each column that is headed År, Månad, Period ..., or whose texts all are years."""
    for i, heading in enumerate(table.label_headings):
        texts = [r.labels[i] for r in table.rows if r.labels[i]]
        years = len(table.label_headings) > 1 and bool(texts) and all(is_year(t) for t in texts)
        if _match.key(heading) in words()["row"]["time"] or years:
            yield [t for t in texts if len(table.label_headings) > 1]
    for k, heading in enumerate(table.headings):
        if _match.key(heading) in words()["row"]["time"] and _match.key(heading) != "period":
            yield [i.num.text for r in table.rows for i in r.cells.get(k, ())]


def _agrees(text: str, document: Document) -> bool:
    """Is it the document's own time? `8`, `2024`, `augusti`, `2024-08`, `jan-aug`."""
    if text.isdigit() and len(text) < 3:
        return int(text) == document.month
    column = read_column(text, {})
    dated = bool(column.year or column.month) and not column.unknown
    return dated and column.year in (0, document.year) and column.month in (0, document.month)
