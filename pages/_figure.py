"""Puts a chart on a page: message, unit, legend, source, the same data as a table, downloads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from dash import html

import swedish
from charts._chart import Chart, unit_text
from exports.data import safe_text
from pages._parts import number, scrolling


def figure(chart: Chart, name: str, links: Sequence[Sequence[str]] = ()) -> html.Figure:
    """The chart in its frame; `name` (ASCII) makes its ids and the names of downloaded files.

    links: where the numbers of the table lead, a row each, without the first column; '' leads nowhere.
    """
    return html.Figure(
        [
            html.Figcaption(_caption(chart), id=f"{name}-rubrik"),
            _surface(chart, name),
            html.P(chart.source, className="kalla-rad") if chart.source else None,
            html.Details(
                [html.Summary("Visa som tabell"), scrolling(_table(chart, links), f"Tabell: {chart.title}")]
            ),
            _tools(chart, name),
        ],
        className="diagram",
        id=name,
    )


def _caption(chart: Chart) -> list[Any]:
    legend = [
        html.Li([html.Span(className=f"prov prov-{kind}", **{"aria-hidden": "true"}), text])
        for kind, text in chart.legend
    ]
    # Where the names stand at the lines a legend is needed only on a phone, which has no room for them.
    where = "forklaring forklaring-smal" if chart.small.get("annotations") == [] else "forklaring"
    return [
        html.H3(chart.title),
        html.P(unit_text(chart.unit), className="under-rubrik"),
        html.Ul(legend, className=where) if legend else None,
    ]


def _surface(chart: Chart, name: str) -> html.Div:
    drawing = json.dumps(chart.figure | {"small": chart.small}, ensure_ascii=False, separators=(",", ":"))
    marks = {"data-figure": drawing, "aria-label": chart.alternative, "data-height": str(chart.height)}
    return html.Div(
        id=f"{name}-yta", className="yta", role="img", style={"height": f"{chart.height}px"}, **marks
    )


def _table(chart: Chart, links: Sequence[Sequence[str]]) -> html.Table:
    head = [
        html.Th(text, scope="col", className="n" if i else "") if text else html.Td()
        for i, text in enumerate(chart.header)
    ]
    rows = [
        html.Tr([html.Th(row[0], scope="row"), *map(_cell, row[1:], led)])
        for row, led in zip_longest(chart.rows, links, fillvalue=("",) * len(chart.header))
    ]
    caption = html.Caption(f"{chart.title} ({unit_text(chart.unit)})")
    return html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(rows)])


def _cell(text: str, href: str) -> html.Td:
    return html.Td(number(text, href) if href and text != swedish.MISSING else text, className="n")


def _tools(chart: Chart, name: str) -> html.Div:
    """Download buttons; the script beside the page makes the files, with title and source in them."""
    shared = {"data-chart": name, "data-file": _file_name(chart.title, name)}
    texts = {"data-title": chart.title, "data-unit": unit_text(chart.unit), "data-source": chart.source}
    buttons = [_button(kind, chart.title, shared | texts) for kind in ("PNG", "SVG")]
    buttons.append(_button("CSV", chart.title, shared | {"data-csv": csv_text(chart)}))
    return html.Div([html.Span("Ladda ner", className="liten dov"), *buttons], className="verktyg")


def _button(kind: str, title: str, marks: dict[str, str]) -> html.Button:
    label = {"aria-label": f"Ladda ner som {kind}: {title}", "data-download": kind.lower()}
    return html.Button(kind, type="button", **(marks | label))


def _file_name(title: str, name: str) -> str:
    return (swedish.slug(title) or name)[:60]


def csv_text(chart: Chart) -> str:
    """The chart's table as CSV for Excel in Swedish (semicolons, decimal comma), with its source."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([chart.header[0] or "Namn", *map(safe_text, chart.header[1:])])
    writer.writerows([safe_text(row[0]), *map(_plain, row[1:])] for row in chart.rows)
    writer.writerows([[], [safe_text(f"{chart.title} ({unit_text(chart.unit)})")], [safe_text(chart.source)]])
    return out.getvalue()


def _plain(text: str) -> str:
    """A shown number as a spreadsheet reads it: no grouping, ordinary minus, nothing where it is missing."""
    if text == swedish.MISSING:
        return ""
    return text.replace(swedish.NBSP, "").replace(swedish.MINUS, "-").removeprefix("+")
