"""A computed number: the formula in words, every cell it was made from, and what the report itself says."""

from __future__ import annotations

from typing import Any

from dash import html

import metrics
import swedish
from metrics import METRICS, Metric
from pages import _parts, _source_words
from pages._page import Filters, NotFound

ASK = "Adressen ska säga vilket nyckeltal (key), vilket år (year) och vilken nämnd (namnd) det gäller."


def computed(store: Any, filters: Filters) -> html.Div:
    """The page of `/kalla/matt?key=…&namnd=…&verksamhet=…&year=…&month=…&horizon=…&report=…&matt=…`."""
    metric, answer = _asked(store, filters)
    cells = metrics.trace(store, answer)
    title = f"{metric.label}, {swedish.period(answer.year, answer.month, answer.horizon)}"
    return html.Div(
        [
            *_head(store, filters, metric, answer, title),
            _parts.section("formel", "Så är talet räknat", _parts.card(*_formula(metric, answer, filters))),
            _cells(filters, cells),
        ],
        **{"data-title": f"Källa: {title}"},
    )


def _asked(store: Any, filters: Filters) -> tuple[Metric, Any]:
    metric, year = METRICS.get(filters.get("key")), filters.get("year")
    if metric is None or not year.isdigit():
        raise NotFound(ASK)
    answers = metrics.evaluate(
        store, metric.key, filters.kommun, namnd=filters.get("namnd"), verksamhet=filters.get("verksamhet"),
        years=[int(year)], report=filters.get("report") or filters.report, matt=filters.get("matt") or None,
    )  # fmt: skip
    wanted = [a for a in answers if _fits(a, filters)]
    if not wanted:
        raise NotFound(f"{metric.label} går inte att räkna fram för det som adressen anger.")
    return metric, wanted[0]


def _fits(answer: Any, filters: Filters) -> bool:
    asked = {
        "year": str(answer.year),
        "month": str(answer.month),
        "horizon": answer.horizon,
        "matt": answer.matt,
    }
    return all(filters.get(name) in ("", value) for name, value in asked.items())


def _head(store: Any, filters: Filters, metric: Metric, answer: Any, title: str) -> list[Any]:
    text = metric.text(answer.value, filters.settings.unit_controller, answer.unit)
    if answer.value is None:
        text = "kan inte räknas fram"
    return [
        html.P(_owner(store, filters, answer), className="overrad"),
        html.H1(f"{title}: {text}"),
        html.P(metric.definition, className="ingress"),
        html.P(f"Saknas: {'; '.join(answer.missing)}.", className="varsel") if answer.missing else None,
    ]


def _owner(store: Any, filters: Filters, answer: Any) -> list[Any]:
    kommun = store.name("kommun", "", answer.kommun)
    if not answer.namnd:
        return [kommun, " · hela kommunen"]
    name = store.name("namnd", answer.kommun, answer.namnd)
    link = html.A(name, href=filters.link(f"/namnd/{answer.namnd}"))
    part = store.name("verksamhet", answer.kommun, answer.verksamhet) if answer.verksamhet else ""
    return [kommun, " · ", link, f" · {part}" if part else ""]


def _formula(metric: Metric, answer: Any, filters: Filters) -> list[Any]:
    unit = filters.settings.unit_controller
    rows: list[tuple[str, Any]] = [
        ("Formel", metric.formula),
        ("Uträknat", metric.text(answer.value, unit, answer.unit)),
        ("I rapporten", _reported(metric, answer, unit)),
        ("Osäkerhet", _interval(metric, answer, unit)),
        ("Prognosen är från", swedish.report_name(answer.vintage) if answer.vintage else ""),
        ("Att tänka på", " ".join(filter(None, (metric.caveat, *answer.notes)))),
        ("Definitionen är från", metric.reference),
    ]
    items = [html.Div([html.Dt(label), html.Dd(text)]) for label, text in rows if text]
    more = html.A("Mer om nyckeltalet", href=filters.link("/begrepp") + f"#{metric.key}")
    return [html.Dl(items, className="uppgifter"), html.P(more, className="not")]


def _reported(metric: Metric, answer: Any, unit: str) -> str:
    if answer.reported is None:
        return ""
    text = metric.text(answer.reported, unit, answer.unit)
    if answer.value is None or answer.reported == answer.value:
        return text
    gap = metric.text(abs(answer.reported - answer.value), unit, answer.unit).lstrip("+")
    inside = answer.low is not None and answer.low <= answer.reported <= answer.high
    return f"{text}, som skiljer {gap} från det uträknade" + (": det ryms i avrundningen." if inside else ".")


def _interval(metric: Metric, answer: Any, unit: str) -> str:
    if answer.low is None or answer.high is None or answer.low == answer.high:
        return ""
    low, high = (metric.text(bound, unit, answer.unit) for bound in (answer.low, answer.high))
    return f"mellan {low} och {high}, eftersom talen i rapporten är avrundade"


def _cells(filters: Filters, cells: list[dict[str, Any]]) -> Any:
    if not cells:
        return _parts.section("celler", "Talen som ingår", _parts.empty("Inga tal hittades."))
    head = html.Tr([html.Th(t, scope="col", className="n" if t == "Tal" else "")
                    for t in ("Vad", "Tal", "Rapport", "Cell")])  # fmt: skip
    table = html.Table([html.Thead(head), html.Tbody([_line(filters, c) for c in cells])])
    words = f"Talen som ingår ({len(cells)})"
    return _parts.section("celler", words, _parts.card(_parts.scrolling(table, words)))


def _line(filters: Filters, cell: dict[str, Any]) -> html.Tr:
    href = _parts.fact_href(filters, cell["fact_id"])
    who = cell["verksamhet_name"] or cell["namnd_name"]
    return html.Tr(
        [
            html.Th([_source_words.subject(cell), html.Div(who, className="enhet")], scope="row"),
            html.Td(_parts.number(_source_words.value(cell), href), className="n"),
            html.Td(swedish.report_name(cell["report"])),
            html.Td(f"{cell['sheet']}!{cell['cell']}"),
        ]
    )
