"""Where the tables of the program's own workbook lie on its sheets, and what each of their columns holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders._workbook_head import month_of
from loaders._workbook_reading import Reading
from loaders.grid import Cell, Sheet
from store.records import Severity
from store.workbook_layout import Column, Table, layout
from swedish import MONTHS, fold


@dataclass(slots=True)
class Located:
    """A table found on a sheet: its header row, its last row, its columns of numbers and of texts."""

    table: Table
    sheet: Sheet
    header: int
    last: int
    columns: dict[int, Column | int] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)

    def cell(self, row: int, col: int) -> Cell | None:
        return self.sheet.cells.get((row, col))

    def text(self, row: int, col: int) -> str:
        found = self.cell(row, col)
        return " ".join(found.text.split()) if found else ""

    def rows(self) -> Iterator[int]:
        """The rows below the header that have something in them."""
        filled = {r for r, _ in self.sheet.cells if self.header < r <= self.last}
        yield from sorted(filled)

    def numbers(self, row: int) -> Iterator[tuple[Cell, Column | int, str]]:
        """The cells of a row that stand in a known column of numbers, with the column and its heading."""
        for col, column in self.columns.items():
            if found := self.cell(row, col):
                yield found, column, self.headings[col]


def locate(reading: Reading) -> list[Located]:
    """The tables in the layout's order. A missing table is told, and one that has moved is still found."""
    found: list[Located] = []
    for table in layout().tables:
        sheet = next((s for s in reading.grid.sheets if fold(s.name) == fold(table.sheet)), None)
        header = _header(sheet, table) if sheet else None
        if sheet is None or header is None:
            _missing(reading, table, sheet)
        else:
            found.append(Located(table, sheet, header, max((r for r, _ in sheet.cells), default=header)))
    for one in found:
        one.last = min(
            [one.last, *(o.header - 2 for o in found if o.sheet is one.sheet and o.header > one.header)]
        )
        _columns(reading, one)
    return found


def _header(sheet: Sheet, table: Table) -> int | None:
    rows = [r for (r, c), cell in sheet.cells.items() if c == 1 and fold(cell.text) == fold(table.keys[0])]
    return min(rows, default=None)


def _missing(reading: Reading, table: Table, sheet: Sheet | None) -> None:
    if sheet is None:
        reading.tell(Severity.WARNING, "blad_saknas", f"Bladet {table.sheet} saknas i arbetsboken.")
        return
    message = (
        f"Bladet {sheet.name}: raden med rubriken ”{table.keys[0]}” saknas, så dess tabell är inte läst."
    )
    reading.tell(Severity.ERROR, "rubrik_saknas", message)


def _columns(reading: Reading, found: Located) -> None:
    table, first = found.table, len(found.table.keys) + 1
    known = layout().columns_of(table, reading.head.month)
    if not known and table.columns != "months":
        return
    group = ""
    for col in range(first, max((c for r, c in found.sheet.cells if r == found.header), default=0) + 1):
        group = found.text(found.header - 1, col) or group
        heading = found.text(found.header, col)
        if heading in table.texts:
            found.texts[heading] = col
        elif (column := _column(reading, table, known, group, heading)) is not None:
            found.columns[col] = column
            found.headings[col] = heading if isinstance(column, int) else f"{group} · {heading}"
        elif heading:
            _unknown(reading, found, col, known)
    _absent(reading, found, known)


def _column(
    reading: Reading, table: Table, known: tuple[Column, ...], group: str, heading: str
) -> Column | int | None:
    if table.columns == "months":
        month = month_of(heading)
        return month[1] if month and month[0] == reading.head.year else None
    named = (c for c in known if fold(c.heading) == fold(heading) and fold(group).startswith(fold(c.group)))
    return next(named, None)


def _unknown(reading: Reading, found: Located, col: int, known: tuple[Column, ...]) -> None:
    cell = found.cell(found.header, col)
    assert cell is not None
    ref = f"{found.sheet.name}!{cell.name}"
    expected = ", ".join(dict.fromkeys(c.heading for c in known)) or f"månaderna {reading.head.year}"
    reading.tell(
        Severity.ERROR,
        "okand_kolumn",
        f"{ref}: kolumnen ”{cell.text.strip()}” hör inte till arbetsboken, så dess tal är inte lästa. "
        f"Kolumnerna är {expected}.",
        ref,
    )


def _absent(reading: Reading, found: Located, known: tuple[Column, ...]) -> None:
    there = set(found.columns.values())
    lacking = [f"{c.group}: {c.heading}" for c in known if c not in there]
    if found.table.columns == "months":
        lacking = [m for i, m in enumerate(MONTHS[: reading.head.month], 1) if i not in there]
    if lacking:
        where = f"Bladet {found.sheet.name}, tabellen ”{found.table.keys[0]}”"
        message = f"{where}: kolumnen {', '.join(lacking)} saknas."
        reading.tell(Severity.WARNING, "kolumn_saknas", message)
