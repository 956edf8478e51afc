"""The parts of a cost: their levels over the years, and what each contributes to a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from charts._chart import Chart, color, shown
from charts.compare import _LABEL_PX, _keep_apart
from charts.deviation import deviation_bars
from charts.lines import year_lines

LONG = 28
"""Signs of a name that leave too little room for the lines."""


def contribution_bars(
    rows: Sequence[tuple[str, Decimal]], *, title: str, unit: str, source: str = ""
) -> Chart:
    """`rows`: (name, change of cost in kr) in the order given; plus is a higher cost."""
    chart = deviation_bars(rows, title=title, unit=unit, source=source, what="Bidrag till förändringen")
    bars = chart.figure["data"][0]
    bars["marker"]["color"] = [color("minus" if value > 0 else "plus") for _, value in rows]
    bars["text"] = [_text(value, unit) for _, value in rows]
    legend = (("dyrare", "▲ högre kostnad"), ("battre", "▼ lägre kostnad"))
    return replace(chart, legend=legend)


def _text(value: Decimal, unit: str) -> str:
    text = shown(value, unit, sign=True)
    if not any(c in "123456789" for c in text):
        return text
    return f"{'▲' if value > 0 else '▼'} {text}"


def level_lines(
    series: Mapping[str, Sequence[Decimal | None]],
    years: Sequence[str],
    *,
    title: str,
    unit: str,
    source: str = "",
) -> Chart:
    """Amounts over the years from zero, the names at the ends kept apart, or only in the legend."""
    chart = year_lines(series, years, title=title, unit=unit, source=source)
    frame = chart.figure["layout"]
    if max(map(len, series), default=0) > LONG:
        frame |= {"annotations": [], "margin": frame["margin"] | {"r": 24}}
        return chart
    low, high = frame["yaxis"]["range"]
    _keep_apart(frame["annotations"], (high - low) * _LABEL_PX / chart.height)
    return chart
