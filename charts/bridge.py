"""A bridge (waterfall): an amount, what it grew and shrank by, and the amount that it became.

It lies down, so that long names can be read and a phone shows the same picture. Its scale is its own: where
the steps would drown in the totals it does not begin at zero, and the figure says so and shows it with a cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from charts._chart import Chart, above, axis, color, layout, plotted, round_step, shown, zero_line
from charts.scenario import NAMES, mark

ROW = 36
STEP, REST = "steg", "rest"
_LINE = 30  # signs in a line of a name
_TONES = {-1: ("minus", "plus"), 0: ("foregaende", "foregaende"), 1: ("plus", "minus")}
_KINDS = {"minus": "dyrare", "plus": "battre", "foregaende": "foregaende"}


@dataclass(frozen=True, slots=True)
class Bar:
    """kind: a scenario (then `value` is a total), STEP or REST (then it is a change). In kr, or as `unit`."""

    name: str
    value: Decimal
    kind: str = STEP

    @property
    def total(self) -> bool:
        return self.kind not in (STEP, REST)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A bar and where it reaches, in the chart's unit."""

    bar: Bar
    left: float
    right: float
    after: float


def bridge_chart(bars: Sequence[Bar], *, title: str, unit: str, source: str = "", better: int = -1) -> Chart:
    """`bars` from the top. better: 1 when more is better, -1 when it is worse (costs), 0 when neither."""
    low = _origin(_levels(bars, unit))
    drawn = _placed(bars, unit, low)
    room = _range(drawn, low)
    figure = {
        "data": [_trace(drawn, better)],
        "layout": layout(
            margin={"l": 8, "r": 8, "t": 4, "b": 26 if low else 6, "pad": 6},
            xaxis=axis(showticklabels=False, range=room),
            yaxis=axis(
                range=[len(bars) - 0.4, -0.6], tickvals=list(range(len(bars))),
                ticktext=[_wrapped(b.name) for b in bars], tickfont={"color": color("text"), "size": 13},
            ),
            bargap=0.36,
            shapes=[*_joints(drawn), *_cuts(drawn, low, room)] + ([] if low else [zero_line(x=0)]),
            annotations=[*_labels(drawn, unit), *_said(low, unit)],
        ),
    }  # fmt: skip
    rows = tuple(_row(d, unit) for d in drawn)
    height = 14 + ROW * len(bars) + (26 if low else 0)
    small = _narrow(figure["layout"], drawn, height)
    header = ("Del", "Förändring", "Nivå")
    return Chart(title, unit, figure, header, rows, _legend(bars, better), source, height, small)


def _levels(bars: Sequence[Bar], unit: str) -> list[float]:
    """Every level that the bridge passes."""
    at, found = Decimal(0), []
    for bar in bars:
        at = bar.value if bar.total else at + bar.value
        found.append(plotted(at, unit) or 0.0)
    return found


def _origin(levels: Sequence[float]) -> float:
    """Where the scale begins: at zero when that does not hide the steps."""
    low, high = min(levels, default=0.0), max(levels, default=0.0)
    span = (high - low) or abs(high) * 0.02
    if low <= span * 1.5:
        return 0.0
    step = round_step(span / 4)
    return (low - span * 0.6) // step * step


def _placed(bars: Sequence[Bar], unit: str, low: float) -> list[_Drawn]:
    found, at = [], 0.0
    for bar, level in zip(bars, _levels(bars, unit), strict=True):
        start = low if bar.total else at
        found.append(_Drawn(bar, min(start, level), max(start, level), level))
        at = level
    return found


def _range(drawn: Sequence[_Drawn], low: float) -> list[float]:
    """With space for the numbers to the right."""
    left, right = min([low, *(d.left for d in drawn)]), max(d.right for d in drawn)
    return [left, right + (right - left) * 0.24 or 1.0]


def _trace(drawn: Sequence[_Drawn], better: int) -> dict[str, Any]:
    looks = [_look(d.bar, better) for d in drawn]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(drawn))),
        "base": [d.left for d in drawn],
        "x": [d.right - d.left for d in drawn],
        "cliponaxis": False,
        "marker": {
            "color": [look["color"] for look in looks],
            "line": {
                "color": [look["line"].get("color", color("utfall")) for look in looks],
                "width": [look["line"]["width"] for look in looks],
            },
            "pattern": {
                "shape": [look.get("pattern", {}).get("shape", "") for look in looks],
                "fillmode": "replace", "size": 6, "solidity": 0.3, "fgcolor": color("utfall"),
            },
        },
    }  # fmt: skip


