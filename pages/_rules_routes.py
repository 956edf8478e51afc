"""The forms of the page Läsregler: change, remove, put back, import; and the file that is exported.

Each asks the same permission function as uploading does.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

import flask
from werkzeug.exceptions import RequestEntityTooLarge

from pages._permission import UPLOAD, may, may_change
from pages._upload import Rules
from pages._upload_questions import RULES, anchor
from settings import Settings

NO_FILE = "Ingen fil valdes. Välj en TOML-fil och försök igen."
NOT_TEXT = "Filen är inte text i UTF-8, och kan inte vara läsregler."
TOO_BIG = "Filen är för stor för att vara läsregler."
_LARGEST = 1_100_000
_TOLD = 5  # refused rules that are named


def install_routes(server: flask.Flask, settings: Settings, rules: Rules) -> None:
    """Add the forms and the file to the server."""
    forms = (("andra", _change), ("ta-bort", _remove), ("aterstall", _restore), ("importera", _import))
    for name, act in forms:
        view = _guarded(settings, rules, act)
        server.add_url_rule(f"{RULES}/{name}", f"rules_{name}", view, methods=["POST"])
    server.add_url_rule(f"{RULES}/fil/<kommun>.toml", "rules_fil", _exporting(settings, rules))


def _guarded(
    settings: Settings, rules: Rules, act: Callable[[Rules, str], dict[str, str]]
) -> Callable[[], flask.Response]:
    def view() -> flask.Response:
        flask.request.max_content_length = _LARGEST
        allowed = may_change(settings, UPLOAD, flask.request.host, flask.request.headers)
        if not allowed:
            return flask.Response(allowed.reason, 403, mimetype="text/plain")
        return flask.redirect(_done(rules, act), 303)

    return view


def _done(rules: Rules, act: Callable[[Rules, str], dict[str, str]]) -> str:
    """The address of the page with word of what was done, or of what was wrong."""
    try:
        kommun = flask.request.form.get("kommun", "")
        told = act(rules, kommun)
    except RequestEntityTooLarge:
        return f"{RULES}?{urlencode({'fel': TOO_BIG})}"
    except ValueError as wrong:
        told = {"fel": str(wrong)[:500]}
    place = told.pop("#", "")
    return f"{RULES}?{urlencode({'regler': kommun} | told)}" + (f"#{place}" if place else "")


def _change(rules: Rules, kommun: str) -> dict[str, str]:
    form = flask.request.form
    rules.change(kommun, form.get("nyckel", ""), form.get("svar", ""), form.get("vem", "").strip()[:100])
    return {"andrad": "1", "#": anchor(form.get("nyckel", ""))}


def _remove(rules: Rules, kommun: str) -> dict[str, str]:
    rules.remove(kommun, flask.request.form.get("nyckel", ""))
    return {"borttagen": "1"}


def _restore(rules: Rules, kommun: str) -> dict[str, str]:
    key = flask.request.form.get("nyckel", "")
    rules.restore(kommun, key)
    return {"aterstalld": "1", "#": anchor(key)}


def _import(rules: Rules, kommun: str) -> dict[str, str]:
    file = flask.request.files.get("fil")
    if not file or not file.filename:
        raise ValueError(NO_FILE)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(NOT_TEXT) from error
    done = rules.imported(kommun, text, file.filename[:100], flask.request.form.get("vem", "").strip()[:100])
    counts = {"nya": done.added, "ersatta": done.replaced, "lika": done.same, "nekade": done.refused}
    told = {"importerad": "1"} | {name: str(len(found)) for name, found in counts.items()}
    return told | {"nej": " ".join(done.refused[:_TOLD])[:1000]}


def _exporting(settings: Settings, rules: Rules) -> Callable[[str], flask.Response]:
    def view(kommun: str) -> flask.Response:
        allowed = may(settings, UPLOAD)
        if not allowed:
            return flask.Response(allowed.reason, 403, mimetype="text/plain")
        try:
            text = rules.exported(kommun)
        except ValueError as wrong:
            return flask.Response(str(wrong), 404, mimetype="text/plain")
        answer = flask.Response(text, mimetype="application/toml")
        answer.headers["Content-Disposition"] = f"attachment; filename=lasregler-{quote(kommun)}.toml"
        return answer

    return view
