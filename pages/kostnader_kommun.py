"""Vad driver kostnaden i hela kommunen? Nämnd by nämnd, and the council's decisions on their budgets."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages._desk import Desk
from pages._kostnader import Look
from pages._kostnader_ar import years_section
from pages._kostnader_beslut import DECISION, decisions_section
from pages._kostnader_brygga import bridge_section
from pages._kostnader_metod import method_section
from pages._kostnader_realt import real_section
from pages._page import Filters, Page
from pages.kostnader import contents, ingress

EMPTY = "Ingen rapport är publicerad än. När en rapport finns visas kostnaderna här."


def layout(store: Any, filters: Filters) -> html.Div:
    """The kommun as a whole, as the sum of its nämnder."""
    if not store.kommuner():
        return html.Div([html.H1("Vad driver kostnaden?"), html.P(EMPTY, className="ingress")])
    name = store.name("kommun", "", filters.kommun)
    look = Look(Desk(store, filters), "", name)
    title = f"Vad driver kostnaden i {name}?"
    home = html.A(name, href=filters.link("/"))
    first = (bridge_section, decisions_section)
    make = (
        *(first[::-1] if look.desk.kind == DECISION else first),
        years_section,
        real_section,
        method_section,
    )
    sections = [made for one in make if (made := one(look)) is not None]
    about = f" · {swedish.report_name(look.desk.report)}"
    head = [html.P([home, about], className="overrad"), html.H1(title), ingress(look)]
    return html.Div([*head, contents(sections), *sections], **{"data-title": title})


PAGE = Page("/kostnader", "Vad driver kostnaden i kommunen?", "politiker", layout, cached=False)
