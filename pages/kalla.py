"""Källa: any number leads here, to the cell and row it was read from and to what it was checked with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import flask
from dash import html

import swedish
from pages import _parts, _source_picture, _source_words, raderna
from pages._computed import computed
from pages._kalla_sekretess import SEALED, withheld
from pages._kolada import is_kolada
from pages._page import Filters, NotFound, Page, Services
from pages._permission import ORIGINAL, may

VERDICTS = {
    "stammer": ("bra", "Stämmer"),
    "avrundning": ("bevaka", "Avrundning"),
    "avviker": ("avvik", "Avviker"),
    "gar_ej_att_prova": ("okand", "Går ej att pröva"),
}
SEVERITIES = {"error": ("avvik", "Fel"), "warning": ("bevaka", "Varning"), "info": ("okand", "Upplysning")}
ORIGINALS = "/ladda-ner/original"


def layout(store: Any, filters: Filters) -> html.Div:
    """One cell (`/kalla/<fact id>`), or the cells of a computed number (`/kalla/matt?key=…`)."""
    asked = filters.arg("id")
    if asked == "matt":
        return computed(store, filters)
    fact = store.fact(asked)
    if fact is None:
        raise NotFound(f"Det finns inget tal med beteckningen {asked}. Rapporten kan ha tagits bort.")
    title = f"Källa: {_source_words.subject(fact)}"
    beside = html.Div([_understood(fact), _report(store, filters, fact)], className="rutor avsnitt")
    if fact["withheld"]:
        return withheld(filters, fact)
    parts = [
        *_head(filters, fact),
        _source_picture.section(store, filters, fact),
        _row(store, filters, fact),
        _checks(store, fact),
        beside,
    ]
    return html.Div(parts, **{"data-title": title})


def _head(filters: Filters, fact: dict[str, Any]) -> list[Any]:
    where = _source_picture.where(fact)
    value = html.Span(_source_words.value(fact), className="storsiffra")
    name: Any = _source_words.owner(fact)
    if fact["namnd"]:
        name = html.A(name, href=filters.link(f"/namnd/{fact['namnd']}", kommun=fact["kommun"]))
    return [
        html.P(name, className="overrad"),
        html.H1([f"{_source_words.subject(fact)}: ", value]),
        html.P(
            ["Talet står ", html.Strong(where), f" i filen {fact['file']}, som {fact['publisher']} "
             f"publicerade {swedish.date(fact['published_at'].date())}."],
            className="ingress",
        ),
        raderna.link(filters, fact),
        _state(fact),
    ]  # fmt: skip


def _state(fact: dict[str, Any]) -> html.P | None:
    if fact["state"] == "published":
        return None
    if fact["state"] == "superseded":
        newer = _source_words.moment(fact["submission_superseded_at"])
        text = f"Rapporten ersattes {newer} av en nyare. Talet visas för historikens skull."
    else:
        text = f"Rapporten drogs tillbaka {_source_words.moment(fact['submission_withdrawn_at'])}."
    return html.P(text, className="varsel", role="note")


def _row(store: Any, filters: Filters, fact: dict[str, Any]) -> html.Section:
    alone = bool(fact["cell_row"]) and ":" not in fact["cell"]  # sums can begin on the same row
    cells = [c for c in store.row_of(fact["fact_id"]) if alone or c["row_text"] == fact["row_text"]]
    line = f"rad {fact['cell_row']}" if alone else fact["row_text"]
    heads = [html.Th(c["column_text"] or c["cell"], scope="col", className="n") for c in cells]
    where = html.Tr(
        [html.Td("Cell", className="dov"), *(html.Td(c["cell"], className="n dov") for c in cells)]
    )
    numbers = [_cell(filters, c, c["fact_id"] == fact["fact_id"]) for c in cells]
    table = html.Table(
        [
            html.Caption(f"Bladet {fact['sheet']}, {line}, som det står i filen"),
            html.Thead(html.Tr([html.Td(), *heads])),
            html.Tbody([html.Tr([html.Th(fact["row_text"] or "(utan text)", scope="row"), *numbers]), where]),
        ]
    )
    return _parts.section(
        "rad", "Raden i rapporten", _parts.card(_parts.scrolling(table, "Raden i rapporten"))
    )


def _cell(filters: Filters, cell: dict[str, Any], marked: bool) -> html.Td:
    text = cell["withheld"] or cell["raw"] or swedish.MISSING
    if marked:
        return html.Td(
            html.Mark([text, html.Span(" (det här talet)", className="endast-lasare")]), className="n utpekad"
        )
    return html.Td(_parts.number(text, _parts.fact_href(filters, cell["fact_id"])), className="n")


def _understood(fact: dict[str, Any]) -> html.Section:
    rows = [
        ("Står i cellen", fact["raw"] or "(tomt)"),
        ("Mått", fact["measure_name"]),
        ("Vems", _source_words.owner(fact)),
        ("Slag", _source_words.basis(fact)),
        ("Period", _source_words.period(fact)),
        ("Gäller", _source_words.group(fact)),
        ("Mätt till och med", fact["measured_through"]),
        ("Sparat som", _stored(fact)),
        ("Avrundning", _source_words.step(fact)),
        ("Definition i rapporten", fact["definition"]),
        ("Kolumnen", "jämförelse som upprepar ett äldre tal" if fact["role"] == "comparison" else ""),
        ("Raden", "summa av andra rader: prövas mot dem, räknas aldrig in" if fact["control_total"] else ""),
    ]
    return _card("tolkning", "Så förstods talet", _listing(rows))


def _listing(rows: Sequence[tuple[str, Any]]) -> html.Dl:
    items = [html.Div([html.Dt(label), html.Dd(text)]) for label, text in rows if text]
    return html.Dl(items, className="uppgifter")


def _card(identity: str, title: str, *content: Any) -> html.Section:
    """A section that is itself a card, to stand beside another."""
    head = html.H2(title, id=f"{identity}-rubrik")
    return html.Section([head, *content], className="kort", **{"aria-labelledby": f"{identity}-rubrik"})


def _stored(fact: dict[str, Any]) -> str:
    if fact["value"] is None:
        return ""
    decimals = max(0, -int(fact["value"].normalize().as_tuple().exponent))
    return f"{swedish.number(fact['value'], decimals)}{swedish.NBSP}{fact['unit']}"


def _checks(store: Any, fact: dict[str, Any]) -> html.Section:
    cell = f"{fact['sheet']}!{fact['cell'].split('#')[0]}"
    found = store.findings_of_cell(fact["submission"], [cell, f"{fact['sheet']}!{fact['cell']}"])
    order = list(VERDICTS)[::-1]
    found.sort(key=lambda f: order.index(f["verdict"]) if f["verdict"] in order else -1)
    content: Any = html.Ul([html.Li(_check(f)) for f in found], className="lista")
    if not found:
        content = _parts.empty(
            "Talet har inte prövats: rapporten har inget annat tal som det borde stämma med."
        )
    return _parts.section("avstamning", "Avstämningar som talet ingår i", _parts.card(content))


def _check(finding: dict[str, Any]) -> list[Any]:
    kind, text = VERDICTS.get(finding["verdict"]) or SEVERITIES[finding["severity"]]
    cells = html.P(", ".join(finding["cells"]), className="not")
    return [html.P([_parts.status(kind, text), " ", finding["message"]]), cells]


def _report(store: Any, filters: Filters, fact: dict[str, Any]) -> html.Section:
    rows = [
        ("Rapport", fact["title"] or fact["file"]),
        ("Källa", "Kolada (RKA)" if is_kolada(fact) else ""),
        ("Gäller", swedish.report_name(fact["submission_report"])),
        ("Fil", fact["file"]),
        ("Publicerad", f"{_source_words.moment(fact['published_at'])} av {fact['publisher']}"),
        ("Läge", _source_words.STATES[fact["state"]]),
        ("Filens kontrollsumma (SHA-256)", html.Code(fact["sha256"])),
    ]
    content: list[Any] = [_listing(rows)]
    if fact["state"] != "published" or not may(filters.settings, ORIGINAL):
        return _card("rapport", "Rapporten", *content)
    if store.withheld_cells(fact["submission"]):
        content.append(html.P(SEALED, className="not"))
    else:
        content.append(html.P(html.A("Ladda ner originalfilen", href=f"{ORIGINALS}/{fact['sha256']}",
                                     className="knapp", download="")))  # fmt: skip
    return _card("rapport", "Rapporten", *content)


def register(app: Any, services: Services) -> None:
    """The address of the original files: only published ones, always as a download; and of their pages."""
    _source_picture.install(app.server, services)
    app.server.add_url_rule(f"{ORIGINALS}/<sha256>", "original", lambda sha256: _original(services, sha256))


def _original(services: Services, sha256: str) -> flask.Response:
    allowed = may(services.settings, ORIGINAL)
    if not allowed:
        return flask.Response(allowed.reason, 403, mimetype="text/plain")
    published = services.store.submissions(states=["published"])
    found = next((s for s in published if s["sha256"] == sha256), None)
    if found is None:
        return flask.Response(
            "Det finns ingen publicerad fil med den kontrollsumman.", 404, mimetype="text/plain"
        )
    if (body := services.store.original(found["id"])) is None:
        return flask.Response(SEALED, 403, content_type="text/plain; charset=utf-8")
    answer = flask.Response(body, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found['file'], safe='')}"
    return answer


PAGE = Page("/kalla/<id>", "Källa", "alla", layout, register)
