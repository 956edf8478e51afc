"""Deviations as bars left and right of zero: to the right is better than budget."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from charts._chart import Chart, above, axis, color, layout, plotted, shown, zero_line

ROW = 30


def deviation_bars(
    rows: Sequence[tuple[str, Decimal | None]],
    *,
    title: str,
    unit: str,
    source: str = "",
    what: str = "Avvikelse",
) -> Chart:
    """`rows`: (name, deviation in kr), from the top in the order given; missing ones only in the table."""
    drawn = [(name, value) for name, value in rows if value is not None]
    numbers = [plotted(value, unit) or 0.0 for _, value in drawn]
    figure = {
        "data": [_bars(drawn, numbers, unit)],
        "layout": layout(
            margin={"l": 8, "r": 8, "t": 4, "b": 4, "pad": 6},
            xaxis=axis(showticklabels=False, range=_room(numbers)),
            yaxis=axis(autorange="reversed", type="category", tickfont={"color": color("text"), "size": 13}),
            shapes=[zero_line(x=0)],
            bargap=0.35,
        ),
    }
    table = tuple((name, shown(value, unit, sign=True)) for name, value in rows)
    height = 24 + ROW * max(1, len(drawn))
    return Chart(
        title, unit, figure, ("", what), table, (), source, height, _narrow(drawn, figure["layout"]["xaxis"])
    )


def _bars(drawn: Sequence[tuple[str, Decimal]], numbers: list[float], unit: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [name for name, _ in drawn],
        "x": numbers,
        "text": [shown(value, unit, sign=True) for _, value in drawn],
        "textposition": "outside",
        "textfont": {"size": 12, "color": color("text")},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": {"color": [color("plus" if n >= 0 else "minus") for n in numbers], "line": {"width": 0}},
    }


def _room(numbers: Sequence[float]) -> list[float]:
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = (high - low) * 0.2 or 1.0
    return [low - (room if low < 0 else room / 4), high + (room if high > 0 else room / 4)]


def _narrow(drawn: Sequence[tuple[str, Decimal]], xaxis: dict[str, Any]) -> dict[str, Any]:
    """On a phone the names stand above their bars, so that the bars keep the whole width."""
    return {
        "annotations": [above(name, name, 8) for name, _ in drawn],
        "yaxis": axis(autorange="reversed", type="category", showticklabels=False),
        "xaxis": xaxis,
        "bargap": 0.7,
        "margin": {"l": 0, "r": 0, "t": 22, "b": 4},
        "height": 30 + 46 * max(1, len(drawn)),
    }
