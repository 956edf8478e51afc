"""A plain Dash page, as one writes it from Dash's own guide: what Utfall's pages are measured against.

A table of the nämnder and the same two charts as Jämför, from the same store: dcc.Dropdown, dcc.Graph,
plotly.express, pandas, and a callback that makes everything anew.
`python -m tests.bench.plain FOLDER PORT` serves it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from store import generation
from tests.bench.queries import ENDED

KOMMUN = "exempelstad"
QUESTION = f"""
SELECT coalesce(l.name, f.namnd) AS namnd, year, sum(value)::DOUBLE / 1e6 AS resultat FROM (
    SELECT namnd, year, measure,
           arg_max(value, struct_pack(own := role = 'own', report := report, s := submission)) AS value
    FROM fact
    WHERE kommun = $kommun AND verksamhet = '' AND namnd <> '' AND report <= $report
        AND measure IN ('intakter', 'kostnader', 'buffert', 'kommunbidrag', 'kommuninterna_bidrag')
        AND scenario = 'utfall' AND horizon = 'period' AND month = $month AND submission NOT IN ({ENDED})
    GROUP BY ALL
) f LEFT JOIN (SELECT code, any_value(name) AS name FROM label WHERE kind = 'namnd' GROUP BY code) l
    ON l.code = f.namnd
GROUP BY ALL ORDER BY ALL
"""


def create(folder: Path, reports: list[str]) -> Dash:
    """One dropdown, one table, two charts."""
    con = duckdb.connect(str(generation.file_of(folder, generation.current(folder))), read_only=True)
    app = Dash(__name__, compress=True)
    app.layout = html.Div(
        [
            dcc.Dropdown(reports, reports[0], id="report"),
            html.Div(id="table"),
            dcc.Graph(id="bars"),
            dcc.Graph(id="lines"),
        ]
    )

    @app.callback(
        Output("table", "children"),
        Output("bars", "figure"),
        Output("lines", "figure"),
        Input("report", "value"),
    )
    def show(report: str) -> tuple[Any, ...]:
        asked = {"kommun": KOMMUN, "report": report, "month": int(report[5:])}
        found = con.cursor().execute(QUESTION, asked).df()
        latest = found[found.year >= found.year.max() - 1]
        of_year = latest.year.astype(str)
        bars = px.bar(latest, x="resultat", y="namnd", color=of_year, barmode="group", text_auto=".1f")
        return _table(found), bars, px.line(found, x="year", y="resultat", color="namnd")

    return app


def _table(found: Any) -> html.Table:
    wide = found.pivot(index="namnd", columns="year", values="resultat")
    head = html.Tr([html.Th("Nämnd"), *(html.Th(year) for year in wide.columns)])
    rows = [html.Tr([html.Th(name), *(html.Td(f"{v:.1f}") for v in row)]) for name, row in wide.iterrows()]
    return html.Table([html.Thead(head), html.Tbody(rows)])


if __name__ == "__main__":
    from gunicorn.app.base import BaseApplication

    from store import Store

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
