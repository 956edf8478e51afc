"""The economy of a nämnd: the report's own table, the scenarios, the forecasts of the year, deviations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.deviation import deviation_bars
from charts.journey import forecast_journey
from charts.scenario import scenario_bars
from metrics import METRICS, Answer
from pages import _sentences as say
from pages._desk import Desk
from pages._figure import figure
from pages._namnd_ar import pictures
from pages._namnd_budget import computed_budget
from pages._parts import answer_href, card, empty, number, section, when
from pages._report_grid import activity_name, chosen, grids, is_activity, is_economy
from pages._report_table import report_table

Row = tuple[str, str, Decimal | None]


def economy(desk: Desk, facts: Sequence[dict[str, Any]]) -> html.Section:
    """Resultatredovisning as reported, and the pictures that the metrics allow."""
    tables = [report_table(g, desk.filters, "Belopp") for g in grids(chosen(facts, is_economy))]
    told = "Rapporten har ingen resultatredovisning för nämnden som helhet."
    made = [c for c in (_scenarios(desk), journey(desk)) if c is not None]
    made += pictures(desk, [("nettokostnad_bokslut", "Nettokostnaden", "nettokostnad-ar")])
    parts = [
        html.Div(tables, className="kort rapporttabeller") if tables else empty(told),
        computed_budget(desk),
        differences(desk, facts),
    ]
    grid = html.Div([card(picture) for picture in made], className="rutor") if made else None
    if desk.forecast_years():
        link = desk.filters.link(f"/namnd/{desk.namnd}/prognoser")
        journeys = html.A("Prognoserna år för år, med nämndens förklaringar", href=link)
        parts.append(html.P(journeys, className="endast-skarm"))
    costs = desk.filters.link(f"/namnd/{desk.namnd}/kostnader")
    drivers = html.A("Vad driver kostnaden? Bryggor, pris och volym, fasta priser", href=costs)
    parts.append(html.P(drivers, className="endast-skarm"))
    return section("ekonomi", "Ekonomi", *parts, html.Div(grid, className="avsnitt") if grid else None)


def _source(desk: Desk) -> str:
    kommun = desk.store.name("kommun", "", desk.kommun)
    return f"Källa: {kommun}, {swedish.report_name(desk.report)}."


def _scenarios(desk: Desk) -> Any:
    """Nettokostnad: the period and the whole year, each against budget and the year before."""
    period = [
        ("utfall", _value(desk.one("nettokostnad"))),
        ("budget", _value(desk.one("nettokostnad_budget"))),
    ]
    year = [
        ("prognos", _value(desk.one("nettokostnad_prognos"))),
        ("budget", _value(desk.one("nettokostnad_arsbudget"))),
    ]
    if desk.closed:
        year = [("utfall", _value(desk.one("nettokostnad_bokslut"))), year[1]]
    before = desk.year - 1
    period.append(("foregaende", _value(desk.now("nettokostnad", year=before).get(desk.namnd or ""))))
    year.append(("foregaende", _value(desk.now("nettokostnad_bokslut", year=before).get(desk.namnd or ""))))
    rows = _rows(swedish.period(desk.year, desk.month or 12), period) if 0 < desk.month < 12 else []
    rows += _rows(swedish.period(desk.year, 12, "year"), year)
    if sum(value is not None for _, _, value in rows) < 2:
        return None
    return figure(
        scenario_bars(rows, title=_scenario_title(rows, desk.money), unit=desk.money, source=_source(desk)),
        "scenarier",
    )


def _rows(group: str, values: Sequence[tuple[str, Decimal | None]]) -> list[Row]:
    return (
        [(group, scenario, value) for scenario, value in values]
        if any(v is not None for _, v in values)
        else []
    )


def _value(answer: Answer | None) -> Decimal | None:
    return answer.value if answer else None


def _scenario_title(rows: Sequence[Row], unit: str) -> str:
    """The message: net cost against budget, for the period if it is known, else for the year."""
    for group in dict.fromkeys(row[0] for row in rows):
        values = {scenario: value for name, scenario, value in rows if name == group}
        now, plan = values.get("utfall") or values.get("prognos"), values.get("budget")
        if now is not None and plan is not None:
            return _against_plan(group, now - plan, unit, "utfall" in values and values["utfall"] is not None)
    return f"Nettokostnad {rows[0][0]}"


def _against_plan(group: str, over: Decimal, unit: str, known: bool) -> str:
    verb = "är" if known else "väntas bli"
    if say.is_zero(over, unit):
        return f"Nettokostnaden {group} {verb} som budgeterat"
    way = "högre" if over > 0 else "lägre"
    return f"Nettokostnaden {group} {verb} {swedish.amount(abs(over), unit)} {way} än budget"


def journey(desk: Desk, name: str = "prognosresan") -> Any:
    """Every forecast of the year, against budget where it is known, and the bokslut when it has come."""
    plan = _value(desk.one("resultat_arsbudget"))
    rows: list[Row] = [("budget", "budget", Decimal(0))] if plan is not None else []
    rows += [(_said_when(a), "prognos", _less(a.value, plan)) for a in desk.forecasts("resultat_prognos")]
    end = _value(desk.one("resultat_bokslut"))
    if end is not None:
        rows.append(("bokslut", "utfall", _less(end, plan)))
    if sum(value is not None for _, _, value in rows) < 2:
        return None
    what = "Mot budget" if plan is not None else "Resultat"
    title = _journey_title(desk, rows)
    chart = forecast_journey(rows, title=title, unit=desk.money, source=_source(desk), what=what)
    return figure(chart, name)


def _said_when(answer: Answer) -> str:
    return swedish.MONTHS[int(answer.vintage[5:7]) - 1]


def _less(value: Decimal | None, plan: Decimal | None) -> Decimal | None:
    return None if value is None else value - (plan or Decimal(0))


def _journey_title(desk: Desk, rows: Sequence[Row]) -> str:
    said = [(when, kind, value) for when, kind, value in rows if kind == "prognos" and value is not None]
    if said and rows[-1][1] == "utfall":
        return _outcome_title(desk, said[-1][0], rows[-1][2], said[-1][2])
    if not said:
        return f"Budget och bokslut {desk.year}"
    first, last = said[0][2], said[-1][2]
    if len(said) == 1 or first is None or last is None:
        shown = swedish.amount(last, desk.money, sign=True)
        against = " mot budget" if rows[0][1] == "budget" else ""
        return f"Prognosen för {desk.year} i {said[0][0]}: {shown}{against}"
    step = last - first
    if say.is_zero(step, desk.money):
        return f"Prognosen för {desk.year} är oförändrad sedan {said[0][0]}"
    way = "förbättrats" if step > 0 else "försämrats"
    return (
        f"Prognosen för {desk.year} har {way} med {swedish.amount(abs(step), desk.money)} sedan {said[0][0]}"
    )


def _outcome_title(desk: Desk, when: str, end: Decimal | None, said: Decimal | None) -> str:
    """The year is over: how the last forecast came out."""
    step = (end or Decimal(0)) - (said or Decimal(0))
    if say.is_zero(step, desk.money):
        return f"Bokslutet {desk.year} blev som prognosen i {when}"
    way = "bättre" if step > 0 else "sämre"
    return f"Bokslutet {desk.year} blev {swedish.amount(abs(step), desk.money)} {way} än prognosen i {when}"


def differences(desk: Desk, facts: Sequence[dict[str, Any]]) -> html.Div | None:
    """Where a report prints a number that its own table does not give: both are shown."""
    whole = {fact["measure"] for fact in facts if not fact["verksamhet"]}
    parts = {fact["measure"] for fact in facts if fact["verksamhet"]}
    asked = [a for key in _printed(whole) if (a := desk.one(key))]
    asked += [a for key in _printed(parts) for a in desk.activities(key)]
    # In an årsredovisning the period is the year, so a metric and its bokslut say the same thing once.
    apart = {(a.verksamhet, a.value, a.reported): a for a in reversed(asked) if _differs(desk, a)}
    if not apart:
        return None
    names = activity_name(facts)
    rows = [_difference(desk, a, names.get(a.verksamhet, "")) for a in reversed(apart.values())]
    return html.Div([html.H3("Rapporterat och uträknat"), html.Ul(rows)], className="kort avsnitt")


def _printed(measures: set[str]) -> list[str]:
    """The metrics that a report prints itself by one of these measures."""
    return [k for k, m in METRICS.items() if m.reported and measures & set(m.reported.quantity.measures)]


def _differs(desk: Desk, answer: Answer) -> bool:
    """True when rounding does not explain the difference, and the reader would see it."""
    if answer.reported is None or answer.value is None:
        return False
    low = answer.low if answer.low is not None else answer.value
    high = answer.high if answer.high is not None else answer.value
    shown = [METRICS[answer.metric].text(v, desk.money, answer.unit) for v in (answer.value, answer.reported)]
    return not low <= answer.reported <= high and shown[0] != shown[1]


def _difference(desk: Desk, answer: Answer, verksamhet: str) -> html.Li:
    metric = METRICS[answer.metric]
    computed = number(metric.text(answer.value, desk.money, answer.unit), answer_href(desk.filters, answer))
    reported = metric.text(answer.reported, desk.money, answer.unit)
    what = f"{verksamhet}: {say.in_text(metric.name)}" if verksamhet else metric.name
    said = f"{what}, {when(answer)}. Rapporten anger {reported}, uträknat ur dess poster blir det "
    return html.Li([said, computed, "."])


def activities(desk: Desk, facts: Sequence[dict[str, Any]]) -> html.Section | None:
    """The verksamheter as the report shows them, and which of them deviate."""
    own = chosen(facts, is_activity)
    if not own:
        return None
    tables = [report_table(g, desk.filters, "Per verksamhet") for g in grids(own)]
    picture = _deviations(desk, activity_name(own))
    return section(
        "verksamheter",
        "Verksamheter",
        html.Div(tables, className="kort rapporttabeller"),
        html.Div(card(picture), className="avsnitt") if picture else None,
    )


def _deviations(desk: Desk, names: dict[str, str]) -> Any:
    """Forecast net cost against budget per verksamhet: right is cheaper than budget."""
    outcome = "nettokostnad_bokslut" if desk.closed else "nettokostnad_prognos"
    forecast, plan = _per_activity(desk, outcome), _per_activity(desk, "nettokostnad_arsbudget")
    rows = [
        (names.get(code) or desk.store.name("verksamhet", desk.kommun, code), plan[code] - value)
        for code, value in forecast.items()
        if code in plan
    ]
    rows = sorted(rows, key=lambda row: row[1])
    if len(rows) < 2:
        return None
    title = _deviation_title(rows, desk.money, "kostade" if desk.closed else "väntas kosta")
    chart = deviation_bars(
        rows, title=title, unit=desk.money, source=_source(desk), what="Prognos mot budget"
    )
    return figure(chart, "verksamheter-avvikelse")


def _per_activity(desk: Desk, key: str) -> dict[str, Decimal]:
    return {a.verksamhet: a.value for a in desk.activities(key) if a.value is not None}


def _deviation_title(rows: Sequence[tuple[str, Decimal]], unit: str, verb: str) -> str:
    name, value = rows[0]
    if value >= 0 or say.is_zero(value, unit):
        return f"Ingen verksamhet {verb} mer än budgeterat"
    return f"{name} {verb} {swedish.amount(-value, unit)} mer än budgeterat"
