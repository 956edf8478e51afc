"""A nämnd's goals, uppdrag and recommendations from the auditors."""

from __future__ import annotations

from typing import Any

from dash import html

from pages._desk import Desk
from pages._mal_data import goals
from pages._mal_delar import table
from pages._parts import card, section
from pages._uppdrag_data import Matter, matters
from pages._uppdrag_delar import listed

_MANY = 8


def targets(desk: Desk) -> html.Section | None:
    """The indicators that reports declare or judge for the nämnd, with their numbers."""
    if not any(row["namnd"] == desk.namnd for row in desk.store.indikatorer(desk.kommun, desk.namnd)):
        return None
    own = [g for g in goals(desk, desk.namnd) if g.declared]
    if not own:
        return None
    more = html.P(html.A("Alla mål och målvärden", href=desk.filters.link("/mal", namnd=desk.namnd)))
    return section("mal", "Mål", card(table(desk, own, "Mål", {}), more))


def assignments(desk: Desk) -> html.Section | None:
    """The uppdrag that are open or no longer mentioned, then those done, then the auditors' advice."""
    own, advice = matters(desk, desk.namnd), matters(desk, desk.namnd, "rekommendation")
    if not own and not advice:
        return None
    going, done = [m for m in own if m.is_open], [m for m in own if not m.is_open]
    where = desk.filters.link("/uppdrag", namnd=desk.namnd, status="alla")
    link = html.A("Sök bland nämndens alla uppdrag", href=where)
    parts = [
        _list(desk, going) if going else html.P("Inget uppdrag är öppet."),
        _folded(desk, done, "Fullgjorda och sådana som inte längre nämns"),
        _folded(desk, advice, "Revisionens rekommendationer"),
        html.P(link, className="endast-skarm"),
    ]
    return section("uppdrag", "Uppdrag", card(*(part for part in parts if part is not None)))


def _list(desk: Desk, found: list[Matter]) -> Any:
    """The first of many, with the rest folded away."""
    rest = _folded(desk, found[_MANY:], "Visa fler")
    return html.Div([listed(desk.filters, found[:_MANY], {}), rest])


def _folded(desk: Desk, found: list[Matter], title: str) -> Any:
    if not found:
        return None
    return html.Details([html.Summary(f"{title} ({len(found)})"), listed(desk.filters, found, {})])
