"""One judgement of an indicator: its line in the source, and what other reports have said."""

from __future__ import annotations

from typing import Any

from dash import html

import swedish
from pages import _parts
from pages._desk import Desk
from pages._mal_data import goals
from pages._mal_delar import level, source_href
from pages._page import Filters, NotFound, Page
from pages._uppdrag_data import identity
from pages._uppdrag_delar import capital
from pages._uppdrag_kalla import source_section


def layout(store: Any, filters: Filters) -> html.Div:
    """`/mal/<submission>.<nr>`."""
    desk, asked = Desk(store, filters), filters.arg("id")
    found = next(((g, r) for g in goals(desk) for r in g.declared if identity(r) == asked), None)
    if found is None:
        raise NotFound(f"Det finns ingen indikator med beteckningen {asked}. Rapporten kan ha ersatts.")
    goal, row = found
    back = html.A("Mål och indikatorer", href=filters.link("/mal"))
    told = [
        ("Mål", row["malomrade"]), ("Så mäts det", row["how"]), ("Varför", row["why"]),
        ("Status", _mark(row) if row["status"] else "ingen bedömning lämnad"),
    ]  # fmt: skip
    items = [html.Div([html.Dt(label), html.Dd(value)]) for label, value in told if value]
    return html.Div(
        [
            html.P([back, f" · {swedish.report_name(row['report'])}"], className="overrad"),
            html.H1(goal.name, className="rubrik-lang"),
            _parts.card(html.Dl(items, className="uppgifter")),
            _history(desk, goal.declared),
            source_section(desk, row, "den här indikatorn", row["what"]),
        ],
        **{"data-title": f"Indikator: {_parts.short(goal.name, 60)}"},
    )


def _mark(row: dict[str, Any]) -> html.Span:
    return _parts.status(level(row["status"]), row["status"])


def _history(desk: Desk, rows: tuple[dict[str, Any], ...]) -> Any:
    """What each report has said; nothing when there is but one."""
    if len(rows) < 2:
        return None
    items = [
        html.Li([html.A(capital(swedish.report_name(r["report"])), href=source_href(desk, r)), " ",
                 _mark(r) if r["status"] else "ingen bedömning"])
        for r in rows
    ]  # fmt: skip
    return _parts.section("historik", "Så har det gått", _parts.card(html.Ul(items, className="lista")))


PAGE = Page("/mal/<id>", "Indikator", "politiker", layout)
