"""What Jämför shows: a metric for each nämnd, verksamhet or kommun and year, for one and the same period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import swedish
from metrics import METRICS, Answer, Metric
from metrics._terms import Leaf
from metrics.organisation import Change, Part, made_of
from pages import _compare_alike as alike
from pages._compare_asked import KOMMUNER, Asked, fetched, is_forecast
from pages._page import Filters
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
FOR_KOMMUNER = ("nettokostnadsutveckling_pct", "sjukfranvaro_bokslut", "nettokostnad_bokslut")
Levels = dict[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One nämnd (or verksamhet, or kommun): its answers by year, and what is shown of them.

    parts: of a year that is computed in today's organisation, what it was computed from. badges: what is
    unlike the others. blocked: years that are not shown because they cannot be compared, and why.
    """

    code: str
    name: str
    answers: dict[int, Answer]
    shown: Levels
    parts: dict[int, tuple[Part, ...]] = field(default_factory=dict)
    badges: dict[int, str] = field(default_factory=dict)
    blocked: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table of rows and years.

    `periods`: the months there are; `left_out`: years that have other periods only. `every_year`, `choices`:
    what the reader can choose among. `changes`: the reorganisations that the rows and years meet.
    """

    asked: Asked
    label: str
    view: str
    month: int
    periods: tuple[int, ...]
    years: tuple[int, ...]
    every_year: tuple[int, ...]
    left_out: tuple[int, ...]
    rows: tuple[Row, ...]
    choices: tuple[tuple[str, str], ...]
    unit: str
    changes: tuple[Change, ...] = ()

    @property
    def key(self) -> str:
        """As the address has it."""
        return self.asked.matt or self.asked.metric.key

    @property
    def metric(self) -> Metric:
        return self.asked.metric

    @property
    def inside(self) -> str:
        """The nämnd whose verksamheter are compared, KOMMUNER, or ''."""
        return self.asked.inside

    @property
    def whole(self) -> bool:
        """True when whole kommuner are compared."""
        return self.inside == KOMMUNER

    @property
    def period(self) -> str:
        """`jan–aug`, `helår`; for forecasts `helår, prognos gjord i augusti`."""
        if self.metric.horizon == "year" or self.month == 12:
            made = f", prognos gjord i {swedish.MONTHS[self.month - 1]}" if is_forecast(self.metric) else ""
            return "helår" + made
        return swedish.period(2000, self.month).removesuffix(" 2000")

    @property
    def has_values(self) -> bool:
        return any(v is not None for row in self.rows for v in row.shown.values())

    @property
    def changed(self) -> bool:
        return self.view == CHANGE


def compare(store: Any, filters: Filters) -> Comparison:
    """What the address asks for; without a metric in it, the first of DEFAULTS that there are figures for."""
    asked = filters.get("nyckeltal")
    first = FOR_KOMMUNER if filters.get("inom") == KOMMUNER else DEFAULTS
    tried = [asked] if asked else [_variant(key, filters) for key in first]
    found = [_comparison(store, filters, key) for key in tried[:1]]
    for key in tried[1:]:
        if found[-1].has_values:
            break
        found.append(_comparison(store, filters, key))
    return found[-1] if found[-1].has_values else found[0]


def _variant(key: str, filters: Filters) -> str:
    return key if key in METRICS else f"{key}_{filters.settings.nettokostnad_variant}"


def _comparison(store: Any, filters: Filters, key: str) -> Comparison:
    asked, found = fetched(store, Asked.of(filters, key))
    known = [a for a in found if a.value is not None] or found
    month = _chosen(filters, known, asked.metric)
    every = tuple(sorted({a.year for a in known if _month(a, asked.metric) == month}))
    years = _years(filters, every)
    like = [a for a in found if _month(a, asked.metric) == month and a.year in years]
    rows = _rows(store, filters, asked, like, years)
    picked = [r for r in rows if r.code in filters.many("namnd")] or rows
    label = store.name("matt", filters.kommun, asked.matt) if asked.matt else asked.metric.label
    met = alike.met(filters.kommun, picked, years) if not asked.inside else ()
    return Comparison(
        asked, label, filters.get("visa") or LEVEL, month,
        tuple(sorted({_month(a, asked.metric) for a in known})), years, every,
        tuple(sorted({a.year for a in known} - set(every))), tuple(picked),
        tuple((r.code, r.name) for r in rows), _unit_of(store, asked, like), met,
    )  # fmt: skip


def _unit_of(store: Any, asked: Asked, like: Iterable[Answer]) -> str:
    unit = next((a.unit for a in like if a.unit), str(asked.metric.unit))
    return alike.PER_PERSON if alike.divides(store, asked, unit) else unit


def _years(filters: Filters, every: tuple[int, ...]) -> tuple[int, ...]:
    """The years between those of the address; all of them when it names none that there are."""
    first, last = filters.get("fran"), filters.get("till")
    low, high = (int(y) if y.isdigit() else end for y, end in ((first, 0), (last, 9999)))
    return tuple(y for y in every if low <= y <= high) or every


def drawn_as(metric: Metric) -> str:
    """The scenario whose look the bars have; a difference between two is drawn as an outcome."""
    return str(metric.value.scenario) if isinstance(metric.value, Leaf) else str(Scenario.UTFALL)


def _month(answer: Answer, metric: Metric) -> int:
    """What makes answers alike: the month through which they count, or in which the forecast was made."""
    return int((answer.vintage or answer.report)[5:]) if is_forecast(metric) else answer.month


def _chosen(filters: Filters, answers: Sequence[Answer], metric: Metric) -> int:
    """The month of the address, of the chosen report, or of the newest answer; of kommuner the full year."""
    periods = {_month(a, metric) for a in answers}
    asked = filters.get("period")
    if asked.isdigit() and int(asked) in periods:
        return int(asked)
    newest = int(filters.report[5:]) if filters.report else 12 if filters.get("inom") == KOMMUNER else 0
    if newest in periods:
        return newest
    last = max(answers, key=lambda a: (a.year, _month(a, metric)), default=None)
    return _month(last, metric) if last else 12


def _rows(
    store: Any, filters: Filters, asked: Asked, answers: Sequence[Answer], years: Sequence[int]
) -> tuple[Row, ...]:
    by_code: dict[str, dict[int, Answer]] = {}
    for answer in answers:
        by_code.setdefault(asked.who(answer), {})[answer.year] = answer
    texts = alike.definitions(store, asked, answers)
    view = filters.get("visa") or LEVEL
    rows = [_row(store, asked, code, found, years, view, texts) for code, found in by_code.items() if code]
    return tuple(sorted(rows, key=lambda r: swedish.sort_key(r.name)))


def _row(
    store: Any, asked: Asked, code: str, found: dict[int, Answer], years: Sequence[int], view: str,
    texts: alike.Texts,
) -> Row:  # fmt: skip
    levels, blocked = alike.levels(store, asked, found, years)
    badges = alike.badges(found, texts)
    parts = {y: p for y, a in found.items() if asked.comparable and (p := made_of(a))}
    shown = shown_values(levels, years, view, badges)
    return Row(code, asked.name(store, code), found, shown, parts, badges, blocked)


def shown_values(level: Levels, years: Sequence[int], view: str, badges: dict[int, str]) -> Levels:
    """The level, change or index of each year; None where it cannot be, or would mix unlike years."""
    if view == CHANGE:
        return {year: _change(level, year, badges) for year in years}
    if view == INDEX:
        return _index(level, years, badges)
    return level


def _index(level: Levels, years: Sequence[int], badges: dict[int, str]) -> Levels:
    base = level[years[0]] if years else None
    positive = base is not None and base > 0 and all(v is None or v >= 0 for v in level.values())
    first = badges.get(years[0], "") if years else ""
    return {
        y: v / base * 100 if positive and base and v is not None and badges.get(y, "") == first else None
        for y, v in level.items()
    }


def _change(level: Levels, year: int, badges: dict[int, str]) -> Decimal | None:
    now, before = level[year], level.get(year - 1)
    if now is None or before is None or badges.get(year, "") != badges.get(year - 1, ""):
        return None
    return now - before


def ordered(comparison: Comparison, filters: Filters) -> list[Row]:
    """The rows as the address sorts them: by name, a year or the whole development, missing ones last."""
    by, falling = filters.get("sortera"), filters.get("ordning") == "fallande"
    if by != "utveckling" and not (by.isdigit() and int(by) in comparison.years):
        return list(reversed(comparison.rows)) if falling else list(comparison.rows)
    keys = {r.code: _development(r) if by == "utveckling" else r.shown[int(by)] for r in comparison.rows}
    present = [r for r in comparison.rows if keys[r.code] is not None]
    absent = [r for r in comparison.rows if keys[r.code] is None]
    return sorted(present, key=lambda r: keys[r.code] or Decimal(0), reverse=falling) + absent


def _development(row: Row) -> Decimal | None:
    """How much the last value differs from the first, in percent of the first."""
    present = [v for v in row.shown.values() if v is not None]
    return (present[-1] - present[0]) / abs(present[0]) if len(present) > 1 and present[0] else None
