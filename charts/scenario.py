"""Utfall, budget, prognos and the year before side by side, in IBCS notation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from charts._chart import Chart, axis, color, layout, plotted, shown, zero_line

# Same order and same look in every chart of the program.
NAMES = {"foregaende": "föregående år", "budget": "budget", "utfall": "utfall", "prognos": "prognos"}


def mark(scenario: str) -> dict[str, Any]:
    """How a scenario is drawn: solid dark, solid light, outlined, hatched."""
    dark = color("utfall")
    outline = {"color": dark, "width": 1.5}
    if scenario == "budget":
        return {"color": "rgba(0,0,0,0)", "line": outline}
    if scenario == "prognos":
        hatch = {"shape": "/", "fillmode": "replace", "size": 6, "solidity": 0.25, "fgcolor": dark}
        return {"color": dark, "line": outline, "pattern": hatch}
    return {"color": color(scenario if scenario == "foregaende" else "utfall"), "line": {"width": 0}}


def scenario_bars(
    rows: Sequence[tuple[str, str, Decimal | None]], *, title: str, unit: str, source: str = ""
) -> Chart:
    """`rows`: (group such as 'jan–aug 2024', scenario, amount in kr), groups in their order."""
    groups = list(dict.fromkeys(group for group, _, _ in rows))
    present = [s for s in NAMES if any(row[1] == s and row[2] is not None for row in rows)]
    values = {(group, scenario): value for group, scenario, value in rows}
    figure = {
        "data": [_trace(s, groups, values, unit) for s in present],
        "layout": layout(
            barmode="group",
            xaxis=axis(type="category", fixedrange=True),
            yaxis=axis(
                showticklabels=False, range=_room([v for v in values.values() if v is not None], unit)
            ),
            shapes=[zero_line(y=0)],
        ),
    }
    table = tuple((g, *(shown(values.get((g, s)), unit) for s in present)) for g in groups)
    header = ("Period", *(NAMES[s].capitalize() for s in present))
    legend = tuple((s, NAMES[s]) for s in present)
    return Chart(title, unit, figure, header, table, legend, source, height=260)


def _trace(scenario: str, groups: list[str], values: dict[Any, Any], unit: str) -> dict[str, Any]:
    found = [values.get((group, scenario)) for group in groups]
    return {
        "type": "bar",
        "name": NAMES[scenario],
        "x": groups,
        "y": [plotted(v, unit) for v in found],
        "text": ["" if v is None else shown(v, unit) for v in found],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": 12, "color": color("text")},
        "cliponaxis": False,
        "constraintext": "none",
        "marker": mark(scenario),
    }


def _room(values: Sequence[Decimal], unit: str) -> list[float]:
    """The axis range with room for the labels outside the bars."""
    numbers = [plotted(v, unit) or 0.0 for v in values] or [0.0]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    room = (high - low) * 0.14 or 1.0
    return [low - room if low < 0 else low, high + room if high > 0 else high]
