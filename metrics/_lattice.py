"""The groups that figures about staff are given for in one year, and the sums that hold between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from store.groups import Told

_DIMS = ("kon", "alder", "form")


class Cell(NamedTuple):
    """Whose figure: namnd '' is the kommun, verksamhet '' the nämnd; kon, alder and form '' everyone."""

    namnd: str = ""
    verksamhet: str = ""
    kon: str = ""
    alder: str = ""
    form: str = ""

    @property
    def dims(self) -> int:
        """In how many ways the employees are divided."""
        return sum(1 for part in self[2:] if part)

    @property
    def unit(self) -> tuple[str, str]:
        return self[:2]


class Equation(NamedTuple):
    """The parts sum to the whole."""

    whole: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Lattice:
    """cells: all that could be shown. heads: at least so many employees. counted: where a report says it.

    marked: those that a report itself calls secret. empty: those that seem to have nobody, so that a reader
    can take their figure to be 0; leaving it out hides no other. between: the equations between nämnder and
    verksamheter; of_units: those of them for everyone, of which long sick leave is told. namnder: those that
    make up the kommun that year.
    """

    cells: frozenset[Cell]
    equations: tuple[Equation, ...]
    between: tuple[Equation, ...]
    of_units: tuple[Equation, ...]
    heads: Mapping[Cell, Fraction]
    counted: frozenset[Cell]
    marked: frozenset[Cell]
    empty: frozenset[Cell]
    namnder: frozenset[str]


Spans = Mapping[str, tuple[int, int]]
"""namnd -> the first and last year that it exists."""


def lattice(rows: Iterable[Told], year: int, spans: Spans) -> Lattice:
    """From what is told of one year, one row a group."""
    kept = [r for r in rows if not r.namnd.startswith(("summa-", "total"))]
    told = [r for r in kept if r.told]
    groups = _groups(told)
    units = {(r.namnd, r.verksamhet) for r in told} | {("", "")}
    units |= {(namnd, "") for namnd, _ in units}
    cells = frozenset(
        Cell(*unit, *group)
        for unit in units
        for group in product(*(("", *g) for g in groups))
        if unit[0] or sum(map(bool, group)) < 2
    )
    sets = _sets({r.namnd for r in told} - {""}, year, spans)
    between = tuple(_between_units(units, cells, sets))
    inside = tuple(_inside(cells, units, groups))
    marked = frozenset(_cell(r) for r in kept if r.secret) & cells
    sizes = _sizes(kept)
    heads = _heads(sizes, cells, (*inside, *between))
    empty = _empty(sizes, frozenset(map(_cell, told)), inside, between)
    plain = tuple(e for e in between if not e.whole.dims)
    counted = frozenset(sizes[0])
    return Lattice(cells, (*inside, *between), between, plain, heads, counted, marked, empty, sets[0])


def _cell(row: Told) -> Cell:
    return Cell(row.namnd, row.verksamhet, row.kon, row.alder, row.form)


def _groups(rows: list[Told]) -> tuple[tuple[str, ...], ...]:
    """The values of kön, ålder and anställningsform; those that the law names are always there."""
    always: tuple[set[str], ...] = ({"K", "M"}, {"-29", "30-49", "50-"}, set())
    found = ({getattr(r, name) for r in rows} - {""} for name in _DIMS)
    return tuple(
        tuple(sorted(values | (law if values else set()))) for values, law in zip(found, always, strict=True)
    )


def _inside(
    cells: frozenset[Cell], units: set[tuple[str, str]], groups: tuple[tuple[str, ...], ...]
) -> Iterator[Equation]:
    """Each group of a unit is the sum over kön, over ålder, over form."""
    for unit, (place, values) in product(sorted(units), enumerate(groups)):
        others = [("", *g) if i != place else ("",) for i, g in enumerate(groups)]
        for group in product(*others):
            whole = Cell(*unit, *group)
            parts = tuple(whole._replace(**{_DIMS[place]: v}) for v in values)
            if parts and whole in cells and cells.issuperset(parts):
                yield Equation(whole, parts)


def _between_units(
    units: set[tuple[str, str]], cells: frozenset[Cell], sets: Iterable[frozenset[str]]
) -> Iterator[Equation]:
    """Each group of the kommun is the sum over its nämnder (each of `sets`), of a nämnd over verksamheter."""
    wholes = [("", tuple((n, "") for n in sorted(one))) for one in sets]
    for namnd in sorted({n for n, verksamhet in units if verksamhet}):
        wholes.append((namnd, tuple(sorted(u for u in units if u[0] == namnd and u[1]))))
    groups = sorted({c[2:] for c in cells})
    for (namnd, parts), group in product(wholes, groups):
        if parts and (whole := Cell(namnd, "", *group)) in cells:
            yield Equation(whole, tuple(Cell(*unit, *group) for unit in parts))


def _sets(told: set[str], year: int, spans: Spans) -> tuple[frozenset[str], ...]:
    """The nämnder that make up the kommun: those of the year; when they were redrawn, those of the next."""

    def of(when: int) -> frozenset[str]:
        ends = ((n, *spans.get(n, (0, 9999))) for n in told)
        return frozenset(n for n, first, last in ends if first <= when <= last)

    then, after = of(year), of(year + 1)
    redrawn = bool(then - after) and bool(after - then)
    return (then, after) if redrawn else (then,)


Sizes = tuple[dict[Cell, Fraction], dict[Cell, Fraction]]
"""How many they are: as reported, and by their hours."""


def _sizes(rows: list[Told]) -> Sizes:
    """The least that any report says."""
    reported: dict[Cell, Fraction] = {}
    by_hours: dict[Cell, Fraction] = {}
    for row in rows:
        for number, found in ((row.heads, reported), (row.posts, by_hours)):
            if number is not None:
                value = Fraction(number)
                found[_cell(row)] = min(found.get(_cell(row), value), value)
    return reported, by_hours


def _heads(sizes: Sizes, cells: frozenset[Cell], equations: tuple[Equation, ...]) -> dict[Cell, Fraction]:
    """The least that is known of how many they are: reported, else by their hours or as the sum of parts."""
    reported, by_hours = sizes
    known = by_hours | reported
    for whole, parts in sorted(equations, key=lambda e: (-e.whole.dims, e.whole.namnd == "")):
        least = sum((known.get(p, Fraction(0)) for p in parts), Fraction(0))
        if whole not in reported and any(p in known for p in parts):
            known[whole] = max(known.get(whole, least), least)
    return {c: n for c, n in known.items() if c in cells}


def _empty(
    sizes: Sizes, told: frozenset[Cell], inside: tuple[Equation, ...], between: tuple[Equation, ...]
) -> frozenset[Cell]:
    """Those that are counted as none, are no part of what is already everyone, or are alone not told of."""
    found = {cell for known in sizes for cell, number in known.items() if not number}
    coarse = sorted((*between, *inside), key=lambda e: (e.whole.dims, e.whole.unit))
    heard = set(told)
    for whole, parts in reversed(coarse):
        if not heard.isdisjoint(parts):
            heard.add(whole)
    for whole, parts in coarse:
        if whole in found:
            found.update(parts)
        elif len(heard.intersection(parts)) > 1 and whole.unit == parts[0].unit:
            found.update(p for p in parts if p not in heard)
        for known in sizes:
            found.update(_besides_all(whole, parts, known))
    return frozenset(found)


def _besides_all(whole: Cell, parts: tuple[Cell, ...], known: Mapping[Cell, Fraction]) -> Iterator[Cell]:
    """The parts for which nobody is left, since the others are as many as the whole; hours are not exact."""
    there = [known[p] for p in parts if p in known]
    if whole in known and there and sum(there) * 1_000_000 >= known[whole] * 999_999:
        yield from (p for p in parts if p not in known)


def without(equations: Iterable[Equation], empty: frozenset[Cell]) -> tuple[Equation, ...]:
    """The sums that remain of the equations when some groups are nobody."""
    left = (Equation(e.whole, tuple(p for p in e.parts if p not in empty)) for e in equations)
    return tuple(e for e in left if e.parts and e.whole not in empty)
