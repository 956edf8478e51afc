"""A year's reports in the order they were published: what a reader once was shown cannot be taken back.

So a figure that is left out must not follow from what is shown now and all that was shown before. A sum over
the nämnder that had reported is another figure than the sum when one more has: both are known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from metrics._lattice import Cell, Equation, Lattice, Spans, lattice, without
from metrics._tystnad import FEW, complete
from store.groups import Few, Told

SMALL, UNKNOWN, ALONE, SHIELD = "fa", "okant", "en", "skydd"
TOGETHER = dt.timedelta(seconds=1)
Hidden = Mapping[Cell, str]


@dataclass(frozen=True, slots=True)
class Year:
    """What is left out of a year, and of its long sick leave; all its cells.

    namnder: those that the kommun's sums are made of; expected: those that a group's sums are.
    """

    hidden: Hidden
    long: Hidden
    cells: frozenset[Cell]
    namnder: frozenset[str]
    expected: frozenset[str]


@dataclass(slots=True)
class _Reader:
    """What a reader who has kept everything knows: cells that were shown, and sums of other nämnder."""

    hidden: dict[Cell, str] = field(default_factory=dict)
    known: set[Cell] = field(default_factory=set)
    sums: list[Equation] = field(default_factory=list)

    def sees(
        self, grid: Lattice, primary: Mapping[Cell, str], presumed: frozenset[str], told: frozenset[str]
    ) -> None:
        """The next publication, of the nämnder `told`: what more must be left out for it."""
        self.hidden = found = {**dict.fromkeys(self.hidden, SHIELD), **primary}
        known = frozenset(self.known)
        self._leaves_out((*grid.equations, *self.sums), grid, frozenset(found) - known, known)
        # A group that was shown when it was large has new figures now that it is small: what those nämnder
        # and the kommun showed before is no longer what they show.
        still = frozenset(c for c in known if c.namnd and c.namnd not in told)
        self._leaves_out(grid.equations, grid, frozenset(found), still)
        partial = [e for e in grid.between if any(p.namnd in presumed for p in e.parts)]
        seen = grid.cells - found.keys() - {e.whole for e in partial}
        self.known |= {c for c in seen if c.namnd not in presumed}
        for one in partial:
            if not found or (not one.whole.dims and all(c.dims for c in found)):
                self._keeps(one, tuple(p for p in one.parts if p.namnd not in presumed))

    def _leaves_out(
        self, equations: tuple[Equation, ...], grid: Lattice, hidden: frozenset[Cell], known: frozenset[Cell]
    ) -> None:
        """Also for a reader who takes it that groups without employees have no hours."""
        found, before = complete(equations, grid.heads, hidden, known), None
        some = without(equations, grid.empty)
        while grid.empty and found != before:
            before = found
            found = complete(equations, grid.heads, complete(some, grid.heads, found, known), known)
        for cell in found:
            self.hidden.setdefault(cell, SHIELD)

    def _keeps(self, sum_: Equation, parts: tuple[Cell, ...]) -> None:
        """The sum of these was shown, and stays known."""
        was = sum_.whole._replace(namnd=f"={len(self.sums)}")
        self.sums.append(Equation(was, parts))
        self.known.add(was)

    def recomposed(self, before: Lattice, after: Lattice) -> None:
        """A whole that is the sum of others than before is another figure; the sum as it was stays known."""
        wholes = {e.whole for e in after.between}
        for gone in set(before.between) - set(after.between):
            if gone.whole in self.known:
                self._keeps(gone, gone.parts)
            if gone.whole in wholes:
                self.known.discard(gone.whole)
                self.hidden.pop(gone.whole, None)


@lru_cache(maxsize=256)
def of_year(
    told: tuple[Told, ...],
    before: tuple[Told, ...],
    alone: tuple[Few, ...],
    spans: tuple[tuple[str, int, int], ...],
    sizes: tuple[Told, ...] = (),
) -> Year:
    """`told`, `alone`: of the year. before: told of the year before. spans: namnd, first and last year.

    sizes: how many there are in other years, of groups that this year's reports do not count.
    """
    year, valid = told[0].year, {namnd: (first, last) for namnd, first, last in spans}
    groups: dict[Cell, Told] = {}
    few: dict[Cell, str] = {}
    reports: set[str] = set()
    every, long, grid = _Reader(), _Reader(), lattice((), year, valid)
    presumed: tuple[Told, ...] = ()
    for at, new in _publications(told):
        reports |= {r.report for r in new if not r.report.endswith("-00")}
        expected = _presumed(groups, new, before, valid) if len(reports) < 2 else ()
        lapsed = {r.namnd for r in presumed} - {r.namnd for r in (*expected, *groups.values(), *new)}
        longs = {Cell(f.namnd, f.verksamhet): ALONE for f in alone if f.at <= at}
        changed = _merge(groups, new)
        if not changed and expected == presumed and longs == few:
            continue
        few, presumed, last = longs, expected, grid
        grid = lattice((*groups.values(), *presumed, *sizes), year, valid)
        if lapsed:  # they are not part of the kommun any more: what was left out for their sake is not now
            every.hidden, long.hidden = {}, {}
        told_of = frozenset(r.namnd for r in new)
        _see(every, long, last, grid, few, frozenset(r.namnd for r in presumed), told_of)
    return _finished(every, long, grid, groups)


def _publications(told: Sequence[Told]) -> Iterator[tuple[dt.datetime, list[Told]]]:
    """Those that came within a second of each other came together: nobody saw one without the other."""
    made: list[Told] = []
    for row in told:
        if made and row.at - made[-1].at > TOGETHER:
            yield made[-1].at, made
            made = []
        made.append(row)
    yield made[-1].at, made


def _see(
    every: _Reader,
    long: _Reader,
    last: Lattice,
    grid: Lattice,
    few: Mapping[Cell, str],
    presumed: frozenset[str],
    told: frozenset[str],
) -> None:
    every.recomposed(last, grid)
    every.sees(grid, _small(grid), presumed, told)
    units = replace(grid, equations=grid.of_units, cells=frozenset(c for c in grid.cells if not c.dims))
    long.recomposed(replace(last, between=last.of_units), replace(grid, between=grid.of_units))
    long.sees(units, {c: why for c, why in every.hidden.items() if not c.dims} | dict(few), presumed, told)


def _finished(every: _Reader, long: _Reader, grid: Lattice, groups: Mapping[Cell, Told]) -> Year:
    """Nämnder that have not reported yet count as missing only where something is left out."""
    told = frozenset(c.namnd for c, row in groups.items() if row.told)
    silent = any(not c.dims for c in long.hidden)
    namnder = grid.namnder if silent else grid.namnder & told
    expected = grid.namnder if every.hidden else namnder
    return Year(every.hidden, {**every.hidden, **long.hidden}, grid.cells, namnder, expected)


def _presumed(
    groups: Mapping[Cell, Told], new: Sequence[Told], before: Sequence[Told], spans: Spans
) -> tuple[Told, ...]:
    """Those that told of themselves the year before and have not reported yet, in the year's first report."""
    there = {c.namnd for c in groups} | {r.namnd for r in new}
    year = new[0].year
    waiting = (r for r in before if r.namnd not in there)
    return tuple(r for r in waiting if spans.get(r.namnd, (0, 9999))[1] >= year)


