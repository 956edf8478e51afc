"""Inför mötet: the years behind, the nämnd's own words, and room to write."""

from __future__ import annotations

from decimal import Decimal

from dash import html

import swedish
from metrics import Answer
from pages import _sentences as say
from pages._desk import Desk
from pages._infor_delar import Span, amount, bar
from pages._parts import answer_href, number

MOST_YEARS, FEWEST_YEARS, LONGEST = 6, 3, 320
MOST_LINES = 20  # what a whole sheet has room for


def years(desk: Desk) -> html.Table | None:
    """The net cost of each closed year as a bar, an amount and the change since the year before."""
    found = [
        (year, answer)
        for year, answer in desk.over_years("nettokostnad_bokslut").get(desk.namnd or "", [])
        if answer.value is not None and year <= desk.year
    ][-MOST_YEARS:]
    if len(found) < FEWEST_YEARS:
        return None
    values = [answer.value or Decimal(0) for _, answer in found]
    span = (min(Decimal(0), *values), max(Decimal(0), *values))
    before: dict[int, Decimal] = dict(zip((year + 1 for year, _ in found), values, strict=True))
    rows = [_year(desk, answer, before.get(year), span) for year, answer in found]
    titles = ("År", "", desk.money, "Förändring")
    head = [html.Th(t, scope="col", className="n" if i > 1 else "") if t else html.Td()
            for i, t in enumerate(titles)]  # fmt: skip
    caption = html.Caption(f"Bokslut, {desk.money}, och förändring sedan året före.")
    return html.Table(
        [caption, html.Thead(html.Tr(head)), html.Tbody(rows)], className="infor-staplar infor-ar"
    )


def _year(desk: Desk, answer: Answer, before: Decimal | None, span: Span) -> html.Tr:
    value = answer.value or Decimal(0)
    shown = number(amount(desk, value), answer_href(desk.filters, answer))
    return html.Tr(
        [
            html.Th(str(answer.year), scope="row"),
            html.Td(bar(value, span, "infor-niva"), className="infor-stapel"),
            html.Td(shown, className="n"),
            html.Td(_change(value, before), className="n"),
        ]
    )


def _change(value: Decimal, before: Decimal | None) -> str:
    """Percent since the year before; nothing where that year is not known."""
    if not before:
        return swedish.MISSING
    return swedish.percent((value - before) / abs(before) * 100, sign=True)


def own_words(desk: Desk, most: int) -> html.Dl | None:
    """How the nämnd itself puts it in the report, the beginning of each comment."""
    rows = [row for row in desk.store.comments(desk.kommun, desk.namnd, desk.report) if row["text"].strip()]
    items = [
        html.Div([html.Dt(row["heading"] or "Kommentar"), html.Dd(say.first_sentence(row["text"], LONGEST))])
        for row in rows[:most]
    ]
    return html.Dl(items, className="infor-ord") if items else None


def notes() -> html.Section:
    """Lines to write on, over what is left of the sheet; the style leaves it out when that is too little."""
    lines = [html.Div(className="infor-linje", **{"aria-hidden": "true"}) for _ in range(MOST_LINES)]
    return html.Section([html.H2("Anteckningar"), *lines], className="infor-anteckning")
