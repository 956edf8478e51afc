"""Nämnd: everything about one nämnd at a chosen report."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages._desk import Desk
from pages._namnd_ekonomi import activities, economy
from pages._namnd_manad import monthly
from pages._namnd_ovrigt import comments, measures, reports, staff
from pages._namnd_text import key_figures, meeting_links, opening, prose
from pages._namnd_uppdrag import assignments, targets
from pages._page import Filters, NotFound, Page
from pages._parts import status
from pages._report_ledger import as_reported


def layout(store: Any, filters: Filters) -> html.Div:
    """The page of the nämnd whose code stands in the address."""
    code = filters.arg("id")
    names = {n["code"]: n["name"] for n in store.namnder(filters.kommun)}
    if code not in names:
        kommun = store.name("kommun", "", filters.kommun)
        raise NotFound(f"{kommun} har ingen nämnd med beteckningen {code} i de publicerade rapporterna.")
    desk = Desk(store, filters, code)
    facts = as_reported(store.table(desk.kommun, code, desk.report))
    parts = [
        economy(desk, facts),
        activities(desk, facts),
        monthly(desk),
        staff(desk, facts),
        measures(desk, facts),
        targets(desk),
        assignments(desk),
        comments(desk),
        reports(desk),
    ]
    found = [part for part in parts if part is not None]
    return html.Div([*_head(desk, names[code]), _contents(found), *found], **{"data-title": names[code]})


def _contents(sections: list[html.Section]) -> html.Nav:
    """Links to the parts of a long page."""
    links = [html.Li(html.A(part.children[0].children, href=f"#{part.id}")) for part in sections]
    return html.Nav(html.Ul(links, className="innehall-rad"), **{"aria-label": "På sidan"})


def _head(desk: Desk, name: str) -> list[Any]:
    kommun = desk.store.name("kommun", "", desk.kommun)
    sentences = opening(desk, name)
    return [
        html.P(
            [html.A(kommun, href=desk.filters.link("/")), f" · {swedish.report_name(desk.report)}"],
            className="overrad",
        ),
        html.H1(name),
        prose(desk, sentences) if sentences else None,
        _older(desk),
        meeting_links(desk),
        key_figures(desk),
    ]


def _older(desk: Desk) -> Any:
    """Says so when the nämnd is not in the report that was chosen."""
    wanted = desk.filters.report
    if not wanted or wanted == desk.report:
        return None
    asked, shown = swedish.report_name(wanted), swedish.report_name(desk.report)
    text = f"Nämnden finns inte i rapporten för {asked}; här visas {shown}."
    return html.P(status("okand", text))


PAGE = Page("/namnd/<id>", "Nämnd", "politiker", layout)
