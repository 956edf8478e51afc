"""Values beside a chart in scanned text: `Utfall 2019` and `399` among the figures of the chart's own scale.

The scale (600, 400, 200, 0) is the longest run of evenly spaced round numbers. When the rest is at most one
number
under each `Utfall` heading, those are the values; otherwise nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from loaders import _match
from loaders._document import Document
from loaders._numbers import SPACES, Num, is_year, parse_number
from store.records import Fact, NotRead, Role
from swedish import fold, slug

_HEAD = re.compile(r"^\s*utfall (20\d\d)\b(?P<rest>.*)$", re.I)
_FIGURES = re.compile(rf"^[\d{SPACES},\-–−]+$")
SCALE = "hör till skalan i ett diagram"


@dataclass(slots=True)
class _Chart:
    title: str
    rows: list[int] = field(default_factory=list)
    before: list[Num] = field(default_factory=list)
    under: dict[int, list[Num]] = field(default_factory=dict)

    def numbers(self) -> list[Num]:
        return [*self.before, *(n for nums in self.under.values() for n in nums)]


def find_values(
    sheet: str, lines: Sequence[tuple[int, str]], document: Document
) -> tuple[list[Fact], list[NotRead], set[int]]:
    """(facts, the figures of the scales, the rows that both stand on)."""
    facts: list[Fact] = []
    scales: list[NotRead] = []
    rows: set[int] = set()
    for chart in _charts(lines):
        scale = _scale(chart.numbers())
        rest = {y: [n for n in nums if n not in scale] for y, nums in chart.under.items()}
        if len(scale) > 2 and all(len(r) <= 1 for r in rest.values()) and not set(chart.before) - set(scale):
            facts += [_fact(sheet, chart.title, y, nums[0], document) for y, nums in rest.items() if nums]
            scales += [NotRead(sheet, n.cell, n.text, SCALE) for n in scale]
            rows |= set(chart.rows)
    return facts, scales, rows


def _charts(lines: Sequence[tuple[int, str]]) -> list[_Chart]:
    filled = [(n, t) for n, t in lines if t.strip()]
    charts, i = [], 0
    while i < len(filled):
        if _HEAD.match(filled[i][1]):
            chart, i = _chart(filled, i)
            if len(chart.under) > 1 and chart.title:
                charts.append(chart)
        else:
            i += 1
    return charts


def _chart(filled: Sequence[tuple[int, str]], i: int) -> tuple[_Chart, int]:
    """The chart whose first `Utfall` heading is at i, and the line after it."""
    first = i
    while first and _FIGURES.match(filled[first - 1][1]):
        first -= 1
    chart = _Chart(_title(filled, first))
    for row, text in filled[first:i]:
        chart.before += _nums(row, text, chart)
    year = 0
    while i < len(filled):
        row, text = filled[i]
        head = _HEAD.match(text)
        if not head and not _FIGURES.match(text):
            break
        year = int(head[1]) if head else year
        chart.under.setdefault(year, []).extend(_nums(row, head["rest"] if head else text, chart))
        i += 1
    return chart, i


def _nums(row: int, text: str, chart: _Chart) -> list[Num]:
    chart.rows.append(row)
    texts = [t for t in text.split() if not is_year(t)]
    found = [parse_number(t, f"A{row}#{k}" if len(texts) > 1 else f"A{row}") for k, t in enumerate(texts, 1)]
    return [n for n in found if n]


def _title(filled: Sequence[tuple[int, str]], first: int) -> str:
    """The text above, from its last line that begins with a capital; the word `utfall` at a line's end is a
    heading.
    """
    parts: list[str] = []
    for _, text in reversed(filled[max(0, first - 3) : first]):
        parts.insert(0, re.sub(r"\s+utfall\s*$", "", text.strip(), flags=re.I))
        if text.strip()[:1].isupper():
            return " ".join(parts)
    return ""


def _scale(nums: Sequence[Num]) -> list[Num]:
    """The longest run of at least three whole numbers with one round distance; [] when two runs are as
    long.
    """
    whole = [n for n in nums if not n.decimals]
    values = sorted({n.value for n in whole})
    runs = [r for step in _steps(values) for r in _runs(values, step)]
    longest = max((len(r) for r in runs), default=0)
    best = [r for r in runs if len(r) == longest]
    return [n for n in whole if n.value in best[0]] if len(best) == 1 and longest > 2 else []


def _steps(values: Sequence[Decimal]) -> set[Decimal]:
    gaps = {b - a for a in values for b in values if b > a}
    return {g for g in gaps if str(int(g)).rstrip("0") in ("1", "2", "25", "5")}


def _runs(values: Sequence[Decimal], step: Decimal) -> list[tuple[Decimal, ...]]:
    runs = []
    for start in values:
        run = [start]
        while run[-1] + step in values:
            run.append(run[-1] + step)
        if start % step == 0 and start - step not in values:
            runs.append(tuple(run))
    return runs


def _fact(sheet: str, title: str, year: int, num: Num, document: Document) -> Fact:
    match = _match.measure(title)
    short = re.split(r"\s+ska(?:ll)? ", title)[0]
    percent = "%" in title or fold(title).startswith("andel")
    return Fact(
        document.namnd, "", match.code if match else f"matt:{slug(short)}", "utfall", "", year, 12, "year",
        num.value, "procent" if percent else "antal", Decimal(1).scaleb(-num.decimals), num.value,
        sheet, num.cell, title, f"Utfall {year}", num.text,
        role=str(Role.COMPARISON if year < document.year else Role.OWN),
    )  # fmt: skip
