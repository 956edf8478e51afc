"""Underlag: the tables that the kommun has loaded beside its reports, row by row as in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

import swedish
from metrics.realt import editions
from pages._kostnader import row, table
from pages._page import Filters, Page
from pages._parts import card, empty, section
from store.underlag import Decision, Origin, People, PkvRow, Underlag

HOW = (
    "Tabellerna tas in med kommandot utfall underlag FIL (CSV eller Excel). Rubrikerna avgör vilken "
    "tabell det är. Varje rad minns sin fil och rad."
)
NO_PKV = (
    "PKV är inte inläst. Rubriker: upplaga, år, index. Indexet hämtas hos SKR; Utfall skickar inte med det."
)
NO_PEOPLE = "Befolkningen är inte inläst. Rubriker: år, datum, ålder från, ålder till, antal."
NO_DECISIONS = (
    "Inga beslut är inlästa. Rubriker: nämnd, år, belopp, enhet, och gärna beslut, varaktighet, "
    "finansiering, ändamål, källa."
)
_FROM = ("Fil", "Rad", "Inläst")


def layout(store: Any, filters: Filters) -> html.Div:
    """PKV, population and decisions of the reader's kommun."""
    book, kommun = Underlag(store.folder), store.name("kommun", "", filters.kommun)
    people, decisions = book.people(filters.kommun), book.decisions(filters.kommun)
    parts = [
        section("pkv", "Prisindex (PKV)", *(_pkv(book) or [empty(NO_PKV)])),
        section("befolkning", f"Befolkning i {kommun}",
                card(_people(people)) if people else empty(NO_PEOPLE)),
        section("beslut", f"Beslut om budget i {kommun}",
                card(_decisions(store, filters.kommun, decisions)) if decisions else empty(NO_DECISIONS)),
    ]  # fmt: skip
    head = [html.H1("Underlag"), html.P(HOW, className="ingress")]
    return html.Div([*head, *parts], **{"data-title": "Underlag"})


def _pkv(book: Underlag) -> list[Any]:
    """A table an edition; the one that was loaded last bears the anchors of the years."""
    found = []
    for i, edition in enumerate(editions(book.pkv())):
        rows = [_pkv_row(y, r, i == 0) for y, r in sorted(edition.rows.items())]
        found.append(card(table(f"PKV, upplagan {edition.name}", ("År", *_FROM, "Index"), rows, texts=4)))
    return found


def _pkv_row(year: int, found: PkvRow, first: bool) -> html.Tr:
    name = html.Span(str(year), **_anchor(f"pkv-{year}", first))
    return row(name, *_origin(found.origin), swedish.number(found.index, 1), texts=4)


def _anchor(identity: str, first: bool) -> dict[str, str]:
    return {"id": identity} if first else {}


def _origin(origin: Origin) -> tuple[str, str, str]:
    return origin.file, str(origin.row), origin.loaded


def _people(people: Sequence[People]) -> html.Div:
    first = {p.year: p for p in reversed(people)}
    rows = [_people_row(p, first[p.year] is p) for p in people]
    return table("Antal invånare", ("År", "Datum", "Ålder", *_FROM, "Antal"), rows, texts=6)


def _people_row(p: People, first: bool) -> html.Tr:
    name = html.Span(str(p.year), **_anchor(f"befolkning-{p.year}", first))
    return row(name, p.date, _ages(p), *_origin(p.origin), swedish.number(p.count), texts=6)


def _ages(p: People) -> str:
    if p.low is None:
        return "alla"
    if p.high is None:
        return f"{p.low}–"
    return str(p.low) if p.low == p.high else f"{p.low}–{p.high}"


def _decisions(store: Any, kommun: str, decisions: Sequence[Decision]) -> html.Div:
    told = ("Nämnd", "År", "Beslut", "Varaktighet", "Finansiering", "Ändamål", "Källa")
    rows = [_decision(store, kommun, d) for d in decisions]
    return table("Beslut som ändrar en nämnds budget", (*told, *_FROM, "Belopp"), rows, texts=10)


def _decision(store: Any, kommun: str, d: Decision) -> html.Tr:
    identity = f"beslut-{d.namnd}-{d.year}-{d.origin.row}"
    name = html.Span(store.name("namnd", kommun, d.namnd), id=identity)
    texts = (str(d.year), d.decision, d.duration, d.financing, d.purpose, d.source)
    shown = (text or "framgår inte" for text in texts)
    kr = swedish.amount(d.amount, "tkr", sign=True)
    return row(name, *shown, *_origin(d.origin), kr, texts=10)


PAGE = Page("/underlag", "Underlag", "alla", layout, cached=False)
