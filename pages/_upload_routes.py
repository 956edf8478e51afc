"""The forms of the upload page: plain POSTs that answer with the address of the view to show next.

Each asks the same permission function as the page, for the request as it came: who cannot see the form cannot
use its address either.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import RequestEntityTooLarge

from pages._permission import PUBLISH, UPLOAD, WITHDRAW, may_change
from pages._upload_desk import Desk

PATH = "/ladda-upp"
ANSWER, REMEMBER = "svar|", "kom-ihag"
_FORM_OVERHEAD = 100_000
_DRAINED = 8  # times the limit: a browser only hears a refusal when it has been let to send its file


def install_routes(server: flask.Flask, desk: Desk) -> None:
    """Add the forms to the server."""
    for name, action, answer in (
        ("fil", UPLOAD, _receive),
        ("svar", UPLOAD, _answer),
        ("angra-svar", UPLOAD, _unanswer),
        ("publicera", PUBLISH, _publish),
        ("avbryt", UPLOAD, _abandon),
        ("angra", WITHDRAW, _withdraw),
    ):
        view = guarded(desk, action, answer)
        server.add_url_rule(f"{PATH}/{name}", f"upload_{name}", view, methods=["POST"])


def guarded(desk: Desk, action: str, answer: Callable[[Desk], str]) -> Callable[[], flask.Response]:
    def view() -> flask.Response:
        flask.request.max_content_length = desk.limit + _FORM_OVERHEAD
        allowed = may_change(desk.settings, action, flask.request.host, flask.request.headers)
        if not allowed:
            drain(desk.limit)
            return flask.Response(allowed.reason, 403, mimetype="text/plain")
        return flask.redirect(answer(desk), 303)

    return view


def _receive(desk: Desk) -> str:
    try:
        file = flask.request.files.get("fil")
    except RequestEntityTooLarge:
        drain(desk.limit)
        return address(mottagen=desk.refuse_size("du valde"))
    name = (file.filename or "") if file else ""
    return address(mottagen=desk.receive(name, file.read() if file else b""))


def drain(limit: int) -> None:
    """Let the browser finish sending, without keeping anything."""
    stream, left = (
        flask.request.environ["wsgi.input"],
        min(flask.request.content_length or 0, limit * _DRAINED),
    )
    while left > 0 and (part := stream.read(min(left, 1 << 16))):
        left -= len(part)


def _answer(desk: Desk) -> str:
    form = flask.request.form
    given = {k.removeprefix(ANSWER): v for k, v in form.items() if k.startswith(ANSWER)}
    desk.answer(_token(), given, form.get("svarare", "").strip()[:100], remember=bool(form.get(REMEMBER)))
    return address(mottagen=_token()) + "#fragor"


def _unanswer(desk: Desk) -> str:
    desk.unanswer(_token(), flask.request.form.get("nyckel", ""))
    return address(mottagen=_token()) + "#fragor"


def _publish(desk: Desk) -> str:
    published = desk.publish(_token(), flask.request.form.get("publicerare", ""))
    if published is None:
        return address(mottagen=_token())
    return address(publicerad=published.id, **({"redan": "1"} if published.existing else {}))


def _abandon(desk: Desk) -> str:
    desk.abandon(_token())
    return address(avbruten="1")


def _withdraw(desk: Desk) -> str:
    submission = flask.request.form.get("inlamning", "")
    desk.service.withdraw(submission, flask.request.form.get("av", "") or "okänd")
    return address(angrad=submission)


def _token() -> str:
    return flask.request.form.get("mottagen", "")


def address(**query: str) -> str:
    return f"{PATH}?{urlencode(query)}"
