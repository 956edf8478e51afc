"""Curves over months: a gap in the values is a gap in the line, and the newest value stands at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import swedish
from charts._chart import Chart, axis, color, layout, plotted, shown, ticks

Month = tuple[int, int]
_LOOK = {  # kind of mark: colour, width, dash
    "utfall": ("utfall", 2.5, "solid"),
    "foregaende": ("foregaende", 1.25, "solid"),
    "streckad": ("utfall", 2, "dash"),
    "prickad": ("foregaende", 2, "dot"),
}
_LABEL_PX = 17
_SHORT = 12  # letters of a name that fits beside a phone's lines


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: its name, a value a month, and how it is drawn (a key of _LOOK)."""

    name: str
    values: Sequence[Decimal | None]
    kind: str = "utfall"


def month_lines(
    curves: Sequence[Curve], months: Sequence[Month], *, title: str, unit: str, source: str = ""
) -> Chart:
    """`months`: (year, month), oldest first, one for each value. The table has the newest month first."""
    names = [f"{swedish.MONTHS[m - 1][:3]} {y}" for y, m in months]
    numbers = [plotted(v, unit) or 0.0 for c in curves for v in c.values if v is not None] or [0.0]
    scale = ticks(numbers)
    figure = {
        "data": [_line(curve, names, unit) for curve in curves],
        "layout": layout(
            margin={"l": 36, "r": 12 + 7 * max(len(c.name) for c in curves), "t": 8, "b": 34, "pad": 4},
            xaxis=axis(type="category", tickangle=0, **_years(months)),
            yaxis=axis(showgrid=True, gridcolor=color("rutnat"), **scale),
            annotations=_ends(curves, unit, scale["range"]),
        ),
    }
    rows = zip(names, zip(*(c.values for c in curves), strict=True), strict=True)
    table = tuple((name, *(shown(v, unit) for v in values)) for name, values in reversed(list(rows)))
    legend, small = _narrow(curves)
    header = ("Månad", *(c.name for c in curves))
    return Chart(title, unit, figure, header, table, legend, source, 300, small)


def _narrow(curves: Sequence[Curve]) -> tuple[tuple[tuple[str, str], ...], dict[str, Any]]:
    """On a phone short names still stand at their lines' ends; long ones only in a legend."""
    longest = max(len(c.name) for c in curves)
    if longest <= _SHORT:
        return (), {"margin": {"l": 30, "r": 10 + 6.5 * longest, "t": 8, "b": 34}}
    legend = tuple((_sign(c.kind), c.name) for c in curves)
    return legend, {"annotations": [], "margin": {"l": 36, "r": 8, "t": 8, "b": 34}}


def _sign(kind: str) -> str:
    return f"linje-{kind}" if kind in ("streckad", "prickad") else f"linje-hel-{kind}"


def _line(curve: Curve, names: list[str], unit: str) -> dict[str, Any]:
    tone, width, dash = _LOOK[curve.kind]
    return {
        "type": "scatter", "mode": "lines", "name": curve.name, "x": names,
        "y": [plotted(v, unit) for v in curve.values], "connectgaps": False, "cliponaxis": False,
        "line": {"color": color(tone), "width": width, "dash": dash},
    }  # fmt: skip


def _years(months: Sequence[Month]) -> dict[str, Any]:
    """A tick at every January, with the year; the place counts the months."""
    places = [i for i, (_, month) in enumerate(months) if month == 1] or [0]
    return {
        "tickvals": places,
        "ticktext": [str(months[i][0]) for i in places],
        "range": [-0.5, len(months) - 0.5],
    }


def _ends(curves: Sequence[Curve], unit: str, span: Sequence[float]) -> list[dict[str, Any]]:
    """Names beside the last points, moved apart where they would cover each other."""
    room = (span[1] - span[0]) * _LABEL_PX / 258
    found = [one for curve in curves if (one := _end(curve, unit))]
    lowest = -float("inf")
    for label in sorted(found, key=lambda one: float(one["y"])):
        label["y"] = lowest = max(float(label["y"]), lowest + room)
    return found


def _end(curve: Curve, unit: str) -> dict[str, Any] | None:
    last = max((i for i, v in enumerate(curve.values) if v is not None), default=None)
    if last is None:
        return None
    tone = "dov" if _LOOK[curve.kind][0] == "foregaende" else "text"
    return {
        "text": curve.name, "x": last, "y": plotted(curve.values[last], unit), "xanchor": "left", "xshift": 6,
        "showarrow": False, "font": {"size": 12, "color": color(tone)},
    }  # fmt: skip
