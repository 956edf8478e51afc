"""What the metrics ask the store: resolved and summed amounts (`resolved`), what is reported at all
(`catalogue`), and the source cells (`sources`). The one place of the metrics' SQL.

Resolution: of all facts with the same key, the report's own comes before a comparison column, then the newest
report, then the newest budget version, then the latest published. The key of a forecast has its vintage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from store import _select_sql, _sql
from store.reader import Store, _of_submission

SCENARIOS = ("utfall", "budget", "prognos")
NOW = dt.datetime(9999, 1, 1)
"""As of now: later than everything published."""


Below = dict[tuple[str, int], set[str]]
"""(scenario, year) of a measure -> the reports, or the forecasts, in which verksamheter have it."""


class Sum(NamedTuple):
    """One measure of one entity in one scenario, year, month and vintage.

    value: its own fact, else the sum of its parts. step: sum of the rounding steps.
    parts: the verksamheter that have a value, [''] for the entity's own. lacks: 'part|why|where' of others.
    throughs: 'YYYY-MM' of facts that are measured through another month, '' of the others.
    """

    namnd: str
    verksamhet: str
    measure: str
    scenario: str
    year: int
    month: int
    vintage: str
    value: Decimal | None
    step: Decimal
    parts: list[str]
    facts: list[str]
    reports: list[str]
    units: list[str]
    throughs: list[str]
    lacks: list[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question: which facts to resolve and sum.

    months: January up to each of them; (12,) is also the whole year. years: inclusive bounds, None for all.
    verksamhet: '' the nämnder, '*' each verksamhet. vintages: every forecast, else the newest of each.
    grouped: measures whose groups (kön, ålder) are added up where there is no total.
    monthly: those whose months are. dead: submissions that do not count.
    """

    kommun: str
    measures: tuple[str, ...]
    scenarios: tuple[str, ...]
    report: str
    months: tuple[int, ...]
    years: tuple[int, int] | None = None
    namnder: tuple[str, ...] | None = None
    verksamhet: str = ""
    vintages: bool = False
    grouped: tuple[str, ...] = ()
    monthly: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()


def resolved(store: Store, catalogue: Catalogue, wanted: Wanted) -> tuple[list[Sum], list[Sum]]:
    """What stands for the entities themselves, and, where something is not there, what their parts make."""
    own = _sums(store, wanted, over_parts=False)
    if wanted.verksamhet or not (namnder := _without_own(catalogue, wanted, own)):
        return own, []
    return own, _sums(store, replace(wanted, namnder=tuple(sorted(namnder))), over_parts=True)


def _without_own(catalogue: Catalogue, wanted: Wanted, own: Iterable[Sum]) -> set[str]:
    """The nämnder whose verksamheter have what the nämnd itself lacks: an amount, a newer forecast."""
    has: dict[tuple[str, str, str, int], set[str]] = {}
    for row in own:
        mine = row.vintage or f"{row.month:02d}"
        has.setdefault((row.namnd, row.measure, row.scenario, row.year), set()).add(mine)
    return {
        namnd
        for namnd, measure, below in catalogue.of_verksamheter(wanted)
        for (scenario, year), theirs in below.items()
        if scenario in wanted.scenarios and (not wanted.years or wanted.years[0] <= year <= wanted.years[1])
        if _more(wanted, scenario, year, has.get((namnd, measure, scenario, year), set()), theirs)
    }


def _more(wanted: Wanted, scenario: str, year: int, mine: set[str], theirs: set[str]) -> bool:
    """True when the verksamheter may have a forecast, or a month, that is not among the nämnd's own."""
    known = {r for r in theirs if r.removeprefix("fg:") <= wanted.report}
    if scenario != "prognos":
        several = len(wanted.months) > 1
        return bool(known) and (not mine or (several and bool(_months(scenario, year, known) - mine)))
    if wanted.vintages:
        return bool(known - mine)
    return max((r for r in known if not r.startswith("fg:")), default="") > max(mine, default="")


def _months(scenario: str, year: int, reports: set[str]) -> set[str]:
    """The months these reports may tell of: their own, and the whole year (its outcome once it is over)."""
    whole = scenario == "budget" or max(reports) >= f"{year}-12"
    return {r[5:] for r in reports} | ({"12"} if whole else set())


