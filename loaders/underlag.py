"""Tables that a kommun loads beside its reports: PKV, population, budget decisions (store.underlag).

Which table a file is, its headings say. Every fault is told, with its row and column, and then nothing of
the file is taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import _underlag_rows
from loaders._unreadable import Unreadable
from loaders.grid import Cell, Sheet, cell_name, read_grid
from settings import Settings
from store.underlag import Origin, today
from swedish import fold

__all__ = ["Table", "Unreadable", "read_underlag"]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file said. kind: pkv, befolkning or beslut. wrong: its faults in Swedish; then rows is empty."""

    kind: str
    rows: tuple[Any, ...]
    wrong: tuple[str, ...]


Values = Mapping[str, Cell]
"""Column -> cell of one row; a column without a cell is empty there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: its columns (name -> headings that mean it), which are needed, and what makes a row.

    make(values, kommun, origin, wrong) gives a record, or None and adds to `wrong` (column, text).
    check(rows) tells what is wrong with the rows together.
    """

    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    make: Callable[[Values, str, Origin, list[tuple[str, str]]], Any]
    check: Callable[[Sequence[Any]], Iterator[str]]


KINDS = {
    "pkv": Kind(
        {"upplaga": ("edition", "version", "utgåva"), "år": (), "index": ("pkv",)},
        ("upplaga", "år", "index"),
        _underlag_rows.pkv,
        _underlag_rows.check_pkv,
    ),
    "befolkning": Kind(
        {
            "år": (),
            "datum": ("per",),
            "ålder från": ("från ålder", "från"),
            "ålder till": ("till ålder", "till"),
            "antal": ("invånare", "folkmängd"),
        },
        ("år", "datum", "antal"),
        _underlag_rows.people,
        _underlag_rows.check_people,
    ),
    "beslut": Kind(
        {
            "nämnd": (),
            "år": ("budgetår",),
            "belopp": (),
            "enhet": (),
            "beslut": ("paragraf", "beslut och paragraf"),
            "varaktighet": ("tillfällig eller permanent",),
            "finansiering": ("finansieras av",),
            "ändamål": ("avser",),
            "källa": (),
        },
        ("nämnd", "år", "belopp", "enhet"),
        _underlag_rows.decision,
        _underlag_rows.check_decisions,
    ),
}


def read_underlag(source: Path | bytes, name: str, kommun: str, *, settings: Settings) -> Table:
    """Read a table (a path, or bytes with their file name) for a kommun. Raises Unreadable."""
    grid = read_grid(source, name, settings=settings)
    for sheet in grid.sheets:
        if (found := _heading(sheet)) is not None:
            kind, row, places = found
            return _table(kind, sheet, row, places, kommun, grid.file)
    return Table("", (), (_unknown(grid.file),))


def _unknown(file: str) -> str:
    asked = "; ".join(f"{name}: {', '.join(kind.needed)}" for name, kind in KINDS.items())
    return f"{file}: ingen rad har rubrikerna för någon av tabellerna ({asked})."


def _heading(sheet: Sheet) -> tuple[str, int, dict[str, int]] | None:
    """(kind, row, column name -> column number) of the first row that has all the needed headings."""
    for row in sorted({cell.row for cell in sheet.cells.values()})[:20]:
        texts = {fold(c.text): c.col for c in sheet.cells.values() if c.row == row}
        for name, kind in KINDS.items():
            places = _places(kind, texts)
            if all(column in places for column in kind.needed):
                return name, row, places
    return None


def _places(kind: Kind, texts: Mapping[str, int]) -> dict[str, int]:
    found = {}
    for column, others in kind.columns.items():
        place = next((texts[fold(t)] for t in (column, *others) if fold(t) in texts), None)
        if place is not None:
            found[column] = place
    return found


def _table(name: str, sheet: Sheet, heading: int, places: Mapping[str, int], kommun: str, file: str) -> Table:
    kind, rows, wrong = KINDS[name], [], []
    for row in sorted({c.row for c in sheet.cells.values() if c.row > heading}):
        values = {
            column: sheet.cells[row, col] for column, col in places.items() if (row, col) in sheet.cells
        }
        if not values:
            continue
        faults: list[tuple[str, str]] = [(c, "är tom") for c in kind.needed if c not in values]
        made = None if faults else kind.make(values, kommun, Origin(file, row, today()), faults)
        wrong += [_fault(file, row, places[column], column, text) for column, text in faults]
        rows += [made] if made is not None else []
    wrong += [f"{file}: {text}" for text in kind.check(rows)]
    if not rows and not wrong:
        wrong = [f"{file}: tabellen har inga rader under rubrikerna."]
    return Table(name, () if wrong else tuple(rows), tuple(wrong))


def _fault(file: str, row: int, col: int, column: str, text: str) -> str:
    return f"{file}, rad {row}, kolumnen {column.capitalize()} (cell {cell_name(row, col)}): {text}."
