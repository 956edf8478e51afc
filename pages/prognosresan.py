"""Prognosresan: what each report said of a nämnd's year, from budget to bokslut, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

import swedish
from metrics import METRICS, Answer
from pages import _sentences as say
from pages._desk import Desk
from pages._namnd_ekonomi import journey
from pages._page import Filters, NotFound, Page
from pages._parts import answer_href, card, empty, number, section, stacked

NONE = "Nämnden har ingen publicerad prognos ännu."
_HEAD = ("När", "Prognos för resultatet", "Mot budget", "Ändring", "Publicerad", "Nämndens förklaring")
_CAUSES = ("ekonomi", "prognos", "avvikelse")
"""Words of the headings under which a nämnd explains its forecast."""


def layout(store: Any, filters: Filters) -> html.Div:
    """A section a year, the newest first."""
    code = filters.arg("id")
    names = {n["code"]: n["name"] for n in store.namnder(filters.kommun)}
    if code not in names:
        raise NotFound(f"Det finns ingen nämnd med beteckningen {code} i de publicerade rapporterna.")
    desk = Desk(store, filters, code)
    years = [y for y in sorted(desk.forecast_years(), reverse=True) if y <= desk.year]
    home = html.A(names[code], href=filters.link(f"/namnd/{code}"))
    title = f"Prognosresan för {say.in_text(names[code])}"
    parts = [_year(desk, year) for year in years] or [empty(NONE)]
    head = [html.P([home, f" · till och med {swedish.report_name(desk.report)}"], className="overrad")]
    words = "Vad varje rapport har sagt att året skulle sluta på, och vad det blev. Plus är bättre än budget."
    return html.Div(
        [*head, html.H1(title), html.P(words, className="ingress"), *parts], **{"data-title": title}
    )


def _year(desk: Desk, year: int) -> html.Section:
    there = desk.of_year(year)
    picture = journey(there, f"prognosresan-{year}")
    head = html.Tr([html.Th(t, scope="col", className="n" if 0 < i < 4 else "") for i, t in enumerate(_HEAD)])
    table = html.Table([html.Thead(head), html.Tbody(list(_rows(there)))])
    shown = [picture] if picture is not None else []
    return section(f"ar-{year}", str(year), card(*shown, stacked(table, f"Prognoser för {year}")))


def _rows(desk: Desk) -> Iterable[html.Tr]:
    """Budget, each forecast, bokslut: those that are known."""
    plan = desk.one("resultat_arsbudget")
    if plan is not None and plan.value is not None:
        yield _row(desk, "budget", plan, None, None)
    before: Answer | None = None
    for said in desk.forecasts("resultat_prognos"):
        month = swedish.MONTHS[int(said.vintage[5:7]) - 1]
        yield _row(desk, f"prognos i {month}", said, plan, before)
        before = said
    end = desk.one("resultat_bokslut")
    if end is not None and end.value is not None:
        yield _row(desk, "bokslut", end, plan, before)


def _row(desk: Desk, when: str, said: Answer, plan: Answer | None, before: Answer | None) -> html.Tr:
    shown = METRICS[said.metric].text(said.value, desk.money)
    cells = (
        number(shown, answer_href(desk.filters, said)),
        _less(desk, said, plan),
        _less(desk, said, before),
    )
    published = _published(desk, said)
    return html.Tr(
        [
            html.Th(when, scope="row"),
            *(html.Td(c, className="n") for c in cells),
            html.Td(published),
            html.Td(_cause(desk, said) if when != "budget" else ""),
        ]
    )


def _less(desk: Desk, said: Answer, other: Answer | None) -> str:
    if other is None or other.value is None or said.value is None:
        return ""
    return swedish.amount(said.value - other.value, desk.money, sign=True)


def _published(desk: Desk, said: Answer) -> str:
    """When, and by whom."""
    submission = desk.store.submission(said.facts[0].rpartition(".")[0]) if said.facts else None
    if submission is None:
        return ""
    return f"{swedish.date(submission['published_at'].date())}, {submission['publisher']}"


def _cause(desk: Desk, said: Answer) -> str:
    """What the nämnd wrote about its economy in the same report."""
    told = desk.store.comments(desk.kommun, said.namnd, said.report)
    texts = [c["text"] for c in told if any(w in swedish.fold(c["heading"]) for w in _CAUSES)]
    return texts[0] if texts else ""


PAGE = Page("/namnd/<id>/prognoser", "Prognosresan", "politiker", layout)
