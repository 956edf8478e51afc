"""Series over the years, each named at its end; chosen ones stand out, the others are context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from charts._chart import Chart, axis, color, layout, plotted, shown, ticks

_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
_COLORS = ("utfall", "plus", "minus", "foregaende")
_INK = {"foregaende": "dov"}  # a line may be lighter than a text that must be read


def year_lines(
    series: Mapping[str, Sequence[Decimal | None]],
    years: Sequence[int | str],
    *,
    title: str,
    unit: str,
    source: str = "",
) -> Chart:
    """`series`: name -> one value a year (kr for amounts). A gap in the values is a gap in the line."""
    names = [str(year) for year in years]
    numbers = [plotted(v, unit) or 0.0 for values in series.values() for v in values if v is not None]
    lines = [_line(i, name, names, values, unit) for i, (name, values) in enumerate(series.items())]
    figure = {
        "data": lines,
        "layout": layout(
            margin={"l": 44, "r": 12, "t": 8, "b": 28, "pad": 4},
            xaxis=axis(type="category"),
            yaxis=axis(showgrid=True, gridcolor=color("rutnat"), **ticks(numbers or [0.0])),
            annotations=_end_labels(series, unit),
        ),
    }
    figure["layout"]["margin"]["r"] = 12 + 7 * max((len(n) for n in series), default=0)
    table = tuple((name, *(shown(v, unit) for v in values)) for name, values in series.items())
    legend = tuple((f"serie-{i}", name) for i, name in enumerate(series))
    small = {"annotations": [], "margin": {"l": 36, "r": 44, "t": 8, "b": 28}, "xaxis": _few(names)}
    return Chart(title, unit, figure, ("", *names), table, legend, source, 340, small)


def _few(names: Sequence[str]) -> dict[str, Any]:
    """On a phone only the first and the last year are written, so that they stand level."""
    places = list(range(len(names))) if len(names) < 4 else [0, len(names) - 1]
    return axis(type="category", tickangle=0, tickvals=places, ticktext=[names[i] for i in places])


def _line(i: int, name: str, years: list[str], values: Sequence[Decimal | None], unit: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": years,
        "y": [plotted(v, unit) for v in values],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": color(_COLORS[i % 4]), "width": 2, "dash": _DASHES[i % 6]},
        "marker": {"symbol": _SYMBOLS[i % 6], "size": 7, "color": color(_COLORS[i % 4])},
    }


def _end_labels(series: Mapping[str, Sequence[Decimal | None]], unit: str) -> list[dict[str, Any]]:
    """The names beside the last points; x is the place among the years (a text would be read as a number)."""
    labels = []
    for i, (name, values) in enumerate(series.items()):
        last = max((n for n, v in enumerate(values) if v is not None), default=None)
        if last is not None:
            tone = _COLORS[i % 4]  # the grey of a line is too faint for its name
            readable = "dov" if tone == "foregaende" else tone
            labels.append(_label(name, last, plotted(values[last], unit), readable))
    return labels


def _label(name: str, x: int, y: float | None, tone: str) -> dict[str, Any]:
    return {
        "text": name,
        "x": x,
        "y": y,
        "xanchor": "left",
        "xshift": 8,
        "showarrow": False,
        "font": {"size": 12, "color": color(_INK.get(tone, tone))},
    }
