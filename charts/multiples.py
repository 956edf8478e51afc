"""Small multiples: one small chart each, all on the same scale, in rows that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import swedish
from charts._chart import Chart, axis, color, layout, plotted, shown

WIDE, NARROW = 4, 2
_PLOT, _FOOT = 78, 26  # the height of a panel, in pixels, below its name
_NAME = {WIDE: 40, NARROW: 50}
_BETWEEN = 0.012
_LETTERS = {WIDE: 36, NARROW: 20}  # of a name on one line
_BOARD = "nämnden"
_PATTERN = {"prognos": "/", "omraknad": "."}


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: a value a year (amounts in kr). `computed`: the places that are computed for today's
    organisation. `change`: the place before which a break stands, with its short text.
    """

    name: str
    values: tuple[Decimal | None, ...]
    computed: frozenset[int] = frozenset()
    change: int | None = None
    change_text: str = ""


def multiples(
    panels: Sequence[Panel],
    years: Sequence[int],
    *,
    title: str,
    unit: str,
    source: str = "",
    sign: bool = False,
    kind: str = "utfall",
    lines: bool = False,
) -> Chart:
    """`kind`: the scenario of the values. `lines`: an index, whose scale need not begin at zero."""
    drawn = [p for p in panels if any(v is not None for v in p.values)]
    reach = _reach([plotted(v, unit) or 0.0 for p in drawn for v in p.values if v is not None], lines)
    traces = [_trace(i, p, unit, sign, kind, lines) for i, p in enumerate(drawn)]
    frame = layout(bargap=0.2, margin={"l": 0, "r": 0, "t": 4, "b": 0}, **_placed(drawn, years, reach, WIDE))
    header = ("", *map(str, years))
    table = tuple((p.name, *(shown(v, unit, sign=sign) for v in p.values)) for p in drawn)
    figure = {"data": traces, "layout": frame}
    small = _placed(drawn, years, reach, NARROW) | {"height": _height(len(drawn), NARROW)}
    height = _height(len(drawn), WIDE)
    return Chart(title, unit, figure, header, table, _legend(drawn, kind, lines), source, height, small)


