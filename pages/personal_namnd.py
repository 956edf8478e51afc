"""Personal for one nämnd: the same as for the kommun, beside the other nämnder."""

from __future__ import annotations

from typing import Any

from dash import html

from pages import _sentences as say
from pages._desk import Desk
from pages._page import Filters, NotFound, Page
from pages._personal import Look
from pages.personal import body


def layout(store: Any, filters: Filters) -> html.Div:
    """The page of the nämnd whose code stands in the address."""
    code = filters.arg("id")
    names = {n["code"]: n["name"] for n in store.namnder(filters.kommun)}
    if code not in names:
        raise NotFound(f"Det finns ingen nämnd med beteckningen {code} i de publicerade rapporterna.")
    home = html.A(names[code], href=filters.link(f"/namnd/{code}"))
    return body(Look(Desk(store, filters, code), code), f"Personalen i {say.in_text(names[code])}", home)


PAGE = Page("/namnd/<id>/personal", "Personal i nämnden", "politiker", layout)
