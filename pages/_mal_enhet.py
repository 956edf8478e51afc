"""What a unit costs: nettokostnad divided by a mått of the same verksamhet and year; and Kolada's figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer
from metrics.pris_volym import counts_units
from pages import _source_words
from pages._desk import Desk
from pages._kolada import SOURCE, facts
from pages._mal_data import YEARS
from pages._parts import answer_href, card, empty, fact_href, number, section, stacked

TITLE = "Vad en enhet kostar"
NO_UNITS = (
    "Inget mått går att dela kostnaden med. Det behövs ett mått som räknar antal, timmar eller dagar och en "
    "nettokostnad för samma verksamhet och samma hela år."
)
METHOD = (
    "Nettokostnaden för hela året delad med måttets utfall för samma år och samma verksamhet. "
    "Förändringen jämför kostnaden per enhet med året före."
)


@dataclass(frozen=True)
class UnitCost:
    """A mått and the cost it divides, for a year and, when known, the year before."""

    cost: Answer
    volume: Answer
    before: tuple[Answer, Answer] | None = None

    @property
    def value(self) -> Decimal:
        """kr for each unit."""
        return per_unit(self.cost, self.volume)

    @property
    def growth(self) -> Decimal | None:
        """Percent since the year before."""
        if self.before is None:
            return None
        then = per_unit(*self.before)
        return (self.value / then - 1) * 100 if then else None


def per_unit(cost: Answer, volume: Answer) -> Decimal:
    assert cost.value is not None and volume.value
    return cost.value / volume.value


def unit_costs(desk: Desk, namnd: str = "") -> list[UnitCost]:
    """The newest whole year's, of every mått that counts units; a nämnd's own, or all."""
    costs = _by_place(desk, "nettokostnad_bokslut")
    volumes = [a for own in _by_place(desk, "matt_bokslut").values() for a in own]
    newest: dict[tuple[str, str, str], UnitCost] = {}
    for volume in sorted(volumes, key=lambda a: a.year):
        place = volume.namnd, volume.verksamhet
        cost = next((c for c in costs.get(place, ()) if c.year == volume.year), None)
        if cost and namnd in ("", volume.namnd) and counts_units(volume.matt, volume.unit):
            key = (*place, volume.matt)
            last = newest.get(key)
            follows = last is not None and last.volume.year == volume.year - 1
            newest[key] = UnitCost(cost, volume, (last.cost, last.volume) if last and follows else None)
    latest = max((u.volume.year for u in newest.values()), default=0)
    return [u for u in newest.values() if u.volume.year == latest]


def _by_place(desk: Desk, name: str) -> dict[tuple[str, str], list[Answer]]:
    """(nämnd, verksamhet) -> the answers above zero; a nämnd's sum of its verksamheter is no own mått."""
    found: dict[tuple[str, str], list[Answer]] = {}
    years = tuple(range(desk.year - YEARS, desk.year + 1))
    asked = [*desk.ask(name, verksamhet="*", years=years)]
    asked += [a for a in desk.ask(name, years=years) if not (a.matt and a.parts)]
    for answer in dict.fromkeys(asked):
        if answer.value is not None and answer.value > 0:
            found.setdefault((answer.namnd, answer.verksamhet), []).append(answer)
    return found


def unit_section(desk: Desk, namnd: str) -> html.Section:
    found = unit_costs(desk, namnd)
    if not found:
        return section("enhet", TITLE, empty(NO_UNITS))
    year = found[0].volume.year
    heads = ["Mått", *(f"{what} {year}" for what in ("Nettokostnad", "Utfall", "Kr per enhet"))]
    heads += [str(year - 1), "Ändring"]
    head = [html.Th(text, scope="col", className="n" if k else None) for k, text in enumerate(heads)]
    rows = [_row(desk, unit) for unit in sorted(found, key=lambda u: swedish.sort_key(_whose(desk, u)))]
    caption = f"Kostnad per enhet, helår {year}"
    made = html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(rows)])
    about = html.P(METHOD, className="not")
    return section("enhet", TITLE, card(stacked(made, caption), about))


