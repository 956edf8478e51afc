"""Säsongsprognosen against the nämnd's own forecast: a span, a point in it, the forecast as the zero line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from charts._chart import Chart, above, axis, color, layout, plotted, shown, ticks, zero_line

ROW = 34
_DEARER = {"text": "dyrare än nämndens prognos →", "font": {"size": 12, "color": color("dov")}}


@dataclass(frozen=True, slots=True)
class Span:
    """One line of the chart, in kr from the nämnd's forecast: plus is a higher cost. outside: stands out."""

    name: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    outside: bool


def interval_chart(spans: Sequence[Span], *, title: str, unit: str, source: str = "") -> Chart:
    """The spans from the top in the order given."""
    numbers = [plotted(v, unit) or 0.0 for s in spans for v in (s.low, s.value, s.high) if v is not None]
    figure = {
        "data": [*_bars(spans, unit), _points(spans, unit)],
        "layout": layout(
            margin={"l": 8, "r": 16, "t": 4, "b": 48, "pad": 6},
            xaxis=axis(showgrid=True, gridcolor=color("rutnat"), title=_DEARER, **ticks(numbers or [0.0])),
            yaxis=axis(autorange="reversed", type="category", tickfont={"color": color("text"), "size": 13}),
            shapes=[zero_line(x=0)],
        ),
    }
    table = tuple((s.name, *(shown(v, unit, sign=True) for v in (s.value, s.low, s.high))) for s in spans)
    legend = (
        ("punkt", "säsongsprognos"),
        ("spann", "nio fall av tio"),
        ("streck", "nämndens prognos (noll)"),
    )
    header = ("Nämnd", "Säsongsprognos mot nämndens", "Lägst", "Högst")
    height = 62 + ROW * max(1, len(spans))
    return Chart(title, unit, figure, header, table, legend, source, height, _narrow(spans, figure["layout"]))


def _bars(spans: Sequence[Span], unit: str) -> list[dict[str, Any]]:
    """The spans as thick light lines; one without bounds has only its point."""
    return [
        {
            "type": "scatter", "mode": "lines", "cliponaxis": False,
            "x": [plotted(s.low, unit), plotted(s.high, unit)], "y": [s.name, s.name],
            "line": {"color": color("foregaende"), "width": 9},
        }
        for s in spans
        if s.low is not None and s.high is not None
    ]  # fmt: skip


def _points(spans: Sequence[Span], unit: str) -> dict[str, Any]:
    """A filled diamond where the own forecast lies outside the span, an open circle where it does not."""
    return {
        "type": "scatter",
        "mode": "markers",
        "opacity": 1,
        "cliponaxis": False,
        "x": [plotted(s.value, unit) for s in spans],
        "y": [s.name for s in spans],
        "marker": {
            "size": [13 if s.outside else 10 for s in spans],
            "symbol": ["diamond" if s.outside else "circle" for s in spans],
            "color": [color("minus" if s.outside else "papper") for s in spans],
            "line": {"color": [color("minus" if s.outside else "utfall") for s in spans], "width": 2},
        },
    }


def _narrow(spans: Sequence[Span], wide: dict[str, Any]) -> dict[str, Any]:
    """On a phone the names stand above their spans."""
    return {
        "annotations": [above(s.name, s.name, 7) for s in spans],
        "yaxis": axis(autorange="reversed", type="category", showticklabels=False),
        "xaxis": wide["xaxis"],
        "margin": {"l": 8, "r": 16, "t": 22, "b": 48},
        "height": 78 + 46 * max(1, len(spans)),
    }
