"""Prognoser: can they be trusted? The nämnder's own beside what earlier years say, and how earlier hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from metrics.sasong import Season
from pages import _sentences as say
from pages._desk import Desk
from pages._page import Filters, Page
from pages._prognoser import Look
from pages._prognoser_sasong import season_section
from pages._prognoser_traff import method_section, record_section

EMPTY = "Ingen rapport är publicerad än. När en delårsrapport finns visas prognoserna här."


def layout(store: Any, filters: Filters) -> html.Div:
    """The message, then the season's forecasts, then the record, then the method."""
    if not store.kommuner():
        return html.Div([html.H1("Prognoser"), html.P(EMPTY, className="ingress")])
    desk = Desk(store, filters)
    look = Look(desk)
    return html.Div([*_head(look), season_section(look), record_section(look), method_section(look)],
                    **{"data-title": f"Prognoser i {look.kommun_name}"})  # fmt: skip


def _head(look: Look) -> list[Any]:
    home = html.A(look.kommun_name, href=look.desk.filters.link("/"))
    return [
        html.P([home, f" · {swedish.report_name(look.desk.report)}"], className="overrad"),
        html.H1("Går prognoserna att lita på?"),
        html.P(message(look), className="ingress"),
    ]


def message(look: Look) -> str:
    """Whose forecasts lie outside what earlier years speak for."""
    judged = [s for s in look.seasons if s.low is not None and s.own is not None]
    if not judged:
        return _cannot(look)
    outside = [s for s in judged if look.stands_out(s)]
    if not outside:
        return f"Alla {say.count(len(judged))} prognoser som går att pröva ryms inom det vanliga mönstret."
    return f"{_whose(look, outside)} Det gäller {say.count(len(outside))} av {say.namnder(len(judged))}."


def _whose(look: Look, outside: Sequence[Season]) -> str:
    low = [look.name(s.namnd) for s in outside if (s.gap or 0) > 0]
    high = [look.name(s.namnd) for s in outside if (s.gap or 0) < 0]
    told = []
    if low:
        told.append(f"{_start(low)} räknar med en lägre kostnad än tidigare år talar för.")
    if high:
        told.append(f"{_start(high)} räknar med en högre kostnad än tidigare år talar för.")
    return " ".join(told)


def _start(names: Sequence[str]) -> str:
    text = say.listed(names)
    return text[:1].upper() + text[1:]


def _cannot(look: Look) -> str:
    if look.desk.month in (0, 12):
        about = swedish.report_name(look.desk.report)
        return f"{about[:1].upper()}{about[1:]} är ingen delårsrapport, så det finns ingen prognos att pröva."
    return "Det finns inte tidigare år nog för att pröva prognoserna."


PAGE = Page("/prognoser", "Prognoser", "politiker", layout, menu=25)
