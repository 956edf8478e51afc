"""The view of a file that is being read: which step, how long, and a way to cancel. Works without scripts."""

from __future__ import annotations

from typing import Any

import flask
from dash import html

import swedish
from pages import _inputs
from pages._permission import UPLOAD, may_read
from pages._upload_desk import Desk, Look
from pages._upload_reading import STEPS, Going
from pages._upload_routes import PATH, guarded

DIED = (
    "Läsningen avbröts, troligen för att servern startades om. "
    "Filen finns kvar: läs den igen, eller kasta den."
)
_AGAIN_S = 2


def install(server: flask.Flask, desk: Desk) -> None:
    """Add how far a reading is, as JSON, and the form that reads a file again."""
    server.add_url_rule(f"{PATH}/gang", "upload_gang", lambda: _progress(desk))
    server.add_url_rule(f"{PATH}/las-om", "upload_las_om", guarded(desk, UPLOAD, _again), methods=["POST"])


def waiting(look: Look, going: Going) -> list[Any]:
    """What the page shows while `look` is being read."""
    token = look.waiting.token
    if going.died:
        again = _form(token, "las-om", "Läs filen igen", "knapp-huvud")
        return [
            html.Div(html.P(DIED), role="alert", className="varsel"),
            _buttons(again, token, "Kasta filen"),
        ]
    about = {"data-vantar": f"{PATH}/gang?mottagen={token}"}
    refresh = html.Noscript(html.Meta(httpEquiv="refresh", content=str(_AGAIN_S)))
    bar = html.Progress(
        max=str(len(STEPS)), value=str(going.number - 1), **{"aria-label": "Läsning av filen"}
    )
    return [
        html.Section(
            [
                refresh,
                html.Ol([_step(i, text, going.number) for i, text in enumerate(STEPS, 1)], className="steg"),
                bar,
                html.P(said(going), role="status", className="laget-nu"),
                html.P(time_spent(going), className="not"),
                _buttons(None, token, "Avbryt"),
            ],
            className="kort", **about,
        )
    ]  # fmt: skip


def said(going: Going) -> str:
    """`Steg 2 av 3: Tolkar tabellerna.`"""
    return f"Steg {going.number} av {len(STEPS)}: {going.step}."


def time_spent(going: Going) -> str:
    unit = "sekund" if going.seconds == 1 else "sekunder"
    return f"Har hållit på i {swedish.number(going.seconds)} {unit}. Sidan visar resultatet när det är klart."


def _step(place: int, text: str, now: int) -> html.Li:
    mark = "✓" if place < now else "●" if place == now else "○"
    current = {"aria-current": "step"} if place == now else {}
    return html.Li([html.Span(mark, **{"aria-hidden": "true"}), " ", text], **current)


def _buttons(first: Any, token: str, text: str) -> html.Div:
    return html.Div([first, _form(token, "avbryt", text, None)], className="knappar")


def _form(token: str, action: str, text: str, kind: str | None) -> html.Form:
    button = html.Button(text, type="submit", className=kind)
    return html.Form([*_inputs.hidden(mottagen=token), button], method="post", action=f"{PATH}/{action}")


def _progress(desk: Desk) -> flask.Response:
    """{"klar": true} when there is something else to show."""
    if not may_read(desk.settings, flask.request.headers):
        return flask.Response("", 403)
    look = desk.look(flask.request.args.get("mottagen", ""), patience=0)
    going = look.going if look else None
    if going is None or going.died:
        return flask.jsonify(klar=True)
    return flask.jsonify(klar=False, steg=going.number, text=said(going), tid=time_spent(going))


def _again(desk: Desk) -> str:
    token = flask.request.form.get("mottagen", "")
    if desk.received.get(token):
        desk.readings.again(token)
    return f"{PATH}?mottagen={token}"
