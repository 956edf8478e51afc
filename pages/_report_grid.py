"""A report's tables, rebuilt from its facts: rows and columns in the report's own order and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import swedish
from store import codes

Fact = dict[str, Any]
Column = tuple[str, int]  # heading text, place in the sheet (0 where one pasted cell holds several numbers)
FAR = 3  # so many empty rows between two rows make them two tables


@dataclass
class Row:
    """One row of a table: its text, and under each heading the facts that stood there."""

    first: Fact
    cells: dict[Column, list[Fact]] = field(default_factory=dict)
    last: int = 0  # sheet row of its last fact

    def takes(self, fact: Fact) -> bool:
        """True when the fact belongs to this row: same words, nearby, its place not taken."""
        same = _row_key(fact) == _row_key(self.first) and abs(_sheet_row(fact) - self.last) <= FAR
        taken = self.cells.get(column_of(fact), [])
        return same and all(f["cell_row"] == fact["cell_row"] and f["cell"] != fact["cell"] for f in taken)

    def add(self, fact: Fact) -> None:
        self.cells.setdefault(column_of(fact), []).append(fact)
        self.last = max(self.last, _sheet_row(fact))


@dataclass
class Grid:
    """One table of a report."""

    rows: list[Row] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        return [fact for row in self.rows for cell in row.cells.values() for fact in cell]

    def takes(self, row: Row) -> bool:
        """True when the row stands near and under some of the same headings."""
        near = _sheet_row(row.first) - max(r.last for r in self.rows) <= FAR
        shared = set(self.columns) & set(row.cells)
        continued = bool(row.first["verksamhet"]) and len(shared) == len(row.cells)
        return (near and bool(shared)) or continued

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.columns += [column for column in row.cells if column not in self.columns]
        self.columns.sort(key=lambda column: column[1])  # stable: pasted columns keep their order


def _sheet_row(fact: Fact) -> int:
    return fact["cell_row"] or 0


def _row_key(fact: Fact) -> tuple[str, ...]:
    return fact["submission"], fact["sheet"], fact["row_text"], fact["verksamhet"]


def column_of(fact: Fact) -> Column:
    """Headings tell columns apart; where two have the same words, the place in the sheet does."""
    return fact["column_text"], 0 if fact["cell_col"] in (None, 1) else fact["cell_col"]


def grids(facts: Iterable[Fact]) -> list[Grid]:
    """Facts in sheet order -> the tables that they stood in."""
    found: list[Grid] = []
    sheet: tuple[str, str] | None = None
    for row in _rows(facts):
        here = (row.first["submission"], row.first["sheet"])
        if here != sheet or not found[-1].takes(row):
            found.append(Grid())
        found[-1].add(row)
        sheet = here
    return found


def _rows(facts: Iterable[Fact]) -> list[Row]:
    rows: list[Row] = []
    for fact in facts:
        row = next((r for r in reversed(rows[-8:]) if r.takes(fact)), None)
        if row is None:
            rows.append(row := Row(fact, last=_sheet_row(fact)))
        row.add(fact)
    return rows


# --- what the words at the edges say ---


def period_of(grid: Grid, column: Column) -> str | None:
    """`jan–aug 2024` when all numbers of a column are about the same time and its heading does not say it.

    None: a comparison ('utfall fg år'), which stands with the report's own period beside it.
    """
    facts = [f for row in grid.rows for f in row.cells.get(column, [])]
    times = {(f["year"], f["month"], f["horizon"]) for f in facts}
    if len(times) != 1 or re.search(r"\b(19|20)\d\d\b", short_heading(column[0])):
        return ""
    if facts[0]["role"] == "comparison":
        return None
    year, month, horizon = times.pop()
    return swedish.period(year, month, "year" if month == 12 else horizon)


def short_heading(text: str) -> str:
    """A two-row heading without its upper row, which stands above as the period."""
    last = text.rsplit(" · ", 1)[-1]
    return re.sub(r"^(Period|Helår)\s+(?=\w)", "", last)


def row_name(fact: Fact) -> str:
    """The row's own text; the name of the measure where it has none."""
    text = fact["row_text"] or fact["measure_name"]
    own = fact["verksamhet_name"]
    if not own or swedish.slug(text) == f"{fact['namnd']}-{swedish.slug(own)}":
        return own or text
    return text.removeprefix(f"{own} · ").removesuffix(f" · {own}")


def activity_name(facts: Iterable[Fact]) -> dict[str, str]:
    """verksamhet code -> its name; a code without a name is called what its row says."""
    names: dict[str, str] = {}
    for fact in facts:
        code = fact["verksamhet"]
        if code and code not in names:
            name = fact["verksamhet_name"]
            same = swedish.slug(fact["row_text"]) == code
            names[code] = fact["row_text"] if same and name == code else _readable(name, code)
    return names


def _readable(name: str, code: str) -> str:
    return name if name != code else code.replace("-", " ").capitalize()


# --- which part of the page a fact belongs to ---


def _staff_measures() -> set[str]:
    return {m.code for m in codes.matt() if m.kind == "personal"}


def is_measure(fact: Fact) -> bool:
    return "matt:" in fact["measure"]


def is_staff(fact: Fact) -> bool:
    """Staff figures of the whole group; by kön and ålder or month by month they are basis for metrics."""
    detail = fact["kon"] or fact["alder"] or fact["anstallningsform"] or fact["horizon"] == "month"
    return _any_staff(fact) and not detail


def is_activity(fact: Fact) -> bool:
    return bool(fact["verksamhet"]) and not is_measure(fact) and not _any_staff(fact)


def is_economy(fact: Fact) -> bool:
    return not fact["verksamhet"] and not is_measure(fact) and not _any_staff(fact)


def _any_staff(fact: Fact) -> bool:
    what = fact["measure"].removeprefix("rapporterad:")
    return any(part.startswith(m) for m in _staff_measures() for part in what.split(":"))


def chosen(facts: Iterable[Fact], kind: Callable[[Fact], bool]) -> list[Fact]:
    return [fact for fact in facts if kind(fact)]
