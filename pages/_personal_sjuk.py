"""Sick leave: the law's seven measures, the curves, and the nämnder beside each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.compare import pair_bars
from charts.months import Curve, month_lines
from metrics.sjukfranvaro import LONG, SEVEN, SHORT, Hours, Point, Rate, monthly, rate, rolling, statutory
from pages._figure import figure
from pages._parts import card, empty, number, section, status
from pages._personal import Look, hours, percent, row, table, through, withheld
from pages.kalla_sju_matt import href as source_href
from pages.kalla_sjukfranvaro import ROLLING, href

MONTHS_SHOWN = 36
NONE = "Rapporterna har inga uppgifter om sjukfrånvaro för perioden."
LAW = (
    "De sju måtten är de som varje kommun enligt lag ska redovisa. Timmarna summeras innan de delas, så "
    "stora grupper väger mer än små. Långtid delas med all sjukfrånvaro; de andra måtten med gruppens egen "
    "ordinarie arbetstid."
)
SILENT = (
    "En grupp med högst tio anställda visas inte, och inte heller tal som gruppens skulle gå att räkna ut ur."
)
_HEAD = ("Mått", "Andel", "Samma period i fjol", "Sjuktimmar", "Delade med")


def seven_section(look: Look) -> html.Section:
    """The statutory table, with the hours that each percentage is made from."""
    desk = look.desk
    now = statutory(look.book, look.namnd, desk.year, desk.month)
    then = statutory(look.book, look.namnd, desk.year - 1, desk.month)
    title = f"Sjukfrånvaron {look.period}, lagens sju mått"
    if not any(r.value is not None or r.withheld for r in now):
        return section("sjukfranvaro", title, empty(NONE))
    rows = [_row(look, *one) for one in zip(SEVEN, now, then, strict=True)]
    notes = [html.P(LAW, className="not")]
    if any(r.withheld for r in (*now, *then)):
        notes.append(html.P(SILENT, className="not"))
    return section("sjukfranvaro", title, card(table(_HEAD, rows, title), *notes))


def _row(look: Look, one: Any, now: Rate, then: Rate) -> html.Tr:
    if now.withheld:
        why = html.Td(withheld(look, now.why), colSpan=2, style={"whiteSpace": "normal"})
        empty_cells = [html.Td("–", className="n dov") for _ in range(2)]
        return html.Tr([html.Th(one.label, scope="row"), why, *empty_cells])
    year, month = look.desk.year, look.desk.month
    here, before = (source_href(look.desk.filters, look.namnd, one, y, month) for y in (year, year - 1))
    told = [_sum(found, here) for found in (now.top, now.bottom)]
    return row(one.label, percent(look, now, here), percent(look, then, before), *told)


def _sum(found: Hours | None, href: str) -> Any:
    """The hours, leading to what they are the sum of."""
    return number(hours(found.value), href) if found else html.Span(swedish.MISSING, className="dov")


def curves_section(look: Look) -> html.Section | None:
    """Each month and twelve months rolling; then short and long."""
    last = _last(look)
    if last is None:
        return None
    rolled = rolling(look.book, look.namnd, last, MONTHS_SHOWN)
    each = monthly(look.book, look.namnd, last, MONTHS_SHOWN)
    pictures = [_total_picture(look, rolled, each)]
    if any(p.long is not None for p in rolled):
        pictures.append(_split_picture(look, rolled))
    else:
        pictures.append(_no_split(look, last[0]))
    words = (
        "Rullande tolv månader är summan av de senaste tolv månadernas timmar. Saknas en månad bryts kurvan."
    )
    cards = html.Div([card(p) for p in pictures], className="rutor")
    return section("utveckling", "Månad för månad", html.P(words), cards)


def _last(look: Look) -> tuple[int, int] | None:
    """The newest month that there are hours for."""
    desk = look.desk
    points = monthly(look.book, look.namnd, (desk.year, desk.month), 12)
    return next(((p.year, p.month) for p in reversed(points) if p.total is not None), None)


def _total_picture(look: Look, rolled: list[Point], each: list[Point]) -> Any:
    curves = [
        Curve("12 månader", [p.total for p in rolled]),
        Curve("månaden", [p.total for p in each], "foregaende"),
    ]
    months = [(p.year, p.month) for p in rolled]
    chart = month_lines(
        curves, months, title=_total_title(rolled), unit="procent", source=look.source(computed=True)
    )
    links = [
        (href(look.desk.filters, look.namnd, when, count=ROLLING), href(look.desk.filters, look.namnd, when))
        for when in reversed(months)
    ]
    return figure(chart, "sjuk-manader", links)


def _total_title(rolled: list[Point]) -> str:
    now, before = rolled[-1].total, rolled[-13].total if len(rolled) > 12 else None
    if now is None:
        return "Sjukfrånvaron månad för månad"
    text = f"Sjukfrånvaron de senaste tolv månaderna är {swedish.percent(now)}"
    if before is None:
        return text
    change = round(now, 1) - round(before, 1)
    if not change:
        return f"{text}, lika mycket som ett år tidigare"
    return f"{text}, {'upp' if change > 0 else 'ner'} från {swedish.percent(before)}"


def _split_picture(look: Look, rolled: list[Point]) -> Any:
    curves = [
        Curve("kort", [p.short for p in rolled]),
        Curve("lång", [p.long for p in rolled], "streckad"),
    ]
    short, long = rolled[-1].short, rolled[-1].long
    title = "Kort och lång sjukfrånvaro"
    if short is not None and long is not None:
        more = "Den korta" if short > long else "Den långa"
        title = f"{more} sjukfrånvaron är störst: {swedish.percent(max(short, long))} av arbetstiden"
    months = [(p.year, p.month) for p in rolled]
    chart = month_lines(
        curves, months, title=title, unit="procent",
        source=f"{look.source(computed=True)} Kort: dag 1–59. Lång: från dag 60. Rullande tolv månader.",
    )  # fmt: skip
    links = [
        [href(look.desk.filters, look.namnd, when, what, ROLLING) for what in (SHORT, LONG)]
        for when in reversed(months)
    ]
    return figure(chart, "sjuk-kort-lang", links)


def _no_split(look: Look, year: int) -> Any:
    """In place of the second picture."""
    why = look.book.withheld(look.namnd, SEVEN[0].group, year, long=True)
    text = withheld(look, why) if why else "timmar för kort och lång sjukfrånvaro saknas"
    return html.Div([html.H3("Kort och lång sjukfrånvaro"), html.P(text)])


def beside_section(look: Look) -> html.Section | None:
    """Every nämnd and the kommun, this year and the year before; cut-off months that differ are marked."""
    desk, total = look.desk, SEVEN[0]
    rates = {
        n: [rate(look.book, total, n, y, desk.month) for y in (desk.year, desk.year - 1)]
        for n in ["", *look.namnder]
    }
    known = [(n, *(r.value for r in pair)) for n, pair in rates.items()]
    if sum(value is not None for _, value, _ in known) < 2:
        return None
    ordered = sorted(known, key=lambda k: (k[1] is None, -(k[1] or Decimal(0))))
    picture = pair_bars(
        [(look.name(n), now, then) for n, now, then in ordered],
        (look.period, swedish.period(desk.year - 1, desk.month)),
        title=_highest(look, ordered), unit="procent", source=look.source(computed=True),
    )  # fmt: skip
    lines = [_beside(look, n, *rates[n]) for n, *_ in ordered]
    head = ("Nämnd", look.period, "Samma period i fjol", "Ändring")
    every = html.Details(
        [html.Summary("Alla nämnder i en tabell"), table(head, lines, "Sjukfrånvaron i nämnderna")]
    )
    return section(
        "namnder",
        "Nämnderna bredvid varandra",
        _cutoffs(rates),
        card(figure(picture, "sjuk-namnder")),
        card(every),
    )


def _highest(look: Look, ordered: list[Any]) -> str:
    first = next(n for n, *_ in ordered if n)
    value = next(v for n, v, _ in ordered if n == first)
    return f"{look.name(first)} har den högsta sjukfrånvaron: {swedish.percent(value)}"


def _beside(look: Look, namnd: str, now: Rate, then: Rate) -> html.Tr:
    name: Any = look.name(namnd)
    if namnd and namnd != look.namnd:
        name = html.A(name, href=look.desk.filters.link(f"/namnd/{namnd}/personal"))
    change = "–"
    if now.value is not None and then.value is not None:
        change = f"{swedish.number(now.value - then.value, 1, sign=True)} procentenheter"
    return row(
        html.Strong(name) if namnd == look.namnd else name, percent(look, now), percent(look, then), change
    )


def _cutoffs(rates: dict[str, list[Rate]]) -> html.P | None:
    """Says so when not all are measured through the same month: such figures are not quite comparable."""
    seen = {r.throughs for r, _ in rates.values() if r.value is not None}
    if len(seen) < 2:
        return None
    told = frozenset(m for months in seen for m in months)
    return html.P(status("bevaka", f"Alla är inte mätta till samma månad: några är {through(told)}."))
