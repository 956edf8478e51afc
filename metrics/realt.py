"""Real terms, per inhabitant and per målgrupp: nominal amounts through tables that the kommun has loaded.

    real = nominal x PKV(base year) / PKV(year), both of one edition
    per person = nominal / the number of persons of that year

A missing index or a missing population gives no value and says what is missing: never another year's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import swedish
from store.underlag import People, PkvRow


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of PKV: year -> its row."""

    name: str
    rows: dict[int, PkvRow]

    def index(self, year: int) -> Decimal | None:
        row = self.rows.get(year)
        return row.index if row else None


@dataclass(frozen=True, slots=True)
class Group:
    """A målgrupp: ages in whole years, both inclusive; high None: and older. (0, None): everyone."""

    low: int = 0
    high: int | None = None

    @property
    def name(self) -> str:
        """`invånare`, `80 år och äldre`, `1–5 år`."""
        if self == EVERYONE:
            return "invånare"
        if self.high is None:
            return f"{self.low} år och äldre"
        return f"{self.low} år" if self.low == self.high else f"{self.low}–{self.high} år"


EVERYONE = Group()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many a group is in a year. rows: what was added up; none, and `why`, when it cannot be said."""

    count: int | None
    rows: tuple[People, ...] = ()
    why: str = ""

    @property
    def date(self) -> str:
        """The day of the count, ISO."""
        return self.rows[0].date if self.rows else ""


def editions(rows: Sequence[PkvRow]) -> list[Edition]:
    """Every edition that is loaded, the latest loaded first."""
    names = list(dict.fromkeys(row.edition for row in rows))
    return [Edition(n, {r.year: r for r in rows if r.edition == n}) for n in reversed(names)]


def real(nominal: Decimal, edition: Edition, year: int, base: int) -> Decimal | None:
    """The amount in the base year's prices, in öre; None when one of the indices is missing."""
    then, now = edition.index(year), edition.index(base)
    return None if not then or not now else (nominal * now / then).quantize(Decimal("0.01"))


def no_index(edition: Edition, *years: int) -> str:
    """Which of the years the edition lacks, in Swedish, or ''."""
    lacks = [str(year) for year in dict.fromkeys(years) if edition.index(year) is None]
    return f"PKV saknas för {' och '.join(lacks)} i upplagan {edition.name}" if lacks else ""


def counted(people: Sequence[People], year: int, group: Group = EVERYONE) -> Counted:
    """How many the group was that year: its own row, else rows whose ages together are exactly the group."""
    told = [p for p in people if p.year == year]
    if not told:
        return Counted(None, why=f"befolkning saknas för {year}")
    chosen = _exactly(told, group)
    if chosen is None:
        return Counted(None, why=f"befolkningen {year} är inte uppdelad så att {group.name} kan räknas")
    return Counted(sum(p.count for p in chosen), tuple(chosen))


def _exactly(told: Sequence[People], group: Group) -> list[People] | None:
    if group == EVERYONE and (whole := [p for p in told if p.low is None]):
        return whole[:1]
    aged = [p for p in told if p.low is not None]
    return _tiled(aged, group.low, group.high)


def _tiled(rows: Sequence[People], low: int, high: int | None) -> list[People] | None:
    """Rows that follow on each other from `low` to `high`; wide ones are tried first."""
    here = sorted((p for p in rows if p.low == low), key=lambda p: (p.high is not None, -(p.high or 0)))
    for row in here:
        if row.high == high:
            return [row]
        if row.high is None or (high is not None and row.high > high):
            continue
        if (after := _tiled(rows, row.high + 1, high)) is not None:
            return [row, *after]
    return None


def groups(people: Sequence[People]) -> list[Group]:
    """The målgrupper that the table's own rows name, the youngest first."""
    found = {Group(p.low, p.high) for p in people if p.low is not None}
    return sorted(found - {EVERYONE}, key=lambda g: (g.low, g.high is None, g.high or 0))


def per_person(nominal: Decimal, count: Counted) -> Decimal | None:
    """kr a person, in öre; None when the number of persons is not known."""
    return (nominal / count.count).quantize(Decimal("0.01")) if count.count else None


def about(count: Counted) -> str:
    """`121 345 invånare 31 december 2024`-like: the number and its date, for the reader."""
    day = swedish.date(_day(count.date)) if count.date else ""
    return f"{swedish.number(count.count)} ({day})" if count.count is not None else count.why


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
