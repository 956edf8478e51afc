"""Raderna bakom en summa: the rows of a ledger or a list of hours that a sum was made of."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

import flask
from dash import html

import swedish
from pages import _parts, _source_words
from pages._kalla_sekretess import SEALED
from pages._page import Filters, NotFound, Page, Services
from pages._permission import ORIGINAL, may

_KEY = "utfall_rows_behind"
NONE = "Raderna bakom det talet går inte att visa."
APART = (
    "De rader som hittas nu ger inte samma summa som den publicerade: filen lästes med andra svar på frågor. "
    "Ladda ner originalfilen för att följa summan."
)


def is_sum(fact: dict[str, Any]) -> bool:
    """True for a number that sums rows of its file. A SIE file has balances, each with a line of its own."""
    return fact["sheet"] != "SIE" and " summa " in fact["raw"] and ":" in fact["cell"]


def link(filters: Filters, fact: dict[str, Any]) -> html.P | None:
    """To the rows, where there are any to see."""
    if not is_sum(fact) or fact["state"] != "published" or not may(filters.settings, ORIGINAL):
        return None
    text = "Visa raderna som summan är gjord av"
    note = html.Span(" (en stor fil kan ta några sekunder)", className="dov")
    return html.P([html.A(text, href=filters.link(f"/kalla/{fact['fact_id']}/rader")), note])


def layout(store: Any, filters: Filters) -> html.Div:
    """The table of the rows, and what they come to."""
    fact = store.fact(filters.arg("id"))
    if fact is None or not is_sum(fact) or fact["state"] != "published" or fact["withheld"]:
        raise NotFound(NONE)
    allowed = may(filters.settings, ORIGINAL)
    title = f"Raderna bakom {_source_words.subject(fact).lower()}"
    head = [
        html.P(html.A("Till talet", href=_parts.fact_href(filters, fact["fact_id"])), className="overrad"),
        html.H1(title),
    ]
    if not allowed or store.withheld_cells(fact["submission"]):
        return html.Div([*head, html.P(allowed.reason or SEALED, className="ingress")])
    return html.Div([*head, *_found(store, fact)], **{"data-title": title})


def _found(store: Any, fact: dict[str, Any]) -> list[Any]:
    service = flask.current_app.extensions.get(_KEY)
    found = _rows(service, store, fact["fact_id"], store.generation) if service else None
    if found is None:
        return [html.P(NONE, className="ingress")]
    count = "En rad" if found.count == 1 else f"{swedish.number(found.count)} rader"
    total = swedish.number(found.total, max(0, -int(found.total.normalize().as_tuple().exponent)))
    text = f"{count} i filen {fact['file']} ger tillsammans {total}, med filens egna tecken."
    shown = found.rows
    more = f"De första {len(shown)} visas." if found.count > len(shown) else ""
    warning = None if found.agree else html.P(APART, className="varsel", role="note")
    return [html.P(f"{text} {more}", className="ingress"), warning, _parts.card(_table(found, shown))]


def _table(found: Any, shown: Any) -> Any:
    head = html.Tr([html.Th(t, scope="col") for t in ("Rad", *found.head)])
    rows = [html.Tr([html.Th(row[0], scope="row"), *(_cell(text) for text in row[1:])]) for row in shown]
    return _parts.scrolling(html.Table([html.Thead(head), html.Tbody(rows)]), "Raderna bakom summan")


def _cell(text: str) -> html.Td:
    return html.Td(
        text, className="n" if text[-1:].isdigit() and not any(c.isalpha() for c in text) else None
    )


@lru_cache(maxsize=16)
def _rows(service: Any, store: Any, fact_id: str, _generation: int) -> Any:
    """None when the file cannot be read again; the fault is logged."""
    fact = store.fact(fact_id)
    original = store.original(fact["submission"])
    if original is None:
        return None
    try:
        return service.rows_behind(original, fact)
    except Exception:
        logging.exception("the rows behind %s could not be found", fact_id)
        return None


def register(app: Any, services: Services) -> None:
    """The rows are found by the reader, which the page asks for through the app that answers."""
    if hasattr(services.reader, "rows_behind"):
        app.server.extensions[_KEY] = services.reader


PAGE = Page("/kalla/<id>/rader", "Raderna bakom", "alla", layout, register, cached=False)
