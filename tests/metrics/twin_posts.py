"""What is known on a date, post by post: the lower half of the twin (see twin.py). Plain loops over facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from store.records import Fact

SUMMABLE = ("kr", "antal", "timmar", "arsarbetare")
HOURS_AND_COUNTS = (
    "sjuktimmar", "sjuktimmar_lang", "ordinarie_timmar", "avgangar", "rekryteringar", "timavlonade_timmar",
    "overtidstimmar",
)  # fmt: skip


@dataclass(frozen=True)
class Submission:
    id: str
    report: str
    published_at: dt.datetime
    superseded_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    facts: tuple[Fact, ...] = ()

    def counts(self, report: str, as_of: dt.datetime) -> bool:
        ends = [t for t in (self.superseded_at, self.withdrawn_at) if t is not None]
        return self.report <= report and self.published_at <= as_of and all(t > as_of for t in ends)


class Cell(NamedTuple):
    fact: Fact
    submission: str
    report: str
    nr: int

    @property
    def id(self) -> str:
        return f"{self.submission}.{self.nr}"

    @property
    def vintage(self) -> str:
        return "" if self.fact.scenario != "prognos" else self.fact.basis or self.report

    @property
    def rank(self) -> tuple[object, ...]:
        f = self.fact
        return (f.role == "own", self.report, f.basis, self.submission, f.horizon == "year", -self.nr)


@dataclass
class Amount:
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    lacks: set[tuple[object, ...]] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    vintage: str = ""


class Place(NamedTuple):
    namnd: str
    verksamhet: str
    year: int
    month: int
    horizon: str
    matt: str = ""


@dataclass
class Post:
    """One measure in one place: its parts' cells, and what is missing of it."""

    cells: dict[str, list[Cell]]
    lacks: set[tuple[object, ...]]
    gap: str = ""
    own: bool = True  # not a sum over verksamheter

    @property
    def there(self) -> bool:
        return bool(self.cells) and not self.lacks


Rule = Callable[[dict[str, Post]], "list[str] | None"]
"""Post by measure -> the measures to add, None when those needed are not there."""


