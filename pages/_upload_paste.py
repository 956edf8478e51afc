"""The box to paste a table in: what is pasted becomes a file, and goes the same way as an uploaded one."""

from __future__ import annotations

import codecs

import flask
from dash import html
from werkzeug.exceptions import RequestEntityTooLarge

from pages import _inputs
from pages._permission import UPLOAD
from pages._upload_desk import Desk
from pages._upload_routes import PATH, address, drain, guarded

PLAIN, RICH = "urklipp.txt", "urklipp.html"
ABOUT = (
    "Markera tabellen i Excel, Word, Google Kalkylark, en PDF eller på en webbsida, gärna med rubriken "
    "ovanför, kopiera den och klistra in den här."
)


def form() -> html.Form:
    """Without scripts the text itself is sent; with scripts (assets/paste.js) the table as it was copied."""
    box = html.Textarea(
        id="klistra", name="text", rows=5, spellCheck="false", required=True,
        **{"aria-describedby": "klistra-om"},
    )  # fmt: skip
    parts = [
        html.Label("Eller klistra in en tabell", htmlFor="klistra", className="slapp-rubrik"),
        html.P(ABOUT, id="klistra-om", className="not"),
        box,
        *_inputs.hidden(tabell=""),
        html.P(role="status", className="laget-nu"),
        html.Button("Läs tabellen", type="submit"),
    ]
    return html.Form(
        parts, method="post", action=f"{PATH}/klistra", className="kort klistra", **{"data-paste": "1"}
    )


def install(server: flask.Flask, desk: Desk) -> None:
    view = guarded(desk, UPLOAD, _receive)
    server.add_url_rule(f"{PATH}/klistra", "upload_klistra", view, methods=["POST"])


def _receive(desk: Desk) -> str:
    """The same limit as for a file, also for the text of a form."""
    flask.request.max_form_memory_size = flask.request.max_content_length
    try:
        sent = flask.request.form
    except RequestEntityTooLarge:
        drain(desk.limit)
        return address(mottagen=desk.refuse_size("du klistrade in"))
    rich, plain = sent.get("tabell", ""), sent.get("text", "")
    if "<table" in rich.lower():
        return address(mottagen=desk.receive(RICH, codecs.BOM_UTF8 + rich.encode()))
    return address(mottagen=desk.receive(PLAIN, plain.encode()))
