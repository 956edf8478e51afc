"""What a kommun's submissions report at all, so that a gap can be told from what is not reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

SCENARIOS = ("utfall", "budget", "prognos")
Told = tuple[list[int], list[str]]
"""Marks (see mark), and 'year|vintage' of the forecasts that are not the report's own."""
Below = dict[tuple[str, int], set[str]]
"""(scenario, year) of a measure -> the reports, or the forecasts, in which verksamheter have it."""


class Catalogue:
    """What a kommun's known submissions report: measures of whom, about which year, in which report.

    reports: the known reports, newest first. dead: submissions that do not count.
    split: the measures that are somewhere given by kön, ålder, anställningsform or month.
    totals: the measures that stand in sum rows.
    """

    def __init__(self, reports: Sequence[str], dead: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        self.reports = tuple(sorted(set(reports), reverse=True))
        self.dead = tuple(dead)
        self.split: set[str] = set()
        self.totals: set[str] = set()
        self._known: dict[str, dict[str, dict[str, Told]]] = {}
        for namnd, verksamhet, measure, marks, vintages, split, total in rows:
            self._known.setdefault(measure, {}).setdefault(namnd, {})[verksamhet] = (marks, vintages)
            self.split |= {measure} if split else set()
            self.totals |= {measure} if total else set()
        self._scenarios: dict[str, set[int]] = {}
        self._below: dict[tuple[str, str], Below] = {}
        self._first: dict[tuple[str, str], dict[tuple[str, int], str]] = {}

    def has(self, measures: Collection[str], scenarios: Iterable[str]) -> bool:
        """Whether any of the measures is told in any of the scenarios; one may be a prefix ('matt:')."""
        wanted = {SCENARIOS.index(s) for s in scenarios}
        every = tuple(m for m in measures if m.endswith(":"))
        told = (m for m in self._known if m in measures or m.startswith(every))
        return any(not wanted.isdisjoint(self._told_in(m)) for m in told)

    def _told_in(self, measure: str) -> set[int]:
        """The scenarios, as marks have them, that a measure is told in."""
        if measure not in self._scenarios:
            known = self._known.get(measure, {})
            self._scenarios[measure] = {
                m % 10 for below in known.values() for marks, _ in below.values() for m in marks
            }
        return self._scenarios[measure]

    def parts(self, namnd: str, measure: str, reports: Iterable[str], years: Iterable[int]) -> set[str]:
        """The verksamheter ('' = the nämnd itself) with a measure in one of the reports and years."""
        known = self._known.get(measure, {}).get(namnd, {})
        wanted = {mark(r, y, s) for r in reports for y in years for s in SCENARIOS} if known else set()
        return {verksamhet for verksamhet, (marks, _) in known.items() if not wanted.isdisjoint(marks)}

    def namnder(self, measures: Collection[str], year: int, report: str, verksamhet: str = "") -> set[str]:
        """Who reports one of the measures about a year in a report up to `report`."""
        return {
            namnd
            for measure in measures
            for (namnd, about), first in self._since(measure, verksamhet).items()
            if namnd and about == year and first <= report
        }

    def _since(self, measure: str, verksamhet: str) -> dict[tuple[str, int], str]:
        """namnd, year -> the first report that has the measure; of one verksamhet, or ('') of any."""
        if (key := (measure, verksamhet)) not in self._first:
            found: dict[tuple[str, int], str] = {}
            for namnd, known in self._known.get(measure, {}).items():
                chosen = [marks for part, (marks, _) in known.items() if not verksamhet or part == verksamhet]
                for report, year, _ in map(_unmark, set().union(*chosen)):
                    found[namnd, year] = min(report, found.get((namnd, year), report))
            self._first[key] = found
        return self._first[key]

    def of_verksamheter(
        self, measures: Collection[str], namnder: Collection[str] | None
    ) -> Iterator[tuple[str, str, Below]]:
        """namnd, measure and what its verksamheter have of it; a measure may be a prefix ('matt:')."""
        every = tuple(m for m in measures if m.endswith(":"))
        for measure in [m for m in self._known if m in measures or m.startswith(every)]:
            for namnd in self._known[measure]:
                if namnd and (namnder is None or namnd in namnder):
                    yield namnd, measure, self._under(namnd, measure)

    def _under(self, namnd: str, measure: str) -> Below:
        if (key := (namnd, measure)) not in self._below:
            self._below[key] = _below([told for part, told in self._known[measure][namnd].items() if part])
        return self._below[key]


def _below(told: Sequence[Told]) -> Below:
    """(scenario, year) -> reports or forecasts; a report's own forecast is named as the report."""
    below: Below = {}
    for report, year, scenario in map(_unmark, set().union(*(marks for marks, _ in told))):
        below.setdefault((scenario, year), set()).add(report)
    for text in set().union(*(vintages for _, vintages in told)):
        year_of, _, vintage = text.partition("|")
        below.setdefault(("prognos", int(year_of)), set()).add(vintage)
    return below


def mark(report: str, year: int, scenario: str) -> int:
    """A report, and a year and scenario in it, as one number: '2024-08', 2023, utfall -> 20240820230."""
    return (int(report.replace("-", "")) * 10000 + year) * 10 + SCENARIOS.index(scenario)


@cache
def _unmark(number: int) -> tuple[str, int, str]:
    rest, scenario = divmod(number, 10)
    report, year = divmod(rest, 10000)
    return f"{report // 100:04d}-{report % 100:02d}", year, SCENARIOS[scenario]
