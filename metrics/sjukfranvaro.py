"""Sjukfrånvaro as the law asks for it: seven measures, by hours; month by month and twelve months rolling.

Hours are summed over groups, months and nämnder before anything is divided. Where only a percentage is
reported it is shown as reported, for exactly what it was reported for; it is never part of a sum. What may
not be shown is left out (metrics.sekretess). Analyses, not declarations: see sjukfranvaro in personal.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from metrics import sekretess
from metrics._lattice import Cell
from store import Store, select, staff

SICK, SHORT, LONG, PLANNED = "sjuktimmar", "sjuktimmar_kort", "sjuktimmar_lang", "ordinarie_timmar"
MEASURES = (SICK, SHORT, LONG, PLANNED, "sjukfranvaro", "sjukfranvaro_lang")
PERCENT_ONLY = "kan inte beräknas: procenttal räknas inte ihop"
NO_HOURS = "timmar saknas"
HUNDRED = Decimal(100)


class Group(NamedTuple):
    """Which employees; everyone when both are ''."""

    kon: str = ""
    alder: str = ""


EVERYONE = Group()


@dataclass(frozen=True, slots=True)
class Hours:
    """A sum of hours and the cells that it was made from."""

    value: Decimal
    facts: tuple[str, ...] = ()
    throughs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rate:
    """value: in percent, or None and `why` (Swedish). reported: as the report prints it, not worked out."""

    top: Hours | None
    bottom: Hours | None
    value: Decimal | None
    why: str = ""
    reported: bool = False
    fact: str = ""
    throughs: frozenset[str] = frozenset()

    @property
    def withheld(self) -> bool:
        return self.why in sekretess.WORDS.values()


@dataclass(frozen=True, slots=True)
class Statutory:
    """One of the seven. part, whole: names of the hours that are divided; key: for links and tests."""

    key: str
    label: str
    group: Group
    long: bool = False


SEVEN = (
    Statutory("total", "Total sjukfrånvaro", Group()),
    Statutory("lang", "Långtid, 60 dagar eller mer, av all sjukfrånvaro", Group(), long=True),
    Statutory("kvinnor", "Kvinnor", Group("K")),
    Statutory("man", "Män", Group("M")),
    Statutory("unga", "29 år eller yngre", Group(alder="-29")),
    Statutory("mellan", "30–49 år", Group(alder="30-49")),
    Statutory("aldre", "50 år eller äldre", Group(alder="50-")),
)


@dataclass(slots=True)
class Ledger:
    """A kommun's hours as a report knows them."""

    kommun: str
    silence: sekretess.Silence
    rows: staff.Hours
    _sums: dict[Any, Hours | None] = field(default_factory=dict)

    def namnder(self, year: int, group: Group = EVERYONE) -> tuple[str, ...]:
        """The nämnder that the kommun's hours of a year are summed over."""
        found = self.silence.namnder if group == EVERYONE else self.silence.expected
        return tuple(sorted(found.get(year, ())))

    def withheld(self, namnd: str, group: Group, year: int, *, long: bool = False) -> str:
        """Why a figure may not be shown, in Swedish; ''."""
        cell = Cell(namnd, "", group.kon, group.alder)
        return sekretess.WORDS.get(self.silence.why(cell, year, long=long), "")

    def hours(
        self, what: str, namnd: str, group: Group, year: int, month: int, *, alone: bool
    ) -> Hours | None:
        """January to a month, or one month alone; None when something of it is not reported."""
        key = (what, namnd, group, year, month, alone)
        if key not in self._sums:
            self._sums[key] = self._hours(what, namnd, group, year, month, alone)
        return self._sums[key]

    def _hours(self, what: str, namnd: str, group: Group, year: int, month: int, alone: bool) -> Hours | None:
        if found := self._own(what, namnd, group, year, month, alone):
            return found
        if not alone and (
            found := added(self.hours(what, namnd, group, year, m, alone=True) for m in range(1, month + 1))
        ):
            return found
        if what == SICK and (
            found := added(self.hours(w, namnd, group, year, month, alone=alone) for w in (SHORT, LONG))
        ):
            return found
        if namnd:
            return None
        return added(self.hours(what, n, group, year, month, alone=alone) for n in self.namnder(year, group))

    def _own(self, what: str, namnd: str, group: Group, year: int, month: int, alone: bool) -> Hours | None:
        """The row itself, else the sum over the groups that it is divided in."""
        rows = self.rows.of(what, namnd)
        row = rows.get((*group, year, month, alone))
        if row:
            return _one(row)
        for parts in _divided(group):
            found = added(_one(rows.get((*p, year, month, alone))) for p in parts)
            if found:
                return found
        return None


def added(parts: Iterator[Hours | None]) -> Hours | None:
    """The sum; None when one is missing, or there are none."""
    found = list(parts)
    if not found or any(p is None for p in found):
        return None
    real = [p for p in found if p is not None]
    return Hours(
        sum((p.value for p in real), Decimal(0)),
        tuple(f for p in real for f in p.facts),
        frozenset().union(*(p.throughs for p in real)),
    )


