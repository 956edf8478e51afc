"""Källa for a point of a curve of sick leave: the hours of its months, down to the cells they stand in."""

from __future__ import annotations

import re
from typing import Any

from dash import html

import swedish
from metrics.sjukfranvaro import (
    LONG,
    PLANNED,
    SHORT,
    SICK,
    Ledger,
    before,
    ledger,
    of_months,
    why_months,
)
from pages import _parts
from pages._desk import Desk
from pages._hours_source import cells_section, owner, shown, told
from pages._page import Filters, NotFound, Page

PATH = "/kalla/sjukfranvaro"
ROLLING = 12
KINDS = {SICK: "Sjukfrånvaron", SHORT: "Den korta sjukfrånvaron", LONG: "Den långa sjukfrånvaron"}
NAMES = {SICK: "Sjukfrånvarotimmar", SHORT: "Timmar dag 1–59", LONG: "Timmar från dag 60",
         PLANNED: "Ordinarie arbetstid, timmar"}  # fmt: skip
HOW = (
    "Timmarna summeras innan de delas. Talet är sjukfrånvarotimmarna i procent av den ordinarie arbetstiden."
)
NONE = "Det finns inga timmar att räkna talet av."
Month = tuple[int, int]


def href(filters: Filters, namnd: str, when: Month, what: str = SICK, count: int = 1) -> str:
    """Where the sick leave of a month, or of so many months up to it, shows what it is made of."""
    several = str(count) if count > 1 else None
    kind = what if what != SICK else None
    path = f"{PATH}/{when[0]}-{when[1]:02d}"
    return filters.link(path, namnd=namnd or None, manader=several, slag=kind)


def layout(store: Any, filters: Filters) -> html.Div:
    """One month, or the twelve months that end with it."""
    months = _months(filters)
    namnd, what = filters.get("namnd"), filters.get("slag", SICK)
    if what not in KINDS or namnd not in {"", *(n["code"] for n in store.namnder(filters.kommun))}:
        raise NotFound(NONE)
    desk = Desk(store, filters)
    book = ledger(store, desk.kommun, desk.report)
    sick, whole = (of_months(book, w, namnd, months) for w in (what, PLANNED))
    title = f"{KINDS[what]} {_when(months)}"
    heading = f"{title}: {_share(sick, whole)}"
    content = (
        [_why(book, what, namnd, months)]
        if not sick or not whole
        else [
            html.P(HOW, className="ingress"),
            _sums(sick, whole, what),
            _below(desk, book, namnd, what, months),
        ]
    )
    over = html.P(owner(desk, namnd), className="overrad")
    return html.Div([over, html.H1(heading), *content], **{"data-title": f"Källa: {title}"})


def _months(filters: Filters) -> list[Month]:
    asked = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", filters.arg("id"))
    count = filters.get("manader", "1")
    if asked is None or count not in ("1", str(ROLLING)):
        raise NotFound(NONE)
    return before((int(asked[1]), int(asked[2])), int(count))


def _when(months: list[Month]) -> str:
    last = swedish.report_name("{}-{:02d}".format(*months[-1]))
    return last if len(months) == 1 else f"de tolv månaderna till och med {last}"


def _share(sick: Any, whole: Any) -> str:
    if not sick or not whole or not whole.value:
        return "kan inte visas"
    return swedish.percent(sick.value * 100 / whole.value)


def _why(book: Ledger, what: str, namnd: str, months: list[Month]) -> html.P:
    reason = why_months(book, what, namnd, months) or NONE.rstrip(".")
    return html.P(f"{reason[:1].upper()}{reason[1:]}.", className="varsel", role="note")


def _sums(sick: Any, whole: Any, what: str) -> html.Section:
    rows = [(NAMES[what], told(sick)), (NAMES[PLANNED], told(whole)), ("Andel", _share(sick, whole))]
    items = [html.Div([html.Dt(label), html.Dd(text)]) for label, text in rows]
    return _parts.section("formel", "Så är talet räknat", _parts.card(html.Dl(items, className="uppgifter")))


def _below(desk: Desk, book: Ledger, namnd: str, what: str, months: list[Month]) -> html.Section:
    """Month by month; of one month in the kommun, each nämnd; of one nämnd's month, its cells."""
    if len(months) > 1:
        rows = [_part(desk, book, namnd, what, when, _when([when])) for when in reversed(months)]
        return _table("Månaderna", "Månad", rows)
    (when,) = months
    namnder = [] if namnd else [n for n in book.namnder(when[0]) if of_months(book, PLANNED, n, months)]
    silent = [] if namnd else [n for n in book.namnder(when[0]) if why_months(book, what, n, months)]
    if not namnder:
        return cells_section(desk, (of_months(book, w, namnd, months) for w in (what, PLANNED)))
    names = {n: desk.store.name("namnd", desk.kommun, n) for n in {*namnder, *silent}}
    each = sorted(names, key=lambda n: swedish.sort_key(names[n]))
    return _table("Nämnderna", "Nämnd", [_part(desk, book, n, what, when, names[n]) for n in each])


def _part(desk: Desk, book: Ledger, namnd: str, what: str, when: Month, name: str) -> html.Tr:
    sick, whole = (of_months(book, w, namnd, [when]) for w in (what, PLANNED))
    if not sick or not whole:
        why = why_months(book, what, namnd, [when])
        return html.Tr([html.Th(name, scope="row"), html.Td(_parts.missing(why), colSpan=3)])
    link = _parts.number(_share(sick, whole), href(desk.filters, namnd, when, what))
    texts = (link, told(sick), told(whole))
    return html.Tr([html.Th(name, scope="row"), *(html.Td(text, className="n") for text in texts)])


def _table(title: str, first: str, rows: list[html.Tr]) -> html.Section:
    head = [html.Th(t, scope="col", className="n" if i else "") for i, t in
            enumerate((first, "Andel", "Sjuktimmar", "Ordinarie timmar"))]  # fmt: skip
    return shown(title, head, rows)


PAGE = Page(f"{PATH}/<id>", "Källa till sjukfrånvaron", "alla", layout)
