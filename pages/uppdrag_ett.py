"""One uppdrag: what it is, how it has gone, and its line in the source; or the list for the meeting."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _parts
from pages._desk import Desk
from pages._page import Filters, NotFound, Page
from pages._permission import ORIGINAL, may
from pages._uppdrag_data import PROPOSED, Matter, Row, find, identity, matters
from pages._uppdrag_delar import age_text, capital, due_mark, href, mark
from pages.kalla import ORIGINALS

LIST = "lista"
NOTHING = (
    "Inget uppdrag föreslås förklaras fullgjort. Här visas de uppdrag som har den statusen i nämndens "
    "senaste rapport."
)
_AROUND = 2  # lines of a text that are shown before and after
_LONGEST = 300


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
    back = html.A("Alla uppdrag", href=filters.link("/uppdrag"))
    return html.Div(
        [
            html.P([back, f" · {kind}"], className="overrad"),
            html.H1(title, className="rubrik-lang"),
            _about(desk, matter),
            _steps(desk, matter),
            _source(desk, row),
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


def place(row: Row) -> str:
    """`rad 178` of a text, `cell B6 på bladet Uppdrag` of a workbook."""
    if row["sheet"] == "Text":
        return f"rad {row['cell'].lstrip('A')}"
    return f"cell {row['cell']} på bladet {row['sheet']}"


def _source(desk: Desk, row: Row) -> html.Section:
    """The file and the line, as it stands there."""
    submission = desk.store.submission(row["submission"])
    where = html.P(
        ["Står på ", html.Strong(place(row)), f" i filen {submission['file']}, som {submission['publisher']} "
         f"publicerade {swedish.date(submission['published_at'].date())}."]
    )  # fmt: skip
    allowed = may(desk.filters.settings, ORIGINAL) and submission["state"] == "published"
    original = desk.store.original(row["submission"]) if allowed else None
    link = html.P(html.A("Ladda ner originalfilen", href=f"{ORIGINALS}/{submission['sha256']}",
                         className="knapp", download="")) if original else None  # fmt: skip
    return _parts.section("kalla", "Källa", _parts.card(where, _excerpt(row, original), link))


def _excerpt(row: Row, original: bytes | None) -> Any:
    """The lines around, for a file that is a text; otherwise what was read."""
    lines = _lines(original) if original and row["sheet"] == "Text" else []
    at = int(row["cell"].lstrip("A")) - 1 if lines else 0
    if not lines or at >= len(lines):
        return html.Blockquote(html.P(row["text"]))
    near = range(max(0, at - _AROUND), min(len(lines), at + _AROUND + 1))
    shown = [html.P(_line(lines[k], marked=k == at)) for k in near if lines[k].strip()]
    return html.Blockquote(shown)


def _line(text: str, *, marked: bool) -> Any:
    shown = _parts.short(text, _LONGEST)
    return (
        html.Mark([shown, html.Span(" (det här uppdraget)", className="endast-lasare")]) if marked else shown
    )


def _lines(original: bytes) -> list[str]:
    try:
        return original.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return []


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
    columns = ("Nr", "Uppdrag", "Nämnd", "Ärende och beslut", "Beslutas")
    head = [html.Th(text, scope="col") for text in columns]
    rows = [_decision(desk, n, m) for n, m in enumerate(found, 1)]
    caption = html.Caption("Uppdrag som föreslås förklaras fullgjorda, äldst beslut först.")
    table = html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(rows)], className="motesrader")
    return _parts.scrolling(table, "Uppdrag att förklara fullgjorda")


def _decision(desk: Desk, n: int, matter: Matter) -> html.Tr:
    now = matter.now
    name = desk.store.name("namnd", desk.kommun, now["namnd"]) if now["namnd"] else swedish.MISSING
    text = html.A(capital(now["text"]), href=href(desk.filters, now), id=f"u-{identity(now)}")
    about = [html.P(t) for t in (now["arendenummer"], now["beslut"], age_text(matter)) if t]
    boxes = [html.P("☐ Ja"), html.P("☐ Nej")]
    return html.Tr(
        [html.Th(str(n), scope="row"), html.Td(text), html.Td(name), html.Td(about), html.Td(boxes)]
    )


PAGE = Page("/uppdrag/<id>", "Uppdrag", "politiker", layout)