def _one(cell: staff.Cell | None) -> Hours | None:
    if cell is None or cell.value is None:
        return None
    return Hours(cell.value, (cell.fact,), frozenset({cell.through} - {""}))


def _divided(group: Group) -> Iterator[list[Group]]:
    """The ways in which a group is the sum of others."""
    kon = [group.kon] if group.kon else ["K", "M"]
    alder = [group.alder] if group.alder else ["-29", "30-49", "50-"]
    if not group.kon and not group.alder:
        yield [Group(k) for k in kon]
        yield [Group("", a) for a in alder]
    yield [Group(k, a) for k in kon for a in alder]


def ledger(store: Store, kommun: str, report: str) -> Ledger:
    """The hours of a kommun up to a report; kept for the generation."""
    return _ledger(store, store.generation, kommun, report)


@lru_cache(maxsize=32)
def _ledger(store: Store, _generation: int, kommun: str, report: str) -> Ledger:
    rows = staff.Hours(store, kommun, MEASURES, report, select.catalogue(store, kommun).dead)
    return Ledger(kommun, sekretess.silence(store, kommun), rows)


def statutory(book: Ledger, namnd: str, year: int, month: int) -> tuple[Rate, ...]:
    """The seven measures, January to `month`, of a nämnd ('' the kommun), in the order of SEVEN."""
    return tuple(rate(book, one, namnd, year, month) for one in SEVEN)


def rate(book: Ledger, one: Statutory, namnd: str, year: int, month: int, *, alone: bool = False) -> Rate:
    """One of the seven; alone: of that month only."""
    if why := book.withheld(namnd, one.group, year, long=one.long):
        return Rate(None, None, None, why)
    top = book.hours(LONG if one.long else SICK, namnd, one.group, year, month, alone=alone)
    bottom = book.hours(SICK if one.long else PLANNED, namnd, one.group, year, month, alone=alone)
    if top is None or bottom is None or not bottom.value:
        return _reported(book, one, namnd, year, month, alone)
    return Rate(top, bottom, top.value * HUNDRED / bottom.value, throughs=top.throughs | bottom.throughs)


def _reported(book: Ledger, one: Statutory, namnd: str, year: int, month: int, alone: bool) -> Rate:
    """The percentage that the report prints for exactly this; else what is missing."""
    measure = "sjukfranvaro_lang" if one.long else "sjukfranvaro"
    when = (*one.group, year, month, alone)
    row = book.rows.of(measure, namnd).get(when)
    if row and row.value is not None:
        return Rate(None, None, row.value, "", True, row.fact, frozenset({row.through} - {""}))
    below = not namnd and when in book.rows.every(measure)
    return Rate(None, None, None, PERCENT_ONLY if below else NO_HOURS)


class Point(NamedTuple):
    """A month of a curve; None where something is missing or left out."""

    year: int
    month: int
    total: Decimal | None
    short: Decimal | None
    long: Decimal | None


def monthly(book: Ledger, namnd: str, last: tuple[int, int], count: int = 36) -> list[Point]:
    """Each month alone, in percent of its ordinary hours, up to and including `last`."""
    return [_point(book, namnd, [when]) for when in before(last, count)]


def rolling(book: Ledger, namnd: str, last: tuple[int, int], count: int = 36) -> list[Point]:
    """The sum of twelve months' hours, ending in each month; a month that is missing breaks the curve."""
    return [_point(book, namnd, before(when, 12)) for when in before(last, count)]


def before(last: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """`count` months up to and including `last`, oldest first."""
    end = last[0] * 12 + last[1] - 1
    return [((end - i) // 12, (end - i) % 12 + 1) for i in range(count - 1, -1, -1)]


def _point(book: Ledger, namnd: str, months: list[tuple[int, int]]) -> Point:

    def hours(what: str) -> Decimal | None:
        found = of_months(book, what, namnd, months)
        return found.value if found else None

    whole = hours(PLANNED)

    def share(what: str) -> Decimal | None:
        part = hours(what)
        return part * HUNDRED / whole if part is not None and whole else None

    return Point(*months[-1], share(SICK), share(SHORT), share(LONG))


def of_months(book: Ledger, what: str, namnd: str, months: Sequence[tuple[int, int]]) -> Hours | None:
    """The hours of single months together; None when one is missing or may not be shown."""
    if why_months(book, what, namnd, months):
        return None
    return added(book.hours(what, namnd, Group(), year, month, alone=True) for year, month in months)


def why_months(book: Ledger, what: str, namnd: str, months: Sequence[tuple[int, int]]) -> str:
    """Why the hours may not be shown, in Swedish; ''."""
    asked = sorted({year for year, _ in months})
    reasons = (book.withheld(namnd, Group(), year, long=what in (LONG, SHORT)) for year in asked)
    return next(filter(None, reasons), "")


def cells(store: Store, kommun: str, hours: Hours) -> list[dict[str, Any]]:
    """The cells that a sum of hours was made of, as metrics.trace gives them."""
    return [sekretess.dressed(store, row) for row in select.sources(store, kommun, hours.facts)]
