"""Årsarbetare by form of employment: of a nämnd as it reports them, of the kommun as the nämnder's sum."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from pages._parts import fact_href, missing, number
from pages._personal import Look, row, table
from store import select, staff

FORMS = {
    "tillsvidare": "tillsvidareanställda",
    "visstid": "visstidsanställda",
    "timavlonad": "timavlönade, omräknade till heltider",
}
TABLE = "former"
Cells = Mapping[tuple[str, str, int], dict[str, Any]]
"""(nämnd, form, year) -> what the reports say for the same months as the report's own."""


def form_rows(look: Look) -> list[html.Tr]:
    """A row each for the forms that are told of."""
    cells = reported(look)
    return [
        row(f"–{swedish.NBSP}{FORMS[form]}", *(_shown(look, cells, form, y) for y in _years(look)))
        for form in told(look, cells)
    ]


def told(look: Look, cells: Cells) -> list[str]:
    """The forms that there is a figure of for the report's period."""
    year, _ = _years(look)
    return [f for f in FORMS if any((n, f, year) in cells for n in _whose(look))]


def reported(look: Look) -> Cells:
    """What counts of the nämnder's årsarbetare by form, whole nämnder of all sexes and ages."""
    desk = look.desk
    dead = select.catalogue(desk.store, desk.kommun).dead
    rows = staff.cells(desk.store, desk.kommun, ("arsarbetare",), desk.report, dead)
    mine = [r for r in rows if r["form"] and r["month"] == desk.month and r["value"] is not None]
    whole = [r for r in mine if not (r["verksamhet"] or r["kon"] or r["alder"])]
    return {(r["namnd"], r["form"], r["year"]): r for r in whole if r["horizon"] != "month"}


def _years(look: Look) -> tuple[int, int]:
    return look.desk.year, look.desk.year - 1


def _whose(look: Look) -> list[str]:
    """The nämnd, or every nämnd of the kommun."""
    return [look.namnd] if look.namnd else look.namnder


def _shown(look: Look, cells: Cells, form: str, year: int) -> Any:
    """The figure with its source; of the kommun a sum, which leads to what it is added of."""
    if look.namnd or ("", form, year) in cells:
        return _cell(look, cells.get((look.namnd, form, year)))
    total = _sum(look, cells, form, year)
    return missing() if total is None else number(swedish.number(total, 1), f"#{TABLE}")


def _cell(look: Look, one: Mapping[str, Any] | None) -> Any:
    if one is None:
        return missing()
    return number(swedish.number(one["value"], 1), fact_href(look.desk.filters, one["fact"]))


def _sum(look: Look, cells: Cells, form: str, year: int) -> Decimal | None:
    """Of all the nämnder that have årsarbetare that year; None when one of them does not tell the form."""
    answers = look.desk.ask("arsarbetare")
    there = {a.namnd for a in answers if a.namnd and (a.year, a.month) == (year, look.desk.month)}
    values = [cells[n, form, year]["value"] for n in there if (n, form, year) in cells]
    return sum(values, Decimal(0)) if values and len(values) == len(there) else None


def beside(look: Look) -> html.Details | None:
    """For the kommun: each nämnd's figures, which the sums are made of."""
    cells = {} if look.namnd else reported(look)
    forms = told(look, cells)
    if not forms:
        return None
    title = f"Årsarbetare per anställningsform i nämnderna, {look.period}"
    year, before = _years(look)
    head = ("Nämnd", *(text for f in forms for text in (f"{FORMS[f].capitalize()}", f"{before}")))
    lines = [
        row(look.name(n), *(_cell(look, cells.get((n, f, y))) for f in forms for y in (year, before)))
        for n in look.namnder
    ]
    return html.Details([html.Summary(title), html.Div(table(head, lines, title), id=TABLE)])
