"""Personal: sick leave, staffing, chefer and posts that are hard to fill, for the kommun as a whole."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from metrics.sjukfranvaro import SEVEN, Rate, rate
from pages._desk import Desk
from pages._page import Filters, Page
from pages._parts import empty
from pages._personal import Look
from pages._personal_ovrigt import managers_section, posts_section, time_section
from pages._personal_sjuk import beside_section, curves_section, seven_section

EMPTY = "Ingen rapport är publicerad än. När en rapport med personaluppgifter finns visas de här."
BUDGET = "Det här är ett budgetdokument utan personaluppgifter. Välj en delårsrapport eller årsredovisning."


def layout(store: Any, filters: Filters) -> html.Div:
    """The message, then sick leave, then the rest."""
    if not store.kommuner():
        return html.Div([html.H1("Personal"), html.P(EMPTY, className="ingress")])
    look = Look(Desk(store, filters))
    home = html.A(look.kommun_name, href=filters.link("/"))
    return body(look, f"Personalen i {look.kommun_name}", home)


def body(look: Look, title: str, home: Any) -> html.Div:
    """The whole page of a nämnd or the kommun."""
    over = html.P([home, f" · {swedish.report_name(look.desk.report)}"], className="overrad")
    if not look.desk.month:
        return html.Div([over, html.H1(title), empty(BUDGET)], **{"data-title": title})
    made = (seven_section, curves_section, beside_section, time_section, managers_section, posts_section)
    parts = [part for one in made if (part := one(look)) is not None]
    head = [over, html.H1(title), html.P(message(look), className="ingress"), _contents(parts)]
    return html.Div([*head, *parts], **{"data-title": title})


def _contents(sections: list[html.Section]) -> html.Nav:
    links = [html.Li(html.A(part.children[0].children, href=f"#{part.id}")) for part in sections]
    return html.Nav(html.Ul(links, className="innehall-rad"), **{"aria-label": "På sidan"})


def message(look: Look) -> str:
    """How high the sick leave is, and which way it goes."""
    desk = look.desk
    now, then = (rate(look.book, SEVEN[0], look.namnd, y, desk.month) for y in (desk.year, desk.year - 1))
    if now.value is None:
        return f"Sjukfrånvaron {look.period}: {now.why}."
    shown = f"Sjukfrånvaron är {swedish.percent(now.value)} {look.period}"
    return f"{shown}{_change(now, then, desk.year - 1)}"


def _change(now: Rate, then: Rate, year: int) -> str:
    if now.value is None or then.value is None or now.throughs or then.throughs:
        return "."
    change = now.value - then.value
    if not round(change, 1):
        return f", oförändrat mot samma period {year}."
    points = swedish.number(abs(change), 1)
    way = "högre" if change > 0 else "lägre"
    return f", {points} procentenheter {way} än samma period {year}."


PAGE = Page("/personal", "Personal", "politiker", layout, menu=27)