def _sums(store: Store, wanted: Wanted, *, over_parts: bool) -> list[Sum]:
    """One Sum for each entity, measure, scenario, year, month and vintage found."""
    if not wanted.months:
        return []
    where, parameters = _where(wanted, over_parts)
    sql = _select_sql.sums(
        where,
        grouped=bool(wanted.grouped),
        vintages=wanted.vintages,
        over_parts=over_parts,
        months=wanted.months,
    )
    rows = store._engine.rows(sql, parameters)
    return [Sum(**row) for row in rows] if over_parts else [_own(row) for row in rows]


def _own(r: dict[str, Any]) -> Sum:
    """The Sum of an entity's own fact; of several (kön, ålder, months) when the row has lists."""
    parts, lacks = ([""], []) if r["value"] is not None else ([], [f"|{r['lack']}"])
    lists = (r["facts"], r["reports"], r["units"], r["throughs"])
    if isinstance(r["facts"], str):
        lists = ([lists[0]], [lists[1]], [lists[2]], [lists[3]])
    return Sum(
        r["namnd"], r["verksamhet"], r["measure"], r["scenario"], r["year"], r["month"], r["vintage"],
        r["value"], r["step"], parts, *lists, lacks,
    )  # fmt: skip


def _where(wanted: Wanted, over_parts: bool) -> tuple[str, dict[str, Any]]:
    """The conditions on fact f, and their parameters."""
    parameters: dict[str, Any] = {"kommun": wanted.kommun, "report": wanted.report}
    every = tuple(m for m in wanted.measures if m.endswith(":"))
    named = _one_of("f.measure", "measure", [m for m in wanted.measures if m not in every], parameters)
    conditions = [
        "f.kommun = $kommun",
        "f.report <= $report",
        _any(named, *(f"starts_with(f.measure, '{prefix}')" for prefix in every)),
        _one_of("f.scenario", "scenario", wanted.scenarios, parameters),
    ]
    if wanted.years:
        parameters |= {"first": wanted.years[0], "last": wanted.years[1]}
        conditions.append("f.year BETWEEN $first AND $last")
    if wanted.namnder is not None:
        conditions.append(_one_of("f.namnd", "namnd", wanted.namnder, parameters))
    if wanted.grouped:
        conditions += [_only("grouped", wanted.grouped, _TOTAL, parameters)]
        conditions += [_only("monthly", wanted.monthly, "f.horizon <> 'month'", parameters)]
    if wanted.dead:
        conditions.append("NOT " + _one_of("f.submission", "dead", wanted.dead, parameters))
    conditions.append(_of_verksamhet("*" if over_parts else wanted.verksamhet, parameters))
    if over_parts:
        conditions.append("f.namnd <> ''")
    if not wanted.vintages:
        conditions.append("NOT starts_with(f.basis, 'fg:')")
    return " AND ".join(conditions), parameters


_TOTAL = "f.kon = '' AND f.alder = '' AND f.anstallningsform = ''"


def _only(name: str, measures: Sequence[str], condition: str, parameters: dict[str, Any]) -> str:
    """The condition, but for these measures."""
    return f"({_one_of('f.measure', name, measures, parameters)} OR {condition})"


def _of_verksamhet(verksamhet: str, parameters: dict[str, Any]) -> str:
    if verksamhet == "*":
        return "f.verksamhet <> ''"
    parameters["verksamhet"] = verksamhet
    return "f.verksamhet = $verksamhet"


def _one_of(column: str, name: str, values: Sequence[str], parameters: dict[str, Any]) -> str:
    """`column IN ($name0, $name1)`; false when there are no values."""
    parameters |= {f"{name}{i}": value for i, value in enumerate(values)}
    marks = ", ".join(f"${name}{i}" for i in range(len(values)))
    return f"{column} IN ({marks})" if values else "false"


def _any(*conditions: str) -> str:
    real = [c for c in conditions if c != "false"]
    return "(" + " OR ".join(real or ["false"]) + ")"


