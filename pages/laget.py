"""Läget: the kommun at a chosen report, what needs attention first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from pages import _sentences as say
from pages._begrepp_ord import boxes
from pages._bevaka_lista import watch_section
from pages._desk import Desk
from pages._laget_kolumner import COLUMNS, Column, Look, cell, headed, severity, shown_columns
from pages._namnd_text import prose
from pages._page import Filters, Page
from pages._parts import empty

JUDGED = ("prognosavvikelse", "budgetavvikelse", "nettokostnad_mot_budget")
"""Deviations that are judged against the limits of the settings; the first that is known leads the page."""


def layout(store: Any, filters: Filters) -> html.Div:
    """One sentence that says the most important thing, then a table of nämnder."""
    if not store.kommuner():
        return _nothing(filters)
    desk = Desk(store, filters)
    look, kommun = Look(desk), store.name("kommun", "", filters.kommun)
    columns = shown_columns(look)
    present, absent = _present(look, columns)
    sentences = _sentences(look, [n for n in present if n["kind"] != "post"])
    return html.Div(
        [
            html.P(f"Läget · {swedish.report_name(desk.report)}", className="overrad"),
            html.H1(kommun),
            prose(desk, sentences) if sentences else _no_deviation(desk),
            watch_section(desk),
            *_tables(look, columns, present),
            _absent(desk, absent),
            _explained(look, columns),
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
        return _otherwise(look, namnder)
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
    return tuple(n for n in JUDGED if desk.knows(n) and not (desk.closed and n == "prognosavvikelse"))


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


def _otherwise(look: Look, namnder: list[dict[str, Any]]) -> list[say.Sentence]:
    """Without any deviation from budget: how the forecasts came out, or what the budget is."""
    return _forecast_errors(look) or _plan(look, namnder)


def _forecast_errors(look: Look) -> list[say.Sentence]:
    known = [a for a in look.now("prognosfel").values() if a.value is not None]
    if not known:
        return []
    desk = look.desk
    whole = desk.whole("prognosfel")
    worst = max(known, key=lambda a: abs(a.value))
    name = say.in_text(desk.store.name("namnd", desk.kommun, worst.namnd))
    way = "sämre" if worst.value < 0 else "bättre"
    told = [(f"Störst är skillnaden för {name}: ", say.size(worst.value, desk.money, worst), f" {way}.")]
    if whole is not None and whole.value is not None:
        together = "sämre" if whole.value < 0 else "bättre"
        told.insert(0, (f"Bokslutet för {desk.year} blev ", say.size(whole.value, desk.money, whole),
                        f" {together} än prognosen i {swedish.report_name(whole.vintage)}."))  # fmt: skip
    return told


def _plan(look: Look, namnder: list[dict[str, Any]]) -> list[say.Sentence]:
    desk, name = look.desk, "nettokostnad_arsbudget"
    known = [(n, a) for n in namnder if (a := look.now(name).get(n["code"])) and a.value is not None]
    if not known:
        return []
    who = say.in_text(known[0][0]["name"]) if len(known) == 1 else "nämnderna tillsammans"
    source = known[0][1] if len(known) == 1 else None
    total = sum((a.value for _, a in known), Decimal(0))
    head = f"Enligt budgeten för {desk.year} får {who} kosta "
    return [(head, say.size(total, desk.money, source), " netto.")]


def _present(look: Look, columns: list[Column]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nämnder that the year's reports tell of, and those that only older reports do."""
    desk = look.desk
    of_report = desk.store.told_of(desk.kommun)
    told = {code for r in desk.vintages() for code in of_report.get(r, ())}
    told |= {code for c in columns for code, a in look.now(c.name).items() if a.value is not None}
    so_far = {code for r in desk.reports for code in of_report.get(r["report"], ())}
    known = [n for n in desk.store.namnder(desk.kommun) if n["code"] in so_far]
    return [n for n in known if n["code"] in told], [n for n in known if n["code"] not in told]


def _absent(desk: Desk, namnder: list[dict[str, Any]]) -> Any:
    if not namnder:
        return None
    links = [html.Li(html.A(n["name"], href=desk.filters.link(f"/namnd/{n['code']}"))) for n in namnder]
    text = f"Utan uppgifter för {desk.year}: {say.namnder(len(links))}. Deras senaste rapporter:"
    listed = html.Ul(links, className="innehall-rad")
    return html.Div([html.P(text, className="not"), listed], className="endast-skarm")


def _tables(look: Look, columns: list[Column], namnder: list[dict[str, Any]]) -> list[Any]:
    if not columns:
        return [empty("Rapporten har inga tal per nämnd som går att jämföra.")]
    groups = {"Nämnder": [n for n in namnder if n["kind"] != "post"],
              "Övriga poster": [n for n in namnder if n["kind"] == "post"]}  # fmt: skip
    return [_table(look, columns, title, group) for title, group in groups.items() if group]


def _table(look: Look, columns: list[Column], title: str, namnder: list[dict[str, Any]]) -> html.Section:
    ordered = sorted(namnder, key=lambda n: severity(look, columns, n["code"]))
    what = "Nämnd" if title == "Nämnder" else "Post"
    seen: set[str] = set()
    named = [headed(look, c, swedish.slug(title), seen) for c in columns]
    head = [html.Th(what, scope="col"), *(html.Th(name, scope="col") for name in named)]
    rows = [html.Tr([_name(look, n), *(cell(look, c, n["code"]) for c in columns)]) for n in ordered]
    table = html.Table(
        [
            html.Caption("Sorterade efter vad som behöver uppmärksamhet.", className="endast-lasare"),
            html.Thead(html.Tr(head)),
            html.Tbody(rows),
        ],
        className="namnder",
    )
    card = html.Div([table, *boxes(seen, swedish.slug(title))], className="kort namnder-kort")
    return html.Section([html.H2(title), card], className="avsnitt")


def _name(look: Look, namnd: dict[str, Any]) -> html.Th:
    return html.Th(html.A(namnd["name"], href=look.desk.filters.link(f"/namnd/{namnd['code']}")), scope="row")


def _explained(look: Look, columns: list[Column]) -> html.Div:
    """How to read the marks, with the limits in force, and what the kommun's reports do not have."""
    s = look.desk.filters.settings
    yellow, red = swedish.percent(s.yellow_pct), swedish.percent(s.red_pct)
    sick = f"{swedish.number(s.sick_yellow_pp, 1)} och {swedish.number(s.sick_red_pp, 1)} procentenheter"
    texts = []
    if any(c.name in JUDGED for c in columns):
        texts.append(f"◆ underskott: minst {yellow} av årets budgeterade nettokostnad. ▲ stort: minst {red}.")
    if any(c.name == "sjukfranvaro" for c in columns):
        texts.append(f"Sjukfrånvaro ◆ ökar, ▲ ökar mycket: minst {sick} sedan samma period föregående år.")
    absent = [c.title for c in COLUMNS if c not in columns]
    if absent and not look.desk.closed:
        texts.append(f"Saknas helt i kommunens rapporter för {look.desk.year}: {', '.join(absent).lower()}.")
    return html.Div([html.P(text, className="not") for text in texts])


PAGE = Page("/", "Läget", "politiker", layout, menu=10)
