"""What every figure is made with: the record, the template, colours by meaning, numbers and ticks in Swedish.

A figure is a plain dict (`data`, `layout`) as plotly.js takes it; building dicts is many times quicker than
building plotly objects. Colours stand in it as `var(--utfall)`: the browser fills in the theme's own, and
`resolved(figure)` the printed ones, for files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import swedish

PRINTED = {
    "utfall": "#26343f",
    "foregaende": "#798c9d",
    "plus": "#1c6a86",
    "minus": "#b0341f",
    "text": "#1b2127",
    "dov": "#53606c",
    "rutnat": "#e6e3dc",
    "kant": "#82898f",
    "papper": "#ffffff",
}
FONT = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
MONEY = ("kr", "tkr", "mnkr", "mdkr")
_DECIMALS = {"mnkr": 1, "mdkr": 1, "procent": 1, "procentenheter": 1, "arsarbetare": 1}
_UNIT_TEXT = {"procent": "%", "arsarbetare": "årsarbetare", "antal": "antal"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure and what must stand with it: message, unit, the same data as a table, source."""

    title: str  # states the message
    unit: str
    figure: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()  # (kind of mark, text)
    source: str = ""
    height: int = 300
    small: dict[str, Any] = field(default_factory=dict)  # layout changes below 560 px

    @property
    def alternative(self) -> str:
        """The figure in one sentence, for those who cannot see it."""
        return f"{self.title}. Värden i {unit_text(self.unit)}; samma siffror finns i tabellen."


def color(name: str) -> str:
    """A colour by its meaning."""
    return f"var(--{name})"


def unit_text(unit: str) -> str:
    return _UNIT_TEXT.get(unit, unit)


def shown(value: Decimal | None, unit: str, *, sign: bool = False) -> str:
    """A value as text in `unit`, without the unit's name; amounts come in kr."""
    if value is None:
        return swedish.MISSING
    scaled = swedish.scaled(value, unit) if unit in MONEY else value
    return swedish.number(scaled, _DECIMALS.get(unit, 0), sign=sign)


def plotted(value: Decimal | None, unit: str) -> float | None:
    """A value as plotly takes it, in `unit`."""
    if value is None:
        return None
    return float(swedish.scaled(value, unit) if unit in MONEY else value)


def layout(**changes: Any) -> dict[str, Any]:
    """The template: no junk, Swedish separators, room for labels."""
    base: dict[str, Any] = {
        "template": "none",
        "separators": "," + swedish.NBSP,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": color("text")},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 28, "pad": 2},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "xaxis": axis(),
        "yaxis": axis(showticklabels=False),
        "bargap": 0.3,
        "bargroupgap": 0.08,
    }
    return base | changes


def axis(**changes: Any) -> dict[str, Any]:
    """An axis without grid, with a visible zero line and no zoom."""
    base = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
        "showline": False,
        "tickfont": {"color": color("dov"), "size": 13},
        "automargin": True,
    }
    return base | changes


def above(name: str, y: Any, shift: int) -> dict[str, Any]:
    """On a phone: a name over its mark, `shift` pixels above the middle; no line shows through it."""
    return {
        "text": name, "xref": "paper", "x": 0, "y": y, "yshift": shift, "showarrow": False,
        "xanchor": "left", "yanchor": "bottom", "align": "left", "bgcolor": color("papper"), "borderpad": 0,
        "font": {"size": 12, "color": color("text")},
    }  # fmt: skip


def zero_line(**along: Any) -> dict[str, Any]:
    """A line through zero: `x=0` upright, `y=0` level."""
    upright = "x" in along
    place = {"x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}
    level = {"y0": 0, "y1": 0, "xref": "paper", "x0": 0, "x1": 1}
    return {"type": "line", "line": {"color": color("kant"), "width": 1}} | (place if upright else level)


def ticks(values: Sequence[float], most: int = 5) -> dict[str, Any]:
    """Tick places and texts in round Swedish numbers that cover the values."""
    low, high = min([0.0, *values]), max([0.0, *values])
    step = round_step((high - low) / most or 1)
    first, last = int(low // step), -int(-high // step)
    places = [i * step for i in range(first, last + 1)]
    decimals = max(0, -Decimal(str(step)).normalize().as_tuple().exponent)
    texts = [swedish.number(Decimal(str(round(p, 6))), min(decimals, 2)) for p in places]
    return {"tickvals": places, "ticktext": texts, "range": [places[0], places[-1]]}


def round_step(rough: float) -> float:
    """The next larger of 1, 2, 2,5 and 5 times a power of ten."""
    power = 10.0 ** (len(f"{int(rough)}") - 1) if rough >= 1 else 10.0 ** -(_leading_zeros(rough) + 1)
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999999)


def _leading_zeros(rough: float) -> int:
    digits = f"{rough:.12f}".split(".")[1]
    return len(digits) - len(digits.lstrip("0"))


def resolved(node: Any, palette: dict[str, str] | None = None) -> Any:
    """The same figure with real colours, for a file (default: those for paper)."""
    palette = PRINTED if palette is None else palette
    if isinstance(node, dict):
        return {k: resolved(v, palette) for k, v in node.items()}
    if isinstance(node, list | tuple):
        return [resolved(v, palette) for v in node]
    if isinstance(node, str) and node.startswith("var(--"):
        return palette[node[6:-1]]
    return node
