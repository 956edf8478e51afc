"""Läget: the kommun at a chosen report, what needs attention first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from pages import _sentences as say
from pages._desk import Desk
from pages._laget_kolumner import COLUMNS, Column, Look, cell, severity, shown_columns
from pages._namnd_text import prose
from pages._page import Filters, Page
from pages._parts import empty


def layout(store: Any, filters: Filters) -> html.Div:
    """One sentence that says the most important thing, then a table of nämnder."""
    if not store.kommuner():
        return _nothing(filters)
    desk = Desk(store, filters)
    look, kommun = Look(desk), store.name("kommun", "", filters.kommun)
    namnder = store.namnder(filters.kommun)
    sentences = _sentences(look, [n for n in namnder if n["kind"] != "post"])
    return html.Div(
        [
            html.P(f"Läget · {swedish.report_name(desk.report)}", className="overrad"),
            html.H1(kommun),
            prose(desk, sentences) if sentences else _no_deviation(desk),
            *_tables(look, namnder),
        ],
        **{"data-title": f"Läget i {kommun}"},
    )


def _nothing(filters: Filters) -> html.Div:
    text = "Ingen rapport är publicerad än. Ladda upp den första, så visas läget här."
    link = html.A("Ladda upp en rapport", href=filters.link("/ladda-upp"), className="knapp knapp-huvud")
    return html.Div([html.H1("Läget"), html.P(text, className="ingress"), link])


def _no_deviation(desk: Desk) -> html.P:
    about = swedish.report_name(desk.report)
    return html.P(
        f"De publicerade rapporterna till och med {about} har ingen prognos att jämföra med budget.",
        className="ingress",
    )


def _sentences(look: Look, namnder: list[dict[str, Any]]) -> list[say.Sentence]:
    """What the nämnder together expect, by the first deviation that there are figures for."""
    desk = look.desk
    leading = next((n for n in _leading(desk) if look.has(n)), None)
    if leading is None:
        return _forecast_errors(look, namnder)
    lines = [say.Line(n["name"], a.value, a) for n, a in _fresh(look, leading, namnder)]
    if not lines:
        return []
    whole = desk.whole(leading)
    total, source = _total(whole, lines)
    return say.overview(
        lines, total, desk.money, year=desk.year, report=desk.report, source=source,
        absent=len(namnder) - len(lines), closed=desk.closed, period=leading != "prognosavvikelse",
    )  # fmt: skip


def _leading(desk: Desk) -> tuple[str, ...]:
    """A forecast from an earlier report does not lead when the year is closed."""
    return ("budgetavvikelse",) if desk.closed else ("prognosavvikelse", "budgetavvikelse")


def _fresh(look: Look, name: str, namnder: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Any]]:
    """The nämnder with a value of the shown report: forecasts of different ages are not summed."""
    found = [(n, look.now(name).get(n["code"])) for n in namnder]
    return [(n, a) for n, a in found if a and a.value is not None and a.vintage in ("", look.desk.report)]


def _total(whole: Any, lines: list[say.Line]) -> tuple[Decimal, Any]:
    """The kommun's own answer when it is made of just these nämnder, else their sum."""
    own = {line.source.namnd for line in lines}
    if len(lines) == 1:
        return lines[0].value, lines[0].source
    if whole is not None and whole.value is not None and set(whole.parts) == own:
        return whole.value, whole
    return sum((line.value for line in lines), Decimal(0)), None


def _forecast_errors(look: Look, namnder: list[dict[str, Any]]) -> list[say.Sentence]:
    """For a kommun that only tells how its forecasts came out."""
    known = [a for n in namnder if (a := look.now("prognosfel").get(n["code"])) and a.value is not None]
    if not known:
        return []
    desk = look.desk
    worst = min(known, key=lambda a: a.value)
    name = desk.store.name("namnd", desk.kommun, worst.namnd)
    way = "sämre" if worst.value < 0 else "bättre"
    return [(f"{name}s bokslut för {desk.year} blev ", say.size(worst.value, desk.money, worst),
             f" {way} än prognosen.")]  # fmt: skip


def _tables(look: Look, namnder: list[dict[str, Any]]) -> list[Any]:
    columns = shown_columns(look)
    if not columns:
        return [empty("Rapporten har inga tal per nämnd som går att jämföra.")]
    groups = [(("Nämnder"), [n for n in namnder if n["kind"] != "post"]),
              (("Övriga poster"), [n for n in namnder if n["kind"] == "post"])]  # fmt: skip
    made = [_table(look, columns, title, group) for title, group in groups if group]
    return [*made, _explained(look, columns)]


def _table(look: Look, columns: list[Column], title: str, namnder: list[dict[str, Any]]) -> html.Section:
    ordered = sorted(namnder, key=lambda n: severity(look, columns, n["code"]))
    head = [html.Th("Nämnd", scope="col"), *(html.Th(c.title, scope="col") for c in columns)]
    rows = [html.Tr([_name(look, n), *(cell(look, c, n["code"]) for c in columns)]) for n in ordered]
    table = html.Table(
        [
            html.Caption("Sorterade efter vad som behöver uppmärksamhet.", className="endast-lasare"),
            html.Thead(html.Tr(head)),
            html.Tbody(rows),
        ],
        className="namnder",
    )
    return html.Section([html.H2(title), html.Div(table, className="kort namnder-kort")], className="avsnitt")


def _name(look: Look, namnd: dict[str, Any]) -> html.Th:
    return html.Th(html.A(namnd["name"], href=look.desk.filters.link(f"/namnd/{namnd['code']}")), scope="row")


def _explained(look: Look, columns: list[Column]) -> html.Div:
    """How to read the marks, with the limits in force, and what the kommun's reports do not have."""
    s = look.desk.filters.settings
    yellow, red = swedish.percent(s.yellow_pct), swedish.percent(s.red_pct)
    sick = f"{swedish.number(s.sick_yellow_pp, 1)} och {swedish.number(s.sick_red_pp, 1)} procentenheter"
    texts = [
        f"◆ underskott: minst {yellow} av årets budgeterade nettokostnad. ▲ stort underskott: minst {red}.",
        f"Sjukfrånvaro: ◆ och ▲ när den har ökat med minst {sick} sedan samma period föregående år.",
    ]
    absent = [c.title for c in COLUMNS if c not in columns]
    if absent and not look.desk.closed:
        texts.append(f"Saknas helt i kommunens rapporter för {look.desk.year}: {', '.join(absent).lower()}.")
    return html.Div([html.P(text, className="not") for text in texts])


PAGE = Page("/", "Läget", "politiker", layout, menu=10)
