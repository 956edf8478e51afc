"""A nämnd month by month against the year before, where a ledger or a SIE file tells of single months."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from dash import html

import swedish
from charts._chart import Chart
from charts.booked_months import year_beside_year
from metrics.manad import Month, months_of
from pages import _parts
from pages._desk import Desk
from pages._figure import figure

Years = dict[int, list[Month]]


def monthly(desk: Desk) -> html.Section | None:
    """The section, or None where no file tells of single months of the report's year."""
    years = _months(desk.store, desk.store.generation, desk.kommun, desk.namnd or "", desk.report)
    if desk.year not in years:
        return None
    shown = {year: years[year] for year in (desk.year, desk.year - 1) if year in years}
    picture = figure(_chart(desk, shown), "manad-for-manad")
    return _parts.section("manader", "Månad för månad", _parts.card(picture, _sources(desk, shown)))


@lru_cache(maxsize=256)
def _months(store: Any, _generation: int, kommun: str, namnd: str, report: str) -> Years:
    return months_of(store, kommun, namnd, report)


def _chart(desk: Desk, years: Years) -> Chart:
    values = {year: _twelve(told) for year, told in years.items()}
    kommun = desk.store.name("kommun", "", desk.kommun)
    source = f"Källa: {kommun}, bokförda månader till och med {swedish.report_name(desk.report)}."
    return year_beside_year(
        values, title=message(desk.year, years, desk.money), unit=desk.money, source=source
    )


def _twelve(told: list[Month]) -> list[Decimal | None]:
    by_month = {m.month: m.value for m in told}
    return [by_month.get(month) for month in range(1, 13)]


def message(year: int, years: Years, money: str) -> str:
    """How many of the months cost more than the same month of the year before."""
    before = {m.month: m.value for m in years.get(year - 1, [])}
    pairs = [(m.value, before[m.month]) for m in years[year] if m.month in before]
    if not pairs:
        last = years[year][-1]
        return f"Nettokostnaden var {swedish.amount(last.value, money)} i {_name(last)} {year}"
    more = sum(now > then for now, then in pairs)
    return f"{more} av {len(pairs)} månader har kostat mer än samma månad {year - 1}"


def _name(month: Month) -> str:
    return swedish.MONTHS[month.month - 1]


def _sources(desk: Desk, years: Years) -> html.Details:
    """Every month's sum beside the cells that it is made of."""
    lines = [html.Li(_line(desk, m)) for told in years.values() for m in told]
    words = "Nettokostnad en månad för sig: kostnader minus intäkter, exkl. kommuninterna bidrag."
    return html.Details([html.Summary("Månadernas källor"), html.P(words, className="not"), html.Ul(lines)])


def _line(desk: Desk, month: Month) -> list[Any]:
    total = swedish.amount(month.value, desk.money)
    cells: list[Any] = []
    for i, fact in enumerate(month.facts, 1):
        cells += [" ", html.A(f"cell {i}", href=_parts.fact_href(desk.filters, fact))]
    return [f"{_name(month).capitalize()} {month.year}: {total}", " – ", *cells]
