"""Mallar: an empty workbook for each nämnd of the kommun, as a zip; the form and the address behind it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import flask
from dash import html

from exports.template_zip import template_zip, zip_name
from pages import _inputs
from pages._page import Filters, Services
from pages._permission import UPLOAD, may
from pages._upload_routes import PATH

TEMPLATES = f"{PATH}/mallar"


def section(store: Any, filters: Filters, today: dt.date | None = None) -> html.Section:
    """The form: for which period; the kommun is the one that the page is about."""
    name = store.name("kommun", "", filters.kommun)
    words = f"En tom arbetsbok för varje nämnd i {name}, med nämndens rader. Alla i en zip-fil."
    period = _inputs.text_field(
        "period", "Period (år-månad)", _last_month(today or dt.date.today()), required=True, maxLength=7
    )
    send = html.Button("Ladda ner mallarna", type="submit")
    fields = [*_inputs.hidden(kommun=filters.kommun), period, send]
    form = html.Form(fields, method="get", action=TEMPLATES, className="publicera")
    return html.Section([html.H2("Mallar att fylla i"), html.P(words), form], className="avsnitt")


def _last_month(today: dt.date) -> str:
    """The month that has ended last."""
    return (today.replace(day=1) - dt.timedelta(days=1)).strftime("%Y-%m")


def install(server: flask.Flask, services: Services) -> None:
    """The address of the zip, for who may upload."""
    server.add_url_rule(TEMPLATES, "upload_templates", lambda: _answer(services))


def _answer(services: Services) -> flask.Response:
    allowed = may(services.settings, UPLOAD)
    if not allowed:
        return flask.Response(allowed.reason, 403, mimetype="text/plain")
    kommun, period = (flask.request.args.get(name, "") for name in ("kommun", "period"))
    try:
        parts = template_zip(services.store, kommun, period)
    except ValueError as wrong:
        return flask.Response(str(wrong), 400, mimetype="text/plain")
    answer = flask.Response(parts, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{zip_name(kommun, period)}"'
    return answer
