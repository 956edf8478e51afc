"""The HTML document around the frame, the chart library's file, and the security headers."""

from __future__ import annotations

import gzip
from functools import cache
from html import escape

import flask
from dash import Dash

from charts import library
from pages._site import View

CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
CHARTS_URL = f"/_diagram/plotly-{library.VERSION}.js"
YEAR_S = 365 * 24 * 3600


def document(app: Dash, view: View, shell: str, parts: dict[str, str]) -> str:
    """The whole first answer: the finished page, then Dash's scripts."""
    settings = view.filters.settings
    colors = f"--farg:{escape(settings.color)};--accent:{escape(settings.accent)}"
    return f"""<!DOCTYPE html>
<html lang="sv" data-plotly="{CHARTS_URL}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(view.title)} – {escape(settings.name)}</title>
<link rel="icon" type="image/svg+xml" href="{app.get_asset_url("ikon.svg")}">
{parts["css"]}
<style>:root{{{colors}}}</style>
<script src="{app.get_asset_url("forst.js")}"></script>
</head>
<body data-name="{escape(settings.name)}">
<div id="forst">{shell}</div>
{parts["app_entry"]}
{parts["config"]}
{_needed(parts["scripts"])}
{parts["renderer"]}
</body>
</html>"""


def _needed(scripts: str) -> str:
    """Dash's script tags without its table, which no page uses."""
    return "\n".join(line for line in scripts.splitlines() if "/dash_table/" not in line)


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
    return CSP.format(hashes=" ".join(app.csp_hashes()))
