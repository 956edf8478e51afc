"""A number of a PDF where it stands: a cutting of the page around it, and the whole page, as pictures."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import flask
from dash import html

from pages import _parts
from pages._page import Filters, Services
from pages._permission import ORIGINAL, may

PICTURES = "/kalla-bild"
_REMEMBERED = 48
_NONE = "Det finns ingen bild av det talet."
_SEALED = "Sidan visas inte: filen har uppgifter om grupper med för få anställda."
_FAULT = "Sidan kunde inte ritas. Ladda ner originalfilen i stället."


def page_number(fact: dict[str, Any]) -> int:
    """The page of a fact of a PDF, from its box (a fifth number) or its sheet (`Sida 3`); 0 otherwise."""
    edges = (fact["box"] or "").split()
    if len(edges) == 5:
        return int(edges[4])
    first = fact["sheet"].removeprefix("Sida ").split("–")[0]
    return int(first) if len(edges) == 4 and first.isdigit() else 0


def where(fact: dict[str, Any]) -> str:
    """In words: a page, a table of a document, a cell of a sheet, or the rows of a ledger that it sums."""
    if page := page_number(fact):
        return f"på sidan {page}"
    if fact["sheet"].startswith("Tabell "):
        return f"på rad {fact['cell_row']} i {fact['sheet'].lower()} (cell {fact['cell']})"
    if ":" in fact["cell"]:
        return f"som en summa av rader i {fact['cell']} på bladet {fact['sheet']}"
    return f"i cell {fact['cell']} på bladet {fact['sheet']}"


def section(store: Any, filters: Filters, fact: dict[str, Any]) -> html.Section | None:
    """Nothing for files without pages, or where the original may not be seen."""
    page = page_number(fact)
    if not page or fact["state"] != "published" or not may(filters.settings, ORIGINAL):
        return None
    if store.withheld_cells(fact["submission"]):
        return None
    address = f"{PICTURES}/{fact['fact_id']}"
    told = f"Utsnitt av sidan {page}: talet {fact['raw']} är inramat."
    near = html.Img(src=f"{address}?utsnitt=1", alt=told, className="sidbild-nara")
    whole = html.Img(src=address, alt=f"Hela sidan {page}, med talet {fact['raw']} inramat.")
    scroll = html.Div(whole, className="sidbild", tabIndex="0", role="region",
                      **{"aria-label": f"Sidan {page}", "data-box": fact["box"]})  # fmt: skip
    content = _parts.card(near, html.Details([html.Summary(f"Visa hela sidan {page}"), scroll]))
    return _parts.section("sida", f"Sida {page} i rapporten", content)


class Pictures:
    """Draws each picture once, as long as it is remembered."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._drawn: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, fact_id: str) -> flask.Response:
        allowed = may(self.services.settings, ORIGINAL)
        if not allowed:
            return flask.Response(allowed.reason, 403, mimetype="text/plain")
        fact = self.services.store.fact(fact_id)
        draw = getattr(self.services.reader, "picture", None)
        if fact is None or draw is None or fact["state"] != "published" or not page_number(fact):
            return flask.Response(_NONE, 404, mimetype="text/plain")
        if self.services.store.withheld_cells(fact["submission"]):
            return flask.Response(_SEALED, 403, content_type="text/plain; charset=utf-8")
        try:
            picture = self._picture(fact, draw, cut=bool(flask.request.args.get("utsnitt")))
        except Exception:
            logging.exception("drawing the page of %r failed", fact_id)
            return flask.Response(_FAULT, 500, mimetype="text/plain")
        answer = flask.Response(picture, mimetype="image/png")
        answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
        return answer

    def _picture(self, fact: dict[str, Any], draw: Callable[..., bytes], cut: bool) -> bytes:
        key = (fact["sha256"], page_number(fact), fact["box"], cut)
        with self._lock:
            drawn = self._drawn.get(key)
        if drawn is None:
            original = self.services.store.original(fact["submission"])
            drawn = draw(original, page_number(fact), fact["box"], cut=cut)
            self._remember(key, drawn)
        return drawn

    def _remember(self, key: tuple[Any, ...], drawn: bytes) -> None:
        with self._lock:
            self._drawn[key] = drawn
            while len(self._drawn) > _REMEMBERED:
                self._drawn.popitem(last=False)


def install(server: flask.Flask, services: Services) -> None:
    pictures = Pictures(services)
    server.add_url_rule(f"{PICTURES}/<fact_id>", "page_picture", pictures.answer)
