"""What the pages about the source of sick leave share: whose it is, hours as text, the cells behind hours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

import swedish
from metrics.sjukfranvaro import Hours, cells
from pages import _parts, _source_words
from pages._desk import Desk
from pages._page import Filters


def owner(desk: Desk, namnd: str) -> list[Any]:
    """The kommun, or the kommun and the nämnd, with the way to their staff."""
    kommun = desk.store.name("kommun", "", desk.kommun)
    if not namnd:
        return [html.A(kommun, href=desk.filters.link("/personal")), " · hela kommunen"]
    name = desk.store.name("namnd", desk.kommun, namnd)
    return [kommun, " · ", html.A(name, href=desk.filters.link(f"/namnd/{namnd}/personal"))]


def told(found: Hours) -> str:
    """Hours as text: with a decimal only where there is one."""
    return swedish.number(found.value, 0 if found.value == found.value.to_integral_value() else 1)


def cells_section(desk: Desk, sums: Iterable[Hours | None]) -> html.Section:
    """Every cell that sums of hours were made of, each leading to its place in its report."""
    rows = [c for hours in sums if hours for c in cells(desk.store, desk.kommun, hours)]
    made = [_cell(desk.filters, row) for row in sorted(rows, key=lambda r: (r["measure"], r["nr"]))]
    head = [html.Th(t, scope="col", className="n" if t == "Timmar" else "") for t in
            ("Vad", "Grupp", "Timmar", "Rapport", "Cell")]  # fmt: skip
    return shown("Cellerna", head, made)


def _cell(filters: Filters, row: dict[str, Any]) -> html.Tr:
    text = row["withheld"] or row["raw"]
    return html.Tr(
        [
            html.Th(row["measure_name"], scope="row"),
            html.Td(_source_words.group(row) or "alla"),
            html.Td(_parts.number(text, _parts.fact_href(filters, row["fact_id"])), className="n"),
            html.Td(swedish.report_name(row["submission_report"])),
            html.Td(f"{row['sheet']}!{row['cell']}"),
        ]
    )


def shown(title: str, head: list[html.Th], rows: list[html.Tr]) -> html.Section:
    """A table in a section of its own."""
    caption = html.Caption(title, className="endast-lasare")
    table = html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(rows)])
    return _parts.section("delar", title, _parts.card(_parts.scrolling(table, title)))
