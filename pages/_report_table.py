"""A report's table as the report laid it out; each number is a link to its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import html

import swedish
from pages._begrepp_ord import boxes, heading, term_of
from pages._page import Filters
from pages._parts import fact_href, number, printed, printed_unit, scrolling
from pages._report_grid import Column, Fact, Grid, Row, activity_name, period_of, row_name, short_heading
from store import codes

WHOLE = "Nämnden som helhet"
_LEVELS = {"resultat", "nettokostnad"}
_STATUS = {"bortfall": "bortfall", "ej_tillamplig": "ej tillämplig", "sekretess": "sekretess"}


def report_table(grid: Grid, filters: Filters, caption: str) -> html.Div:
    """A Grid as a table; the caption tells what it is and in which unit."""
    unit = common_unit(grid.facts)
    text = f"{caption}, {unit}" if unit else caption
    groups = _groups(grid)
    starts = _starts(groups)
    head = [_group_row(groups)] if groups[0][0] else []
    seen: set[str] = set()
    place = "r" + grid.facts[0]["fact_id"].replace(".", "-")
    head.append(_heading_row(grid, starts, bool(head), place, seen))
    body = _body(grid, starts, filters, unit)
    frame = scrolling(html.Table([html.Caption(text), html.Thead(head), html.Tbody(body)]), text)
    return html.Div([frame, *boxes(seen, place)])


def common_unit(facts: Sequence[Fact]) -> str:
    """The unit of the whole table, or '' when its numbers have different ones."""
    units = {printed_unit(f) for f in facts if f["value"] is not None}
    return units.pop() if len(units) == 1 else ""


def _groups(grid: Grid) -> list[tuple[str, int]]:
    """(period, number of columns) from left to right; a comparison column goes with those before it."""
    periods = [period_of(grid, column) for column in grid.columns]
    for i, period in enumerate(periods):
        periods[i] = period if period is not None else periods[i - 1] if i else ""
    return [(period or "", len(list(same))) for period, same in groupby(periods)]


def _starts(groups: Sequence[tuple[str, int]]) -> set[int]:
    starts, at = set(), 0
    for _, width in groups:
        starts.add(at)
        at += width
    return starts


def _group_row(groups: Sequence[tuple[str, int]]) -> html.Tr:
    cells = [
        html.Th(text, colSpan=width, scope="colgroup", className="grupp")
        if text
        else html.Td(colSpan=width, className="grupp")
        for text, width in groups
    ]
    return html.Tr([html.Td(), *cells])


def _heading_row(grid: Grid, starts: set[int], grouped: bool, place: str, seen: set[str]) -> html.Tr:
    """The columns' names, which explain themselves where they are terms."""
    texts = [short_heading(text) if grouped else text for text, _ in grid.columns]
    named = [heading(text, term_of(text), place, seen) for text in texts]
    cells = [
        html.Th(name, scope="col", className=_class(i, starts), **_heard(text))
        for i, (text, name) in enumerate(zip(texts, named, strict=True))
    ]
    return html.Tr([html.Th(html.Span("Rad", className="endast-lasare"), scope="col"), *cells])


def _heard(text: str) -> dict[str, str]:
    """The report's own `fg` is no word when it is read out."""
    whole = re.sub(r"\b([Ff])g\b", r"\1öregående", text)
    return {"aria-label": whole} if whole != text else {}


def _class(i: int, starts: set[int]) -> str:
    return "n grupp" if i in starts else "n"


def _body(grid: Grid, starts: set[int], filters: Filters, unit: str) -> list[html.Tr]:
    """The rows; where several rows belong to one verksamhet, its name stands above them."""
    names = activity_name(grid.facts)
    rows: list[html.Tr] = []
    under = False
    for code, same in groupby(grid.rows, key=lambda row: row.first["verksamhet"]):
        together = list(same)
        headed = under if not code else any(row_name(r.first) != names[code] for r in together)
        under = headed
        if headed:
            heading = html.Th(names.get(code, WHOLE), colSpan=len(grid.columns) + 1, scope="rowgroup")
            rows.append(html.Tr(heading, className="mellanrubrik"))
        rows += [_row(row, grid.columns, starts, filters, unit, headed) for row in together]
    return rows


def _row(
    row: Row, columns: Sequence[Column], starts: set[int], filters: Filters, unit: str, under: bool
) -> html.Tr:
    part = codes.kind(row.first["measure"]) == "underpost"
    label = row_name(row.first)
    name = html.Th(f"varav {label[:1].lower()}{label[1:]}" if part else label, scope="row")
    cells = [
        html.Td(_numbers(row.cells.get(column, []), filters, unit), className=_class(i, starts))
        for i, column in enumerate(columns)
    ]
    total = row.first["measure"] in _LEVELS and (under or not row.first["verksamhet"])
    return html.Tr([name, *cells], className=" ".join(["summa"] * total + ["under"] * (under or part)))


def _numbers(facts: Sequence[Fact], filters: Filters, unit: str) -> list[Any]:
    """The numbers of one place, as printed: `1,7` or `1,7 (0,9 %)`."""
    if len(facts) == 2:
        return [_number(facts[0], filters, unit), " (", _number(facts[1], filters, unit), ")"]
    found = [part for fact in facts for part in (", ", _number(fact, filters, unit))]
    return found[1:]


def _number(fact: Fact, filters: Filters, unit: str) -> Any:
    href = fact_href(filters, fact["fact_id"])
    if fact["value"] is None:
        return html.A(_STATUS.get(fact["status"], "saknas"), href=href, className="tal")
    own = printed_unit(fact)
    mark = f"{swedish.NBSP}%" if own == "%" and unit != "%" else ""
    return number(printed(fact) + mark, href)
