"""Dash components as plain HTML, so that the first answer already is the finished page.

The reader sees it before any script has loaded, and without scripts too; Dash then takes over.
"""

from __future__ import annotations

from html import escape
from typing import Any

from dash.development.base_component import Component

_PLAIN = ("dash_html_components", "utfall_html")
_VOID = {"br", "hr", "img", "input", "col", "wbr", "source", "meta"}
_NAMES = {"className": "class", "htmlFor": "for", "colSpan": "colspan", "rowSpan": "rowspan"}
_NAMES |= {"httpEquiv": "http-equiv"}
_PLAIN = {"dash_html_components", "utfall_html"}  # components that are one element each
_SKIPPED = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"}


def render(node: Any) -> str:
    """The HTML of components, texts and lists of them. Components that need scripts (dcc) leave nothing."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, list | tuple):
        return "".join(render(child) for child in node)
    if not isinstance(node, Component):
        return escape(str(node))
    return _element(node) if node._namespace in _PLAIN else ""


def _element(node: Component) -> str:
    if node._type == "Finished":
        return _finished(node)
    tag = node._type.lower()
    props = {k: v for k, v in node.to_plotly_json()["props"].items() if k not in _SKIPPED}
    start = f"<{tag}{''.join(_attribute(k, v) for k, v in props.items())}>"
    return start if tag in _VOID else f"{start}{render(getattr(node, 'children', None))}</{tag}>"


def _finished(node: Component) -> str:
    props = node.to_plotly_json()["props"]
    marks = "".join(_attribute(k, v) for k, v in props.items() if k != "html")
    return f"<div{marks}>{props['html']}</div>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    name = _NAMES.get(name, name.lower())
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{_css(k)}:{v}" for k, v in value.items())
    return f' {name}="{escape(str(value))}"'


def _css(name: str) -> str:
    return name if name.startswith("--") else "".join(f"-{c.lower()}" if c.isupper() else c for c in name)
