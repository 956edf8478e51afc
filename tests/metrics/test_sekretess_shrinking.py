"""Groups that are large in one report and small in the next: what is new of them cannot be worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from random import Random

import pytest

from metrics import _replay
from metrics._lattice import Cell, Equation, Lattice
from metrics._tystnad import complete
from store.groups import Told
from tests.metrics.attacker import Attacker
from tests.metrics.divided_kommun import group_of

TABLES = (("",), ("", "p"), ("", "v"), ("", "v", "p"), ("", "p", "f", "pf"))
DAY = dt.datetime(2024, 5, 1)
APRIL, AUGUST = "2024-04", "2024-08"


@dataclass
class Shrinking:
    """heads: report -> how many there are of each group that nothing divides further. told: in order."""

    heads: dict[str, dict[Cell, int]]
    told: list[list[Told]] = field(default_factory=list)

    def of(self, group: Cell, report: str) -> list[tuple[Cell, str]]:
        """The unknowns: each report has hours of its own."""
        cells = self.heads[report]
        return [(c, report) for c in cells if all(a in ("", b) for a, b in zip(group, c, strict=True))]

    def size(self, group: Cell, report: str) -> int:
        return sum(self.heads[report][c] for c, _ in self.of(group, report))


def made_up(seed: int) -> Shrinking:
    """Nämnder that report one by one, or all at once, in April and August."""
    random = Random(seed)
    parts, namnder = random.choice(TABLES), ("n0", "n1", "n2")[: random.choice((2, 3))]
    kept = [values if part in "".join(parts) else ("",) for part, values in
            (("v", ("v0", "v1")), ("p", ("K", "M")), ("f", ("t", "u")))]  # fmt: skip
    cells = [Cell(n, v, kon=k, form=f) for n, v, k, f in product(namnder, *kept)]
    sizes = random.choice(((12, 25, 40), (12, 25, 40), (0, 12, 25, 40)))
    april = {c: random.choice(sizes) for c in cells}
    august = {c: random.choice((4, 8)) if n and random.random() < 0.12 else n for c, n in april.items()}
    made = Shrinking({APRIL: april, AUGUST: august})
    for report in (APRIL, AUGUST):
        told = [_told(made, report, namnd, parts) for namnd in namnder]
        made.told += told if random.random() < 0.6 else [[row for rows in told for row in rows]]
    made.told = [
        [r._replace(at=DAY + dt.timedelta(days=i)) for r in rows] for i, rows in enumerate(made.told)
    ]
    return made


def _told(made: Shrinking, report: str, namnd: str, parts: tuple[str, ...]) -> list[Told]:
    groups = dict.fromkeys(group_of(c, p) for p in parts for c in made.heads[report] if c.namnd == namnd)
    sizes = {group: Decimal(made.size(group, report)) for group in groups}
    return [Told(DAY, report, 2024, *group, heads, None, False, True) for group, heads in sizes.items()]


def found(made: Shrinking) -> list[tuple[Cell, str]]:
    """The small groups whose hours a reader can tell who has looked after each publication."""
    attacker, rows = Attacker(), []
    for publication in made.told:
        rows += publication
        year = _replay.of_year(tuple(rows), (), (), ())
        shown = {(Cell(*r[3:8]), r.report) for r in rows if Cell(*r[3:8]) not in year.hidden}
        for group, report in shown | _sums(made, rows, year):
            attacker.learns(made.of(group, report))
        for row in publication:
            if not row.heads:  # it is shown that nobody is there, so the hours are none
                for one in made.of(Cell(*row[3:8]), row.report):
                    attacker.learns([one])
    groups = {cell for cell in year.cells if made.of(cell, APRIL)}
    return [
        (group, report)
        for group, report in product(sorted(groups), (APRIL, AUGUST))
        if 1 <= made.size(group, report) <= 10 and attacker.knows(made.of(group, report))
    ]


def _sums(made: Shrinking, rows: list[Told], year: _replay.Year) -> set[tuple[Cell, str]]:
    """The kommun's sums that are shown, when all nämnder have told of what they are made of."""
    told = {(Cell(*r[3:8]), r.report) for r in rows}
    namnder = {c.namnd for c in made.heads[APRIL]}
    wholes = product((c for c in year.cells - year.hidden.keys() if not c.namnd), (APRIL, AUGUST))
    return {(w, r) for w, r in wholes if all((w._replace(namnd=n), r) in told for n in namnder)}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What another test has changed must not be remembered."""
    _replay.of_year.cache_clear()
    yield
    _replay.of_year.cache_clear()


def test_nobody_can_work_out_a_group_that_has_become_small() -> None:
    assert [(seed, *found(made)) for seed in range(150) if found(made := made_up(seed))] == []


def test_they_are_found_when_what_was_shown_always_will_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """The attacker is strong enough: many are given away if nothing that was shown is left out later."""

    def leaves_out(
        self: _replay._Reader, sums: tuple[Equation, ...], grid: Lattice, hidden: frozenset[Cell], _: object
    ) -> None:
        more = complete(sums, grid.heads, hidden, frozenset(self.known))
        self.hidden.update(dict.fromkeys(more - self.hidden.keys(), _replay.SHIELD))

    monkeypatch.setattr(_replay._Reader, "_leaves_out", leaves_out)
    assert sum(bool(found(made_up(seed))) for seed in range(30)) >= 5