def _look(bar: Bar, better: int) -> dict[str, Any]:
    """Totals as their scenario; a rest is dotted; steps by whether they are to the good."""
    if bar.total:
        return mark(bar.kind)
    if bar.kind == REST:
        line = {"color": color("utfall"), "width": 1}
        return {"color": color("utfall"), "line": line, "pattern": {"shape": "."}}
    return {"color": color(_tone(bar.value, better)), "line": {"width": 0}}


def _tone(change: Decimal, better: int) -> str:
    up, down = _TONES[better]
    return up if change >= 0 else down


def _joints(drawn: Sequence[_Drawn]) -> list[dict[str, Any]]:
    """Thin lines from each level to the next bar."""
    return [
        {
            "type": "line", "x0": d.after, "x1": d.after, "y0": i, "y1": i + 1, "layer": "below",
            "line": {"color": color("kant"), "width": 1},
        }
        for i, d in enumerate(drawn[:-1])
    ]  # fmt: skip


def _cuts(drawn: Sequence[_Drawn], low: float, room: Sequence[float]) -> list[dict[str, Any]]:
    """A slanted gap in the totals of a scale that does not begin at zero."""
    if not low:
        return []
    step = (room[1] - room[0]) / 100
    return [
        {
            "type": "path", "line": {"width": 0}, "fillcolor": color("papper"),
            "path": f"M {low + 2 * step} {i + 0.42} L {low + 4 * step} {i - 0.42} "
            f"L {low + 5.2 * step} {i - 0.42} L {low + 3.2 * step} {i + 0.42} Z",
        }
        for i, d in enumerate(drawn)
        if d.bar.total
    ]  # fmt: skip


def _labels(drawn: Sequence[_Drawn], unit: str) -> list[dict[str, Any]]:
    """The numbers to the right of the bars; steps with an arrow and their sign."""
    return [
        {
            "text": _text(d.bar, unit), "x": d.right, "y": i, "xanchor": "left", "xshift": 5,
            "showarrow": False, "font": {"size": 12, "color": color("text")},
        }
        for i, d in enumerate(drawn)
    ]  # fmt: skip


def _text(bar: Bar, unit: str) -> str:
    text = shown(bar.value, unit, sign=not bar.total)
    if bar.total:
        return f"<b>{text}</b>"
    if not any(c in "123456789" for c in text):
        return text
    return f"{'▲' if bar.value > 0 else '▼'} {text}"


def _said(low: float, unit: str) -> list[dict[str, Any]]:
    """The words that no reader may miss: the scale does not begin at zero."""
    if not low:
        return []
    begins = shown(Decimal(str(low)), "antal") if low == int(low) else f"{low:g}".replace(".", ",")
    text = f"Skalan börjar vid {begins} {unit if unit != 'antal' else ''}".strip() + ", inte vid noll"
    return [
        {
            "text": text, "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left",
            "yanchor": "top", "yshift": -4, "showarrow": False, "align": "left",
            "font": {"size": 12, "color": color("dov")},
        }
    ]  # fmt: skip


def _row(drawn: _Drawn, unit: str) -> tuple[str, str, str]:
    bar = drawn.bar
    if bar.total:
        return bar.name, "", shown(bar.value, unit)
    return bar.name, shown(bar.value, unit, sign=True), ""


def _legend(bars: Sequence[Bar], better: int) -> tuple[tuple[str, str], ...]:
    kinds = [b.kind for b in bars if b.total]
    told = [(kind, NAMES[kind]) for kind in NAMES if kind in kinds]
    up, down = (_KINDS[tone] for tone in _TONES[better])
    steps = [b.value for b in bars if b.kind == STEP]
    if up == down:
        told += [(up, "▲ ökning, ▼ minskning")] if steps else []
    else:
        told += [(up, "▲ ökar")] if any(v > 0 for v in steps) else []
        told += [(down, "▼ minskar")] if any(v < 0 for v in steps) else []
    told += [("rest", "övrigt och avrundning")] if any(b.kind == REST for b in bars) else []
    return tuple(told)


def _narrow(wide: dict[str, Any], drawn: Sequence[_Drawn], height: int) -> dict[str, Any]:
    """On a phone the names stand above their bars, so that the bars keep the whole width."""
    names = [above(d.bar.name, i, 9) for i, d in enumerate(drawn)]
    return {
        "annotations": [*wide["annotations"], *names],
        "yaxis": axis(range=[len(drawn) - 0.5, -0.75], showticklabels=False),
        "bargap": 0.62,
        "margin": {"l": 0, "r": 0, "t": 4, "b": wide["margin"]["b"]},
        "height": height + 14 * len(drawn),
    }


def _wrapped(name: str) -> str:
    """A long name on two lines or more."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
