"""Anslagsbryggan on a page: the original budget, each decision, the budget that applies, the forecast."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.bridge import REST, Bar, bridge_chart
from metrics.anslag import Change, Level, Life, life
from pages import _sentences as say
from pages._figure import figure
from pages._kostnader import Look, row, table
from pages._parts import answer_href, card, empty, fact_href, number, section

TITLE = "Budgeten under året"
SMALL = Decimal(1_000_000)
_HEAD = ("Steg", "Belopp", "Beslut", "Varaktighet", "Finansiering")
NOT_SAID = "framgår inte"
NO_BUDGET = "Nämndens budget för {year} finns inte i någon publicerad rapport, så bryggan kan inte ritas."
NONE = "Rapporterna säger inte vilket kommunbidrag nämnden har, och inga beslut om det är inlästa."


def budget_section(look: Look) -> html.Section | None:
    """The budget's life in the report's year; None for the kommun as a whole."""
    if not look.namnd:
        return None
    found = _life(look)
    if found.first is None and not found.changes:
        return section("anslag", TITLE, empty(NONE))
    picture = _picture(look, found)
    told = html.P(message(look, found)) if picture is None else None
    parts = [told, picture, html.Div(_table(look, found), className="avsnitt")]
    return section("anslag", TITLE, card(*(p for p in parts if p is not None)))


def _life(look: Look) -> Life:
    desk, year = look.desk, look.desk.year
    reports = sorted(r["report"] for r in desk.reports if r["report"][:4] == str(year))
    facts = [f for r in reports for f in desk.store.table(desk.kommun, look.namnd, r)]
    told = look.ask("prognosavvikelse", namnd=look.namnd)
    forecast = None if desk.closed else next((a for a in told if a.year == year), None)
    return life(facts, look.underlag.decisions(desk.kommun), look.namnd, year, forecast)


def _unit(look: Look, found: Life) -> str:
    """The controller's unit where a step would vanish in the politician's."""
    small = [c.amount for c in found.changes if abs(c.amount) < SMALL]
    return look.filters.settings.unit_controller if small else look.money


def message(look: Look, found: Life) -> str:
    """What has become of the budget, in one or two sentences."""
    unit, year = _unit(look, found), found.year
    if found.first is None or found.last is None:
        total = swedish.amount(found.decided, unit, sign=True)
        told = f"Besluten ändrar kommunbidraget för {year} med {total}."
        return f"{told} {NO_BUDGET.format(year=year)}"
    step = found.last.value - found.first.value
    now = swedish.amount(found.last.value, unit)
    if not step:
        return f"Kommunbidraget för {year} är {now}. Rapporterna visar ingen ändring under året."
    way = "höjts" if step > 0 else "sänkts"
    told = f"Kommunbidraget för {year} har {way} med {swedish.amount(abs(step), unit)} till {now}"
    if not found.changes:
        return f"{told}. Besluten bakom ändringen är inte inlästa."
    return f"{told}, i {say.count(len(found.changes))} steg."


def _picture(look: Look, found: Life) -> Any:
    """The bridge, where there is a change to show."""
    if found.first is None or found.last is None or found.first.value == found.last.value:
        return None
    unit = _unit(look, found)
    title = message(look, found).partition(". ")[0].rstrip(".")
    chart = bridge_chart(_bars(found), title=title, unit=unit, source=look.source, better=0)
    return figure(chart, "anslag-bild")


def _bars(found: Life) -> list[Bar]:
    assert found.first is not None and found.last is not None
    bars = [Bar(_level(found.first, found.year, "Ursprunglig budget"), found.first.value, "budget")]
    bars += [Bar(_short(change), change.amount) for change in found.changes]
    bars += [Bar("Inte förklarat av besluten", found.rest, REST)] if found.rest else []
    bars.append(Bar(_level(found.last, found.year, "Gällande budget"), found.last.value, "budget"))
    if found.end is not None and found.end != found.last.value:
        short = found.end > found.last.value
        bars.append(Bar("Väntat underskott" if short else "Väntat överskott", found.end - found.last.value))
        bars.append(Bar(f"Vad prognosen {found.year} kräver", found.end, "prognos"))
    return bars


def _level(level: Level, year: int, words: str) -> str:
    return f"{words} {level.name or year}"


def _short(change: Change) -> str:
    """A decision's name in the figure."""
    return change.purpose or change.decision or "Beslut"


def _table(look: Look, found: Life) -> html.Div:
    unit = _unit(look, found)
    rows = [_of_level(look, found.first, found.year, unit, "Ursprunglig budget")] if found.first else []
    rows += [_of_change(look, change, unit) for change in found.changes]
    if found.rest:
        rows.append(
            row("Inte förklarat av besluten", swedish.amount(found.rest, unit, sign=True), "", "", "", only=1)
        )
    if found.last and found.first and found.last.fact is not found.first.fact:
        rows.append(_of_level(look, found.last, found.year, unit, "Gällande budget"))
    rows += _forecast(look, found, unit)
    return table(f"Kommunbidraget {found.year}, steg för steg", _HEAD, rows, only=1)


def _forecast(look: Look, found: Life, unit: str) -> list[html.Tr]:
    """What the nämnd's forecast adds to the budget."""
    said = found.forecast
    if found.end is None or said is None or said.value is None:
        return []
    gap = number(swedish.amount(-said.value, unit, sign=True), answer_href(look.filters, said))
    when = f"prognosen i {swedish.report_name(said.vintage)}"
    end = swedish.amount(found.end, unit)
    return [
        row("Väntat underskott" if said.value < 0 else "Väntat överskott", gap, when, "", "", only=1),
        row("Kommunbidrag som prognosen skulle kräva", end, "", "", "", only=1, total=True),
    ]


def _of_level(look: Look, level: Level, year: int, unit: str, words: str) -> html.Tr:
    shown = number(swedish.amount(level.value, unit), fact_href(look.filters, level.fact["fact_id"]))
    return row(_level(level, year, words), shown, "", "", "", only=1, total=True)


def _of_change(look: Look, change: Change, unit: str) -> html.Tr:
    href = look.filters.link("/underlag") + "#" + beslut_id(change.row) if change.row else ""
    if change.fact is not None:
        href = fact_href(look.filters, change.fact["fact_id"])
    shown = number(swedish.amount(change.amount, unit, sign=True), href)
    texts = (change.decision, change.duration, change.financing)
    name = change.purpose or ("Tilläggsanslag" if change.amount > 0 else "Minskat anslag")
    return row(name, shown, *(text or NOT_SAID for text in texts), only=1)


def beslut_id(decision: Any) -> str:
    """Where the page Underlag shows a decision."""
    return f"beslut-{decision.namnd}-{decision.year}-{decision.origin.row}"
