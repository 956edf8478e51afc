"""The web application: `python app.py` serves it, and so does `gunicorn "app:wsgi()"`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import flask
from dash import Dash, Input, Output, State, no_update

from metrics.readable import Readable
from pages import _colors, _document, _shell
from pages._answers import Answers
from pages._page import Services
from pages._permission import may_read
from pages._site import Site, all_pages
from pages._warm import Warmer
from settings import Settings, load

_ANSWERS = "utfall_answers"


def create_app(
    settings: Settings, store: Any, register: Any = None, reader: Callable[..., Any] | None = None
) -> Dash:
    """The whole site. `store` answers readers, `reader` reads uploaded files, `register` knows accounts."""
    services = Services(Readable(store), settings, reader, register)
    site = Site(services)
    answers = Answers(site)
    app = _Utfall(
        answers,
        title=settings.name,
        update_title=None,
        assets_folder=str(_document.ASSETS),
        assets_ignore=".*",  # the document loads them itself, bundled
        pages_folder="",
        compress=True,
        health_endpoint="health",
        # Pages bring their own ids and callbacks, and only one page is in the document at a time.
        suppress_callback_exceptions=True,
    )
    app.server.extensions[_ANSWERS] = answers
    app.layout = lambda: _first_layout(site)
    _guard(app, settings)
    _route(app, answers)
    for page in all_pages():
        page.register(app, services)
    _document.serve_bundles(app)
    _document.serve_charts(app)
    _document.secure(app)
    return app


class _Utfall(Dash):
    """Dash whose first answer is the finished page, in Swedish, with the right status code."""

    def __init__(self, answers: Answers, **options: Any):
        self.answers = answers
        super().__init__(__name__, **options)

    def interpolate_index(self, **parts: Any) -> str:
        query = flask.request.query_string.decode()
        view, shell = self.answers.html(flask.request.path, f"?{query}" if query else "")
        flask.g.found = view.found
        return _document.document(self, view, shell, parts)


def _first_layout(site: Site) -> Any:
    """The frame for the address that asked (its Referer), so that no second round trip is needed."""
    referer = flask.request.headers.get("Referer", "/") if flask.has_request_context() else "/"
    asked = urlsplit(referer)
    search = f"?{asked.query}" if asked.query else ""
    return _shell.shell(site.store, site.view(asked.path, search), (asked.path, search))


def _guard(app: Dash, settings: Settings) -> None:
    """Nothing is answered, page, callback or export, to a reader that the permission function refuses."""

    @app.server.before_request
    def refuse() -> flask.Response | None:
        allowed = may_read(settings, flask.request.headers)
        if allowed or flask.request.path == "/health":
            return None
        return flask.Response(allowed.reason, 403, content_type="text/plain; charset=utf-8")


def _route(app: Dash, answers: Answers) -> None:
    """One callback shows the page of the address; what has not changed is not sent again."""

    @app.callback(
        Output(_shell.MAIN, "children"),
        Output(_shell.CHOICES, "html"),
        Output(_shell.BANNER, "children"),
        Output(_shell.CHOICES, "data-key"),
        Input(_shell.LOCATION, "pathname"),
        Input(_shell.LOCATION, "search"),
        State(_shell.CHOICES, "data-key"),
        prevent_initial_call=True,
    )
    def show(path: str, search: str, shown: str | None) -> tuple[Any, ...]:
        answer = answers.data(path or "/", search or "")
        if answer.key == shown:
            return answer.main, no_update, no_update, no_update
        return answer.main, answer.top, answer.banner, answer.key


def remarks(settings: Settings) -> str:
    """What whoever starts the server should know of its settings; '' when there is nothing."""
    return _colors.told(settings)


def wsgi(settings: Settings | None = None) -> flask.Flask:
    """The WSGI application for gunicorn, reading the store that the settings name."""
    from intake import Intake
    from store import Store

    settings = settings or load()
    store = Store(settings.data_folder)
    server = create_app(settings, store, reader=Intake(settings, store)).server
    # Dash registers its script files when it writes a page; the browser may ask another worker for them.
    server.test_client().get("/")
    return server


def warmer(server: flask.Flask) -> Warmer:
    """What keeps the most asked pages of a WSGI application ready."""
    return Warmer(server.extensions[_ANSWERS])


if __name__ == "__main__":
    from serve import serve

    serve(load())
