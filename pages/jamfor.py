"""Jämför: nämnder, verksamheter or kommuner against each other, year over year, like periods only."""

from __future__ import annotations

from typing import Any

from dash import html

from pages import _compare_charts, _compare_table, _parts
from pages import _compare_text as text
from pages._compare import INDEX, Comparison, compare, ordered
from pages._compare_file import downloads, register
from pages._compare_form import form, saved, switches
from pages._figure import figure
from pages._kolada import exists as kolada_exists
from pages._page import Filters, Page
from pages._sentences import Figure


def layout(store: Any, filters: Filters) -> html.Div:
    """The choices, one sentence, the charts, the table, and the reader's own saved comparisons."""
    found = compare(store, filters)
    body = _shown(store, filters, found) if found.rows else [_nothing(found)]
    return html.Div([*_head(store, filters, found), *body, saved(found)])


def _head(store: Any, filters: Filters, found: Comparison) -> list[Any]:
    inside = "" if found.whole else found.inside
    where = store.name("namnd", filters.kommun, inside) if inside else ""
    what = "kommunerna" if found.whole else "verksamheterna" if inside else "nämnderna"
    return [
        html.P(where or store.name("kommun", "", filters.kommun), className="overrad"),
        html.H1(f"Jämför {what}"),
        form(store, filters, found),
        *switches(filters, found),
        _elsewhere(store, filters),
    ]


def _elsewhere(store: Any, filters: Filters) -> html.P | None:
    """The way to other kommuner's figures, when there are any."""
    link = html.A("Jämför med andra kommuner (Kolada)", href=filters.link("/kolada"))
    return html.P(link) if kolada_exists(store) else None


def _nothing(found: Comparison) -> html.P:
    return _parts.empty(
        f"Det finns inga tal för {found.label[:1].lower()}{found.label[1:]} här. Välj ett annat nyckeltal, "
        "en annan kommun eller en senare rapport."
    )


def _shown(store: Any, filters: Filters, found: Comparison) -> list[Any]:
    small = _compare_charts.over_years(found, filters)
    return [
        html.P(_linked(filters, found), className="ingress"),
        html.P(text.alike(found), className="not"),
        *_cautions(found, filters),
        html.H2("Diagram", className="endast-lasare"),
        _parts.card(figure(_compare_charts.newest(found, filters), "jamforelse")),
        _parts.card(figure(small, "over-aren"), html.P(_scale(found), className="not")) if small else None,
        _all_years(store, filters, found),
    ]


def _linked(filters: Filters, found: Comparison) -> list[Any]:
    """The sentence with its numbers leading to their source."""
    return [_piece(filters, found, piece) for piece in text.sentence(found, filters)]


def _piece(filters: Filters, found: Comparison, piece: str | Figure) -> Any:
    if isinstance(piece, str):
        return piece
    strong = html.Strong(piece.text)
    return (
        _parts.number(strong, _compare_table.source(filters, found, piece.source)) if piece.source else strong
    )


def _scale(found: Comparison) -> str:
    same = "Alla rutor har samma skala, så att de kan jämföras."
    return same if found.view == INDEX else f"{same} Med Index syns också de smås utveckling."


def _cautions(found: Comparison, filters: Filters) -> list[Any]:
    """What must be known before the figures are compared."""
    told = [html.P(words, className="upplysning", role="note") for words in text.changes(found, filters)]
    caveat = found.metric.caveat
    return [html.P(f"Att tänka på: {caveat}", className="not") if caveat else None, *told, _sizes(found)]


def _sizes(found: Comparison) -> html.P | None:
    """Amounts of kommuner of different sizes are never shown without saying so."""
    if not found.whole or found.unit != "kr":
        return None
    words = "Det är hela belopp. Kommunerna är olika stora, så beloppen säger inget om vem som är dyrast."
    if not found.asked.raw:
        words += " Ingen befolkning är inläst; med den visas beloppen per invånare."
    return html.P(words, className="upplysning", role="note")


def _all_years(store: Any, filters: Filters, found: Comparison) -> html.Section:
    shown = _compare_table.table(filters, found, ordered(found, filters))
    notes = _compare_table.notes(filters, found, store)
    return _parts.section("tabell", "Alla år", _parts.card(shown, notes, downloads(filters)))


PAGE = Page("/jamfor", "Jämför", "politiker", layout, register, menu=20)
