"""The metrics a second time: plain loops over a list of facts, slow and obvious, to hold against the SQL.

Nothing here is shared with metrics/ or store/select.py but the words for what is missing. An amount is None
when nobody reports it; its value is None when something of it is missing. twin_metrics.py has the formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from tests.metrics.twin_posts import SUMMABLE, Amount, Known, Place, Rule

BIDRAG = ("kommunbidrag", "kommuninterna_bidrag")


class Quantity(NamedTuple):
    name: str
    measures: list[str]
    rule: Rule
    sign: int = 1
    staff: bool = False


@dataclass(frozen=True)
class Case:
    """One question: what is known, and which nämnder the sum of the kommun needs."""

    known: Known
    valid: Callable[[str, int], bool]
    measures: tuple[str, ...]
    backs: tuple[int, ...]
    base: str = ""

    def needed(self, place: Place, then: Place) -> list[str]:
        measures = (place.matt,) if place.matt else self.measures
        found = {
            c.fact.namnd
            for c in self.known.cells
            if c.fact.namnd and c.fact.measure in measures
            if c.fact.year in [place.year - back for back in self.backs]
            if not place.verksamhet or c.fact.verksamhet == place.verksamhet
        }
        return sorted(n for n in found if self.valid(n, then.year))

    def take(
        self, q: Quantity, scenario: str, place: Place, *, back: int = 0, pick: str = "newest"
    ) -> Amount | None:
        """A quantity in a place: the nämnd's; the kommun's own, else the sum over the nämnder."""
        then = place._replace(year=place.year - back)
        own = self.one(q, scenario, then, pick, self.base)
        if place.namnd or (own and own.value is not None):
            return own
        places = [then._replace(namnd=n) for n in self.needed(place, then)]
        base = self.base
        if scenario == "prognos" and not base:
            how = "during" if pick == "during" else "newest"
            base = max((self.pick(q, p, how, "") or "" for p in places), default="")
        found = {p.namnd: self.one(q, scenario, p, pick, base) for p in places}
        if not any(found.values()):
            return own
        amounts = [a or self.absent(q, scenario, then._replace(namnd=n)) for n, a in found.items()]
        whole = plus(amounts)
        units = {u for a in amounts if a.value is not None for u in a.units}
        if len(units) > 1 or not units <= set(SUMMABLE):
            return self.absent(q, scenario, then, "procent")
        return replace(whole, vintage=base)

    def one(self, q: Quantity, scenario: str, then: Place, pick: str, base: str) -> Amount | None:
        vintage = self.pick(q, then, pick, base) if scenario == "prognos" else ""
        if vintage is None:
            return None
        measures = [then.matt] if then.matt else q.measures
        return self.known.leaf(measures, q.rule, scenario, then, vintage, sign=q.sign, staff=q.staff)

    def pick(self, q: Quantity, then: Place, pick: str, base: str) -> str | None:
        measures = [then.matt] if then.matt else q.measures
        all_of_them = self.known.vintages(measures, q.staff, "prognos", then)
        reports = sorted(v for v in all_of_them if not v.startswith("fg:"))
        if pick == "during" and not base:
            reports = [v for v in reports if v[:4] == str(then.year) and 1 <= int(v[5:]) <= 11]
        newest = base or (reports[-1] if reports else None)
        if pick != "before" or newest is None:
            return newest
        if f"fg:{newest}" in all_of_them:
            return f"fg:{newest}"
        earlier = [v for v in reports if v < newest]
        return earlier[-1] if earlier else None

    def absent(self, q: Quantity, scenario: str, then: Place, why: str = "") -> Amount:
        lack = (
            then.matt or q.name,
            scenario,
            then.year,
            then.month,
            then.horizon,
            then.namnd,
            then.verksamhet,
        )
        return Amount(None, lacks={(*lack, why, "")})

    def printed_vintage(self, measure: str, place: Place) -> str:
        """The newest forecast that prints a measure."""
        told = self.known.vintages([measure], False, "prognos", place)
        return max((v for v in told if not v.startswith("fg:")), default="")

    def own(self, measure: str, scenario: str, place: Place, vintage: str) -> Decimal | None:
        """The number that a report prints itself for exactly this."""
        post = self.known.one_part(measure, scenario, place, vintage if scenario == "prognos" else "", False)
        if post is None or post.gap:
            return None
        return sum((c.fact.value for cells in post.cells.values() for c in cells), Decimal(0))


def plus(amounts: list[Amount]) -> Amount:
    lacks = {lack for a in amounts for lack in a.lacks}
    facts = {f for a in amounts for f in a.facts}
    units = {u for a in amounts for u in a.units}
    vintage = next((a.vintage for a in amounts if a.vintage), "")
    if lacks:
        return Amount(None, lacks=lacks, facts=facts, units=units, vintage=vintage)
    value = sum((a.value for a in amounts if a.value is not None), Decimal(0))
    if any(a.low is None or a.high is None for a in amounts):  # a quotient whose divisor may be 0
        return Amount(value, None, None, set(), facts, units, vintage)
    low = sum((a.low for a in amounts if a.low is not None), Decimal(0))
    high = sum((a.high for a in amounts if a.high is not None), Decimal(0))
    return Amount(value, low, high, set(), facts, units, vintage)


def minus(left: Amount, right: Amount) -> Amount:
    value, low, high = (None if v is None else -v for v in (right.value, right.high, right.low))
    return plus([left, replace(right, value=value, low=low, high=high)])


def share(top: Amount, bottom: Amount, zero: set[tuple[object, ...]]) -> Amount:
    return _divided(top, bottom, zero, lambda t, b: t * 100 / b)


def growth(now: Amount, before: Amount, zero: set[tuple[object, ...]]) -> Amount:
    return _divided(now, before, zero, lambda n, b: (n - b) * 100 / abs(b))


def _divided(
    top: Amount, bottom: Amount, zero: set[tuple[object, ...]], formula: Callable[[Decimal, Decimal], Decimal]
) -> Amount:
    both = plus([top, bottom])
    if top.value is None or bottom.value is None:
        return replace(both, value=None, low=None, high=None)
    if bottom.value == 0:
        return replace(both, value=None, low=None, high=None, lacks=zero)
    assert top.low is not None and top.high is not None and bottom.low is not None and bottom.high is not None
    value = formula(top.value, bottom.value)
    if bottom.low <= 0 <= bottom.high:
        return replace(both, value=value, low=None, high=None)
    ends = [formula(t, b) for t in (top.low, top.high) for b in (bottom.low, bottom.high)]
    return replace(both, value=value, low=min(ends), high=max(ends))
