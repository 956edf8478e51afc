"""Book: the sums that answer a question, and what each leaf of a metric is in a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from metrics._found import Found, Lack, agree, negative, nothing, total
from metrics._model import Metric
from metrics._terms import PROGNOS, Leaf, Pick
from store.select import Catalogue, Sum

ADDITIVE = {"kr", "antal", "timmar", "arsarbetare"}
"""Units that may be summed over nämnder and verksamheter. Percentages never are."""


class Place(NamedTuple):
    """Where and when: namnd '' is the kommun, verksamhet '' the whole nämnd, matt '' unless it is a mått."""

    matt: str
    namnd: str
    verksamhet: str
    year: int
    month: int


Vintages = dict[str, dict[str, Sum]]
"""Vintage ('' when it is no forecast) -> measure -> its sum."""


class Book:
    """Sums in, leaves out. `own`: what stands for the entities themselves; `parts`: what theirs add up to."""

    def __init__(
        self,
        metric: Metric,
        catalogue: Catalogue,
        report: str,
        own: Iterable[Sum],
        parts: Iterable[Sum],
        valid: Callable[[str, int], bool],
    ) -> None:
        self.horizon = str(metric.horizon)
        self._metric, self._catalogue, self._report, self._valid = metric, catalogue, report, valid
        self._sums: dict[tuple[Place, str], Vintages] = {}
        for row in (*parts, *own):
            self._add(row)

    def _add(self, row: Sum) -> None:
        matt, measure = (row.measure, "matt:") if row.measure.startswith("matt:") else ("", row.measure)
        place = Place(matt, row.namnd, row.verksamhet, row.year, row.month)
        self._sums.setdefault((place, row.scenario), {}).setdefault(row.vintage, {})[measure] = row

    @cached_property
    def places(self) -> set[Place]:
        """All places that have anything."""
        return {place for place, _ in self._sums}

    def vintages(self, leaf: Leaf, place: Place) -> list[str]:
        """The forecasts that are known of a place, oldest first."""
        return sorted(v for v in self._known(leaf, place) if not v.startswith("fg:"))

    def leaf(self, leaf: Leaf, place: Place, vintage: str = "") -> Found | None:
        """The amount; None when nobody reports it. vintage: the forecast to use, '' as leaf.pick says."""
        own = self._one(leaf, place, vintage)
        if place.namnd or (own and own.value is not None):
            return own
        return self._kommun(leaf, place, vintage) or own

    def reported(self, leaf: Leaf, place: Place, vintage: str) -> Sum | None:
        """The report's own figure, for exactly this place."""
        known = self._known(leaf, place)
        chosen = (vintage or _pick(leaf, known, place.year, "")) if leaf.scenario == PROGNOS else ""
        found = known.get(chosen or "", {}).get(leaf.quantity.posts[0])
        return found if found and found.parts == [""] else None

    def _known(self, leaf: Leaf, place: Place) -> Vintages:
        """What there is of the leaf's measures, by vintage."""
        there = self._sums.get((_then(leaf, place), leaf.scenario), {})
        return {v: sums for v, sums in there.items() if not sums.keys().isdisjoint(leaf.quantity.measures)}

    def _one(self, leaf: Leaf, place: Place, vintage: str) -> Found | None:
        known = self._known(leaf, place)
        chosen = _pick(leaf, known, place.year, vintage) if leaf.scenario == PROGNOS else ""
        if chosen is None or chosen not in known:
            return None
        return _Posts(leaf, _then(leaf, place), self.horizon, known[chosen], self._catalogue).found(chosen)

    def _kommun(self, leaf: Leaf, place: Place, vintage: str) -> Found | None:
        """The sum over the nämnder, of one and the same forecast; those that lack it are named."""
        namnder = self._needed(leaf, place)
        if leaf.scenario == PROGNOS:
            vintage = vintage or self._common(leaf, [place._replace(namnd=n) for n in namnder])
        found = {n: self._one(leaf, place._replace(namnd=n), vintage) for n in namnder}
        if not any(found.values()):
            return None
        horizon = self.horizon
        sums = total(f or nothing(lack_of(leaf, place._replace(namnd=n), horizon)) for n, f in found.items())
        units = {u for f in found.values() if f and f.value is not None for u in f.units}
        if not units <= ADDITIVE or len(units) > 1:
            return nothing(lack_of(leaf, place, horizon)._replace(why="procent"))
        return _with(sums, tuple(namnder), vintage)

    def _common(self, leaf: Leaf, places: list[Place]) -> str:
        """The newest forecast that any of the places has."""
        newest = leaf if leaf.pick != Pick.BEFORE else Leaf(leaf.quantity, leaf.scenario, leaf.shift)
        return max((_pick(newest, self._known(newest, p), p.year, "") or "" for p in places), default="")

    def _needed(self, leaf: Leaf, place: Place) -> list[str]:
        """The nämnder in the kommun's sum: who reports any of the metric's measures about its years."""
        leaves = list(self._metric.value.leaves())
        measures = [place.matt] if place.matt else [m for x in leaves for m in x.quantity.measures]
        found = {
            namnd
            for shift in {x.shift for x in leaves}
            for namnd in self._catalogue.namnder(measures, place.year + shift, self._report, place.verksamhet)
        }
        return sorted(n for n in found if self._valid(n, place.year + leaf.shift))


