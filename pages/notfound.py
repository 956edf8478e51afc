"""The page for an address that leads nowhere: says so, and shows the ways on."""

from __future__ import annotations

from typing import Any

from dash import html

from pages._page import Filters, Page


def layout(store: Any, filters: Filters) -> html.Div:
    """What was asked for, and links to what there is."""
    message = filters.arg("message") or "Sidan finns inte."
    return html.Div(
        [
            html.H1("Sidan finns inte"),
            html.P(message, className="ingress"),
            html.P("Kanske är adressen felskriven, eller så har rapporten bytts ut. Gå vidare härifrån:"),
            html.Ul([html.Li(html.A(text, href=href)) for text, href in _ways(store, filters)]),
        ],
    )


def _ways(store: Any, filters: Filters) -> list[tuple[str, str]]:
    ways = [("Läget i kommunen", filters.link("/")), ("Begrepp och definitioner", filters.link("/begrepp"))]
    known = {k["code"] for k in store.kommuner()}
    namnder = store.namnder(filters.kommun) if filters.kommun in known else []
    return ways + [(n["name"], filters.link(f"/namnd/{n['code']}")) for n in namnder]


PAGE = Page("/finns-inte", "Sidan finns inte", "alla", layout)
