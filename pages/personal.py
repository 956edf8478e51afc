"""Personal: sick leave, staffing, chefer and posts that are hard to fill, for the kommun as a whole."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from metrics.sjukfranvaro import SEVEN, Rate, rate
from pages._desk import Desk
from pages._page import Filters, Page
from pages._parts import empty, number
from pages._personal import Look
from pages._personal_ovrigt import managers_section, posts_section, time_section
from pages._personal_sjuk import beside_section, curves_section, seven_section
from pages.kalla_sju_matt import href

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


def message(look: Look) -> list[Any]:
    """How high the sick leave is, and which way it goes; the numbers lead to their source."""
    desk = look.desk
    now, then = (rate(look.book, SEVEN[0], look.namnd, y, desk.month) for y in (desk.year, desk.year - 1))
    if now.value is None:
        return [f"Sjukfrånvaron {look.period}: {now.why}."]
    here = href(desk.filters, look.namnd, SEVEN[0], desk.year, desk.month)
    share = number(html.Strong(swedish.percent(now.value)), here)
    return ["Sjukfrånvaron är ", share, f" {look.period}", *_change(look, now, then)]


def _change(look: Look, now: Rate, then: Rate) -> list[Any]:
    year = look.desk.year - 1
    if now.value is None or then.value is None or now.throughs or then.throughs:
        return ["."]
    change = now.value - then.value
    if not round(change, 1):
        return [f", oförändrat mot samma period {year}."]
    before = href(look.desk.filters, look.namnd, SEVEN[0], year, look.desk.month)
    way = "högre" if change > 0 else "lägre"
    points = f", {swedish.number(abs(change), 1)} procentenheter {way} än samma period {year} ("
    return [points, number(swedish.percent(then.value), before), ")."]


PAGE = Page("/personal", "Personal", "politiker", layout, menu=27)
