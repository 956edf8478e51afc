"""Vad driver kostnaden? What a nämnd's costs are made of, and what has changed them."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _sentences as say
from pages._desk import Desk
from pages._kostnader import Look
from pages._kostnader_anslag import budget_section
from pages._kostnader_ar import years_section
from pages._kostnader_brygga import bridge_section, lead
from pages._kostnader_metod import method_section
from pages._kostnader_realt import real_section
from pages._kostnader_volym import volume_section
from pages._page import Filters, NotFound, Page


def layout(store: Any, filters: Filters) -> html.Div:
    """The page of the nämnd whose code stands in the address."""
    code = filters.arg("id")
    names = {n["code"]: n["name"] for n in store.namnder(filters.kommun)}
    if code not in names:
        raise NotFound(f"Det finns ingen nämnd med beteckningen {code} i de publicerade rapporterna.")
    look = Look(Desk(store, filters, code), code, names[code])
    title = f"Vad driver kostnaden i {say.in_text(look.name)}?"
    home = html.A(look.name, href=filters.link(f"/namnd/{code}"))
    kommun = html.A("hela kommunens kostnader", href=filters.link("/kostnader"))
    about = f" · {swedish.report_name(look.desk.report)} · "
    first = (bridge_section, budget_section) if lead(look) else (budget_section, bridge_section)
    make = (*first, volume_section, real_section, years_section, method_section)
    sections = [made for one in make if (made := one(look)) is not None]
    head = [html.P([home, about, kommun], className="overrad"), html.H1(title), ingress(look)]
    return html.Div([*head, contents(sections), *sections], **{"data-title": title})


def ingress(look: Look) -> html.P | None:
    """The message first."""
    told = lead(look)
    return html.P(told, className="ingress") if told else None


def contents(sections: list[html.Section]) -> html.Nav:
    """Links to the parts of the page."""
    links = [html.Li(html.A(part.children[0].children, href=f"#{part.id}")) for part in sections]
    return html.Nav(html.Ul(links, className="innehall-rad"), **{"aria-label": "På sidan"})


PAGE = Page("/namnd/<id>/kostnader", "Vad driver kostnaden?", "politiker", layout, cached=False)
