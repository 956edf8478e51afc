"""Jämför: nämnder (or a nämnd's verksamheter) against each other, year over year, like periods only."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import flask
from dash import html

import swedish
from charts._chart import Chart
from charts.compare import index_lines, pair_bars
from charts.sparkline import sparkline
from exports.data import Column, excel_csv, file_name, machine_csv
from pages import _parts
from pages._compare import CHANGE, INDEX, LEVEL, Comparison, Row, compare, drawn_as, is_forecast, ordered
from pages._compare_form import form
from pages._figure import figure
from pages._kolada import exists as kolada_exists
from pages._page import Filters, NotFound, Page, Services, parse_query
from pages._permission import EXPORT, may

CSV = "/ladda-ner/jamfor.csv"
_LINES = 5


def layout(store: Any, filters: Filters) -> html.Div:
    """The choices, one sentence, a chart and the table."""
    found = compare(store, filters)
    what = "verksamheterna" if found.inside else "nämnderna"
    where = store.name("namnd", filters.kommun, found.inside) if found.inside else ""
    head = [
        html.P(where or store.name("kommun", "", filters.kommun), className="overrad"),
        html.H1(f"Jämför {what}"),
        form(store, filters, found),
        _elsewhere(store, filters),
    ]
    return html.Div([*head, *(_shown(filters, found) if found.rows else [_nothing(found)])])


def _elsewhere(store: Any, filters: Filters) -> html.P | None:
    """The way to other kommuner's figures, when there are any."""
    link = html.A("Jämför med andra kommuner (Kolada)", href=filters.link("/kolada"))
    return html.P(link) if kolada_exists(store) else None


def _nothing(found: Comparison) -> html.P:
    return _parts.empty(
        f"Det finns inga tal för {found.label[:1].lower()}{found.label[1:]} här. Välj ett annat nyckeltal, "
        "en annan kommun eller en senare rapport."
    )


def _shown(filters: Filters, found: Comparison) -> list[Any]:
    rows = ordered(found, filters)
    return [
        html.P(sentence(found, filters), className="ingress"),
        html.P(_alike(found), className="not"),
        _parts.card(figure(chart(found, filters), "jamforelse")),
        _parts.section(
            "tabell", "Alla år", _parts.card(_table(filters, found, rows), _downloads(filters, found))
        ),
    ]


def _text(value: Decimal | None, found: Comparison, filters: Filters) -> str:
    """A shown value without its unit, which the heading has."""
    if found.view == INDEX:
        return swedish.number(value, 0)
    kind = _unit(found)
    sign = found.changes or found.metric.signed
    if kind == "kr":
        money = filters.settings.unit_politician
        return (
            swedish.MISSING if value is None else swedish.number(swedish.scaled(value, money), 1, sign=sign)
        )
    whole = value is not None and value == value.to_integral_value() and kind == "antal"
    return swedish.number(value, 0 if whole else 1, sign=sign)


def _unit(found: Comparison) -> str:
    """The unit of what is shown: the change of a percentage is in procentenheter, an index has none."""
    if found.view == INDEX:
        return ""
    return "procentenheter" if found.changes and found.unit == "procent" else found.unit


def _unit_name(found: Comparison, filters: Filters) -> str:
    if found.view == INDEX:
        return f"index, {found.years[0]} = 100"
    unit = _unit(found)
    if unit == "kr":
        return filters.settings.unit_politician
    return {"procent": "%", "arsarbetare": "årsarbetare"}.get(unit, unit)


def sentence(found: Comparison, filters: Filters) -> str:
    """What stands out in the newest year: the highest and the lowest."""
    ends = _ends(found)
    if not ends:
        return f"{found.label}, {found.period} {found.years[-1]}."
    (low, last), (high, first) = ends
    if _with_unit(low, found, filters) == _with_unit(high, found, filters):
        return f"Alla har {_with_unit(high, found, filters)}."
    highest, lowest = (f"{r.name} ({_with_unit(v, found, filters)})" for v, r in ((high, first), (low, last)))
    return f"{_SUPERLATIVE[found.view]} {highest}, lägst {lowest}."


_SUPERLATIVE = {LEVEL: "Högst är", CHANGE: "Mest uppåt är", INDEX: "Högst index har"}


