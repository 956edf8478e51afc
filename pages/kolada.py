"""Andra kommuner: nyckeltal from Kolada, the kommun beside those it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

import swedish
from pages import _parts, _source_words
from pages._kolada import SOURCE, facts
from pages._page import Filters, Page

MEAN = " (ovägt medel)"
NOTHING = (
    "Inga nyckeltal är hämtade ur Kolada. Den som sköter programmet hämtar dem med kommandot utfall kolada."
)
Facts = Sequence[dict[str, Any]]


def layout(store: Any, filters: Filters) -> html.Div:
    """A table a nyckeltal: kommuner down, years across; each number leads to its source."""
    found = facts(store)
    if not found:
        return html.Div([html.H1("Andra kommuner"), _parts.empty(NOTHING)])
    measures = sorted({f["measure"]: f for f in found}.values(), key=_by_title)
    tables = [_table(filters, [f for f in found if f["measure"] == one["measure"]]) for one in measures]
    lead = f"Kommunens nyckeltal bredvid andra kommuners, helår. {SOURCE}"
    return html.Div([html.H1("Andra kommuner"), html.P(lead, className="ingress"), *tables])


def _by_title(fact: dict[str, Any]) -> list[int]:
    return swedish.sort_key(fact["row_text"])


def _table(filters: Filters, found: Facts) -> html.Section:
    title, years = found[0]["row_text"], sorted({f["year"] for f in found})
    head = [html.Th("Kommun", scope="col"), *(html.Th(str(y), scope="col", className="n") for y in years)]
    body = [_row(filters, [f for f in found if f["kommun"] == k], years) for k in _order(filters, found)]
    table = html.Table([html.Caption(SOURCE), html.Thead(html.Tr(head)), html.Tbody(body)])
    about = next((f["definition"] for f in found if not _is_mean(f)), found[0]["definition"])
    words = html.Details([html.Summary("Så mäts det"), html.P(about)]) if about else None
    content = _parts.card(_parts.scrolling(table, title), words)
    return _parts.section(found[0]["measure"].partition(":")[2], title, content)


def _order(filters: Filters, found: Facts) -> Iterable[str]:
    """The reader's kommun first, then the others by name, the means of groups last."""
    places = {f["kommun"]: f for f in found}

    def place(code: str) -> tuple[Any, ...]:
        fact = places[code]
        return (code != filters.kommun, _is_mean(fact), swedish.sort_key(fact["kommun_name"]))

    return sorted(places, key=place)


def _is_mean(fact: dict[str, Any]) -> bool:
    return "Ovägt medel" in fact["definition"]


def _row(filters: Filters, found: Facts, years: Sequence[int]) -> html.Tr:
    by_year = {f["year"]: f for f in found}
    name = found[0]["kommun_name"] + (MEAN if _is_mean(found[0]) else "")
    return html.Tr([html.Th(name, scope="row"), *(_cell(filters, by_year.get(year)) for year in years)])


def _cell(filters: Filters, fact: dict[str, Any] | None) -> html.Td:
    if fact is None:
        return html.Td(swedish.MISSING, className="n dov")
    href = _parts.fact_href(filters, fact["fact_id"])
    if fact["value"] is None:
        return html.Td(html.A("saknas", href=href, className="saknas"), className="n")
    return html.Td(_parts.number(_source_words.value(fact), href), className="n")


PAGE = Page("/kolada", "Andra kommuner", "politiker", layout)