class _Posts:
    """One leaf in one place: which of its posts are there, which are missing, and what they make together."""

    def __init__(
        self, leaf: Leaf, place: Place, horizon: str, sums: dict[str, Sum], catalogue: Catalogue
    ) -> None:
        self._leaf, self._place, self._horizon, self._catalogue = leaf, place, horizon, catalogue
        self._years = (place.year - 1, place.year)
        posts = [m for m in leaf.quantity.posts if m in sums] or [leaf.quantity.reported]
        self._reports = {r for m in posts if m in sums for r in sums[m].reports}
        self._lacks = {m: list(self._lacking(m, sums.get(m))) for m in leaf.quantity.measures}
        self._got = {m: sums[m] for m in leaf.quantity.measures if m in sums and not self._lacks[m]}

    def found(self, vintage: str) -> Found | None:
        """The posts when those required are there, else the reported figure; None: not reported.

        Where both are there and agree within their rounding, the reported one: it was rounded only once.
        """
        quantity = self._leaf.quantity
        told = None
        if quantity.reported in self._got:
            told = self._made((quantity.reported, *quantity.extra), vintage)
        if all(any(m in self._got for m in group) for group in quantity.required):
            made = self._made(quantity.posts, vintage)
            return told if told and self._as_close() and agree(made, told) else made
        if told:
            return told
        lacking = [*quantity.posts, *([quantity.reported] if quantity.reported else [])]
        possible = all(any(m in self._got or self._lacks[m] for m in group) for group in quantity.required)
        if possible or self._lacks.get(quantity.reported):
            return _with(nothing(*(x for m in lacking for x in self._lacks[m])), (), vintage)
        return None

    def _as_close(self) -> bool:
        """False when the reported figure is a sum over verksamheter and the posts are the nämnd's own."""
        own = {m for m, found in self._got.items() if found.parts == [""]}
        return self._leaf.quantity.reported in own or not all(
            own.intersection(group) for group in self._leaf.quantity.required
        )

    def _made(self, measures: tuple[str, ...], vintage: str) -> Found:
        """The sum of the measures, without a value when one of them is missing."""
        there = [self._got[m] for m in measures if m in self._got]
        gaps = [nothing(*self._lacks[m]) for m in measures if self._lacks[m]]
        made = total([*(_of(s) for s in there), *gaps])
        parts = tuple(sorted({p for s in there for p in s.parts if p}))
        return _with(negative(made) if self._leaf.quantity.sign < 0 else made, parts, vintage)

    def _lacking(self, measure: str, found: Sum | None) -> Iterator[Lack]:
        """What is missing of one post: itself, or parts of its sum that the same report has elsewhere."""
        if found and found.parts == [""]:
            return
        known = [text.split("|", 2) for text in found.lacks] if found else []
        yield from (self._lack(measure, part, why, where) for part, why, where in known)
        if any(part == "" for part, _, _ in known):
            return
        what = self._place.matt or measure
        expected = self._catalogue.parts(self._place.namnd, what, self._reports, self._years)
        if found:
            told = {*found.parts, *(part for part, _, _ in known), ""}
            yield from (self._lack(measure, part) for part in sorted(expected - told))
            if not (set(found.units) <= ADDITIVE and len(found.units) == 1):
                yield self._lack(measure, "", "procent")
        elif self._place.verksamhet in expected or (expected and not self._place.verksamhet):
            yield self._lack(measure, "")

    def _lack(self, measure: str, part: str, why: str = "", where: str = "") -> Lack:
        place = self._place
        return Lack(
            place.matt or measure, self._leaf.scenario, place.year, place.month, self._horizon,
            place.namnd, part or place.verksamhet, why, where,
        )  # fmt: skip


def lack_of(leaf: Leaf, place: Place, horizon: str) -> Lack:
    """Says that a whole leaf is missing."""
    then = _then(leaf, place)
    what = then.matt or leaf.quantity.name
    return Lack(what, leaf.scenario, then.year, then.month, horizon, then.namnd, then.verksamhet)


def _then(leaf: Leaf, place: Place) -> Place:
    return place._replace(year=place.year + leaf.shift) if leaf.shift else place


def _of(found: Sum) -> Found:
    assert found.value is not None
    half = found.step / 2
    return Found(
        found.value, found.value - half, found.value + half, (), tuple(found.facts), frozenset(found.reports),
        frozenset(found.units), frozenset(found.throughs) - {""},
    )  # fmt: skip


def _with(found: Found, parts: tuple[str, ...], vintage: str) -> Found:
    return replace(found, parts=parts, vintage=vintage)


def _pick(leaf: Leaf, known: Vintages, year: int, base: str) -> str | None:
    """The vintage that a leaf asks for among those known; `base`: the one to use, or to be before."""
    plain = [v for v in known if not v.startswith("fg:")]
    if leaf.pick == Pick.DURING and not base:
        return max((v for v in plain if f"{year}-01" <= v <= f"{year}-11"), default=None)
    newest = base or max(plain, default=None)
    if leaf.pick != Pick.BEFORE or newest is None:
        return newest
    column = f"fg:{newest}"
    return column if column in known else max((v for v in plain if v < newest), default=None)
