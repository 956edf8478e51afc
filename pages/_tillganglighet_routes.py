"""Where the form that reports a fault is sent. It needs no script, and what was written is never lost.

A notice that could not be kept is answered with the form as it was filled in, and the way to reach the kommun
otherwise. Nothing of it is logged, and the sender's address is only counted, in memory, for a few minutes.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any

import flask
from dash import Dash, html
from werkzeug.exceptions import RequestEntityTooLarge

from pages import _document, _html, _shell
from pages import _tillganglighet_form as fault
from pages._page import Services
from pages._permission import may_report
from pages._site import Site, View, all_pages
from pages._tillganglighet_text import NO_CONTACT
from settings import Settings
from store.notices import LONGEST, TooMany, keep, tidy

LARGEST = 64_000
MOST, WITHIN_S = 5, 600.0
MISSING = "Skriv vad som hände. Utan det vet vi inte vad som ska rättas."
TOO_LARGE = f"Anmälan är för lång. Fältet Vad hände? rymmer {LONGEST['what']} tecken."
NOT_KEPT = "Anmälan gick inte att spara. Inget är fel i det du skrev; det står kvar nedan."
TOO_OFTEN = (
    "Många anmälningar har kommit på kort tid. Vänta tio minuter och skicka igen; det du skrev står kvar."
)


class Pace:
    """At most so many from one sender in a while. Kept in memory only."""

    def __init__(
        self, most: int = MOST, within_s: float = WITHIN_S, clock: Callable[[], float] = time.monotonic
    ):
        self.most, self.within_s, self.clock = most, within_s, clock
        self._seen: dict[str, deque[float]] = {}
        self._lock = Lock()

    def allows(self, sender: str) -> bool:
        """True, and counted, while the sender has not sent too many."""
        with self._lock:
            now = self.clock()
            fresh = {who: kept for who, times in self._seen.items() if (kept := self._fresh(times, now))}
            times = fresh.setdefault(sender, deque())
            self._seen = fresh
            if len(times) >= self.most:
                return False
            times.append(now)
            return True

    def _fresh(self, times: deque[float], now: float) -> deque[float]:
        return deque(t for t in times if now - t < self.within_s)


def register(app: Dash, services: Services) -> None:
    """Add the form's address to the server."""
    site, pace = Site(services), Pace()

    @app.server.post(fault.SEND)
    def report() -> flask.Response:
        flask.request.max_content_length = flask.request.max_form_memory_size = LARGEST
        allowed = may_report(services.settings, flask.request.host, flask.request.headers)
        if not allowed:
            return _again(site, {}, allowed.reason, 403)
        try:
            told = {name: tidy(flask.request.form.get(name, ""), most) for name, most in LONGEST.items()}
        except RequestEntityTooLarge:
            return _again(site, {}, TOO_LARGE, 413)
        return _received(site, pace, told)


def _received(site: Site, pace: Pace, told: dict[str, str]) -> flask.Response:
    if not told["what"]:
        return _again(site, told, MISSING, 422)
    if not pace.allows(flask.request.remote_addr or ""):
        return _again(site, told, TOO_OFTEN, 429)
    try:
        notice = keep(site.settings.data_folder, told, dt.datetime.now())
    except TooMany:
        return _again(site, told, TOO_OFTEN, 429)
    except OSError:
        return _again(site, told, _not_kept(site.settings), 503)
    place = f"{fault.PATH}?{fault.RECEIPT}={notice.reference}#{fault.RECEIPT}"
    return flask.redirect(place, 303)  # type: ignore[return-value]


def _not_kept(settings: Settings) -> str:
    return f"{NOT_KEPT} Skicka igen om en stund, eller hör av dig till {settings.kontakt or NO_CONTACT}."


def _again(site: Site, told: dict[str, str], wrong: str, status: int) -> flask.Response:
    """The form once more, with what was written and why it was not taken."""
    content = html.Div(
        [
            html.H1("Anmälan är inte skickad", id="anmal-rubrik"),
            html.P(wrong, className="varsel", role="alert"),
            fault.form(told, wrong if wrong == MISSING else "") if status != 403 else _back(),
        ],
        className="text",
    )
    return flask.Response(_whole(site, content), status, content_type="text/html; charset=utf-8")


def _back() -> html.P:
    return html.P(html.A("Till formuläret", href=f"{fault.PATH}#anmal"))


def _whole(site: Site, content: Any) -> str:
    """A document without scripts: the same frame and style, nothing that another answer would take over."""
    page = next(p for p in all_pages() if p.path == fault.PATH)
    filters = site.filters(fault.PATH, "", {})
    view = View(page, filters, content, True, "Anmälan är inte skickad")
    return _document.plain(
        site.settings, view.title, _html.render(_shell.shell(site.store, view, (fault.PATH, "")))
    )
