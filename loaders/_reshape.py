"""Tables that lie on their side, and tables with a nämnd over each group of columns, set up as the others:
nämnder, verksamheter and posts in rows, times and scenarios in columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders import _match
from loaders._document import Document
from loaders._headings import column_of
from loaders._numbers import is_year
from loaders._shape import named_measure
from loaders._table import Item, Mark, RawRow, RawTable
from loaders._words import Column
from store import codes

FEW = 2


def reshaped(table: RawTable, document: Document) -> RawTable:
    """The table as it is, turned, or with its groups of columns below each other."""
    if table.question or not table.headings or any(r.unsure for r in table.rows):
        return table
    table = _without_units(table)
    found = [_owner(h, document) for h in table.headings]
    if len({owner for owner, _ in found if owner}) >= FEW and all(owner for owner, _ in found):
        if any(rest for _, rest in found):
            return _stacked(table, found)
        return _turned(table) if _measures(table) or _timed(table) else table
    return _of_times(table, document)


def _without_units(table: RawTable) -> RawTable:
    """A column of the rows' units (Enhet: tkr, %, antal) is no part of their names."""
    heads = table.label_headings
    at = next((i for i, h in enumerate(heads) if _match.key(h) in ("enhet", "mattenhet", "sort")), None)
    if not at:
        return table
    for row in table.rows:
        if len(row.labels) == len(heads):
            row.unit = row.labels[at]
            row.labels = (*row.labels[:at], *row.labels[at + 1 :])
    heads = (*heads[:at], *heads[at + 1 :])
    return replace(table, label_headings=heads, corner=" ".join(h for h in heads if h))


def _owner(heading: str, document: Document) -> tuple[str, str]:
    """(`Socialnämnden`, `Utfall jan-aug`) of the two together; ('', heading) without a nämnd."""
    words = heading.split()
    known = names(document.kommun, document.namnd)
    for size in range(len(words), 0, -1):
        for own, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            name = " ".join(own)
            if _match.key(name) in known or _match.is_total(name):
                return name, " ".join(rest)
    return "", heading


def names(kommun: str, namnd: str) -> frozenset[str]:
    """The folded names of the kommun's nämnder and of the nämnd's verksamheter."""
    parts = codes.verksamheter(kommun, namnd) if namnd else ()
    return frozenset(_match.namnd_names(kommun)) | {_match.key(v.name) for v in parts}


def _measures(table: RawTable) -> bool:
    """Are the rows posts or measures?"""
    return all(_match.measure(r.label) for r in table.rows if not r.heading)


def _timed(table: RawTable) -> bool:
    """Does every row say when or in whose eyes: `Utfall jan-aug`, `2023`, `Avvikelse`?"""
    said = [_column(r.label) for r in table.rows]
    when = [bool(c.scenario or c.year or c.month or c.derived or c.shift) for c in said]
    return len(said) >= FEW and all(c.understood and not c.measure for c in said) and all(when)


def _column(text: str) -> Column:
    return column_of(text, ())


def _of_times(table: RawTable, document: Document) -> RawTable:
    """Rows of times: below posts or names the table is turned, below Utfall and Budget it is one row."""
    if not _timed(table):
        return table
    columns = [_column(h) for h in table.headings]
    if all(c.measure and not (c.scenario or c.derived or c.year) for c in columns):
        return _turned(table)
    if named_measure(table) and document.namnd and not any(c.understood for c in columns):
        return _turned(table)
    years = all(is_year(r.label) for r in table.rows)
    plain = all(c.scenario and not (c.year or c.derived or c.measure or c.shift) for c in columns)
    return _one_row(table) if years and plain and named_measure(table) and document.namnd else table


def _turned(table: RawTable) -> RawTable:
    """Rows as columns."""
    rows = [_turned_row(table, k) for k in range(len(table.headings))]
    headings = [r.label for r in table.rows]
    label_headings = ("",)
    return replace(
        table, headings=headings, rows=rows, corner=_unit_only(table), label_headings=label_headings
    )


def _turned_row(table: RawTable, k: int) -> RawRow:
    row = RawRow((table.headings[k],), place=f"{table.rows[0].place}:{k}")
    row.cells = {i: r.cells[k] for i, r in enumerate(table.rows) if k in r.cells}
    row.marks = {i: r.marks[k] for i, r in enumerate(table.rows) if k in r.marks}
    return row


def _unit_only(table: RawTable) -> str:
    """A corner such as `År` or `Post` is about what was the rows; `Tkr` is about all of the table."""
    return "" if _match.key(table.corner) in ("ar", "post", "namnd", "verksamhet") else table.corner


def _one_row(table: RawTable) -> RawTable:
    """`2022 | Utfall | Budget` -> Utfall 2022, Budget 2022, Utfall 2023 ... of what the title names."""
    measure = named_measure(table)
    row = RawRow((codes.name("matt", "", measure) or measure,), place=table.rows[0].place)
    headings: list[str] = []
    for r in table.rows:
        for k, heading in enumerate(table.headings):
            _move(r, k, row, len(headings))
            headings.append(f"{heading} {r.label}")
    return replace(table, headings=headings, rows=[row], corner=_unit_only(table), label_headings=("",))


def _stacked(table: RawTable, found: Sequence[tuple[str, str]]) -> RawTable:
    """The columns of each nämnd below its name, under the headings that they share."""
    headings = list(dict.fromkeys(rest for _, rest in found))
    rows: list[RawRow] = []
    for owner in dict.fromkeys(name for name, _ in found):
        rows.append(RawRow((owner,), place=table.rows[0].place))
        mine = {k: headings.index(rest) for k, (name, rest) in enumerate(found) if name == owner}
        rows += [_part(r, mine) for r in table.rows]
    return replace(table, headings=headings, rows=rows)


def _part(row: RawRow, columns: dict[int, int]) -> RawRow:
    part = RawRow(row.labels[-1:], place=row.place, bold=row.bold, indent=row.indent)
    for k, to in columns.items():
        _move(row, k, part, to)
    return part


def _move(row: RawRow, k: int, to: RawRow, column: int) -> None:
    items: tuple[Item, ...] | None = row.cells.get(k)
    mark: Mark | None = row.marks.get(k)
    if items:
        to.cells[column] = items
    if mark:
        to.marks[column] = mark
