"""What earlier reports said, for the checks: a report's 'utfall fg år' against what was published then."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from store import _sql
from store.reader import Store
from store.records import Scenario

Statement = tuple[Decimal, Decimal, str, str, str]
"""value, step, basis, report, cell ('Resultat!B7')"""


class StoreHistory:
    """The published figures of a store, read once a kommun and generation."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._newest = Published(store, -1)

    def now(self) -> Published:
        """What is published now: for one run of the checks, which then asks no more what is newest."""
        if self._newest.generation != (generation := self._store.generation):
            self._newest = Published(self._store, generation)
        return self._newest


class Published:
    """What was published at one moment; cheap to ask a thousand times."""

    def __init__(self, store: Store, generation: int) -> None:
        self._store = store
        self.generation = generation
        self._known: dict[str, dict[tuple[Any, ...], list[Statement]]] = {}

    def value(
        self,
        kommun: str,
        namnd: str,
        verksamhet: str,
        measure: str,
        scenario: str,
        year: int,
        month: int,
        horizon: str,
        basis: str,
        before_report: str,
    ) -> list[Statement]:
        """Each published statement of a number in reports before `before_report`.

        A report's own ones come first, newest report first. `basis` '' asks a forecast for every vintage.
        Nothing known: an empty list, which is not zero.
        """
        every = scenario == Scenario.PROGNOS and not basis
        found = self._of(kommun).get((namnd, verksamhet, measure, scenario, year, month, horizon), [])
        return [s for s in found if s[3] < before_report and (every or s[2] == basis)]

    def _of(self, kommun: str) -> dict[tuple[Any, ...], list[Statement]]:
        if kommun not in self._known:
            self._known[kommun] = self._read(kommun)
        return self._known[kommun]

    def _read(self, kommun: str) -> dict[tuple[Any, ...], list[Statement]]:
        columns = self._store._query(_sql.HISTORY, {"kommun": kommun}).to_pydict()
        statements: dict[tuple[Any, ...], list[Statement]] = defaultdict(list)
        keys = ("namnd", "verksamhet", "measure", "scenario", "year", "month", "horizon")
        values = ("value", "step", "basis", "report", "cell")
        for row in zip(*(columns[name] for name in keys + values), strict=True):
            statements[row[:7]].append(row[7:])
        return dict(statements)
