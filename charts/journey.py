"""Prognosresan: what each report of the year said that the year would end in, from budget to bokslut."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from charts._chart import Chart, axis, color, layout, plotted, shown, zero_line


def forecast_journey(
    rows: Sequence[tuple[str, str, Decimal | None]],
    *,
    title: str,
    unit: str,
    source: str = "",
    what: str = "Mot budget",
) -> Chart:
    """`rows`: (when, scenario budget|prognos|utfall, amount in kr against budget), first to last."""
    drawn = [(when, scenario, value) for when, scenario, value in rows if value is not None]
    numbers = [plotted(value, unit) or 0.0 for _, _, value in drawn]
    figure = {
        "data": [_line(drawn, numbers, unit)],
        "layout": layout(
            margin={"l": 12, "r": 12, "t": 10, "b": 30, "pad": 2},
            xaxis=axis(type="category", range=[-0.4, len(drawn) - 0.6]),
            yaxis=axis(showticklabels=False, range=_room(numbers)),
            shapes=[zero_line(y=0)],
        ),
    }
    table = tuple((when, _KIND[scenario], shown(value, unit, sign=True)) for when, scenario, value in rows)
    return Chart(title, unit, figure, ("När", "Vad", what), table, (), source, 260)


_KIND = {"budget": "budget", "prognos": "prognos", "utfall": "bokslut"}


def _line(drawn: Sequence[tuple[str, str, Decimal]], numbers: list[float], unit: str) -> dict[str, Any]:
    dark, paper = color("utfall"), color("papper")
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [when for when, _, _ in drawn],
        "y": numbers,
        "text": [shown(value, unit, sign=True) for _, _, value in drawn],
        "textposition": [_beside(numbers, i) for i in range(len(numbers))],
        "textfont": {"size": 12, "color": color("text")},
        "cliponaxis": False,
        "line": {"color": dark, "width": 2, "dash": "dot"},
        "marker": {
            "size": 10,
            "symbol": ["square" if s == "budget" else "circle" for _, s, _ in drawn],
            "color": [dark if s == "utfall" else paper for _, s, _ in drawn],
            "line": {"color": dark, "width": 2},
        },
    }


def _beside(numbers: Sequence[float], i: int) -> str:
    """Labels stand on the side that the line does not take."""
    before = numbers[i - 1] if i else None
    after = numbers[i + 1] if i + 1 < len(numbers) else None
    lower = [n is None or n >= numbers[i] for n in (before, after)]
    if all(lower) and any(n != numbers[i] for n in (before, after) if n is not None):
        return "bottom center"
    if before is None or after is None or not any(lower):
        return "top center"
    return "top right" if lower[0] else "top left"


def _room(numbers: Sequence[float]) -> list[float]:
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = (high - low) * 0.22 or 1.0
    return [low - room, high + room]
