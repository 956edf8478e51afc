"""Wholes and their parts: which numbers a total row claims to sum."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from checks import _derived
from checks._index import Index, Key, Missing, Placed, nearest, place
from checks._interval import ZERO, Interval

HOURS = ("timmar", "arsarbetare")
Column = tuple[Key, str]


@dataclass(slots=True)
class Tables:
    """The numbers of a report as wholes with their parts.

    verksamheter: (key of the nämnd's number, basis) -> its parts; namnder: (key of the kommun's number,
    basis) -> every number of a nämnd or verksamhet; expected: who has the measure, in any column.
    """

    index: Index
    verksamheter: dict[Column, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    namnder: dict[Column, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    expected: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    totals: dict[Column, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    namnd_codes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.namnd_codes = {p.key.namnd for p in self.index.placed if not p.total}
        for one in self.index.placed:
            if addable(one):
                self._add(one)
        for one in self.every_total():
            self._widen(one)

    def _add(self, one: Placed) -> None:
        (key, basis), sheet, measure = self.column(one), one.fact.sheet, one.key.measure
        if one.total:
            self.totals[key, basis].append(one)
        elif key.verksamhet:
            self.verksamheter[key._replace(verksamhet=""), basis].append(one)
            self.expected[sheet, key.namnd, measure].add(key.verksamhet)
        if key.namnd:
            self.namnder[key._replace(namnd="", verksamhet=""), basis].append(one)
            self.expected[sheet, "", measure].add(key.namnd)

    def column(self, one: Placed) -> Column:
        """Key and basis of a number. 'Summa stadsdelsnämnder' is no nämnd, but a total of nämnder."""
        group = one.total and one.key.namnd not in self.namnd_codes
        return one.key._replace(namnd="") if group else one.key, one.fact.basis

    def every_total(self) -> list[Placed]:
        """The total rows' numbers, those of nämnder before those of the kommun that sums them."""
        return sorted((t for found in self.totals.values() for t in found), key=lambda t: not t.key.namnd)

    def parts(self, stated: Placed) -> list[Placed]:
        """What a total sums: a nämnd's verksamheter, or the nämnder; [] when the report has none of them."""
        column = self.column(stated)
        if column[0].verksamhet:
            return []
        if column[0].namnd:
            return one_each(stated, self.verksamheter.get(column, []))
        parts = self._namnder(column, stated)
        block = self._block(stated, parts)
        return block if block and _off(stated, block) < _off(stated, parts) else parts

    def lacking(self, stated: Placed, parts: list[Placed]) -> list[Missing]:
        """Parts that have the measure in another column of their sheet, but not in this one."""
        column, sheet = self.column(stated), parts[0].fact.sheet
        namnd = column[0].namnd
        if not namnd and len(parts) < len(self._namnder(column, stated)):
            return []  # the total of a block, which claims nothing about the rest
        there = {p.key.verksamhet if namnd else p.key.namnd for p in parts}
        codes = sorted(self.expected[sheet, namnd, stated.key.measure] - there)
        return [Missing(namnd=namnd, verksamhet=c) if namnd else Missing(namnd=c) for c in codes]

    def _namnder(self, column: Column, stated: Placed) -> list[Placed]:
        """For each nämnd its own number, or, when the table has none, its verksamheter."""
        by_namnd: dict[str, list[Placed]] = defaultdict(list)
        for one in _same_sheet(stated, self.namnder.get(column, [])):
            by_namnd[one.key.namnd].append(one)
        parts: list[Placed] = []
        for found in by_namnd.values():
            own = nearest(stated, [p for p in found if not p.key.verksamhet])
            parts += [own] if own else one_each(stated, found)
        return sorted(parts, key=place)

    def _block(self, stated: Placed, parts: list[Placed]) -> list[Placed]:
        """The parts between the total above and this: a table may have both 'Summa nämnder' and 'Totalt'."""
        totals = self.totals[self.column(stated)]
        above = max((place(t) for t in totals if place(t) < place(stated)), default=("", 0, (0, 0)))
        return [p for p in parts if above < place(p) < place(stated)]

    def _widen(self, stated: Placed) -> None:
        """A total that adds the printed parts has their rounding in it, not one of its own."""
        parts = self.parts(stated)
        added = sum((p.interval for p in parts), ZERO)
        if parts and added.mid == stated.value and added.half > stated.interval.half:
            stated.interval = Interval(added.mid, added.low, added.high)


def addable(one: Placed) -> bool:
    """Amounts, hours and full-time posts add up; percentages, prices and counts of persons do not."""
    derived = _derived.parse(one.key.measure)
    if derived is not None:
        return one.fact.unit == "kr" and not derived.pct and derived.kind in _derived.WORDS
    return one.fact.unit in ("kr", *HOURS)


def one_each(stated: Placed, found: list[Placed]) -> list[Placed]:
    """One number for each verksamhet: of two tables that both have it, the one nearest to the total."""
    each: dict[str, list[Placed]] = defaultdict(list)
    for one in _same_sheet(stated, found):
        each[one.key.verksamhet].append(one)
    return sorted((p for same in each.values() if (p := nearest(stated, same))), key=place)


def _same_sheet(stated: Placed, found: list[Placed]) -> list[Placed]:
    return [p for p in found if p.fact.sheet == stated.fact.sheet] or found


def _off(stated: Placed, parts: list[Placed]) -> Decimal:
    return abs(sum((p.value for p in parts), Decimal(0)) - stated.value)