class Known:
    """The facts of the submissions that count."""

    def __init__(self, submissions: Iterable[Submission], report: str, as_of: dt.datetime) -> None:
        self.report = report
        self.cells = [
            Cell(fact, s.id, s.report, nr)
            for s in submissions
            if s.counts(report, as_of)
            for nr, fact in enumerate(s.facts)
        ]

    # -- cells ---------------------------------------------------------------------------------------------

    def best(self, cells: Iterable[Cell], *keys: str) -> list[Cell]:
        """Of the cells with the same keys, the one that counts."""
        found: dict[tuple[object, ...], Cell] = {}
        for cell in cells:
            key = tuple(getattr(cell.fact, k) for k in keys)
            if key not in found or cell.rank > found[key].rank:
                found[key] = cell
        return list(found.values())

    def all_of(self, measure: str, scenario: str, namnd: str, year: int) -> list[Cell]:
        return [
            c for c in self.cells
            if (c.fact.measure, c.fact.scenario) == (measure, scenario)
            if (c.fact.namnd, c.fact.year) == (namnd, year)
        ]  # fmt: skip

    def vintages(self, measures: Iterable[str], staff: bool, scenario: str, place: Place) -> set[str]:
        return {
            c.vintage
            for m in measures
            for c in self.all_of(m, scenario, place.namnd, place.year)
            if self.in_place(c, place) and self.in_time(c, place, staff, m)
        }

    def in_place(self, cell: Cell, place: Place) -> bool:
        if place.verksamhet:
            return cell.fact.verksamhet == place.verksamhet
        return bool(place.namnd) or cell.fact.verksamhet == ""

    def in_time(self, cell: Cell, place: Place, staff: bool, measure: str) -> bool:
        """True when the cell can be part of an answer about January to place.month."""
        f = cell.fact
        if not staff and (f.kon, f.alder, f.anstallningsform) != ("", "", ""):
            return False
        if f.horizon == "month":
            return staff and measure in HOURS_AND_COUNTS and f.month == place.month
        return f.month == place.month and (f.horizon == "period" or f.month == 12)

    def one_part(self, measure: str, scenario: str, place: Place, vintage: str, staff: bool) -> Post | None:
        """The cells of one verksamhet (or of the nämnd itself) that make up the amount."""
        cells = [
            c for c in self.all_of(measure, scenario, place.namnd, place.year)
            if c.fact.verksamhet == place.verksamhet and c.vintage == vintage
        ]  # fmt: skip
        direct = [c for c in cells if c.fact.horizon != "month" and self.in_time(c, place, staff, measure)]
        if direct:
            chosen = coarsest(self.best(direct, "kon", "alder", "anstallningsform"))
            reasons = [
                f"{c.fact.status}|{c.fact.sheet}!{c.fact.cell}" for c in chosen if c.fact.value is None
            ]
            return Post({place.verksamhet: chosen}, set(), min(reasons, default=""))
        months = [c for c in cells if c.fact.horizon == "month" and staff and measure in HOURS_AND_COUNTS]
        return self.by_month(months, place) if any(c.fact.month == place.month for c in months) else None

    def by_month(self, cells: list[Cell], place: Place) -> Post:
        months = {
            m: coarsest(
                self.best([c for c in cells if c.fact.month == m], "kon", "alder", "anstallningsform")
            )
            for m in range(1, 13)
        }
        fullest: dict[int, int] = {}
        for chosen in months.values():
            if chosen:
                fullest[pattern(chosen[0])] = max(fullest.get(pattern(chosen[0]), 0), len(chosen))
        gaps = [
            m for m in range(1, place.month + 1)
            if not months[m]
            or len([c for c in months[m] if c.fact.value is not None]) < fullest[pattern(months[m][0])]
        ]  # fmt: skip
        used = [c for m in range(1, place.month + 1) for c in months[m]]
        return Post({place.verksamhet: used}, set(), f"manader|{gaps}" if gaps else "")

    # -- posts ---------------------------------------------------------------------------------------------

    def posts(
        self, measures: list[str], scenario: str, place: Place, vintage: str, staff: bool
    ) -> dict[str, Post]:
        """Each measure with its cells and gaps: the nämnd's own, else the sum of its verksamheter."""
        found = {m: p for m in measures if (p := self.raw(m, scenario, place, vintage, staff))}
        used = {m: p for m, p in found.items() if m not in ("resultat", "nettokostnad")} or found
        reports = {c.report for p in used.values() for cells in p.cells.values() for c in cells}
        every = {m: self.elsewhere(m, place, reports) for m in measures}
        gaps = {m: self.gaps(m, scenario, place, found.get(m), every[m]) for m in measures}
        none = Post({}, set())
        return {m: replace(found.get(m, none), lacks=gaps[m]) for m in measures}

    def raw(self, measure: str, scenario: str, place: Place, vintage: str, staff: bool) -> Post | None:
        own = self.one_part(measure, scenario, place, vintage, staff)
        if own or place.verksamhet or not place.namnd:
            return own
        names = sorted(
            {c.fact.verksamhet for c in self.all_of(measure, scenario, place.namnd, place.year)} - {""}
        )
        parts = {
            v: p
            for v in names
            if (p := self.one_part(measure, scenario, place._replace(verksamhet=v), vintage, staff))
        }
        if not parts:
            return None
        gaps = "\n".join(f"{v}|{p.gap}" for v, p in parts.items() if p.gap)
        return Post({v: p.cells[v] for v, p in parts.items()}, set(), gaps, own=False)

    def elsewhere(self, measure: str, place: Place, reports: set[str]) -> set[str]:
        """The verksamheter with the measure in any column of those reports about this year or the last."""
        return {
            c.fact.verksamhet
            for c in self.cells
            if c.fact.measure == measure and c.fact.namnd == place.namnd and c.report in reports
            if c.fact.year in (place.year - 1, place.year)
        }

    def gaps(
        self, measure: str, scenario: str, place: Place, found: Post | None, expected: set[str]
    ) -> set[tuple[object, ...]]:
        def lack(part: str, gap: str = "|") -> tuple[object, ...]:
            why, where = gap.split("|")
            entity = part or place.verksamhet
            return (
                measure,
                scenario,
                place.year,
                place.month,
                place.horizon,
                place.namnd,
                entity,
                why,
                where,
            )

        if found is None:
            missing = place.verksamhet in expected or (expected and not place.verksamhet)
            return {lack("")} if missing else set()
        if place.verksamhet in found.cells:
            return {lack("", found.gap)} if found.gap else set()
        gaps = {part: gap for part, _, gap in (line.partition("|") for line in found.gap.split("\n") if line)}
        lacks = {lack(part, gap) for part, gap in gaps.items()}
        lacks |= {lack(part) for part in expected - set(found.cells) - {""}}
        units = {c.fact.unit for cells in found.cells.values() for c in cells}
        return lacks if units <= set(SUMMABLE) and len(units) == 1 else lacks | {lack("", "procent|")}

    def leaf(
        self, measures: list[str], rule: Rule, scenario: str, place: Place, vintage: str = "",
        *, sign: int = 1, staff: bool = False,
    ) -> Amount | None:  # fmt: skip
        """One nämnd (or verksamhet). rule: which measures to add, None when those needed are not there."""
        if scenario == "prognos" and vintage not in self.vintages(measures, staff, scenario, place):
            return None
        posts = self.posts(measures, scenario, place, vintage, staff)
        if not any(p.cells for p in posts.values()):
            return None
        wanted = rule(posts)
        if wanted is None:
            return None
        lacks = {lack for m in wanted for lack in posts[m].lacks}
        cells = [c for m in wanted for part in posts[m].cells.values() for c in part]
        if lacks:
            return Amount(None, lacks=lacks, vintage=vintage)
        value = sum((c.fact.value for c in cells if c.fact.value is not None), Decimal(0)) * sign
        half = sum((c.fact.step for c in cells), Decimal(0)) / 2
        return Amount(
            value, value - half, value + half, set(), {c.id for c in cells}, {c.fact.unit for c in cells},
            vintage,
        )  # fmt: skip


def pattern(cell: Cell) -> int:
    f = cell.fact
    return bool(f.kon) + 2 * bool(f.alder) + 4 * bool(f.anstallningsform)


def coarsest(cells: list[Cell]) -> list[Cell]:
    """The total when there is one, else by kön, else by ålder ..."""
    least = min((pattern(c) for c in cells), default=0)
    return [c for c in cells if pattern(c) == least]
