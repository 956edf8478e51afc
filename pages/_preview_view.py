"""The preview as a section of the upload page: the sheet, the panel about a number, the corrections."""

from __future__ import annotations

from typing import Any

from dash import html

from pages import _inputs
from pages._page import Filters
from pages._preview import place_of, sheet
from pages._preview_data import numbers
from pages._preview_panel import panel
from pages._preview_routes import CELL, SKIP
from pages._upload_desk import Desk, Look
from pages._upload_routes import PATH
from store import codes

_WORDS = {
    "utfall": "utfall", "budget": "budget", "prognos": "prognos", "period": "perioden", "year": "helåret",
    "omvant": "omvänt tecken", "total": "en summa", "fact": "ett värde",
}  # fmt: skip


def section(desk: Desk, look: Look, filters: Filters) -> html.Section | None:
    """Nothing when the file could not be read, or the service shows no sheets."""
    if look.report is None:
        return None
    place = place_of(filters)
    window = desk.windows.get(
        desk.service, look.waiting.token, look.waiting.name, look.waiting.content, place
    )  # fmt: skip
    if window is None:
        return None
    known = numbers(look.report, look.findings, window.name)
    chosen = known.get(place.cell)
    close = filters.here(cell=None, rad=str(window.first), kolumn=str(window.left)) + "#arket"
    about = panel(look.report, window.name, chosen, look.waiting.token, close) if chosen else None
    words = "Välj ett tal för att se hur det lästes, och för att rätta det."
    grid = html.Div(sheet(filters, window, known, place.cell), className="ark-yta")
    return html.Section(
        [html.H2("Filen som den ser ut"), html.P(words, className="dov"), _corrections(look),
         html.Div([grid, about], className="ark-delat" if about else None)],
        className="kort avsnitt", id="arket",
    )  # fmt: skip


def _corrections(look: Look) -> html.Div | None:
    made = {k: v for k, v in look.waiting.answers.items() if k.startswith(CELL)}
    if not made:
        return None
    rows = [_made(look, key, value) for key, value in made.items()]
    return html.Div([html.H3(f"Rättade tal ({len(made)})"), html.Ul(rows, className="lista rattade")])


def _made(look: Look, key: str, value: str) -> html.Li:
    text = f"{key.removeprefix(CELL)}: {said(look, value)}"
    fields = _inputs.hidden(mottagen=look.waiting.token, nyckel=key)
    undo = html.Button(
        "Ångra", type="submit", **{"aria-label": f"Ångra rättelsen av {key.removeprefix(CELL)}"}
    )
    form = html.Form([*fields, undo], method="post", action=f"{PATH}/angra-rattelse", className="pa-raden")
    return html.Li([html.Span(text), " ", form])


def said(look: Look, value: str) -> str:
    """A correction in words: `kostnader, budget, helåret, 2024`."""
    if value == SKIP:
        return "hoppas över"
    parts = dict(p.split("=", 1) for p in value.split(";") if "=" in p)
    kommun = look.report.kommun if look.report else ""
    return ", ".join(_part(kommun, name, text) for name, text in parts.items())


def _part(kommun: str, name: str, text: str) -> str:
    kind = {"measure": "matt"}.get(name, name)
    named: Any = codes.name(kind, kommun, text) if kind in ("matt", "namnd", "verksamhet") else None
    found = named or _WORDS.get(text, text)
    return f"till och med månad {found}" if name == "month" else str(found)
