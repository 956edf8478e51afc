"""A report's tables as the report laid them out; each number is a link to its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html

import swedish
from pages._page import Filters
from pages._parts import fact_href, number, printed, printed_unit, scrolling

Fact = dict[str, Any]
_LEVELS = {"resultat", "nettokostnad"}


@dataclass
class Grid:
    """One table: the columns' headings by their place, and the rows in order."""

    columns: dict[int, Fact] = field(default_factory=dict)  # place -> a fact of that column
    rows: dict[int, dict[int, Fact]] = field(default_factory=dict)  # row -> place -> fact

    def takes(self, row: dict[int, Fact]) -> bool:
        """True when the row fits under these headings."""
        return not self.columns or (
            all(
                _heading(self.columns[place]) == _heading(fact)
                for place, fact in row.items()
                if place in self.columns
            )
            and bool(self.columns.keys() & row.keys())
        )

    def add(self, at: int, row: dict[int, Fact]) -> None:
        self.rows[at] = row
        self.columns |= {place: fact for place, fact in row.items() if place not in self.columns}


def _heading(fact: Fact) -> tuple[Any, ...]:
    return fact["column_text"], fact["year"], fact["horizon"], fact["scenario"]


def grids(facts: Iterable[Fact]) -> list[Grid]:
    """Facts in sheet order -> the tables that they stood in."""
    rows: dict[tuple[str, str, int], dict[int, Fact]] = {}
    for fact in facts:
        rows.setdefault((fact["submission"], fact["sheet"], fact["cell_row"]), {})[_place(fact)] = fact
    found: list[tuple[tuple[str, str], Grid]] = []
    for (submission, sheet, at), row in rows.items():
        where = (submission, sheet)
        if not found or found[-1][0] != where or not found[-1][1].takes(row):
            found.append((where, Grid()))
        found[-1][1].add(at, row)
    return [grid for _, grid in found]


def _place(fact: Fact) -> int:
    """Column, and which number of the cell when one cell held several."""
    return (fact["cell_col"] or 0) * 100 + int(fact["cell"].partition("#")[2] or 1)


def report_table(grid: Grid, filters: Filters, caption: str) -> html.Div:
    """A Grid as a table; the caption tells what it is and in which unit."""
    places = sorted(grid.columns)
    starts = _group_starts(grid, places)
    body = [_row(row, places, starts, filters) for row in grid.rows.values()]
    head = html.Thead([_group_row(grid, places), _heading_row(grid, places, starts)])
    unit = common_unit(grid)
    text = f"{caption}, {unit}" if unit else caption
    return scrolling(html.Table([html.Caption(text), head, html.Tbody(body)]), text)


def common_unit(grid: Grid) -> str:
    """The unit of the whole table, or '' when its rows have different ones."""
    units = {printed_unit(f) for row in grid.rows.values() for f in row.values() if f["value"] is not None}
    return units.pop() if len(units) == 1 else ""


def _group(fact: Fact) -> str:
    back = " (föregående år)" if fact["role"] == "comparison" and fact["scenario"] == "utfall" else ""
    return "" if back else swedish.period(fact["year"], fact["month"], fact["horizon"])


def _groups(grid: Grid, places: Sequence[int]) -> list[tuple[str, int]]:
    """(period, number of columns) from left to right; a comparison column goes with those before it."""
    found: list[tuple[str, int]] = []
    for place in places:
        text = _group(grid.columns[place]) or (found[-1][0] if found else "")
        if found and found[-1][0] == text:
            found[-1] = (text, found[-1][1] + 1)
        else:
            found.append((text, 1))
    return found


def _group_starts(grid: Grid, places: Sequence[int]) -> set[int]:
    starts, at = set(), 0
    for _, width in _groups(grid, places):
        starts.add(places[at])
        at += width
    return starts


def _group_row(grid: Grid, places: Sequence[int]) -> html.Tr:
    cells = [
        html.Th(text, colSpan=width, scope="colgroup", className="grupp")
        for text, width in _groups(grid, places)
    ]
    return html.Tr([html.Td(), *cells])


def _heading_row(grid: Grid, places: Sequence[int], starts: set[int]) -> html.Tr:
    cells = [
        html.Th(grid.columns[p]["column_text"], scope="col", className=_class(p, starts)) for p in places
    ]
    return html.Tr([html.Th(html.Span("Rad", className="endast-lasare"), scope="col"), *cells])


def _class(place: int, starts: set[int]) -> str:
    return "n grupp" if place in starts else "n"


def _row(row: dict[int, Fact], places: Sequence[int], starts: set[int], filters: Filters) -> html.Tr:
    first = next(iter(row.values()))
    name = html.Th(_row_name(first), scope="row")
    cells = [html.Td(_number(row.get(p), filters), className=_class(p, starts)) for p in places]
    total = first["measure"] in _LEVELS and not first["verksamhet"]
    return html.Tr([name, *cells], className="summa" if total else "")


def _row_name(fact: Fact) -> str:
    return fact["row_text"] or fact["verksamhet_name"] or fact["measure_name"]


def _number(fact: Fact | None, filters: Filters) -> Any:
    if fact is None:
        return ""
    if fact["value"] is None:
        return html.A(
            _STATUS.get(fact["status"], "saknas"), href=fact_href(filters, fact["fact_id"]), className="tal"
        )
    unit = printed_unit(fact)
    text = printed(fact) + (f"{swedish.NBSP}%" if unit == "%" else "")
    return number(text, fact_href(filters, fact["fact_id"]), fact["value"])


_STATUS = {"bortfall": "bortfall", "ej_tillamplig": "ej tillämplig", "sekretess": "sekretess"}


def is_economy(fact: Fact) -> bool:
    return fact["unit"] == "kr" and not fact["verksamhet"] and not is_measure(fact)


def is_activity(fact: Fact) -> bool:
    return fact["unit"] == "kr" and bool(fact["verksamhet"]) and not is_measure(fact)


def is_measure(fact: Fact) -> bool:
    return "matt:" in fact["measure"]


def is_staff(fact: Fact) -> bool:
    return fact["unit"] != "kr" and not is_measure(fact) and fact["horizon"] != "month"


def chosen(facts: Iterable[Fact], kind: Callable[[Fact], bool]) -> list[Fact]:
    return [fact for fact in facts if kind(fact)]
