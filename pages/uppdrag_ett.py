"""One uppdrag: what it is, how it has gone, and its line in the source; or the list for the meeting."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _parts
from pages._desk import Desk
from pages._page import Filters, NotFound, Page
from pages._uppdrag_data import PROPOSED, Matter, Row, find, matters
from pages._uppdrag_delar import age_text, capital, due_mark, href, mark
from pages._uppdrag_kalla import place, source_section

LIST = "lista"
COLUMNS = ("Nr", "Uppdrag", "Nämnd", "Ärende och beslut", "Beslutas")
NOTHING = (
    "Inget uppdrag föreslås förklaras fullgjort. Här visas de uppdrag som har den statusen i nämndens "
    "senaste rapport."
)


def layout(store: Any, filters: Filters) -> html.Div:
    """`/uppdrag/<submission>.<nr>`, or `/uppdrag/lista`."""
    desk = Desk(store, filters)
    asked = filters.arg("id")
    if asked == LIST:
        return _meeting(desk)
    if (found := find(desk, asked)) is None:
        raise NotFound(f"Det finns inget uppdrag med beteckningen {asked}. Rapporten kan ha ersatts.")
    matter, row = found
    title = capital(row["text"])
    kind = "Rekommendation från revisionen" if row["kind"] == "rekommendation" else "Uppdrag"
    what = "den här rekommendationen" if row["kind"] == "rekommendation" else "det här uppdraget"
    back = html.A("Alla uppdrag", href=filters.link("/uppdrag"))
    return html.Div(
        [
            html.P([back, f" · {kind}"], className="overrad"),
            html.H1(title, className="rubrik-lang"),
            _about(desk, matter),
            _steps(desk, matter),
            source_section(desk, row, what, row["text"]),
        ],
        **{"data-title": f"{kind}: {_parts.short(title, 60)}"},
    )


def _about(desk: Desk, matter: Matter) -> html.Div:
    now, audit = matter.now, matter.now["kind"] == "rekommendation"
    name = desk.store.name("namnd", desk.kommun, now["namnd"]) if now["namnd"] else ""
    link = html.A(name, href=desk.filters.link(f"/namnd/{now['namnd']}")) if name else "anges inte"
    rows = [
        ("Vem", link),
        ("Ärendenummer", now["arendenummer"]),
        ("Granskning" if audit else "Beslut", matter.steps[0]["beslut"] or "anges inte"),
        ("Status", mark(matter.status)),
        ("Svar", next((row["svar"] for row in matter.steps if row["svar"]), "") if audit else ""),
        ("Ålder", "" if audit else age_text(matter) or "beslutets dag anges inte"),
        ("Åter", due_mark(matter)),
    ]
    items = [html.Div([html.Dt(label), html.Dd(value)]) for label, value in rows if value]
    return _parts.card(html.Dl(items, className="uppgifter"))


def _steps(desk: Desk, matter: Matter) -> html.Section:
    """What every report said, each with the way to its line."""
    rows = [_step(desk, row) for row in matter.steps]
    head = [html.Th(text, scope="col") for text in ("Rapport", "Status", "Svar eller åter", "Källa")]
    caption = html.Caption("Vad varje rapport har sagt, äldst först.")
    table = html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(rows)])
    return _parts.section("historik", "Så har det gått", _parts.card(_parts.scrolling(table, "Historik")))


def _step(desk: Desk, row: Row) -> html.Tr:
    told = row["svar"] or row["ater"] or swedish.MISSING
    name = capital(swedish.report_name(row["report"]))
    link = html.A(place(row), href=href(desk.filters, row) + "#kalla")
    cells = [html.Td(mark(row["status"])), html.Td(told), html.Td(link)]
    return html.Tr([html.Th(name, scope="row"), *cells])


def _meeting(desk: Desk) -> html.Div:
    """What is proposed to be declared fulfilled, as a table to decide by: one page to print."""
    namnd = desk.filters.get("namnd")
    found = [m for m in matters(desk, namnd or None) if m.is_open and m.status == PROPOSED]
    who = (
        desk.store.name("namnd", desk.kommun, namnd) if namnd else desk.store.name("kommun", "", desk.kommun)
    )
    back = html.A("Alla uppdrag", href=desk.filters.link("/uppdrag"))
    head = [
        html.P([back, f" · {swedish.report_name(desk.report)}"], className="overrad"),
        html.H1("Uppdrag att förklara fullgjorda"),
        html.P(f"{who}: {len(found)} uppdrag föreslås i rapporterna till och med "
               f"{swedish.report_name(desk.report)}.", className="ingress"),
    ]  # fmt: skip
    body = _parts.card(_decisions(desk, found)) if found else _parts.empty(NOTHING)
    return html.Div([*head, body], **{"data-title": "Uppdrag att förklara fullgjorda"})


def _decisions(desk: Desk, found: list[Matter]) -> html.Div:
    head = [html.Th(text, scope="col") for text in COLUMNS]
    rows = [_decision(desk, n, m) for n, m in enumerate(found, 1)]
    caption = html.Caption("Uppdrag som föreslås förklaras fullgjorda, äldst beslut först.")
    table = html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(rows)], className="motesrader")
    return _parts.scrolling(table, "Uppdrag att förklara fullgjorda")


def _decision(desk: Desk, n: int, matter: Matter) -> html.Tr:
    now = matter.now
    name = desk.store.name("namnd", desk.kommun, now["namnd"]) if now["namnd"] else swedish.MISSING
    text = html.A(capital(now["text"]), href=href(desk.filters, now))
    about = [html.P(t) for t in (now["arendenummer"], now["beslut"], age_text(matter)) if t]
    told = zip(COLUMNS[1:], (text, name, about, [html.P("☐ Ja"), html.P("☐ Nej")]), strict=True)
    cells = [html.Td(cell, **{"data-rubrik": head}) for head, cell in told]
    return html.Tr([html.Th(str(n), scope="row"), *cells])


PAGE = Page("/uppdrag/<id>", "Uppdrag", "politiker", layout)