def _whose(desk: Desk, unit: UnitCost) -> str:
    """`Förskolenämnden, Förskola`."""
    namnd = desk.store.name("namnd", desk.kommun, unit.cost.namnd)
    part = unit.cost.verksamhet
    return f"{namnd}, {desk.store.name('verksamhet', desk.kommun, part)}" if part else namnd


def _row(desk: Desk, unit: UnitCost) -> html.Tr:
    name = desk.store.name("matt", desk.kommun, unit.volume.matt)
    label = [name, html.P(_whose(desk, unit), className="not")]
    cost = swedish.amount(unit.cost.value, desk.money)
    volume = METRICS["matt"].text(unit.volume.value, unit=unit.volume.unit)
    growth = unit.growth
    cells = [
        number(cost, answer_href(desk.filters, unit.cost)),
        number(volume, answer_href(desk.filters, unit.volume)),
        html.Strong(swedish.number(unit.value, 0)),
        _before(desk, unit),
        swedish.MISSING if growth is None else swedish.percent(growth, sign=True),
    ]
    return html.Tr([html.Th(label, scope="row"), *(html.Td(cell, className="n") for cell in cells)])


def _before(desk: Desk, unit: UnitCost) -> Any:
    """The year before, with the two numbers that it is made of one click away."""
    if unit.before is None:
        return swedish.MISSING
    cost, volume = unit.before
    name = METRICS["matt"].text(volume.value, unit=volume.unit)
    made = [
        number(swedish.amount(cost.value, desk.money), answer_href(desk.filters, cost)), " / ",
        number(name, answer_href(desk.filters, volume)),
    ]  # fmt: skip
    return [swedish.number(per_unit(cost, volume), 0), html.Div(made, className="liten dov")]


OWN = {"matt:kolada-n00090": "sjukfranvaro_bokslut"}
"""Kolada's nyckeltal -> the kommun's own that measures the same thing."""


def kolada_section(desk: Desk) -> html.Section | None:
    """The kommun's newest figures in Kolada, beside its own; nothing when none is fetched."""
    told = [f for f in facts(desk.store) if f["kommun"] == desk.kommun and f["value"] is not None]
    newest = {f["measure"]: f for f in sorted(told, key=lambda f: f["year"])}
    if not newest:
        return None
    head = [html.Th(t, scope="col", className="n" if k else None) for k, t in enumerate(_KOLADA)]
    ordered = sorted(newest.values(), key=lambda f: swedish.sort_key(f["row_text"]))
    body = html.Tbody([_kolada_row(desk, f) for f in ordered])
    made = html.Table([html.Caption(SOURCE), html.Thead(html.Tr(head)), body])
    more = html.P(html.A("Jämför med andra kommuner", href=desk.filters.link("/kolada")))
    about = html.P("Koladas definition kan skilja sig från den i kommunens rapporter.", className="not")
    return section("kolada", "Samma kommun i Kolada", card(stacked(made, SOURCE), about, more))


_KOLADA = ("Nyckeltal", "År", "Kolada", "Egna rapporter")


def _kolada_row(desk: Desk, fact: dict[str, Any]) -> html.Tr:
    shown = number(_source_words.value(fact), fact_href(desk.filters, fact["fact_id"]))
    cells = (str(fact["year"]), shown, _own(desk, fact))
    return html.Tr([html.Th(fact["row_text"], scope="row"), *(html.Td(c, className="n") for c in cells)])


def _own(desk: Desk, fact: dict[str, Any]) -> Any:
    """The kommun's own number of the same year, where one measures the same thing."""
    key = OWN.get(fact["measure"])
    answers = desk.ask(key, namnd="", years=(fact["year"],)) if key else []
    found = next((a for a in answers if a.value is not None), None)
    if key is None or found is None:
        return html.Span("inget eget tal", className="dov")
    return number(METRICS[key].text(found.value), answer_href(desk.filters, found))
