"""The table of Jämför: a row each, a column a year, a curve; headings sort, numbers lead to their source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import html

import swedish
from charts.sparkline import sparkline
from metrics import Answer
from pages import _compare_text as text
from pages import _parts
from pages._compare import LEVEL, Comparison, Row
from pages._compare_alike import inhabitants
from pages._compare_asked import COMPARABLE, KOMMUNER
from pages._page import Filters

_WHAT = {"": "Nämnd", KOMMUNER: "Kommun"}


def table(filters: Filters, found: Comparison, rows: Sequence[Row]) -> html.Div:
    """The rows as they are sorted."""
    caption = f"{found.label}, {found.period}, {text.unit_name(found, filters)}".rstrip(", ")
    first = _head(filters, "namn", _WHAT.get(found.inside, "Verksamhet"))
    head = [first, *(_head(filters, str(y), str(y), "n") for y in found.years)]
    trend = _head(filters, "utveckling", "Utveckling")
    body = [_row(filters, found, row) for row in rows]
    made = html.Table(
        [html.Caption(caption), html.Thead(html.Tr([*head, trend])), html.Tbody(body)], className="jamforelse"
    )
    return _parts.scrolling(made, caption)


def _head(filters: Filters, by: str, words: str, kind: str | None = None) -> html.Th:
    """A heading that sorts: a link that turns the order when it already rules."""
    now = filters.get("sortera", "namn") == by
    falling = filters.get("ordning") == "fallande"
    turned = "stigande" if now and falling else "fallande" if now or by != "namn" else "stigande"
    sort = {"aria-sort": ("descending" if falling else "ascending") if now else "none"}
    link = html.A(words, href=filters.here(sortera=by, ordning=turned), id=f"sortera-{by}")
    return html.Th(link, scope="col", className=kind, **sort)


def _row(filters: Filters, found: Comparison, row: Row) -> html.Tr:
    values = [row.shown[y] for y in found.years]
    words = ", ".join(
        f"{y} {text.number(v, found, filters)}" for y, v in zip(found.years, values, strict=True)
    )
    cells = [_cell(filters, found, row, year) for year in found.years]
    drawn = [row.shown.get(y) for y in range(found.years[0], found.years[-1] + 1)]
    curve = _parts.curve(sparkline(drawn, zero=found.metric.signed), f"{row.name}: {words}")
    return html.Tr([html.Th(_name(filters, found, row), scope="row"), *cells, html.Td(curve)])


def _name(filters: Filters, found: Comparison, row: Row) -> Any:
    if found.whole:
        return html.A(row.name, href=filters.link("/", kommun=row.code, rapport=None))
    return row.name if found.inside else html.A(row.name, href=filters.link(f"/namnd/{row.code}"))


def _cell(filters: Filters, found: Comparison, row: Row, year: int) -> html.Td:
    answer, value = row.answers.get(year), row.shown[year]
    if answer is None:
        return html.Td(swedish.MISSING, className="n dov")
    href = source(filters, found, answer)
    if row.blocked.get(year):
        return html.Td([html.A("visas inte", href=href, className="saknas"), _mark(row, year)], className="n")
    if answer.value is None:
        return html.Td(html.A("saknas", href=href, className="saknas"), className="n")
    if value is None:
        return html.Td(swedish.MISSING, className="n dov")
    shown = _parts.number(text.number(value, found, filters), href)
    return html.Td([shown, _mark(row, year)], className="n omraknad" if year in row.parts else "n")


def source(filters: Filters, found: Comparison, answer: Answer) -> str:
    """Where the number is explained; a computed one in the organisation that it was computed for."""
    href = _parts.answer_href(filters, answer)
    asked = found.asked.comparable and "/kalla/matt" in href
    return f"{href}&organisation={COMPARABLE}" if asked else href


def _mark(row: Row, year: int) -> Any:
    """An asterisk with its words for those who cannot see what it refers to."""
    why = row.blocked.get(year) or row.badges.get(year) or ("omräknat" if year in row.parts else "")
    if not why:
        return None
    sign = "†" if year in row.parts and not row.badges.get(year) else "*"
    return html.Span(
        [html.Span(sign, **{"aria-hidden": "true"}), _unseen(f" ({why})")], className="marke-not"
    )


def _unseen(words: str) -> html.Span:
    return html.Span(words, className="endast-lasare")


def notes(filters: Filters, found: Comparison, store: Any) -> html.Div:
    """What the marks mean, and how computed numbers were computed."""
    marked = [html.P(f"* {words}", className="not") for words in text.unlike(found)]
    computed = [html.P(f"† {words}", className="not") for words in _computed(found, filters)]
    return html.Div([*marked, *computed, _people(store, filters, found)])


def _computed(found: Comparison, filters: Filters) -> list[str]:
    """One line a nämnd: which years, of what."""
    told = []
    for row in found.rows:
        years: dict[str, list[str]] = {}
        for year, parts in row.parts.items():
            if year in found.years:
                years.setdefault(text.made_from(parts, filters.kommun), []).append(str(year))
        told += [f"{row.name} {_span(y)} är omräknat: {made}." for made, y in years.items()]
    return told


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _people(store: Any, filters: Filters, found: Comparison) -> html.Details | None:
    """The division behind each amount per inhabitant."""
    if found.unit != "kr per invånare" or found.view != LEVEL:
        return None
    lines = [
        html.Li(_division(store, filters, row, year, value))
        for row in found.rows
        for year, value in row.shown.items()
        if value is not None and year in row.answers
    ]
    return html.Details([html.Summary("Så är talen per invånare räknade"), html.Ul(lines)])


def _division(store: Any, filters: Filters, row: Row, year: int, value: Decimal) -> str:
    answer = row.answers[year]
    people = inhabitants(store, answer)
    whole = swedish.amount(answer.value, filters.settings.unit_politician)
    day = f" ({people.date})" if people.date else ""
    return (
        f"{row.name} {year}: {whole} ÷ {swedish.number(people.count)} invånare{day} = "
        f"{swedish.number(value, 0)}{swedish.NBSP}kr"
    )
