"""One quantity over the years as columns: the latest dark, earlier ones light, a gap where one is missing.

Years computed in today's organisation are dotted, and a break stands as an upright line with its text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from charts._chart import Chart, axis, color, layout, plotted, shown, zero_line

Rows = Sequence[tuple[int, Decimal | None]]
Change = tuple[int, str]
"""The first year after a reorganisation, and its short text."""


def year_columns(
    rows: Rows,
    *,
    title: str,
    unit: str,
    what: str,
    source: str = "",
    computed: Collection[int] = (),
    change: Change | None = None,
) -> Chart:
    """`rows`: (year, value), oldest first, no year left out; amounts in kr. `what`: the table's heading.

    `computed`: the years that are computed in today's organisation.
    """
    reach = _reach([n for _, value in rows if (n := plotted(value, unit)) is not None])
    met = change if change and rows[0][0] < change[0] <= rows[-1][0] else None
    frame = layout(
        bargap=0.25,
        xaxis=axis(type="category"),
        yaxis=axis(showticklabels=False, range=reach),
        shapes=[zero_line(y=0), *([_break(rows, met)] if met else [])],
        annotations=[_break_text(rows, met)] if met else [],
        margin={"l": 8, "r": 8, "t": 24 if met else 8, "b": 28, "pad": 2},
    )
    table = tuple((str(year), shown(value, unit)) for year, value in rows)
    figure = {"data": [_bars(rows, unit, computed)], "layout": frame}
    legend = [("omraknad", "omräknat till dagens nämnder")] if computed else []
    legend += [("brott", "organisationen ändrades")] if met else []
    return Chart(title, unit, figure, ("År", what), table, tuple(legend), source, 220)


def _reach(numbers: Sequence[float]) -> list[float]:
    """The scale, with room for the numbers outside the columns."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = (high - low) * 0.16 or 1.0
    return [low - room if low < 0 else 0, high + room]


def _bars(rows: Rows, unit: str, computed: Collection[int]) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [str(year) for year, _ in rows],
        "y": [plotted(value, unit) for _, value in rows],
        "text": ["" if value is None else shown(value, unit) for _, value in rows],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": 12, "color": color("text")},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": _marker([year for year, _ in rows], computed),
    }


def _marker(years: Sequence[int], computed: Collection[int]) -> dict[str, Any]:
    tones = [color("utfall" if year == years[-1] else "foregaende") for year in years]
    if not computed:
        return {"color": tones, "line": {"width": 0}}
    dots = ["." if year in computed else "" for year in years]
    pattern = {"shape": dots, "fillmode": "replace", "size": 5, "solidity": 0.3, "fgcolor": tones}
    return {"color": tones, "line": {"color": tones, "width": [1.2 if d else 0 for d in dots]},
            "pattern": pattern}  # fmt: skip


def _break(rows: Rows, change: Change) -> dict[str, Any]:
    at = change[0] - rows[0][0] - 0.5
    place = {"x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", "line": {"color": color("minus"), "width": 1.5, "dash": "dash"}} | place


def _break_text(rows: Rows, change: Change) -> dict[str, Any]:
    """Over the columns' own numbers, which it must not cover."""
    return {
        "text": change[1], "x": change[0] - rows[0][0] - 0.5, "yref": "paper", "y": 1, "xanchor": "center",
        "yanchor": "bottom", "showarrow": False, "font": {"size": 11, "color": color("minus")},
    }  # fmt: skip
