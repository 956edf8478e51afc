"""Inför mötet: a nämnd at a report on at most two pages of A4, to read on paper."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _infor_delar as delar
from pages import _infor_mer as mer
from pages import _says
from pages._desk import Desk
from pages._namnd_text import key_figures, prose
from pages._page import Filters, NotFound, Page
from pages._told import Told
from pages._told_from import told

FEW = 4  # uppdrag that leave room for all of the nämnd's own words
FEW_TABLES = 2  # fewer leave room for questions and staff on the first sheet


def layout(store: Any, filters: Filters) -> html.Div:
    """Two sheets, each with its own head and foot; one, when the report has neither staff nor uppdrag."""
    desk, name = the_namnd(store, filters)
    known = told(desk, name)
    sheets = _sheets(desk, known)
    made = [_sheet(desk, name, (i, len(sheets)), sheet) for i, sheet in enumerate(sheets, 1)]
    return html.Div([_links(filters, name, len(made)), *made],
                    className="infor", **{"data-title": f"Inför mötet: {name}"})  # fmt: skip


def _sheets(desk: Desk, known: Told) -> list[list[Any]]:
    """What stands on each: figures on the first, what to decide and the nämnd's words on the second."""
    head, tables = [prose(desk, _says.opening(known)), key_figures(desk)], _tables(desk, known)
    ask = delar.block("Att fråga", delar.ask_list(desk, known))
    rows, staff = delar.uppdrag(desk), delar.block("Personal", delar.staff(desk))
    words = _words(desk, rows)
    if staff is None and not rows:
        return [[*head, *tables, ask, *words]]
    if len(tables) < FEW_TABLES:
        return [[*head, *tables, ask, staff], words]
    return [[*head, *tables], [ask, staff, *words]]


def _tables(desk: Desk, known: Told) -> list[Any]:
    """The year by report, by verksamhet, and beside the years before."""
    made = (
        delar.block("Prognosresan", delar.journey(desk)),
        delar.block("Avvikelser per verksamhet", delar.deviations(desk, known)),
        delar.block("Nettokostnaden år för år", mer.years(desk)),
    )
    return [part for part in made if part is not None]


def _words(desk: Desk, rows: list[dict[str, Any]]) -> list[Any]:
    """Uppdrag, what the nämnd says itself, where the figures come from, and room to write."""
    return [
        delar.block("Uppdrag, de som ska beslutas först", *delar.uppdrag_list(desk, rows)),
        delar.block("Nämndens egna ord", mer.own_words(desk, 2 if len(rows) > FEW else 4)),
        html.Section([html.H2("Källor"), delar.sources(desk)], className="infor-del", id="kallor"),
        mer.notes(),
    ]


def the_namnd(store: Any, filters: Filters) -> tuple[Desk, str]:
    """The desk and name of the nämnd in the address. Raises NotFound."""
    code = filters.arg("id")
    names = {n["code"]: n["name"] for n in store.namnder(filters.kommun)}
    if code not in names:
        raise NotFound(f"Det finns ingen nämnd med beteckningen {code} i de publicerade rapporterna.")
    return Desk(store, filters, code), names[code]


def _links(filters: Filters, name: str, sheets: int) -> html.P:
    code = filters.arg("id")
    links = ((f"/namnd/{code}", f"Till {name}"), (f"/namnd/{code}/visa", "Visa på skärm"))
    made = [html.A(text, href=filters.link(path)) for path, text in links]
    size = "två A4-sidor" if sheets == 2 else "en A4-sida"
    return html.P([made[0], " · ", made[1], f" · Skriv ut sidan: {size}."], className="overrad endast-skarm")


def _sheet(desk: Desk, name: str, at: tuple[int, int], content: list[Any]) -> html.Article:
    page, count = at
    kommun = desk.store.name("kommun", "", desk.kommun)
    about = swedish.report_name(desk.report)
    head = html.Header([html.Span(f"{kommun} · {name}"), html.Span(f"Inför mötet · {about}")])
    title = html.H1(f"{name}, {about}") if page == 1 else None
    foot = html.Footer([html.Span(_published(desk)), html.Span(f"{name} · sida {page} av {count}")])
    return html.Article([head, title, *(c for c in content if c is not None), foot], className="infor-sida",
                        **{"aria-label": f"Sida {page} av {count}"})  # fmt: skip


def _published(desk: Desk) -> str:
    """The date of the figures: when the newest file of the report was published."""
    own = desk.store.submissions(desk.kommun, desk.namnd, states=["published"])
    dates = [s["published_at"] for s in own if s["report"] == desk.report]
    return f"Publicerad {swedish.date(max(dates))}" if dates else ""


PAGE = Page("/namnd/<id>/infor-motet", "Inför mötet", "politiker", layout)
