"""What Jämför compares: the answers of one metric, of like periods only, as levels, changes or index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import metrics
import swedish
from metrics import METRICS, Answer, Metric
from metrics._terms import Leaf
from pages._page import Filters, NotFound
from store.records import Scenario

LEVEL, CHANGE, INDEX = "niva", "forandring", "index"
VIEWS = ((LEVEL, "Nivå"), (CHANGE, "Förändring mot året före"), (INDEX, "Index (första året = 100)"))
DEFAULTS = (
    "prognosavvikelse",
    "budgetavvikelse",
    "nettokostnad",
    "nettokostnad_bokslut",
    "prognosfel",
    "nettokostnad_prognos",
    "nettokostnad_arsbudget",
    "resultat",
    "resultat_bokslut",
    "sjukfranvaro",
)
_MATT = "matt:"


@dataclass(frozen=True, slots=True)
class Row:
    """One nämnd (or verksamhet): its answers by year, and what is shown of them."""

    code: str
    name: str
    answers: dict[int, Answer]
    shown: dict[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table of rows and years.

    `periods`: the months there are; `left_out`: years that have other periods only.
    """

    key: str  # as the address has it
    metric: Metric
    label: str
    view: str
    inside: str  # the nämnd whose verksamheter are compared, or ''
    month: int
    periods: tuple[int, ...]
    years: tuple[int, ...]
    left_out: tuple[int, ...]
    rows: tuple[Row, ...]
    unit: str

    @property
    def period(self) -> str:
        """`jan–aug`, `helår`; for forecasts `helår, prognos gjord i augusti`."""
        if self.metric.horizon == "year":
            made = f", prognos gjord i {swedish.MONTHS[self.month - 1]}" if is_forecast(self.metric) else ""
            return "helår" + made
        return swedish.period(2000, self.month).removesuffix(" 2000")

    @property
    def has_values(self) -> bool:
        return any(v is not None for row in self.rows for v in row.shown.values())

    @property
    def changes(self) -> bool:
        return self.view == CHANGE


def compare(store: Any, filters: Filters) -> Comparison:
    """What the address asks for; without a metric in it, the first of DEFAULTS that there are figures for."""
    asked = filters.get("nyckeltal")
    tried = [asked] if asked else [_variant(key, filters) for key in DEFAULTS]
    found = [_comparison(store, filters, key) for key in tried[:1]]
    for key in tried[1:]:
        if found[-1].has_values:
            break
        found.append(_comparison(store, filters, key))
    return found[-1] if found[-1].has_values else found[0]


def _comparison(store: Any, filters: Filters, key: str) -> Comparison:
    metric, matt = _metric(key)
    inside, view = filters.get("inom"), filters.get("visa") or LEVEL
    which = {"namnd": inside or None, "verksamhet": "*" if inside else "", "matt": matt or None}
    ask = _forecasts if is_forecast(metric) else _outcomes
    periods, month, like, left_out = ask(store, filters, metric, which)
    if matt and not like and metric.horizon == "period":
        metric = METRICS["matt_bokslut"]
        periods, month, like, left_out = ask(store, filters, metric, which)
    years = tuple(sorted({a.year for a in like}))
    rows = _rows(store, filters, like, years, view, inside)
    label = store.name("matt", filters.kommun, matt) if matt else metric.label
    unit = next((a.unit for a in like if a.unit), str(metric.unit))
    left = tuple(sorted(left_out - set(years)))
    return Comparison(matt or key, metric, label, view, inside, month, periods, years, left, rows, unit)


def _variant(key: str, filters: Filters) -> str:
    return key if key in METRICS else f"{key}_{filters.settings.nettokostnad_variant}"


def is_forecast(metric: Metric) -> bool:
    """A forecast is of the whole year but made at a time: only those made at the same time are alike."""
    return next(metric.value.leaves()).scenario == Scenario.PROGNOS


def _metric(key: str) -> tuple[Metric, str]:
    """The metric of a key, or of a verksamhetsmått's code, and that code."""
    if key.startswith(_MATT):
        return METRICS["matt"], key
    if key not in METRICS:
        raise NotFound(
            f"Det finns inget nyckeltal med beteckningen {key}. De som finns står på sidan Begrepp."
        )
    return METRICS[key], ""


Found = tuple[tuple[int, ...], int, list[Answer], set[int]]
"""The periods there are, the chosen one, its answers, and the years of any period."""