class Catalogue:
    """What a kommun's known submissions report: measures of whom, about which year, in which report.

    reports: the known reports, newest first. dead: submissions that do not count.
    """

    def __init__(self, reports: Sequence[str], dead: Sequence[str], rows: Mapping[str, list[Any]]) -> None:
        self.reports = tuple(sorted(set(reports), reverse=True))
        self.dead = tuple(dead)
        self._known: dict[tuple[str, str], dict[str, frozenset[int]]] = {}
        self._below: dict[tuple[str, str], Below] = {}
        self._first: dict[tuple[str, int], dict[tuple[str, str], str]] = {}
        for namnd, verksamhet, measure, marks, vintages in zip(*rows.values(), strict=True):
            self._known.setdefault((namnd, measure), {})[verksamhet] = frozenset(marks)
            for report, year, _ in map(_unmark, marks):
                known = self._first.setdefault((measure, year), {})
                known[namnd, verksamhet] = min(report, known.get((namnd, verksamhet), report))
            if verksamhet and namnd:
                _note(self._below.setdefault((namnd, measure), {}), marks, vintages)

    def parts(self, namnd: str, measure: str, reports: Iterable[str], years: Iterable[int]) -> set[str]:
        """The verksamheter ('' = the nämnd itself) with a measure in one of the reports and years."""
        known = self._known.get((namnd, measure), {})
        wanted = {mark(r, y, s) for r in reports for y in years for s in SCENARIOS} if known else ()
        return {verksamhet for verksamhet, has in known.items() if not has.isdisjoint(wanted)}

    def namnder(self, measures: Collection[str], year: int, report: str, verksamhet: str = "") -> set[str]:
        """Who reports one of the measures about a year in a report up to `report`."""
        return {
            namnd
            for measure in measures
            for (namnd, part), first in self._first.get((measure, year), {}).items()
            if namnd and first <= report and (not verksamhet or part == verksamhet)
        }

    def of_verksamheter(self, wanted: Wanted) -> Iterator[tuple[str, str, Below]]:
        """namnd, measure and what the nämnd's verksamheter have of it."""
        every = tuple(m for m in wanted.measures if m.endswith(":"))
        for (namnd, measure), below in self._below.items():
            if (measure in wanted.measures or measure.startswith(every)) and (
                wanted.namnder is None or namnd in wanted.namnder
            ):
                yield namnd, measure, below


def _note(below: Below, marks: Iterable[int], vintages: Iterable[str]) -> None:
    for report, year, scenario in map(_unmark, marks):
        if scenario != "prognos":
            below.setdefault((scenario, year), set()).add(report)
    for year_of, _, vintage in (text.partition("|") for text in vintages):
        below.setdefault(("prognos", int(year_of)), set()).add(vintage)


def mark(report: str, year: int, scenario: str) -> int:
    """A report, and a year and scenario in it, as one number: '2024-08', 2023, utfall -> 20240820230."""
    return (int(report.replace("-", "")) * 10000 + year) * 10 + SCENARIOS.index(scenario)


@cache
def _unmark(number: int) -> tuple[str, int, str]:
    rest, scenario = divmod(number, 10)
    report, year = divmod(rest, 10000)
    return f"{report // 100:04d}-{report % 100:02d}", year, SCENARIOS[scenario]


def catalogue(store: Store, kommun: str, as_of: dt.datetime = NOW) -> Catalogue:
    """The catalogue of a kommun as it stood; kept for the generation."""
    return _catalogue(store, store.generation, kommun, as_of)


@lru_cache(maxsize=32)
def _catalogue(store: Store, _generation: int, kommun: str, as_of: dt.datetime) -> Catalogue:
    known = store._query(_select_sql.SUBMISSIONS, {"kommun": kommun, "as_of": as_of}).to_pylist()
    dead = [row["id"] for row in known if not row["counts"]]
    rows = store._query(_select_sql.CATALOGUE, {"kommun": kommun, "dead": dead}).to_pydict()
    return Catalogue([row["report"] for row in known if row["counts"]], dead, rows)


def sources(store: Store, kommun: str, facts: Sequence[str]) -> list[dict[str, Any]]:
    """The facts with these ids, as Store.fact gives them, in the same order."""
    submissions = sorted({fact.rpartition(".")[0] for fact in facts})
    about = {row["id"]: row for s in submissions for row in store._rows(_sql.SUBMISSION_STATE, submission=s)}
    rows = store._rows(_select_sql.SOURCES, kommun=kommun, submissions=submissions, facts=list(facts))
    found = {row["fact_id"]: row for row in (store._dressed(row, "fact") for row in rows)}
    return [found[f] | _of_submission(about[found[f]["submission"]]) for f in facts if f in found]