def merged(rows: Iterable[Told]) -> tuple[Told, ...]:
    """One row a group."""
    found: dict[Cell, Told] = {}
    _merge(found, rows)
    return tuple(found.values())


def _merge(groups: dict[Cell, Told], new: Iterable[Told]) -> bool:
    """Adds what a publication says; whether it says anything that could matter."""
    changed = False
    for row in new:
        cell = Cell(row.namnd, row.verksamhet, row.kon, row.alder, row.form)
        old = groups.get(cell)
        groups[cell] = made = row if old is None else _both(old, row)
        changed |= old is None or made != old
    return changed


def _both(old: Told, new: Told) -> Told:
    """The least of them; how many hours say there are is of no interest once a report has counted them."""
    heads = min((h for h in (old.heads, new.heads) if h is not None), default=None)
    posts = min((p for p in (old.posts, new.posts) if p is not None), default=None)
    return old._replace(
        heads=heads, posts=None if heads is not None else posts,
        secret=old.secret or new.secret, told=old.told or new.told,
    )  # fmt: skip


def _small(grid: Lattice) -> dict[Cell, str]:
    """The groups that are left out for their own sake."""
    found = {}
    for cell in grid.cells:
        known = grid.heads.get(cell)
        if known is None:
            if cell.dims:
                found[cell] = UNKNOWN
        elif known <= FEW:
            found[cell] = SMALL if cell in grid.counted or not cell.dims else UNKNOWN
    return found | dict.fromkeys(grid.marked, SMALL)
