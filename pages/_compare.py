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
    found = _answers(store, filters, metric, which)
    if matt and not found:
        metric = METRICS["matt_bokslut"]
        found = _answers(store, filters, metric, which)
    known = [a for a in found if a.value is not None] or found
    periods = tuple(sorted({_month(a, metric) for a in known}))
    month = _chosen(filters, known, metric)
    years = tuple(sorted({a.year for a in known if _month(a, metric) == month}))
    like = [a for a in found if _month(a, metric) == month and a.year in years]
    rows = _rows(store, filters, like, years, view, inside)
    label = store.name("matt", filters.kommun, matt) if matt else metric.label
    unit = next((a.unit for a in like if a.unit), str(metric.unit))
    left = tuple(sorted({a.year for a in known} - set(years)))
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


def _answers(store: Any, filters: Filters, metric: Metric, which: dict[str, Any]) -> list[Answer]:
    """Every period that the reports tell of; of forecasts, those that each year's own reports made."""
    found = metrics.series(store, metric.key, filters.kommun, report=filters.report, **which)
    known = [a for a in found if a.value is not None or a.missing]
    if not is_forecast(metric):
        return known
    return [a for a in known if _made(a)[:4] == str(a.year) and _made(a)[5:] != "00"]


def _made(answer: Answer) -> str:
    return answer.vintage or answer.report


def _month(answer: Answer, metric: Metric) -> int:
    """What makes answers alike: the month through which they count, or in which the forecast was made."""
    return int(_made(answer)[5:]) if is_forecast(metric) else answer.month


def drawn_as(metric: Metric) -> str:
    """The scenario whose look the bars have; a difference between two is drawn as an outcome."""
    return str(metric.value.scenario) if isinstance(metric.value, Leaf) else "utfall"


def _chosen(filters: Filters, answers: Sequence[Answer], metric: Metric) -> int:
    """The month of the address, of the chosen report, or of the newest answer."""
    periods = {_month(a, metric) for a in answers}
    asked = filters.get("period")
    if asked.isdigit() and int(asked) in periods:
        return int(asked)
    newest = int(filters.report[5:]) if filters.report else 0
    if newest in periods:
        return newest
    last = max(answers, key=lambda a: (a.year, _month(a, metric)), default=None)
    return _month(last, metric) if last else 12


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
