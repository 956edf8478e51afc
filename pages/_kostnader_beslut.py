"""The council's decisions of a year on the nämnder's budgets, one bar a receiver up to their sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.bridge import Bar, bridge_chart
from metrics.anslag import Change, changes
from pages import _sentences as say
from pages._figure import figure
from pages._kostnader import Look, amount, row, table
from pages._kostnader_anslag import NOT_SAID, beslut_id
from pages._parts import card, fact_href, number, section

DECISION = "beslut"
_HEAD = ("Nämnd", "Belopp", "Beslut", "Varaktighet", "Finansiering")
Received = tuple[str, Change]


def decisions_section(look: Look) -> html.Section | None:
    """Nothing where no decisions are known."""
    found = _received(look)
    if not found:
        return None
    rows = [_row(look, name, change) for name, change in found]
    total = sum((c.amount for _, c in found), Decimal(0))
    rows.append(row("Tillsammans", amount(look, total, sign=True), "", "", "", only=1, total=True))
    caption = f"Beslut om budgeten {look.desk.year}"
    parts = [_picture(look, found, total), table(caption, _HEAD, rows, only=1)]
    return section("beslut", "Beslut om nämndernas budget", card(*(p for p in parts if p is not None)))


def _received(look: Look) -> list[Received]:
    """(nämnd's name, decision), the largest first."""
    desk, year = look.desk, look.desk.year
    reports = [r["report"] for r in desk.reports if r["kind"] == DECISION and r["report"][:4] == str(year)]
    told = [
        f
        for report in sorted(reports)
        for namnd in desk.store.namnder(desk.kommun, report)
        for f in desk.store.table(desk.kommun, namnd["code"], report)
        if f["measure"] == "tillaggsanslag" and f["year"] == year and f["value"] is not None
    ]
    listed = [d for d in look.underlag.decisions(desk.kommun) if d.year == year]
    found = [(look.part_name(_namnd(c)), c) for c in changes(told, listed)]
    return sorted(found, key=lambda one: (-one[1].amount, swedish.sort_key(one[0])))


def _namnd(change: Change) -> str:
    if change.row is not None:
        return change.row.namnd
    assert change.fact is not None
    return str(change.fact["namnd"])


def _picture(look: Look, found: list[Received], total: Decimal) -> Any:
    if len(found) < 2:
        return None
    who = f"{say.count(len({name for name, _ in found}))} mottagare"
    way = "mer" if total > 0 else "mindre"
    title = f"Besluten under {look.desk.year} ger {who} {amount(look, abs(total))} {way} i budget"
    bars = [Bar(name, change.amount) for name, change in found]
    chart = bridge_chart(
        [*bars, Bar("Tillsammans", total, "budget")],
        title=title,
        unit=look.money,
        source=look.source,
        better=0,
    )
    return figure(chart, "beslut-bild")


def _row(look: Look, name: str, change: Change) -> html.Tr:
    href = look.filters.link("/underlag") + "#" + beslut_id(change.row) if change.row else ""
    if change.fact is not None:
        href = fact_href(look.filters, change.fact["fact_id"])
    texts = (change.decision, change.duration, change.financing)
    shown = number(amount(look, change.amount, sign=True), href)
    return row(name, shown, *(text or NOT_SAID for text in texts), only=1)