def _height(count: int, columns: int) -> int:
    return 4 + _cell(columns) * max(1, -(-count // columns))


def _cell(columns: int) -> int:
    return _NAME[columns] + _PLOT + _FOOT


def _reach(numbers: Sequence[float], lines: bool) -> tuple[float, float]:
    """The common scale, with room for the numbers above and below."""
    start = [] if lines and numbers else [0.0]
    low, high = min([*start, *numbers]), max([*start, *numbers])
    room = (high - low) * 0.34 or 1.0
    return low - (room if low < 0 or lines else 0), high + (room if high > 0 or lines else 0)


def _legend(panels: Sequence[Panel], kind: str, lines: bool) -> tuple[tuple[str, str], ...]:
    told = [] if lines else [(kind, "senaste året"), ("foregaende", "tidigare år")]
    if any(p.computed for p in panels):
        told.append(("omraknad-ring" if lines else "omraknad", "omräknat till dagens nämnder"))
    if any(p.change is not None for p in panels):
        told.append(("brott", "organisationen ändrades"))
    return tuple(told)


def _trace(i: int, panel: Panel, unit: str, sign: bool, kind: str, lines: bool) -> dict[str, Any]:
    told = _ends(panel.values)
    shared = {
        "name": panel.name, "showlegend": False, "xaxis": _ref("x", i), "yaxis": _ref("y", i),
        "x": list(range(len(panel.values))), "y": [plotted(v, unit) for v in panel.values],
        "text": [shown(v, unit, sign=sign) if n in told else "" for n, v in enumerate(panel.values)],
        "textfont": {"size": 12, "color": color("text")}, "cliponaxis": False,
    }  # fmt: skip
    return shared | (_line(panel) if lines else _columns(panel, kind))


def _ref(letter: str, i: int) -> str:
    """plotly's name of an axis: the first one has no number."""
    return letter if i == 0 else f"{letter}{i + 1}"


def _ends(values: Sequence[Decimal | None]) -> set[int]:
    """The places that have their number written: the last, and the first when there is room between."""
    present = [n for n, v in enumerate(values) if v is not None]
    return {n for n in present[-1:] + present[:1] if n == present[-1] or present[-1] - n >= 3}


def _columns(panel: Panel, kind: str) -> dict[str, Any]:
    last = len(panel.values) - 1
    tones = [color("utfall" if n == last else "foregaende") for n in range(last + 1)]
    kinds = ["omraknad" if n in panel.computed else kind for n in range(len(panel.values))]
    pattern = {
        "shape": [_PATTERN.get(k, "") for k in kinds], "fillmode": "replace", "size": 5, "solidity": 0.3,
        "fgcolor": tones,
    }  # fmt: skip
    line = {"color": tones, "width": [1.2 if k in _PATTERN else 0 for k in kinds]}
    marker = {"color": tones, "line": line, "pattern": pattern}
    return {
        "type": "bar",
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "marker": marker,
    }


def _line(panel: Panel) -> dict[str, Any]:
    symbols = ["circle-open" if n in panel.computed else "circle" for n in range(len(panel.values))]
    return {
        "type": "scatter", "mode": "lines+markers+text", "textposition": "top center", "connectgaps": False,
        "line": {"color": color("utfall"), "width": 1.5},
        "marker": {"symbol": symbols, "size": 7, "color": color("utfall")},
    }  # fmt: skip


def _placed(
    panels: Sequence[Panel], years: Sequence[int], reach: tuple[float, float], columns: int
) -> dict[str, Any]:
    """Axes, names, zero lines and breaks of all panels in so many columns."""
    found: dict[str, Any] = {"annotations": [], "shapes": []}
    height = _height(len(panels), columns)
    for i, panel in enumerate(panels):
        row, column = divmod(i, columns)
        across = _across(column, columns)
        top = 1 - row * _cell(columns) / height
        found[_ref("xaxis", i)] = _years_axis(i, across, years)
        found[_ref("yaxis", i)] = _values_axis(i, top - _NAME[columns] / height, height, reach)
        found["annotations"].append(_title(panel, across[0], top, columns))
        found["shapes"].append(_zero(i, reach))
        if panel.change is not None:
            found["shapes"].append(_break(i, panel.change))
            found["annotations"].append(_break_text(i, panel, reach[1], len(years)))
    return found


def _across(column: int, columns: int) -> list[float]:
    return [column / columns + (_BETWEEN if column else 0), (column + 1) / columns - _BETWEEN]


def _years_axis(i: int, across: list[float], years: Sequence[int]) -> dict[str, Any]:
    """The first and the last year are written; all of them are there."""
    ends = {0: str(years[0]), len(years) - 1: str(years[-1])}
    return axis(
        domain=across, anchor=_ref("y", i), range=[-0.8, len(years) - 0.2], automargin=False,
        tickvals=list(ends), ticktext=list(ends.values()), tickfont={"color": color("dov"), "size": 12},
    )  # fmt: skip


def _values_axis(i: int, top: float, height: int, reach: tuple[float, float]) -> dict[str, Any]:
    return axis(
        domain=[top - _PLOT / height, top],
        anchor=_ref("x", i),
        showticklabels=False,
        range=list(reach),
        automargin=False,
    )


def _title(panel: Panel, left: float, top: float, columns: int) -> dict[str, Any]:
    """The name above its panel, on two lines when it is long."""
    return {
        "text": "<br>".join(wrapped(panel.name, _LETTERS[columns])),
        "xref": "paper", "x": left, "xanchor": "left", "yref": "paper", "y": top, "yanchor": "top",
        "align": "left", "showarrow": False, "font": {"size": 12, "color": color("text")},
    }  # fmt: skip


def wrapped(name: str, most: int) -> list[str]:
    """A name on lines of at most so many letters; a long `…nämnden` is divided before its last part."""
    lines = [""]
    for word in (part for whole in name.split(" ") for part in _divided(whole, most)):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _divided(word: str, most: int) -> list[str]:
    long = len(word) > most and word.endswith(_BOARD)
    return [f"{word.removesuffix(_BOARD)}-", _BOARD] if long else [word]


def _zero(i: int, reach: tuple[float, float]) -> dict[str, Any]:
    """A line through zero; at the bottom when zero is not on the scale."""
    at = 0 if reach[0] <= 0 <= reach[1] else reach[0]
    place = {"xref": f"{_ref('x', i)} domain", "x0": 0, "x1": 1, "yref": _ref("y", i), "y0": at, "y1": at}
    return {"type": "line", "line": {"color": color("kant"), "width": 1}} | place


def _break(i: int, place: int) -> dict[str, Any]:
    at = place - 0.5
    where = {"xref": _ref("x", i), "x0": at, "x1": at, "yref": f"{_ref('y', i)} domain", "y0": 0, "y1": 1.08}
    return {"type": "line", "line": {"color": color("minus"), "width": 1.5, "dash": "dash"}} | where


def _break_text(i: int, panel: Panel, high: float, count: int) -> dict[str, Any]:
    left = (panel.change or 0) > count / 2
    return {
        "text": panel.change_text.replace(" ", swedish.NBSP), "xref": _ref("x", i), "yref": _ref("y", i),
        "x": (panel.change or 0) - 0.5, "y": high, "xanchor": "right" if left else "left",
        "yanchor": "middle", "xshift": -3 if left else 3, "showarrow": False,
        "font": {"size": 11, "color": color("minus")},
    }  # fmt: skip
