"""One quantity over the years as columns: the latest dark, earlier ones light, a gap where one is missing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from charts._chart import Chart, axis, color, layout, plotted, shown, zero_line


def year_columns(
    rows: Sequence[tuple[int, Decimal | None]], *, title: str, unit: str, what: str, source: str = ""
) -> Chart:
    """`rows`: (year, value), oldest first; amounts in kr. `what` names the quantity in the table."""
    years = [str(year) for year, _ in rows]
    numbers = [plotted(value, unit) for _, value in rows]
    present = [n for n in numbers if n is not None]
    low, high = min([0.0, *present]), max([0.0, *present])
    room = (high - low) * 0.16 or 1.0
    bars = {
        "type": "bar",
        "x": years,
        "y": numbers,
        "text": ["" if value is None else shown(value, unit) for _, value in rows],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": 12, "color": color("text")},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": {
            "color": [color("utfall" if i == len(rows) - 1 else "foregaende") for i in range(len(rows))],
            "line": {"width": 0},
        },
    }
    figure = {
        "data": [bars],
        "layout": layout(
            bargap=0.25,
            xaxis=axis(type="category"),
            yaxis=axis(showticklabels=False, range=[low - room if low < 0 else 0, high + room]),
            shapes=[zero_line(y=0)],
        ),
    }
    table = tuple((year, shown(value, unit)) for year, (_, value) in zip(years, rows, strict=True))
    return Chart(title, unit, figure, ("År", what), table, (), source, 220)
