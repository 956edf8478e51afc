"""Utfall, budget, prognos and the year before side by side, in IBCS notation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from charts._chart import Chart, axis, color, layout, plotted, shown, zero_line

Values = dict[tuple[str, str], Decimal]

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
    values = {(group, scenario): value for group, scenario, value in rows if value is not None}
    present = [s for s in NAMES if any(scenario == s for _, scenario in values)]
    places, middles = _places(groups, values)
    figure = {
        "data": [_trace(s, places, values, unit) for s in present],
        "layout": layout(
            barmode="overlay",
            bargap=0.12,
            xaxis=axis(
                tickvals=middles, ticktext=groups, range=[-0.7, max(places.values(), default=0) + 0.7]
            ),
            yaxis=axis(showticklabels=False, range=_room(list(values.values()), unit)),
            shapes=[zero_line(y=0)],
        ),
    }
    table = tuple((g, *(shown(values.get((g, s)), unit) for s in present)) for g in groups)
    header = ("Period", *(NAMES[s].capitalize() for s in present))
    legend = tuple((s, NAMES[s]) for s in present)
    return Chart(title, unit, figure, header, table, legend, source, height=260)


def _places(groups: Sequence[str], values: Values) -> tuple[dict[tuple[str, str], float], list[float]]:
    """Where each bar stands: side by side without holes, a gap between groups; and the groups' middles."""
    places: dict[tuple[str, str], float] = {}
    middles, at = [], 0.0
    for group in groups:
        here = [(group, s) for s in NAMES if (group, s) in values]
        places |= {key: at + i for i, key in enumerate(here)}
        middles.append(at + (len(here) - 1) / 2)
        at += len(here) + 0.8
    return places, middles


def _trace(scenario: str, places: dict[tuple[str, str], float], values: Values, unit: str) -> dict[str, Any]:
    found = [(place, values[key]) for key, place in places.items() if key[1] == scenario]
    return {
        "type": "bar",
        "name": NAMES[scenario],
        "x": [place for place, _ in found],
        "width": 0.86,
        "y": [plotted(value, unit) for _, value in found],
        "text": [shown(value, unit) for _, value in found],
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
