"""The web application: `python app.py` serves it, `gunicorn "app:wsgi()"` too."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import flask
from dash import Dash, Input, Output, State, no_update

from pages import _html, _shell
from pages._page import Services
from pages._site import Site, View, all_pages
from settings import ROOT, Settings, load

ASSETS = ROOT / "pages" / "assets"
CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def create_app(
    settings: Settings, store: Any, register: Any = None, reader: Callable[..., Any] | None = None
) -> Dash:
    """The whole site. `store` answers, `reader` reads uploaded files, `register` knows accounts."""
    services = Services(store, settings, reader, register)
    site = Site(services)
    app = _Utfall(
        site,
        title=settings.name,
        update_title=None,
        assets_folder=str(ASSETS),
        assets_ignore=r"^forst\.js$",
        pages_folder="",
        compress=True,
        health_endpoint="health",
        # Pages bring their own ids and callbacks, and only one page is in the document at a time.
        suppress_callback_exceptions=True,
    )
    app.layout = lambda: _first_layout(site)
    _route(app, site)
    for page in all_pages():
        page.register(app, services)
    _secure(app)
    return app


class _Utfall(Dash):
    """Dash whose first answer is the finished page, in Swedish, with the right status code."""

    def __init__(self, site: Site, **options: Any):
        self.site = site
        super().__init__(__name__, **options)

    def interpolate_index(self, **parts: Any) -> str:
        view = self.site.view(flask.request.path, flask.request.query_string.decode())
        flask.g.found = view.found
        shell = _html.render(_shell.shell(self.site.store, view, _address()))
        return _document(self, view, shell, parts)


def _first_layout(site: Site) -> Any:
    """The frame for the address that asked (its Referer), so that no second round trip is needed."""
    referer = flask.request.headers.get("Referer", "/") if flask.has_request_context() else "/"
    asked = urlsplit(referer)
    search = f"?{asked.query}" if asked.query else ""
    return _shell.shell(site.store, site.view(asked.path, search), (asked.path, search))


def _address() -> tuple[str, str]:
    query = flask.request.query_string.decode()
    return flask.request.path, "?" + query if query else ""


def _document(app: Dash, view: View, shell: str, parts: dict[str, Any]) -> str:
    name = view.filters.settings.name
    return f"""<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(view.title)} – {escape(name)}</title>
{parts["favicon"]}
{parts["css"]}
<style>:root{{--farg:{escape(view.filters.settings.color)};--accent:{escape(view.filters.settings.accent)}}}</style>
<script src="{app.get_asset_url("forst.js")}"></script>
</head>
<body data-name="{escape(name)}">
<div id="forst">{shell}</div>
{parts["app_entry"]}
{parts["config"]}
{parts["scripts"]}
{parts["renderer"]}
</body>
</html>"""


def _route(app: Dash, site: Site) -> None:
    """One callback shows the page of the address; what has not changed is not sent again."""

    @app.callback(
        Output(_shell.MAIN, "children"),
        Output(_shell.CHOICES, "children"),
        Output(_shell.BANNER, "children"),
        Output(_shell.CHOICES, "data-key"),
        Input(_shell.LOCATION, "pathname"),
        Input(_shell.LOCATION, "search"),
        State(_shell.CHOICES, "data-key"),
        prevent_initial_call=True,
    )
    def show(path: str, search: str, shown: str | None) -> tuple[Any, ...]:
        view = site.view(path, search)
        key = _shell.frame_key(site.store, view)
        frame = (no_update,) * 3 if key == shown else (*_shell.frame(site.store, view), key)
        return _shell.main(view), *frame


def _secure(app: Dash) -> None:
    """Security headers on every answer, and status 404 for a page that says so."""
    policy = CSP.format(hashes=" ".join(f"'{h}'" if "'" not in h else h for h in app.csp_hashes()))

    @app.server.after_request
    def headers(answer: flask.Response) -> flask.Response:
        answer.headers.setdefault("Content-Security-Policy", policy)
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Referrer-Policy", "same-origin")
        if not flask.g.get("found", True):
            answer.status_code = 404
        return answer


def wsgi(settings: Settings | None = None) -> flask.Flask:
    """The WSGI application for gunicorn, reading the store that the settings name."""
    from loaders import read_file
    from store import Store

    settings = settings or load()
    folder = Path(settings.data_folder)
    return create_app(settings, Store(folder), reader=read_file).server
