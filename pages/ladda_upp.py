"""Ladda upp: a file is received, shown as it was understood, and then published or abandoned."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import (
    _inputs,
    _parts,
    _preview_routes,
    _preview_view,
    _upload_annotate,
    _upload_paste,
    _upload_templates,
    _upload_waiting,
)
from pages._page import Filters, Page, Services
from pages._permission import UPLOAD, may
from pages._upload_desk import GONE, Desk, Look, current, install
from pages._upload_questions import RULES
from pages._upload_routes import PATH, install_routes
from pages._upload_view import back, review

KINDS = ".xlsx,.xlsm,.xlsb,.xls,.ods,.pdf,.docx,.docm,.html,.htm,.csv,.tsv,.txt,.se,.si,.sie"
ALREADY = "Samma fil var redan publicerad. Ingenting har ändrats."
UNDO = "Ångra, så slutar talen att gälla. De finns kvar i historiken, med tidpunkt och namn."
NO_READER = "Den här servern har ingen läsare för filer."


def layout(store: Any, filters: Filters) -> html.Div:
    """The view that the address asks for: the form, a waiting file, or what became of it."""
    allowed = may(filters.settings, UPLOAD)
    desk = current()
    if not allowed or desk is None:
        return html.Div([html.H1("Ladda upp"), html.P(allowed.reason or NO_READER, className="ingress")])
    if token := filters.get("mottagen"):
        return _waiting(desk, desk.look(token), filters)
    if submission := filters.get("publicerad"):
        return _published(store, filters, submission)
    return _start(store, filters)


def _start(store: Any, filters: Filters) -> html.Div:
    return html.Div(
        [
            html.H1("Ladda upp en rapport"),
            html.P("Filen läses och prövas mot tidigare rapporter. Inget publiceras förrän du säger till.",
                   className="ingress"),
            _outcome(filters),
            _file_form(filters),
            _upload_paste.form(),
            html.P([html.A("Läsregler", href=filters.link(RULES)), ": svar som läser nästa rapport."]),
            _upload_templates.section(store, filters),
            _latest(store, filters),
        ]
    )  # fmt: skip


def _outcome(filters: Filters) -> html.P | None:
    texts = {
        "avbruten": "Filen kastades. Ingenting publicerades.",
        "angrad": "Publiceringen är ångrad. Talen syns inte längre på sidorna.",
    }
    said = [text for name, text in texts.items() if filters.get(name)]
    return html.P(said[0], role="status", className="varsel varsel-lugn") if said else None


def _file_form(filters: Filters) -> html.Form:
    limit = filters.settings.upload_max_mb
    about = "Excel (även .xls och .xlsb), PDF, Word (.docx), OpenDocument (.ods), webbsida, CSV eller text. "
    about += f"Högst {limit} MB."
    field = _inputs.Input(
        type="file", name="fil", id="fil", accept=KINDS, required=True, **{"aria-describedby": "fil-om"}
    )
    zone = html.Div(
        [
            html.Label("Välj en fil, eller dra den hit", htmlFor="fil", className="slapp-rubrik"),
            field,
            html.P(about, id="fil-om", className="not"),
        ],
        className="slapp",
    )
    progress = html.Div(
        [html.Progress(max="100", value="0", hidden=True, **{"aria-label": "Överföring"}),
         html.P(role="status", className="laget-nu")],
        className="gang",
    )  # fmt: skip
    send = html.Button("Läs filen", type="submit", className="knapp-huvud")
    marks = {"data-upload": "1", "data-max-mb": str(limit)}
    return html.Form(
        [zone, send, progress], method="post", action=f"{PATH}/fil", encType="multipart/form-data",
        className="kort", **marks,
    )  # fmt: skip


def _waiting(desk: Desk, look: Look | None, filters: Filters) -> html.Div:
    if look is None:
        return html.Div([html.H1("Filen finns inte kvar"), html.P(GONE, className="ingress"), back()])
    if look.going:
        title = "Läsningen avbröts" if look.going.died else "Filen läses"
        return html.Div([html.P(look.waiting.name, className="overrad"), html.H1(title),
                         *_upload_waiting.waiting(look, look.going)])  # fmt: skip
    title = "Kontrollera och publicera" if look.report else "Filen lästes inte"
    name = html.P(look.waiting.name, className="overrad") if look.waiting.name else None
    sentence = desk.sentence(look)
    sheet = _preview_view.section(desk, look, filters)
    return html.Div([name, html.H1(title), *review(look, sentence, sheet)])


def _published(store: Any, filters: Filters, submission: str) -> html.Div:
    found = store.submission(submission)
    if found is None:
        return html.Div([html.H1("Publiceringen finns inte"), back()])
    period = swedish.report_name(found["report"])
    return html.Div(
        [
            html.P(found["file"], className="overrad"),
            html.H1("Publicerad" if found["state"] == "published" else "Inte längre publicerad"),
            html.P(f"{found['title']}: {swedish.number(found['facts'])} värden för {period}, "
                   f"publicerade av {found['publisher']}.", className="ingress"),
            html.P(ALREADY, role="status", className="varsel varsel-lugn") if filters.get("redan") else None,
            html.H2("Se resultatet"),
            html.Ul([html.Li(html.A(text, href=href)) for text, href in _results(store, filters, found)]),
            _undo(store, found),
            back(),
        ]
    )  # fmt: skip


def _results(store: Any, filters: Filters, found: dict[str, Any]) -> list[tuple[str, str]]:
    """Links to the pages where the new figures are."""
    kommun = found["kommun"]
    namnder = [
        n for n in store.namnder(kommun, found["report"])
        if any(s["id"] == found["id"] for s in store.submissions(kommun, n["code"]))
    ]  # fmt: skip
    to = {"kommun": kommun, "rapport": None}
    return [(n["name"], filters.link(f"/namnd/{n['code']}", **to)) for n in namnder] + [
        ("Läget i kommunen", filters.link("/", **to))
    ]


def _undo(store: Any, found: dict[str, Any]) -> html.Section | None:
    if found["state"] != "published":
        return None
    name = _inputs.text_field("av", "Ditt namn", found["publisher"], required=True, maxLength=100)
    fields = [*_inputs.hidden(inlamning=found["id"]), name]
    form = html.Form([*fields, html.Button("Ångra publiceringen", type="submit")], method="post",
                     action=f"{PATH}/angra", className="publicera")  # fmt: skip
    replaced = [s["file"] for s in store.submissions(found["kommun"]) if s["superseded_by"] == found["id"]]
    words = UNDO + (f" Det som den ersatte ({', '.join(replaced)}) gäller då igen." if replaced else "")
    return html.Section([html.H2("Blev det fel?"), html.P(words), form], className="avsnitt")


def _latest(store: Any, filters: Filters) -> html.Section | None:
    rows = store.submissions(filters.kommun)[:5]
    if not rows:
        return None
    head = html.Tr([html.Th(t, scope="col") for t in ("Fil", "Gäller", "Publicerad", "Av")])
    table = html.Table([html.Thead(head), html.Tbody([_submission(filters, row) for row in rows])])
    return html.Section(
        [html.H2("Senast publicerat"), _parts.scrolling(table, "Senast publicerat")], className="avsnitt"
    )


def _submission(filters: Filters, row: dict[str, Any]) -> html.Tr:
    link = html.A(row["file"], href=filters.link(PATH, publicerad=row["id"]))
    state = (
        "" if row["state"] == "published" else " (ersatt)" if row["state"] == "superseded" else " (ångrad)"
    )
    return html.Tr(
        [
            html.Th([link, state], scope="row"),
            html.Td(swedish.report_name(row["report"])),
            html.Td(swedish.date(row["published_at"].date())),
            html.Td(row["publisher"]),
        ]
    )


def register(app: Any, services: Services) -> None:
    """The forms need a reader; without one the page says so."""
    if services.reader is not None:
        desk = install(app.server, services.settings, services.reader)
        install_routes(app.server, desk)
        _upload_annotate.install(app.server, desk)
        _preview_routes.install(app.server, desk)
        _upload_waiting.install(app.server, desk)
        _upload_paste.install(app.server, desk)
        _upload_templates.install(app.server, services)


PAGE = Page(PATH, "Ladda upp", "controller", layout, register, menu=40, cached=False)
