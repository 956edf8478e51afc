"""The table of Jämför as a file: exact values in the base unit, with their sources."""

from __future__ import annotations

from typing import Any

import flask
from dash import html

from exports.data import Column, excel_csv, file_name, machine_csv
from pages._compare import Comparison, Row, compare
from pages._compare_text import made_from, unit
from pages._page import Filters, NotFound, Services, parse_query
from pages._permission import EXPORT, may

CSV = "/ladda-ner/jamfor.csv"
COLUMNS = [
    Column(key, label)
    for key, label in (
        ("kommun", "Kommun"),
        ("kod", "Kod"),
        ("namn", "Namn"),
        ("nyckeltal", "Nyckeltal"),
        ("ar", "År"),
        ("period", "Period"),
        ("varde", "Värde"),
        ("enhet", "Enhet"),
        ("visning", "Visning"),
        ("rapport", "Rapport"),
        ("saknas", "Saknas"),
        ("omraknat", "Omräknat av"),
        ("anmarkning", "Anmärkning"),
        ("kallor", "Källor"),
    )
]


def downloads(filters: Filters) -> html.P:
    """Links to the whole table, in two forms."""
    rest = tuple((key, value) for key, value in filters.query if key not in ("kommun", "format"))
    query = (("kommun", filters.kommun), *rest)
    address = Filters(CSV, filters.kommun, filters.report, filters.settings, (), query)
    links = [
        html.A(text, href=address.here(format=kind), className="knapp", download="")
        for text, kind in (("CSV för Excel", "excel"), ("CSV för program", "maskin"))
    ]
    return html.P(["Ladda ner hela tabellen: ", *links], className="verktyg")


def table_rows(found: Comparison) -> list[dict[str, Any]]:
    """The table as data: one row a nämnd and year."""
    return [_data(found, row, year) for row in found.rows for year in found.years if year in row.answers]


def _data(found: Comparison, row: Row, year: int) -> dict[str, Any]:
    answer = row.answers[year]
    return {
        "kommun": answer.kommun, "kod": row.code, "namn": row.name, "nyckeltal": found.key, "ar": year,
        "period": found.period, "varde": row.shown[year], "enhet": unit(found) or "index",
        "visning": found.view, "rapport": answer.report, "saknas": "; ".join(answer.missing),
        "omraknat": made_from(row.parts.get(year, ()), answer.kommun),
        "anmarkning": row.blocked.get(year) or row.badges.get(year, ""), "kallor": " ".join(answer.facts),
    }  # fmt: skip


def register(app: Any, services: Services) -> None:
    """The table's address."""
    app.server.add_url_rule(CSV, "jamfor_csv", lambda: _file(services))


def _file(services: Services) -> flask.Response:
    allowed = may(services.settings, EXPORT)
    if not allowed:
        return flask.Response(allowed.reason, 403, mimetype="text/plain")
    query = parse_query(flask.request.query_string.decode())
    asked = dict(query)
    filters = Filters(
        CSV, asked.get("kommun", ""), asked.get("rapport") or None, services.settings, (), query
    )
    try:
        found = compare(services.store, filters)
    except NotFound as missing:
        return flask.Response(str(missing), 404, mimetype="text/plain")
    write = machine_csv if asked.get("format") == "maskin" else excel_csv
    answer = flask.Response(write(COLUMNS, table_rows(found)), mimetype="text/csv")
    name = file_name("utfall", filters.kommun, found.label, found.period)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
