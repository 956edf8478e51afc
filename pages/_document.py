"""The HTML document around the frame, the chart library's file, and the security headers."""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import cache
from html import escape
from pathlib import Path

import flask
from dash import Dash

from charts import library
from pages._colors import readable
from pages._site import View
from settings import Settings

CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
CHARTS_URL = f"/_diagram/{library.name()}.js"
ASSETS = Path(__file__).parent / "assets"
FIRST = "forst.js"
_TYPES = {"css": "text/css", "js": "text/javascript"}
YEAR_S = 365 * 24 * 3600


def document(app: Dash, view: View, shell: str, parts: dict[str, str]) -> str:
    """The whole first answer: the finished page, then Dash's scripts."""
    settings = view.filters.settings
    return f"""<!DOCTYPE html>
<html lang="sv" data-plotly="{CHARTS_URL}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(view.title)} – {escape(settings.name)}</title>
<link rel="icon" type="image/svg+xml" href="{app.get_asset_url("ikon.svg")}">
<link rel="stylesheet" href="{_bundle_url("css")}">
<style>:root{{{_colors(settings)}}}</style>
<script>{_first_script()}</script>
</head>
<body data-name="{escape(settings.name)}">
<div id="forst">{shell}</div>
{parts["app_entry"]}
{parts["config"]}
<script src="{_bundle_url("js")}"></script>
{_needed(parts["scripts"])}
{parts["renderer"]}
</body>
</html>"""


def plain(settings: Settings, title: str, body: str) -> str:
    """A document without any script, for an answer that nothing takes over."""
    return f"""<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)} – {escape(settings.name)}</title>
<link rel="stylesheet" href="{_bundle_url("css")}">
<style>:root{{{_colors(settings)}}}</style>
</head>
<body>{body}</body>
</html>"""


def _colors(settings: Settings) -> str:
    return f"--farg:{readable(settings.color)};--accent:{escape(settings.accent)}"


def _needed(scripts: str) -> str:
    """Dash's script tags without its table, which no page uses."""
    return "\n".join(line for line in scripts.splitlines() if "/dash_table/" not in line)


def _first_script() -> str:
    """What must run before anything is drawn; it stands in the document itself."""
    return (ASSETS / FIRST).read_text("utf-8")


@cache
def _bundle(kind: str) -> bytes:
    """All of the site's own files of a kind (css, js) as one, in the order of their names."""
    files = sorted(path for path in ASSETS.glob(f"*.{kind}") if path.name != FIRST)
    return b"\n".join(path.read_bytes() for path in files)


def _bundle_url(kind: str) -> str:
    return f"/_sida/{hashlib.sha256(_bundle(kind)).hexdigest()[:12]}.{kind}"


def serve_bundles(app: Dash) -> None:
    """Styles and scripts, one request each, kept by browsers until they change."""

    @app.server.get("/_sida/<name>.<kind>")
    def bundle(name: str, kind: str) -> flask.Response:
        if kind not in _TYPES or _bundle_url(kind) != f"/_sida/{name}.{kind}":
            flask.abort(404)
        answer = flask.Response(_bundle(kind), mimetype=_TYPES[kind])
        answer.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return answer


def serve_charts(app: Dash) -> None:
    """The chart library from this server, packed once, kept by browsers for a year."""

    @app.server.get(CHARTS_URL)
    def charts() -> flask.Response:
        name, body = _packed("br" if "br" in flask.request.headers.get("Accept-Encoding", "") else "gzip")
        answer = flask.Response(body, mimetype="text/javascript")
        answer.headers["Content-Encoding"] = name
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return answer


@cache
def _packed(encoding: str) -> tuple[str, bytes]:
    script = library.script()
    if encoding == "br":
        import brotli  # comes with flask-compress

        return "br", brotli.compress(script, quality=9)
    return "gzip", gzip.compress(script, 9)


def secure(app: Dash) -> None:
    """Security headers on every answer, and status 404 where a page says so."""

    @app.server.after_request
    def headers(answer: flask.Response) -> flask.Response:
        answer.headers.setdefault("Content-Security-Policy", _policy(app))
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Referrer-Policy", "same-origin")
        if not flask.g.get("found", True):
            answer.status_code = 404
        return answer


def _policy(app: Dash) -> str:
    """Made anew for each answer: Dash gathers its inline scripts while it writes the document."""
    own = base64.b64encode(hashlib.sha256(_first_script().encode()).digest()).decode()
    return CSP.format(hashes=" ".join([*app.csp_hashes(), f"'sha256-{own}'"]))
