"""The figures of Jämför: the newest year beside the year before, and one small chart each over the years."""

from __future__ import annotations

from decimal import Decimal

import swedish
from charts._chart import Chart
from charts.compare import index_lines, pair_bars
from charts.multiples import Panel, multiples
from metrics.organisation import Change
from pages import _compare_text as text
from pages._compare import INDEX, Comparison, Row, drawn_as
from pages._page import Filters

_LINES = 5


def newest(found: Comparison, filters: Filters) -> Chart:
    """Bars of the newest year beside the year before, highest first; for an index, those that moved most."""
    if found.view == INDEX:
        return _index(found)
    year = found.years[-1]
    shared = {"title": text.message(found), "unit": text.chart_unit(found, filters), "source": source(found)}
    if found.changed:
        bars = [(r.name, r.shown[year], None) for r in highest_first(found)]
        return pair_bars(bars, (f"{year - 1}–{year}", ""), sign=True, **shared)
    pairs = [(r.name, r.shown[year], r.shown.get(year - 1)) for r in highest_first(found)]
    look = {"sign": found.metric.signed, "kind": drawn_as(found.metric)}
    return pair_bars(pairs, (str(year), str(year - 1)), **shared, **look)


def _index(found: Comparison) -> Chart:
    first, last = found.years[0], found.years[-1]
    rows = [r for r in highest_first(found) if r.shown[first] is not None]
    moved = sorted(rows, key=lambda r: abs((r.shown[last] or Decimal(100)) - 100), reverse=True)[:_LINES]
    years = every_year(found)
    series = {r.name: [r.shown.get(y) for y in years] for r in moved}
    return index_lines(series, years, title=text.message(found), source=source(found))


def highest_first(found: Comparison) -> list[Row]:
    """The rows by the newest year's value; those without one last."""
    year = found.years[-1]
    return sorted(found.rows, key=lambda r: (r.shown[year] is None, -(r.shown[year] or Decimal(0))))


def over_years(found: Comparison, filters: Filters) -> Chart | None:
    """One small chart each on a common scale; None when one year is all there is."""
    if len(found.years) < 2 or not found.has_values:
        return None
    years = every_year(found)
    panels = [_panel(r, found, years) for r in highest_first(found)]
    return multiples(
        panels,
        years,
        title=text.over_time(found),
        unit=text.chart_unit(found, filters),
        source=source(found),
        sign=found.changed or found.metric.signed,
        kind=drawn_as(found.metric),
        lines=found.view == INDEX,
    )


def every_year(found: Comparison) -> list[int]:
    """Without holes: a year that nobody has told of is a gap, not a neighbour of another."""
    return list(range(found.years[0], found.years[-1] + 1))


def _panel(row: Row, found: Comparison, years: list[int]) -> Panel:
    values = tuple(row.shown.get(y) for y in years)
    computed = frozenset(i for i, y in enumerate(years) if y in row.parts)
    met = next((c for c in found.changes if row.code in c.concerned), None)
    place = years.index(met.year) if met else None
    return Panel(row.name, values, computed, place, _short(row, met) if met else "")


def _short(row: Row, met: Change) -> str:
    return f"ny {met.year}" if row.code in met.begun else f"upphör {met.year}"


def source(found: Comparison) -> str:
    reports = sorted({a.report for r in found.rows for a in r.answers.values() if a.report})
    names = [swedish.report_name(r) for r in (reports if len(reports) < 4 else (reports[0], reports[-1]))]
    return "Källa: rapporterna " + ("–" if len(reports) > 3 else ", ").join(names) if names else ""
