"""A computed number: the formula in words, every cell it was made from, and what the report itself says."""

from __future__ import annotations

from typing import Any

from dash import html

import metrics
import swedish
from metrics import METRICS, Metric
from metrics.organisation import comparable, made_of
from pages import _parts, _source_words, _words
from pages._compare_asked import COMPARABLE
from pages._compare_text import made_from
from pages._page import Filters, NotFound

_MANY = 24
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
            _parts_of(store, filters, metric, answer),
            _cells(filters, cells),
        ],
        **{"data-title": f"Källa: {title}"},
    )


def _asked(store: Any, filters: Filters) -> tuple[Metric, Any]:
    metric, year = METRICS.get(filters.get("key")), filters.get("year")
    if metric is None or not year.isdigit():
        raise NotFound(ASK)
    ask = comparable if filters.get("organisation") == COMPARABLE else metrics.evaluate
    answers = ask(
        store, metric.key, filters.kommun, namnd=filters.get("namnd"), verksamhet=filters.get("verksamhet"),
        years=[int(year)], report=answer_report(filters), matt=filters.get("matt") or None,
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
        text = "visas inte" if _withheld(answer) else "kan inte räknas fram"
    return [
        html.P(_owner(store, filters, answer), className="overrad"),
        html.H1(f"{title}: {text}"),
        html.P(metric.definition, className="ingress"),
        html.P(_gaps(answer), className="varsel") if answer.missing else None,
    ]


def _withheld(answer: Any) -> bool:
    return bool(answer.missing) and answer.missing[0].startswith(_words.WITHHELD)


def _gaps(answer: Any) -> str:
    text = "; ".join(answer.missing)
    return f"{text[:1].upper()}{text[1:]}." if _withheld(answer) else f"Saknas: {text}."


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
        ("Omräknat till dagens nämnder", _moved(answer, filters)),
        ("Osäkerhet", _interval(metric, answer, unit)),
        ("Prognosen är från", swedish.report_name(answer.vintage) if answer.vintage else ""),
        ("Att tänka på", " ".join(filter(None, (metric.caveat, *answer.notes)))),
        ("Definitionen är från", metric.reference),
    ]
    items = [html.Div([html.Dt(label), html.Dd(text)]) for label, text in rows if text]
    more = html.A("Mer om nyckeltalet", href=filters.link("/begrepp") + f"#{metric.key}")
    return [html.Dl(items, className="uppgifter"), html.P(more, className="not")]


def _moved(answer: Any, filters: Filters) -> str:
    """Which predecessors a figure in today's organisation was computed from, and the share of each."""
    asked = filters.get("organisation") == COMPARABLE
    return made_from(made_of(answer), answer.kommun) if asked and answer.namnd else ""


def _reported(metric: Metric, answer: Any, unit: str) -> str:
    if answer.reported is None:
        return ""
    text = metric.text(answer.reported, unit, answer.unit)
    if answer.value is None:
        return text
    if text == metric.text(answer.value, unit, answer.unit):
        return f"{text}, samma som det uträknade"
    inside = answer.low is not None and answer.low <= answer.reported <= answer.high
    gap = _gap(metric, answer, unit)
    return f"{text}, som skiljer {gap} från det uträknade" + (": det ryms i avrundningen" if inside else "")


def _gap(metric: Metric, answer: Any, unit: str) -> str:
    """The difference between two percentages is in procentenheter."""
    gap = abs(answer.reported - answer.value)
    if (answer.unit or metric.unit) == "procent":
        return f"{swedish.number(gap, 1)} procentenheter"
    return metric.text(gap, unit, answer.unit).lstrip("+")


def _interval(metric: Metric, answer: Any, unit: str) -> str:
    if answer.low is None or answer.high is None:
        return ""
    low, high = (metric.text(bound, unit, answer.unit) for bound in (answer.low, answer.high))
    return f"mellan {low} och {high}, eftersom talen i rapporten är avrundade" if low != high else ""


def _parts_of(store: Any, filters: Filters, metric: Metric, answer: Any) -> Any:
    """What each nämnd is, when the number is the whole kommun's."""
    if answer.namnd:
        return None
    each = metrics.evaluate(
        store, metric.key, filters.kommun, years=[answer.year], report=answer_report(filters)
    )
    wanted = [a for a in each if a.namnd and _fits(a, filters)]
    if not wanted:
        return None
    head = html.Tr([html.Th("Nämnd", scope="col"), html.Th("Tal", scope="col", className="n")])
    rows = [_part(store, filters, metric, a) for a in wanted]
    table = html.Table([html.Thead(head), html.Tbody(rows)])
    return _parts.section(
        "namnder", "Nämnd för nämnd", _parts.card(_parts.scrolling(table, "Nämnd för nämnd"))
    )


def _part(store: Any, filters: Filters, metric: Metric, answer: Any) -> html.Tr:
    text = metric.text(answer.value, filters.settings.unit_controller, answer.unit)
    number = (
        _parts.number(text, _parts.answer_href(filters, answer))
        if answer.value is not None
        else _parts.missing(answer.missing if _withheld(answer) else "")
    )
    name = html.Th(store.name("namnd", answer.kommun, answer.namnd), scope="row")
    return html.Tr([name, html.Td(number, className="n")])


def answer_report(filters: Filters) -> str | None:
    """The newest report that the number may be from."""
    return filters.get("report") or filters.report


def _cells(filters: Filters, cells: list[dict[str, Any]]) -> Any:
    if not cells:
        return _parts.section("celler", "Talen som ingår", _parts.empty("Inga tal hittades."))
    head = html.Tr([html.Th(t, scope="col", className="n" if t == "Tal" else "")
                    for t in ("Vad", "Tal", "Rapport", "Cell")])  # fmt: skip
    table = html.Table([html.Thead(head), html.Tbody([_line(filters, c) for c in cells])])
    words = f"Talen som ingår ({len(cells)})"
    shown: Any = _parts.scrolling(table, words)
    if len(cells) > _MANY:
        shown = html.Details([html.Summary("Visa alla"), shown])
    return _parts.section("celler", words, _parts.card(shown))


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