def _ends(found: Comparison) -> tuple[tuple[Decimal, Row], tuple[Decimal, Row]] | None:
    """The lowest and the highest value of the newest year, with their rows."""
    values = [(r.shown[found.years[-1]], r) for r in found.rows]
    present = sorted(((v, r) for v, r in values if v is not None), key=lambda pair: pair[0])
    return (present[0], present[-1]) if len(present) > 1 else None


def message(found: Comparison) -> str:
    """The chart's title: what it shows, and who stands out."""
    what = {LEVEL: "", CHANGE: ", förändring", INDEX: f", index {found.years[0]} = 100"}[found.view]
    ends = _ends(found)
    out = f": {ends[1][1].name} högst, {ends[0][1].name} lägst" if ends and ends[0][0] != ends[1][0] else ""
    return f"{found.label}{what}, {found.period} {found.years[-1]}{out}"


def _with_unit(value: Decimal, found: Comparison, filters: Filters) -> str:
    unit = "" if found.view == INDEX else _unit_name(found, filters)
    return _text(value, found, filters) + (swedish.NBSP + unit if unit else "")


def _alike(found: Comparison) -> str:
    """Which period is compared, and what was left out because it is another."""
    text = f"{found.label}, {found.period}. Bara lika perioder jämförs"
    if found.left_out:
        text += f": för {_listing(found.left_out)} finns bara andra perioder"
    if is_forecast(found.metric):
        text += ", och bara prognoser som gjordes i samma månad"
    return text + "."


def _listing(years: Sequence[int]) -> str:
    texts = [str(y) for y in years]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " och " + texts[-1]


def chart(found: Comparison, filters: Filters) -> Chart:
    """Bars of the newest year beside the year before, highest first; for an index, those that moved most."""
    unit = filters.settings.unit_politician if _unit(found) == "kr" else _unit(found)
    year, source = found.years[-1], _source(found)
    title, rows = message(found), highest_first(found)
    if found.view == INDEX:
        moved = sorted(rows, key=lambda r: abs((r.shown[year] or Decimal(100)) - 100), reverse=True)[:_LINES]
        series = {
            r.name: [r.shown[y] for y in found.years] for r in moved if r.shown[found.years[0]] is not None
        }
        return index_lines(series, found.years, title=title, source=source)
    if found.changes:
        bars = [(r.name, r.shown[year], None) for r in rows]
        return pair_bars(bars, (f"{year - 1}–{year}", ""), title=title,
                         unit=unit, source=source, sign=True)  # fmt: skip
    pairs = [(r.name, r.shown[year], r.shown.get(year - 1)) for r in rows]
    look = {"sign": found.metric.signed, "kind": drawn_as(found.metric)}
    return pair_bars(pairs, (str(year), str(year - 1)), title=title, unit=unit, source=source, **look)


def highest_first(found: Comparison) -> list[Row]:
    """The rows by the newest year's value; those without one last."""
    year = found.years[-1]
    return sorted(found.rows, key=lambda r: (r.shown[year] is None, -(r.shown[year] or Decimal(0))))


def _source(found: Comparison) -> str:
    reports = sorted({a.report for r in found.rows for a in r.answers.values() if a.report})
    names = [swedish.report_name(r) for r in (reports if len(reports) < 4 else (reports[0], reports[-1]))]
    return "Källa: rapporterna " + ("–" if len(reports) > 3 else ", ").join(names) if names else ""


def _table(filters: Filters, found: Comparison, rows: Sequence[Row]) -> html.Div:
    what = "Verksamhet" if found.inside else "Nämnd"
    caption = f"{found.label}, {found.period}, {_unit_name(found, filters)}".rstrip(", ")
    head = [_head(filters, "namn", what), *(_head(filters, str(y), str(y), "n") for y in found.years)]
    trend = html.Th("Utveckling", scope="col")
    body = [_row(filters, found, row) for row in rows]
    table = html.Table([html.Caption(caption), html.Thead(html.Tr([*head, trend])), html.Tbody(body)])
    return _parts.scrolling(table, caption)


def _head(filters: Filters, by: str, text: str, kind: str | None = None) -> html.Th:
    """A heading that sorts: a link that turns the order when it already rules."""
    now = filters.get("sortera", "namn") == by
    falling = filters.get("ordning") == "fallande"
    turned = "stigande" if now and falling else "fallande" if now or by != "namn" else "stigande"
    sort = {"aria-sort": ("descending" if falling else "ascending") if now else "none"}
    return html.Th(
        html.A(text, href=filters.here(sortera=by, ordning=turned)), scope="col", className=kind, **sort
    )


