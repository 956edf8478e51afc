"""What a kommun's submissions report at all, so that a gap can be told from what is not reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

SCENARIOS = ("utfall", "budget", "prognos")
Below = dict[tuple[str, int], set[str]]
"""(scenario, year) of a measure -> the reports, or the forecasts, in which verksamheter have it."""


class Catalogue:
    """What a kommun's known submissions report: measures of whom, about which year, in which report.

    reports: the known reports, newest first. dead: submissions that do not count.
    split: the measures that are somewhere given by kön, ålder, anställningsform or month.
    """

    def __init__(self, reports: Sequence[str], dead: Sequence[str], rows: Mapping[str, list[Any]]) -> None:
        self.reports = tuple(sorted(set(reports), reverse=True))
        self.dead = tuple(dead)
        self._known: dict[tuple[str, str], dict[str, frozenset[int]]] = {}
        self._below: dict[tuple[str, str], Below] = {}
        self._first: dict[tuple[str, int], dict[tuple[str, str], str]] = {}
        self.split: set[str] = set()
        for namnd, verksamhet, measure, marks, vintages, split in zip(*rows.values(), strict=True):
            self.split |= {measure} if split else set()
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

    def of_verksamheter(
        self, measures: Collection[str], namnder: Collection[str] | None
    ) -> Iterator[tuple[str, str, Below]]:
        """namnd, measure and what its verksamheter have of it; a measure may be a prefix ('matt:')."""
        every = tuple(m for m in measures if m.endswith(":"))
        for (namnd, measure), below in self._below.items():
            if (measure in measures or measure.startswith(every)) and (namnder is None or namnd in namnder):
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
