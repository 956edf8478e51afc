"""Inför mötet: a nämnd at a report on two pages of A4, to read on paper."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _infor_delar as delar
from pages import _says
from pages._desk import Desk
from pages._namnd_text import key_figures, prose
from pages._page import Filters, NotFound, Page
from pages._told_from import told


def layout(store: Any, filters: Filters) -> html.Div:
    """Two sheets, each with its own head and foot."""
    desk, name = the_namnd(store, filters)
    known = told(desk, name)
    rows = delar.uppdrag(desk)
    first = [
        prose(desk, _says.opening(known)),
        key_figures(desk),
        delar.block("Prognosresan", delar.journey(desk)),
        delar.block("Avvikelser per verksamhet", delar.deviations(desk, known)),
    ]
    second = [
        delar.block("Att fråga", delar.ask_list(desk, known)),
        delar.block("Personal", delar.staff(desk)),
        delar.block("Uppdrag, de som ska beslutas först", *delar.uppdrag_list(desk, rows)),
        html.Section([html.H2("Källor"), delar.sources(desk)], className="infor-del", id="kallor"),
    ]
    return html.Div([_links(filters, name), _sheet(desk, name, 1, first), _sheet(desk, name, 2, second)],
                    className="infor", **{"data-title": f"Inför mötet: {name}"})  # fmt: skip


def the_namnd(store: Any, filters: Filters) -> tuple[Desk, str]:
    """The desk and name of the nämnd in the address. Raises NotFound."""
    code = filters.arg("id")
    names = {n["code"]: n["name"] for n in store.namnder(filters.kommun)}
    if code not in names:
        raise NotFound(f"Det finns ingen nämnd med beteckningen {code} i de publicerade rapporterna.")
    return Desk(store, filters, code), names[code]


def _links(filters: Filters, name: str) -> html.P:
    code = filters.arg("id")
    links = ((f"/namnd/{code}", f"Till {name}"), (f"/namnd/{code}/visa", "Visa på skärm"))
    made = [html.A(text, href=filters.link(path)) for path, text in links]
    return html.P(
        [made[0], " · ", made[1], " · Skriv ut sidan: två A4-sidor."], className="overrad endast-skarm"
    )


def _sheet(desk: Desk, name: str, page: int, content: list[Any]) -> html.Article:
    kommun = desk.store.name("kommun", "", desk.kommun)
    about = swedish.report_name(desk.report)
    head = html.Header([html.Span(f"{kommun} · {name}"), html.Span(f"Inför mötet · {about}")])
    title = html.H1(f"{name}, {about}") if page == 1 else None
    foot = html.Footer([html.Span(_published(desk)), html.Span(f"{name} · sida {page} av 2")])
    return html.Article([head, title, *(c for c in content if c is not None), foot], className="infor-sida",
                        **{"aria-label": f"Sida {page} av 2"})  # fmt: skip


def _published(desk: Desk) -> str:
    """The date of the figures: when the newest file of the report was published."""
    own = desk.store.submissions(desk.kommun, desk.namnd, states=["published"])
    dates = [s["published_at"] for s in own if s["report"] == desk.report]
    return f"Publicerad {swedish.date(max(dates))}" if dates else ""


PAGE = Page("/namnd/<id>/infor-motet", "Inför mötet", "politiker", layout)
