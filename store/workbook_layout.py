"""The program's own workbook as declared in data/workbook.toml: what its writer and its reader agree on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent.parent / "data" / "workbook.toml"
FINDINGS_MARK = "Skrivet av Utfall. Det här bladet läses inte när filen laddas upp igen."
"""Stands in A2 of the sheet of findings that is put into a file that is given back."""
COMMENT_MARK = "Utfall:"
"""How the comments begin that are put into its cells."""
EVERYONE = "Samtliga"
"""The text of the row that holds a group table's total."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers. `year` counts from the report's; `basis`: '', 'own' or 'fg' (a forecast)."""

    group: str
    heading: str
    scenario: str
    horizon: str
    year: int = 0
    basis: str = ""
    derived: str = ""

    @property
    def comparison(self) -> bool:
        """True for a column that repeats older figures."""
        return self.year < 0 or self.basis == "fg"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of numbers; `sums` are the measures that its formula adds, `needs` those that must be there."""

    label: str
    measure: str
    indent: int = 0
    decimals: int = 0
    sums: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the workbook. `keys`: headings of its label columns, `texts`: those after the numbers."""

    key: str
    sheet: str
    keys: tuple[str, ...]
    columns: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    instructions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    total: str = ""
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole declaration. The dictionaries go from code to the text that stands in a cell."""

    marker: str
    units: tuple[str, ...]
    tables: tuple[Table, ...]
    statuses: dict[str, str]
    kon: dict[str, str]
    alder: dict[str, str]
    columns: dict[tuple[str, bool], tuple[Column, ...]]

    def table(self, key: str) -> Table:
        """The table with that key; StopIteration when there is none."""
        return next(t for t in self.tables if t.key == key)

    def columns_of(self, table: Table, month: int) -> tuple[Column, ...]:
        """The table's columns of numbers in the report of `month` (12 = årsbokslut); () for months, texts."""
        return self.columns.get((table.columns, month == 12), ())


@cache
def layout() -> Layout:
    """The layout that data/workbook.toml declares."""
    tree = tomllib.loads(SOURCE.read_text("utf-8"))
    return Layout(
        marker=tree["marker"],
        units=tuple(tree["units"]),
        tables=tuple(_table(t) for t in tree["table"]),
        statuses=tree["statuses"],
        kon=tree["kon"],
        alder=tree["alder"],
        columns=_columns(tree["columns"]),
    )


def _columns(tree: dict[str, Any]) -> dict[tuple[str, bool], tuple[Column, ...]]:
    return {
        (name, kind == "bokslut"): tuple(Column(**c) for c in columns)
        for name, kinds in tree.items()
        for kind, columns in kinds.items()
    }


def _table(tree: dict[str, Any]) -> Table:
    rows = tuple(Row(**_tuples(r)) for r in tree.pop("rows", []))
    return Table(rows=rows, **_tuples(tree))


def _tuples(tree: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in tree.items()}