def _outcomes(store: Any, filters: Filters, metric: Metric, which: dict[str, Any]) -> Found:
    """All there is, and of it what counts through the chosen month."""
    found = _known(metrics.evaluate(store, metric.key, filters.kommun, report=filters.report, **which))
    periods = tuple(sorted({a.month for a in found}))
    month = _chosen(filters, periods)
    return periods, month, [a for a in found if a.month == month], {a.year for a in found}


def _forecasts(store: Any, filters: Filters, metric: Metric, which: dict[str, Any]) -> Found:
    """The forecasts of each year that were made in the chosen month, or in the last month that has any."""
    reports = [r for r in _reports(store, filters) if r[5:] not in ("00", "12")]
    periods = tuple(sorted({int(r[5:]) for r in reports}))
    chosen = _chosen(filters, periods)
    for month in dict.fromkeys([chosen, *reversed(periods)]):
        made = [r for r in reports if int(r[5:]) == month]
        if like := [a for r in made for a in _made_in(store, filters, metric, which, r)]:
            return periods, month, like, {int(r[:4]) for r in reports}
    return periods, chosen, [], set()


def _made_in(
    store: Any, filters: Filters, metric: Metric, which: dict[str, Any], report: str
) -> list[Answer]:
    year = [int(report[:4])]
    found = _known(metrics.evaluate(store, metric.key, filters.kommun, years=year, report=report, **which))
    return [a for a in found if (a.vintage or a.report) == report]


def _reports(store: Any, filters: Filters) -> list[str]:
    known = {r["report"] for r in store.reports(filters.kommun)}
    return sorted(r for r in known if not filters.report or r <= filters.report)


def _known(answers: Sequence[Answer]) -> list[Answer]:
    return [a for a in answers if a.value is not None or a.missing]


def drawn_as(metric: Metric) -> str:
    """The scenario whose look the bars have; a difference between two is drawn as an outcome."""
    return str(metric.value.scenario) if isinstance(metric.value, Leaf) else "utfall"


def _chosen(filters: Filters, periods: Sequence[int]) -> int:
    asked = filters.get("period")
    if asked.isdigit() and int(asked) in periods:
        return int(asked)
    newest = int(filters.report[5:]) if filters.report else 0
    return newest if newest in periods else max(periods, default=12)


def _rows(
    store: Any, filters: Filters, answers: Sequence[Answer], years: Sequence[int], view: str, inside: str
) -> tuple[Row, ...]:
    by_code: dict[str, dict[int, Answer]] = {}
    for answer in answers:
        by_code.setdefault(answer.verksamhet if inside else answer.namnd, {})[answer.year] = answer
    kind = "verksamhet" if inside else "namnd"
    rows = [
        Row(code, store.name(kind, filters.kommun, code), found, shown_values(found, years, view))
        for code, found in by_code.items()
        if code
    ]
    return tuple(sorted(rows, key=lambda r: swedish.sort_key(r.name)))


def shown_values(found: dict[int, Answer], years: Sequence[int], view: str) -> dict[int, Decimal | None]:
    """The level, change or index of each year; None where it cannot be computed."""
    level = {year: found[year].value if year in found else None for year in years}
    if view == CHANGE:
        return {year: _change(level, year) for year in years}
    if view == INDEX:
        base = level[years[0]] if years else None
        positive = base is not None and base > 0 and all(v is None or v >= 0 for v in level.values())
        return {y: v / base * 100 if positive and base and v is not None else None for y, v in level.items()}
    return level


def _change(level: dict[int, Decimal | None], year: int) -> Decimal | None:
    now, before = level[year], level.get(year - 1)
    return None if now is None or before is None else now - before


def ordered(comparison: Comparison, filters: Filters) -> list[Row]:
    """The rows as the address sorts them: by name, or by a year with the missing ones last."""
    by, falling = filters.get("sortera"), filters.get("ordning") == "fallande"
    if not by.isdigit() or int(by) not in comparison.years:
        return list(reversed(comparison.rows)) if falling else list(comparison.rows)
    year = int(by)
    present = [r for r in comparison.rows if r.shown[year] is not None]
    absent = [r for r in comparison.rows if r.shown[year] is None]
    return sorted(present, key=lambda r: r.shown[year] or Decimal(0), reverse=falling) + absent