def _row(filters: Filters, found: Comparison, row: Row) -> html.Tr:
    name: Any = row.name
    if not found.inside:
        name = html.A(row.name, href=filters.link(f"/namnd/{row.code}"))
    values = [row.shown[y] for y in found.years]
    words = f"{row.name}: " + ", ".join(
        f"{y} {_text(v, found, filters)}" for y, v in zip(found.years, values, strict=True)
    )
    cells = [_cell(filters, found, row, year) for year in found.years]
    trend = html.Td(_parts.curve(sparkline(values, zero=found.metric.signed), words))
    return html.Tr([html.Th(name, scope="row"), *cells, trend])


def _cell(filters: Filters, found: Comparison, row: Row, year: int) -> html.Td:
    answer, value = row.answers.get(year), row.shown[year]
    if answer is None:
        return html.Td(swedish.MISSING, className="n dov")
    if answer.value is None:
        return html.Td(
            html.A("saknas", href=_parts.answer_href(filters, answer), className="saknas"), className="n"
        )
    if value is None:
        return html.Td(swedish.MISSING, className="n dov")
    text = _text(value, found, filters)
    return html.Td(_parts.number(text, _parts.answer_href(filters, answer)), className="n")


def _downloads(filters: Filters, _found: Comparison) -> html.P:
    query = dict(filters.query) | {"kommun": filters.kommun}
    address = Filters(CSV, filters.kommun, filters.report, filters.settings, (), tuple(query.items()))
    links = [
        html.A(text, href=address.here(format=kind), className="knapp", download="")
        for text, kind in (("CSV för Excel", "excel"), ("CSV för program", "maskin"))
    ]
    return html.P(["Ladda ner hela tabellen: ", *links], className="verktyg")


COLUMNS = [
    Column(key, label)
    for key, label in (
        ("kommun", "Kommun"),
        ("kod", "Kod"),
        ("namn", "Namn"),
        ("nyckeltal", "Nyckeltal"),
        ("ar", "År"),
        ("period", "Period"),
        ("varde", "Värde"),
        ("enhet", "Enhet"),
        ("visning", "Visning"),
        ("rapport", "Rapport"),
        ("saknas", "Saknas"),
        ("kallor", "Källor"),
    )
]


def table_rows(found: Comparison) -> list[dict[str, Any]]:
    """The table as data: one row a nämnd and year, exact values in the base unit, with their sources."""
    return [_data(found, row, year) for row in found.rows for year in found.years if year in row.answers]


def _data(found: Comparison, row: Row, year: int) -> dict[str, Any]:
    answer = row.answers[year]
    return {
        "kommun": answer.kommun, "kod": row.code, "namn": row.name, "nyckeltal": found.key, "ar": year,
        "period": found.period, "varde": row.shown[year], "enhet": _unit(found) or "index",
        "visning": found.view, "rapport": answer.report, "saknas": "; ".join(answer.missing),
        "kallor": " ".join(answer.facts),
    }  # fmt: skip


def register(app: Any, services: Services) -> None:
    """The table as a file, from the same address as the view."""
    app.server.add_url_rule(CSV, "jamfor_csv", lambda: _file(services))


def _file(services: Services) -> flask.Response:
    allowed = may(services.settings, EXPORT)
    if not allowed:
        return flask.Response(allowed.reason, 403, mimetype="text/plain")
    query = parse_query(flask.request.query_string.decode())
    asked = dict(query)
    filters = Filters(
        CSV, asked.get("kommun", ""), asked.get("rapport") or None, services.settings, (), query
    )
    try:
        found = compare(services.store, filters)
    except NotFound as missing:
        return flask.Response(str(missing), 404, mimetype="text/plain")
    write = machine_csv if asked.get("format") == "maskin" else excel_csv
    answer = flask.Response(write(COLUMNS, table_rows(found)), mimetype="text/csv")
    name = file_name("utfall", filters.kommun, found.label, found.period)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


PAGE = Page("/jamfor", "Jämför", "politiker", layout, register, menu=20)
