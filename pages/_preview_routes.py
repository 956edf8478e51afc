"""Corrections from the preview: answers to `cell:<Sheet>!<A1>`, made from the form, and their undoing."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import flask

from pages._permission import UPLOAD
from pages._upload_desk import Desk
from pages._upload_routes import PATH, guarded

CELL = "cell:"
SKIP = "hoppa"
_PARTS = ("kind", "measure", "scenario", "horizon", "year", "month", "namnd", "verksamhet", "tecken", "unit")


def install(server: flask.Flask, desk: Desk) -> None:
    """Add the two forms of the preview to the server."""
    for name, answer in (("ratta", _correct), ("angra-rattelse", _undo)):
        view = guarded(desk, UPLOAD, answer)
        server.add_url_rule(f"{PATH}/{name}", f"upload_{name}", view, methods=["POST"])


def correction(before: str, form: Mapping[str, str]) -> str:
    """The answer: what was corrected before, with what the form changes. `hoppa` leaves the number out."""
    if form.get("kind") == SKIP:
        return SKIP
    kept = dict(p.split("=", 1) for p in before.split(";") if "=" in p)
    given = {name: form.get(name, "").strip().replace(";", "") for name in _PARTS}
    parts = kept | {name: text for name, text in given.items() if text}
    return ";".join(f"{name}={text}" for name, text in parts.items())


def _correct(desk: Desk) -> str:
    form = flask.request.form
    token, name = form.get("mottagen", ""), form.get("tal", "")
    waiting = desk.received.get(token)
    if waiting and "!" in name:
        key = CELL + name
        desk.answer(token, {key: correction(waiting.answers.get(key, ""), form)})
    return _address(token, name) + "#ruta"


def _undo(desk: Desk) -> str:
    form = flask.request.form
    token, key = form.get("mottagen", ""), form.get("nyckel", "")
    if key.startswith(CELL):
        desk.unanswer(token, key)
    return _address(token, key.removeprefix(CELL)) + "#ruta"


def _address(token: str, name: str) -> str:
    sheet, _, cell = name.rpartition("!")
    return f"{PATH}?{urlencode({'mottagen': token, 'blad': sheet, 'cell': cell})}"
