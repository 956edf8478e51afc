"""Läget: the kommun at a chosen report, what needs attention first."""

from __future__ import annotations

from typing import Any

from dash import html

from pages._page import Filters, Page


def layout(store: Any, filters: Filters) -> html.Div:
    """One sentence, then a table of nämnder."""
    return html.Div([html.H1("Läget")])


PAGE = Page("/", "Läget", "politiker", layout, menu=10)
