"""The waiting file given back as a workbook with its findings in it: the button, and what it answers."""

from __future__ import annotations

import logging
from urllib.parse import quote

import flask
from dash import html

from exports.annotate import file_name
from pages import _inputs
from pages._permission import UPLOAD, may_change
from pages._upload_desk import GONE, Desk, Look
from pages._upload_reading import FAULT
from pages._upload_routes import PATH

ANNOTATED = f"{PATH}/farglagd"
_WORDS = (
    "Du får filen tillbaka med färgade celler, kommentarer som säger vad som är fel och hur det rättas, "
    "och ett första blad med alla fynd. Är filen ingen Excel-arbetsbok blir den det."
)


def section(look: Look) -> html.Section:
    """The button, and what it gives."""
    send = html.Button("Ladda ner filen med fynden i", type="submit")
    form = html.Form([*_inputs.hidden(mottagen=look.waiting.token), send], method="post", action=ANNOTATED)
    return html.Section([html.H2("Rätta i Excel"), html.P(_WORDS), form], className="kort avsnitt")


def install(server: flask.Flask, desk: Desk) -> None:
    """The address that gives the workbook: a form, since it is only for who may upload."""
    server.add_url_rule(ANNOTATED, "upload_annotated", lambda: _answer(desk), methods=["POST"])


def _answer(desk: Desk) -> flask.Response:
    allowed = may_change(desk.settings, UPLOAD, flask.request.host, flask.request.headers)
    if not allowed:
        return _told(allowed.reason, 403)
    look = desk.look(flask.request.form.get("mottagen", ""))
    if look is None or look.report is None:
        return _told(GONE, 404)
    try:
        name = file_name(look.waiting.name)
        content = desk.service.annotate(look.report, look.waiting.content, macros=name.endswith(".xlsm"))
    except ValueError as refused:
        return _told(str(refused), 422)
    except Exception:
        logging.exception("annotating %r failed", look.waiting.name)
        return _told(FAULT, 500)
    return _file(content, name)


def _file(content: bytes, name: str) -> flask.Response:
    answer = flask.Response(content, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(text: str, status: int) -> flask.Response:
    return flask.Response(text, status, mimetype="text/plain")
