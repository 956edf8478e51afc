"""The facts of one report, found by their key; of several with one key, the nearest on the sheet is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from checks._derived import Derived, parse
from checks._interval import Interval, of_fact
from store.records import Fact, Report

_CELL = re.compile(r"([A-Z]*)(\d+)(?:#(\d+))?")
PREVIOUS = "fg:"
"""Prefix of the basis of a forecast that a report repeats from the report before it."""


class Key(NamedTuple):
    """What a number is about. `basis` is left out: which versions may meet is for the check to say."""

    namnd: str
    verksamhet: str
    measure: str
    scenario: str
    year: int
    month: int
    horizon: str
    kon: str
    alder: str
    anstallningsform: str


@dataclass(slots=True, eq=False)
class Placed:
    """A fact or control total (`total`) with a value, and where it stands.

    half_step: of the printed number; `interval` is wider for a total that adds rounded cells.
    """

    fact: Fact
    total: bool
    key: Key
    interval: Interval
    half_step: Decimal
    row: int
    col: tuple[int, int]

    @property
    def ref(self) -> str:
        return f"{self.fact.sheet}!{self.fact.cell}"

    @property
    def value(self) -> Decimal:
        return self.interval.mid


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that should have been there: of which measure, nämnd or verksamhet."""

    measure: str = ""
    namnd: str = ""
    verksamhet: str = ""


class Index:
    """All numbers of a report by key, measure and entity."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.placed = [*_placed(report.facts, False), *_placed(report.control_totals, True)]
        self._by_key: dict[Key, list[Placed]] = defaultdict(list)
        self._by_measure: dict[str, list[Placed]] = defaultdict(list)
        self._measures: dict[tuple[str, str, str, bool], set[str]] = defaultdict(set)
        self._derived: dict[str, list[tuple[Placed, Derived]]] = defaultdict(list)
        for one in self.placed:
            self._by_key[one.key].append(one)
            self._by_measure[one.key.measure].append(one)
            self._measures[_entity(one)].add(one.key.measure)
            if (derived := parse(one.key.measure)) and derived.known:
                self._derived[derived.kind].append((one, derived))

    def derived(self, kind: str) -> list[tuple[Placed, Derived]]:
        """The numbers of a kind that the report derived itself."""
        return self._derived.get(kind, [])

    def of(self, *measures: str) -> Iterator[Placed]:
        for measure in measures:
            yield from self._by_measure.get(measure, ())

    def at(self, key: Key) -> list[Placed]:
        return self._by_key.get(key, [])

    def groups(self) -> Iterable[list[Placed]]:
        """The numbers that share a key, one list a key."""
        return self._by_key.values()

    def same_entity_measures(self, one: Placed) -> set[str]:
        """The measures that the table has for the same nämnd/verksamhet, in any column."""
        return self._measures[_entity(one)]

    def beside(self, one: Placed, measure: str) -> Placed | None:
        """The number of another row in the same column: same key and basis, another measure."""
        k = one.key
        found = self.at(Key(k.namnd, k.verksamhet, measure, k.scenario, k.year, k.month, k.horizon, *k[7:]))
        return nearest(one, [p for p in found if p.total == one.total and p.fact.basis == one.fact.basis])

    def find(
        self,
        one: Placed,
        *,
        measure: str | None = None,
        scenario: str | None = None,
        year: int | None = None,
        month: int | None = None,
        horizon: str | None = None,
        fg: bool = False,
    ) -> Placed | None:
        """The number with the same key as `one` except for what is given; fg=True: the previous forecast.

        None when there is none, or when it stands in several versions and none of them is `one`'s or unnamed.
        """
        k = one.key
        key = Key(
            k.namnd, k.verksamhet, k.measure if measure is None else measure,
            k.scenario if scenario is None else scenario, k.year if year is None else year,
            k.month if month is None else month, k.horizon if horizon is None else horizon, *k[7:],
        )  # fmt: skip
        if not (found := [p for p in self.at(key) if p is not one]):
            return None
        # a derived number outside the table may be about a row that is a total there
        found = [p for p in found if p.total == one.total] or ([] if one.total else found)
        return nearest(one, _version(one, [p for p in found if p.fact.basis.startswith(PREVIOUS) == fg]))


def nearest(one: Placed, found: list[Placed]) -> Placed | None:
    """The closest on the sheet: the same table before another that says the same thing."""
    if len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda p: _distance(one, p))


def place(one: Placed) -> tuple[str, int, tuple[int, int]]:
    return one.fact.sheet, one.row, one.col


def _version(one: Placed, found: list[Placed]) -> list[Placed]:
    for basis in (one.fact.basis, ""):
        if same := [p for p in found if p.fact.basis == basis]:
            return same
    return found if len({p.fact.basis for p in found}) == 1 else []


def _distance(one: Placed, other: Placed) -> tuple[bool, int, int]:
    return one.fact.sheet != other.fact.sheet, abs(one.row - other.row), abs(one.col[0] - other.col[0])


def _entity(one: Placed) -> tuple[str, str, str, bool]:
    return one.fact.sheet, one.key.namnd, one.key.verksamhet, one.total


def _placed(facts: Iterable[Fact], total: bool) -> Iterator[Placed]:
    for fact in facts:
        if fact.value is not None:
            interval = of_fact(fact)
            yield Placed(fact, total, key_of(fact), interval, interval.half, *_position(fact.cell))


def key_of(f: Fact) -> Key:
    return Key(
        f.namnd,
        f.verksamhet,
        f.measure,
        f.scenario,
        f.year,
        f.month,
        f.horizon,
        f.kon,
        f.alder,
        f.anstallningsform,
    )


def _position(cell: str) -> tuple[int, tuple[int, int]]:
    """'B7' -> (7, (2, 1)); 'A358#2' -> (358, (1, 2)): row, and column with the part of the cell."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return 0, (0, 0)
    letters, row, part = match.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), (column, int(part or 1))
