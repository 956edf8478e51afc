"""A plain Dash page, as one writes it from Dash's own guide: what Utfall's pages are measured against.

The same as Jämför when it is opened, from the same store: the forecast against the budget of each nämnd,
as it was made in the same month of five years, in a table, in bars of the newest year beside the year before,
and in small bars over the years. dcc.Dropdown, dcc.Graph, plotly.express, pandas, and a callback that makes
everything anew. `python -m tests.bench.plain FOLDER PORT` serves it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from metrics import evaluate
from store import Store, generation
from tests.bench.queries import ENDED

KOMMUN = "exempelstad"
YEARS = 5
METRIC = "prognosavvikelse"
QUESTION = f"""
SELECT namnd, year,
       sum(CASE scenario WHEN 'prognos' THEN value ELSE -value END)::DOUBLE / 1e6 AS {METRIC} FROM (
    SELECT namnd, year, measure, scenario,
           arg_max(value, struct_pack(own := role = 'own', report := report, s := submission)) AS value
    FROM fact
    WHERE kommun = $kommun AND verksamhet = '' AND namnd <> '' AND report <= $report
        AND measure IN ('intakter', 'kostnader', 'buffert', 'kommunbidrag', 'kommuninterna_bidrag')
        AND (scenario = 'budget' OR scenario = 'prognos'
             AND CASE basis WHEN '' THEN report ELSE basis END = format('{{:04d}}-{{:02d}}', year, $month))
        AND horizon = 'year' AND year > $year - {YEARS} AND year <= $year AND submission NOT IN ({ENDED})
    GROUP BY ALL
)
GROUP BY ALL HAVING bool_or(scenario = 'prognos') ORDER BY ALL
"""


def check(folder: Path, report: str) -> None:
    """The page shows the same figures as Utfall, of a report of August: AssertionError where it does not."""
    found = _connect(folder).execute(QUESTION, _asked(report)).fetchall()
    shown = {(namnd, year): value for namnd, year, value in found}
    ours = {
        (a.namnd, a.year): float(a.value) / 1e6
        for a in evaluate(Store(folder), METRIC, KOMMUN, report=report)
        if a.value is not None and a.year > int(report[:4]) - YEARS
    }
    assert shown.keys() == ours.keys() and all(abs(shown[k] - ours[k]) < 1e-6 for k in ours)


def _connect(folder: Path) -> Any:
    return duckdb.connect(str(generation.file_of(folder, generation.current(folder))), read_only=True)


def _asked(report: str) -> dict[str, Any]:
    return {"kommun": KOMMUN, "report": report, "year": int(report[:4]), "month": int(report[5:])}


def create(folder: Path, reports: list[str]) -> Dash:
    """One dropdown, one table, two charts."""
    con = _connect(folder)
    names = {n["code"]: n["name"] for n in Store(folder).namnder(KOMMUN)}
    app = Dash(__name__, compress=True)
    app.layout = html.Div(
        [
            dcc.Dropdown(reports, reports[0], id="report"),
            html.Div(id="table"),
            dcc.Graph(id="bars"),
            dcc.Graph(id="small"),
        ]
    )

    @app.callback(
        Output("table", "children"),
        Output("bars", "figure"),
        Output("small", "figure"),
        Input("report", "value"),
    )
    def show(report: str) -> tuple[Any, ...]:
        found = con.cursor().execute(QUESTION, _asked(report)).df()
        found["namnd"] = found["namnd"].map(names)
        latest = found[found.year >= found.year.max() - 1].sort_values(METRIC)
        of_year = latest.year.astype(str)
        bars = px.bar(latest, x=METRIC, y="namnd", color=of_year, barmode="group", text_auto="+.1f")
        small = px.bar(found, x="year", y=METRIC, facet_col="namnd", facet_col_wrap=4, height=580)
        return _table(found), bars, small

    return app


def _table(found: Any) -> html.Table:
    wide = found.pivot(index="namnd", columns="year", values=METRIC)
    head = html.Tr([html.Th("Nämnd"), *(html.Th(year) for year in wide.columns)])
    rows = [html.Tr([html.Th(name), *(html.Td(f"{v:+.1f}") for v in row)]) for name, row in wide.iterrows()]
    return html.Table([html.Thead(head), html.Tbody(rows)])


if __name__ == "__main__":
    from gunicorn.app.base import BaseApplication

    folder, port = Path(sys.argv[1]), sys.argv[2]
    known = [r["report"] for r in Store(folder).reports(KOMMUN)]
    chosen = [report for report in known if report[5:] in ("04", "08")]

    class Server(BaseApplication):
        """One worker with four threads, as Utfall's."""

        def load_config(self) -> None:
            for key, value in {"bind": f"127.0.0.1:{port}", "threads": 4, "when_ready": _ready}.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            return create(folder, chosen).server

    def _ready(_server: Any) -> None:
        print("ready", flush=True)

    Server().run()
