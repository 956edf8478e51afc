"""Month by month: this year solid and dark, the year before light and dashed, each named at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import swedish
from charts._chart import Chart, axis, color, layout, plotted, shown, ticks

Years = Mapping[int, Sequence[Decimal | None]]
_LOOK = (("utfall", "solid", "circle"), ("foregaende", "dash", "square"))
_LEGEND = ("serie-0", "manad-fore")
_NAMES = [name[:3] for name in swedish.MONTHS]


def year_beside_year(years: Years, *, title: str, unit: str, source: str = "") -> Chart:
    """`years`: year -> twelve values in kr (None: not told), the newest year first; at most two."""
    numbers = [plotted(v, unit) or 0.0 for values in years.values() for v in values if v is not None]
    lines = [_line(i, year, values, unit) for i, (year, values) in enumerate(years.items())]
    frame = layout(
        margin={"l": 52, "r": 44, "t": 8, "b": 28, "pad": 4},
        xaxis=_months(1),
        yaxis=axis(showgrid=True, gridcolor=color("rutnat"), **ticks(numbers or [0.0])),
        annotations=[_end(i, year, years, unit) for i, year in enumerate(years)],
    )
    table = tuple(
        (swedish.MONTHS[m].capitalize(), *(shown(values[m], unit) for values in years.values()))
        for m in range(12)
    )
    header = ("Månad", *map(str, years))
    legend = tuple(zip(_LEGEND, map(str, years), strict=False))
    figure = {"data": lines, "layout": frame}
    return Chart(title, unit, figure, header, table, legend, source, 280, {"xaxis": _months(3)})


def _months(every: int) -> dict[str, Any]:
    """The axis, with each month named or every third."""
    places = list(range(0, 12, every))
    return axis(tickvals=places, ticktext=[_NAMES[m] for m in places], range=[-0.3, 11.3])


def _line(i: int, year: int, values: Sequence[Decimal | None], unit: str) -> dict[str, Any]:
    tone, dash, symbol = _LOOK[i]
    return {
        "type": "scatter", "mode": "lines+markers", "name": str(year), "x": list(range(12)),
        "y": [plotted(v, unit) for v in values], "connectgaps": False, "cliponaxis": False,
        "line": {"color": color(tone), "width": 2, "dash": dash},
        "marker": {"symbol": symbol, "size": 7, "color": color(tone)},
    }  # fmt: skip


def _end(i: int, year: int, years: Years, unit: str) -> dict[str, Any]:
    """The year at its last point: beside it, or on the side of it where the other year's line is not."""
    values = years[year]
    last = max((m for m, v in enumerate(values) if v is not None), default=0)
    return {
        "text": str(year), "x": last, "y": plotted(values[last], unit) or 0.0,
        "showarrow": False, "font": {"size": 12, "color": color(("text", "dov")[i])},
        **({"xanchor": "left", "xshift": 8} if last == 11 else {"yshift": _away(year, years, last)}),
    }  # fmt: skip


def _away(year: int, years: Years, month: int) -> int:
    """Pixels upwards, or downwards where the other year is higher."""
    own, others = years[year][month], [v[month] for y, v in years.items() if y != year]
    return -14 if any(own is not None and other is not None and other > own for other in others) else 14
