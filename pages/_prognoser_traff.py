"""How near earlier forecasts came, nämnd by nämnd, and how the säsongsprognos would have done."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from metrics import METRICS
from metrics.sasong_prov import Trial, coverage, error_pct
from metrics.traffsakerhet import NEAR_PCT, Hit, Record, record
from pages._parts import card, empty, number, scrolling, section
from pages._prognoser import Look
from pages._prognoser_sasong import linked

NONE = "Det finns inget år med både en prognos och ett bokslut ännu."
_RECORD = ("Nämnd", "Prognos i", "Antal", "Medelfel", "Vanlig storlek på felet", "Träff")
_HIT = ("Nämnd", "År", "Prognos i", "Prognos", "Bokslut", "Prognosfel", "Av kommunbidraget")
_TRIED = (
    "Rapport i",
    "Antal",
    "Säsongsprognosen",
    "Nämndernas egna",
    "Lika mycket varje månad",
    "I intervallet",
)


def record_section(look: Look) -> html.Section:
    """Bias, spread and hits; every forecast behind them one tap away."""
    title = "Så nära kom tidigare prognoser"
    if not look.hits:
        return section("traff", title, empty(NONE))
    near = swedish.percent(NEAR_PCT)
    words = (
        f"Prognosfelet är bokslutet minus prognosen för resultatet. Plus är att det gick bättre än nämnden "
        f"sade. Träff är ett fel på högst {near} av kommunbidraget. {METRICS['prognosfel'].caveat}"
    )
    rows = [_record(look, *group) for group in _groups(look)]
    parts = [html.P(words), card(_table(_RECORD, rows, title, 2)), _every(look)]
    return section("traff", title, *parts)


def _groups(look: Look) -> Iterable[tuple[str, str, Record]]:
    """(nämnd, month, record), nämnder in Swedish order."""
    places = {(h.namnd, h.vintage[5:]) for h in look.hits}
    for namnd, month in sorted(places, key=lambda p: (swedish.sort_key(look.name(p[0])), p[1])):
        found = record([h for h in look.hits if (h.namnd, h.vintage[5:]) == (namnd, month)])
        if found is not None:
            yield namnd, month, found


def _record(look: Look, namnd: str, month: str, found: Record) -> html.Tr:
    money = look.desk.money
    name = html.A(look.name(namnd), href=look.desk.filters.link(f"/namnd/{namnd}/prognoser"))
    hit = f"{found.near} av {found.judged}" if found.judged else "kommunbidraget saknas"
    cells = (
        swedish.number(found.count),
        swedish.amount(found.bias, money, sign=True),
        swedish.amount(found.spread, money),
        hit,
    )
    return _row(name, swedish.MONTHS[int(month) - 1], *cells, numbers_from=1)


def _row(name: Any, *cells: Any, numbers_from: int = 0) -> html.Tr:
    shown = [html.Td(c, className="n" if i >= numbers_from else "") for i, c in enumerate(cells)]
    return html.Tr([html.Th(name, scope="row"), *shown])


def _table(head: Iterable[str], rows: list[html.Tr], label: str, numbers_from: int) -> Any:
    names = [html.Th(t, scope="col", className="n" if i >= numbers_from else "") for i, t in enumerate(head)]
    return scrolling(html.Table([html.Thead(html.Tr(names)), html.Tbody(rows)]), label)


def _every(look: Look) -> html.Details:
    rows = [_hit(look, h) for h in sorted(look.hits, key=lambda h: (h.vintage, h.namnd), reverse=True)]
    table = _table(_HIT, rows, "Alla prognoser", 3)
    return html.Details([html.Summary(f"Visa alla {len(rows)} prognoser"), table], className="kort")


def _hit(look: Look, hit: Hit) -> html.Tr:
    error = swedish.amount(hit.error, look.desk.money, sign=True)
    query = {"key": "prognosfel", "namnd": hit.namnd, "year": str(hit.year), "report": look.desk.report}
    newest = max(h.vintage for h in look.hits if (h.namnd, h.year) == (hit.namnd, hit.year))
    shown = number(error, look.desk.filters.link("/kalla/matt", **query)) if hit.vintage == newest else error
    share = "saknas" if hit.error_pct is None else swedish.percent(hit.error_pct, sign=True)
    forecast, outcome = linked(look, hit.forecast), linked(look, hit.outcome)
    month = swedish.MONTHS[int(hit.vintage[5:]) - 1]
    return _row(look.name(hit.namnd), str(hit.year), month, forecast, outcome, shown, share, numbers_from=2)


def method_section(look: Look) -> html.Section:
    """What the method is, where it is weak, and what it would have been worth."""
    texts = (
        "Metoden: hur stor del av årets kostnad föll i samma period de senaste åren (högst fem)? Årets "
        "kostnad hittills delas med den andelen. Andelen räknas på årens summor.",
        "Intervallet: så brett att nio av tio nya år hamnar i det om de varierar som de gamla. Få år ger ett "
        "brett intervall, ett enda år ger inget.",
        "Svagheten: metoden vet inget om det som är nytt i år, som ändrad organisation, nya avtal, en "
        "flyttad semesterperiod eller åtgärder som redan är beslutade.",
    )
    tried = [_tried(month, list(group)) for month, group in _by_month(look.trials)]
    parts: list[Any] = [html.P(text) for text in texts]
    if tried:
        parts += [html.P(_TRIAL_WORDS), card(_table(_TRIED, tried, "Metoden prövad", 1))]
    return section("metod", "Så är det räknat, och så bra är det", *parts)


_TRIAL_WORDS = (
    "Prövad på de år som är slut, med bara det som var känt då. Felet är summan av alla avvikelser i procent "
    "av summan av alla bokslut; lägre är bättre."
)


def _by_month(tried: list[Trial]) -> Iterable[tuple[str, Iterable[Trial]]]:
    """Only the trials that the nämnd's own forecast can be compared with."""
    both = [t for t in tried if t.own is not None]
    for month in sorted({t.report[5:] for t in both}):
        yield month, [t for t in both if t.report[5:] == month]


def _tried(month: str, group: list[Trial]) -> html.Tr:
    errors = (
        error_pct((t.season.value, t.outcome) for t in group),
        error_pct((t.own, t.outcome) for t in group),
        error_pct((t.naive, t.outcome) for t in group),
    )
    inside, judged = coverage(group)
    cells = (swedish.number(len(group)), *map(_error, errors), f"{inside} av {judged}")
    return _row(swedish.MONTHS[int(month) - 1], *cells)


def _error(value: Decimal | None) -> str:
    return swedish.MISSING if value is None else f"{swedish.number(value, 2)}{swedish.NBSP}%"
