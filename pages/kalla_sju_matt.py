"""Källa for one of the law's seven measures: its hours, whose they are, and the cells they stand in."""

from __future__ import annotations

import re
from typing import Any

from dash import html

import swedish
from metrics.sjukfranvaro import LONG, PLANNED, SEVEN, SICK, Ledger, Rate, Statutory, ledger, rate
from pages import _parts
from pages._desk import Desk
from pages._hours_source import cells_section, owner, shown, told
from pages._page import Filters, NotFound, Page

PATH = "/kalla/sju-matt"
BY_KEY = {one.key: one for one in SEVEN}
NAMES = {
    SICK: "Sjukfrånvarotimmar",
    LONG: "Sjukfrånvarotimmar från dag 60",
    PLANNED: "Ordinarie arbetstid, timmar",
}
HOW = "Timmarna summeras innan de delas, för januari till och med månaden."
NONE = "Det finns inget sådant mått på sjukfrånvaron här."
Place = tuple[Ledger, Statutory, int, int]


def href(filters: Filters, namnd: str, one: Statutory, year: int, month: int) -> str:
    """Where one of the seven, January to `month`, of a nämnd or the kommun (''), shows what it is made of."""
    return filters.link(f"{PATH}/{year}-{month:02d}", namnd=namnd or None, matt=one.key)


def layout(store: Any, filters: Filters) -> html.Div:
    """The two sums and their share; then nämnd by nämnd, or the cells."""
    asked = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", filters.arg("id"))
    namnd, one = filters.get("namnd"), BY_KEY.get(filters.get("matt", "total"))
    if not asked or one is None or namnd not in {"", *(n["code"] for n in store.namnder(filters.kommun))}:
        raise NotFound(NONE)
    desk = Desk(store, filters)
    place = (ledger(store, desk.kommun, desk.report), one, int(asked[1]), int(asked[2]))
    title = f"{one.label}, {swedish.period(place[2], place[3])}"
    over = html.P(owner(desk, namnd), className="overrad")
    found = _rate(place, namnd)
    content = [_why(found)] if found.value is None else _made_of(desk, place, namnd, found)
    return html.Div(
        [over, html.H1(f"{title}: {_share(found)}"), *content], **{"data-title": f"Källa: {title}"}
    )


def _rate(place: Place, namnd: str) -> Rate:
    book, one, year, month = place
    return rate(book, one, namnd, year, month)


def _share(found: Rate) -> str:
    return "kan inte visas" if found.value is None else swedish.percent(found.value)


def _why(found: Rate) -> html.P:
    return html.P(f"{found.why[:1].upper()}{found.why[1:]}.", className="varsel", role="note")


def _made_of(desk: Desk, place: Place, namnd: str, found: Rate) -> list[Any]:
    if found.reported:
        link = _parts.number(_share(found), _parts.fact_href(desk.filters, found.fact))
        return [html.P(["Så som rapporten anger det: ", link, "."], className="ingress")]
    return [html.P(HOW, className="ingress"), _sums(place[1], found), _below(desk, place, namnd, found)]


def _sums(one: Statutory, found: Rate) -> html.Section:
    names = (LONG, SICK) if one.long else (SICK, PLANNED)
    rows = [(NAMES[n], told(h)) for n, h in zip(names, (found.top, found.bottom), strict=True) if h]
    items = [html.Div([html.Dt(a), html.Dd(b)]) for a, b in (*rows, ("Andel", _share(found)))]
    return _parts.section("formel", "Så är talet räknat", _parts.card(html.Dl(items, className="uppgifter")))


def _below(desk: Desk, place: Place, namnd: str, found: Rate) -> html.Section:
    """Of the kommun each nämnd, where they have hours of their own; else the cells."""
    book, one, year, _ = place
    each = {} if namnd else {n: _rate(place, n) for n in book.namnder(year, one.group)}
    if not any(r.top for r in each.values()):
        return cells_section(desk, (found.top, found.bottom))
    names = {n: desk.store.name("namnd", desk.kommun, n) for n in each}
    rows = [
        _part(desk, place, n, names[n], each[n])
        for n in sorted(each, key=lambda n: swedish.sort_key(names[n]))
    ]
    head = [html.Th(t, scope="col", className="n" if i else "") for i, t in
            enumerate(("Nämnd", "Andel", "Timmar", "Delade med"))]  # fmt: skip
    return shown("Nämnderna", head, rows)


def _part(desk: Desk, place: Place, namnd: str, name: str, found: Rate) -> html.Tr:
    if found.value is None or not found.top or not found.bottom:
        return html.Tr([html.Th(name, scope="row"), html.Td(_parts.missing(found.why), colSpan=3)])
    link = _parts.number(_share(found), href(desk.filters, namnd, *place[1:]))
    cells = (link, told(found.top), told(found.bottom))
    return html.Tr([html.Th(name, scope="row"), *(html.Td(cell, className="n") for cell in cells)])


PAGE = Page(f"{PATH}/<id>", "Källa till ett av lagens sju mått", "alla", layout)
