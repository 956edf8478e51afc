"""Those compared, side by side: this year solid and dark, the year before solid and light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import swedish
from charts._chart import Chart, above, axis, color, layout, plotted, round_step, shown, zero_line
from charts.lines import year_lines
from charts.scenario import mark

Pair = tuple[str, Decimal | None, Decimal | None]
_BAR = 19
_THIN = 17  # a bar on a phone
_GAP = 14
_LABEL_PX = 17


def pair_bars(
    rows: Sequence[Pair],
    names: tuple[str, str],
    *,
    title: str,
    unit: str,
    source: str = "",
    sign: bool = False,
    kind: str = "utfall",
) -> Chart:
    """`rows`: (name, now, before), amounts in kr, in the order given; `names`: of now and before.

    With no `before` at all there is one bar a row. `kind` is the scenario of `now` (a forecast is hatched).
    What is missing stands only in the table.
    """
    drawn = [row for row in rows if row[1] is not None or row[2] is not None]
    series = [(names[0], 1, kind)]
    series += [(names[1], 2, "foregaende")] if any(row[2] is not None for row in rows) else []
    height = 24 + (_GAP + _BAR * len(series)) * max(1, len(drawn))
    bars = [_bars(drawn, name, place, tone, unit, sign) for name, place, tone in reversed(series)]
    figure = {"data": bars, "layout": _frame(drawn, unit, len(series))}
    table = tuple((r[0], *(shown(_at(r, place), unit, sign=sign) for _, place, _ in series)) for r in rows)
    legend = tuple((tone, name) for name, _, tone in series)
    header = ("", *(name for name, *_ in series))
    return Chart(title, unit, figure, header, table, legend, source, height, _narrow(drawn, len(series)))


def _at(row: Pair, place: int) -> Decimal | None:
    return row[1] if place == 1 else row[2]


def _frame(drawn: Sequence[Pair], unit: str, series: int) -> dict[str, Any]:
    """Names to the left, the highest row first, room for the numbers."""
    numbers = [plotted(v, unit) or 0.0 for row in drawn for v in row[1:] if v is not None]
    return layout(
        margin={"l": 8, "r": 8, "t": 4, "b": 4, "pad": 6},
        xaxis=axis(showticklabels=False, range=_room(numbers)),
        yaxis=axis(autorange="reversed", type="category", tickfont={"color": color("text"), "size": 13}),
        shapes=[zero_line(x=0)],
        barmode="group",
        bargap=_GAP / (_GAP + _BAR * series),
    )


def index_lines(
    series: Mapping[str, Sequence[Decimal | None]], years: Sequence[int], *, title: str, source: str = ""
) -> Chart:
    """Index over the years: the scale need not begin at zero, and the names at the ends keep apart."""
    chart = year_lines(series, years, title=title, unit="", source=source)
    numbers = [float(v) for values in series.values() for v in values if v is not None] or [100.0]
    step = round_step((max(numbers) - min(numbers)) / 4 or 1.0)
    low, high = (min(numbers) // step) * step, -(-max(numbers) // step) * step
    places = [low + i * step for i in range(round((high - low) / step) + 1)]
    frame = chart.figure["layout"]
    frame["yaxis"] |= {
        "tickvals": places,
        "ticktext": [
            swedish.number(Decimal(str(round(p, 2))), 0 if step == int(step) else 1) for p in places
        ],
        "range": [low - step / 4, high + step / 4],
    }
    _keep_apart(frame["annotations"], (high - low + step / 2) * _LABEL_PX / chart.height)
    return chart


def _keep_apart(labels: list[dict[str, Any]], room: float) -> None:
    """Moves labels upwards until none covers another; `room` is the height of one."""
    lowest = -float("inf")
    for label in sorted(labels, key=lambda one: float(one["y"])):
        label["y"] = lowest = max(float(label["y"]), lowest + room)


def _bars(drawn: Sequence[Pair], name: str, place: int, tone: str, unit: str, sign: bool) -> dict[str, Any]:
    values = [_at(row, place) for row in drawn]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [row[0] for row in drawn],
        "x": [plotted(v, unit) for v in values],
        "text": ["" if v is None else shown(v, unit, sign=sign) for v in values],
        "textposition": "outside",
        "textfont": {"size": 12, "color": color("dov" if tone == "foregaende" else "text")},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": mark(tone),
    }


def _room(numbers: Sequence[float]) -> list[float]:
    """Space for the numbers beside the bars."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = (high - low) * 0.22 or 1.0
    return [low - (room if low < 0 else 0), high + (room if high > 0 else 0)]


def _narrow(drawn: Sequence[Pair], series: int) -> dict[str, Any]:
    """On a phone the names stand above their bars, so that the bars keep the whole width."""
    bars, row = _THIN * series, _THIN * series + _GAP + _LABEL_PX
    return {
        "annotations": [above(name, name, bars // 2 + 1) for name, *_ in drawn],
        "yaxis": axis(autorange="reversed", type="category", showticklabels=False),
        "margin": {"l": 0, "r": 0, "t": _LABEL_PX, "b": 4},
        "height": _LABEL_PX + 4 + row * max(1, len(drawn)),
        "bargap": 1 - bars / row,
    }
