"""Reorganised: a Book in which the years before a reorganisation are told in today's nämnder.

A leaf of a nämnd that did not exist is the sum of its predecessors' leaves, each times its share; so a ratio
is divided last, of sums, as always. The shares are those of data/codes. Where one is not known, or where the
amount cannot be added up (a percentage, a verksamhetsmått), there is no value and it is said why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from metrics._book import ADDITIVE, Book, Place, lack_of
from metrics._found import Found, nothing, total
from metrics._terms import PROGNOS, Leaf
from store import codes
from store.codes import Namnd, Verksamhet

UNKNOWN = "kan inte räknas om: ingen har publicerat hur stor del som gick vart"
NOT_ADDED = "kan inte räknas om: talet går inte att lägga ihop över nämnder"


class Unit(NamedTuple):
    """A nämnd (verksamhet '') or one of its verksamheter."""

    namnd: str
    verksamhet: str = ""


class Origin(NamedTuple):
    """What a unit was before: another unit through `last`, of which it got `share` (None: not known)."""

    unit: Unit
    share: Decimal | None
    last: int
    alone: bool  # it went to this unit only


@dataclass(frozen=True)
class History:
    """Who came before whom in a kommun, by data/codes."""

    kommun: str

    @cached_property
    def _origins(self) -> dict[Unit, list[Origin]]:
        found: dict[Unit, list[Origin]] = {}
        for row in self._rows:
            for new in row.successor if row.valid_to else ():
                unit = _unit(row)
                heir = Unit(new.code) if not unit.verksamhet else Unit(new.namnd or unit.namnd, new.code)
                origin = Origin(unit, new.share, int(row.valid_to), len(row.successor) == 1)
                found.setdefault(heir, []).append(origin)
        return found

    @property
    def _rows(self) -> tuple[Namnd | Verksamhet, ...]:
        return (*codes.namnder(self.kommun), *codes.verksamheter(self.kommun))

    @cached_property
    def _first(self) -> dict[Unit, int]:
        return {_unit(row): int(row.valid_from or 0) for row in self._rows}

    @cached_property
    def _last(self) -> dict[Unit, int]:
        return {_unit(row): int(row.valid_to or 9999) for row in self._rows}

    def exists(self, unit: Unit, year: int) -> bool:
        """Whether the unit was there that year; True when the lists do not say."""
        return self._first.get(unit, 0) <= year <= self._last.get(unit, 9999)

    def before(self, unit: Unit, year: int) -> list[Origin]:
        """What the unit of today was that year, in other units."""
        return [o for o in self._origins.get(unit, []) if year <= o.last]

    def ancestors(self, unit: Unit) -> set[Unit]:
        """Every unit that this one comes from, however far back."""
        direct = {o.unit for o in self._origins.get(unit, [])}
        return direct.union(*(self.ancestors(u) for u in direct))

    def heirs(self, unit: Unit) -> set[Unit]:
        """Every unit that has taken over from this one by shares that are known, however far on."""
        direct = {h for h, origins in self._origins.items() for o in origins if o.unit == unit and o.share}
        return direct.union(*(self.heirs(u) for u in direct))


def _unit(row: Namnd | Verksamhet) -> Unit:
    return Unit(row.namnd, row.code) if isinstance(row, Verksamhet) else Unit(row.code)


class Reorganised(Book):
    """Answers as Book does, but in today's organisation."""

    def __init__(self, history: History, *asked: Any) -> None:
        super().__init__(*asked)
        self._history = history

    @cached_property
    def places(self) -> set[Place]:
        """Also where only a predecessor has anything."""
        known = {place for place, _ in self._sums}
        return known | {new for place in known for new in self._later(place)}

    def _later(self, place: Place) -> Iterator[Place]:
        for heir in self._history.heirs(Unit(place.namnd, place.verksamhet)):
            if self._history.before(heir, place.year):
                yield place._replace(namnd=heir.namnd, verksamhet=heir.verksamhet)

    def vintages(self, leaf: Leaf, place: Place) -> list[str]:
        """Before the reorganisation: the forecasts that every predecessor has."""
        origins = self._history.before(Unit(place.namnd, place.verksamhet), place.year + leaf.shift)
        known = [set(self.vintages(leaf, _at(place, o.unit))) for o in origins]
        own = super().vintages(leaf, place)
        return sorted(set.intersection(*known).union(own)) if known else own

    def leaf(self, leaf: Leaf, place: Place, vintage: str = "") -> Found | None:
        """The amount in today's organisation; the nämnd's own figure where it has told it itself."""
        own = super().leaf(leaf, place, vintage)
        unit, year = Unit(place.namnd, place.verksamhet), place.year + leaf.shift
        origins = self._history.before(unit, year) if place.namnd else []
        if not origins or _retold(own, self._history.exists(unit, year), origins):
            return own
        found = [(o, self.leaf(leaf, _at(place, o.unit), self._vintage(leaf, place, vintage, origins)))
                 for o in origins]  # fmt: skip
        if not any(f for _, f in found):
            return own
        kept = self._kept(leaf, place, own) if self._history.exists(unit, year) else []
        moved = [self._moved(leaf, _at(place, o.unit), o, f) for o, f in found]
        return self._together(leaf, place, [*kept, *moved], origins, bool(kept))

    def _vintage(self, leaf: Leaf, place: Place, vintage: str, origins: Sequence[Origin]) -> str:
        if leaf.scenario != PROGNOS or vintage:
            return vintage
        return self._common(leaf, [_at(place, o.unit) for o in origins])

    def _kept(self, leaf: Leaf, place: Place, own: Found | None) -> list[Found]:
        """What the unit already had: it must be known too."""
        return [own or nothing(lack_of(leaf, place, self.horizon))]

    def _moved(self, leaf: Leaf, place: Place, origin: Origin, found: Found | None) -> Found:
        lack = lack_of(leaf, place, self.horizon)
        if origin.share is None:
            return nothing(lack._replace(why=UNKNOWN))
        return times(found, origin.share) if found else nothing(lack)

    def _together(
        self, leaf: Leaf, place: Place, found: Sequence[Found], origins: Sequence[Origin], kept: bool
    ) -> Found:
        made = total(found)
        renamed = len(origins) == 1 and origins[0].alone and not kept
        added = made.units <= ADDITIVE and len(made.units) <= 1 and not leaf.quantity.every
        if not added and not renamed:
            return nothing(lack_of(leaf, place, self.horizon)._replace(why=NOT_ADDED))
        return replace(made, parts=_names(origins, place))


def _names(origins: Iterable[Origin], place: Place) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.unit.verksamhet if place.verksamhet else o.unit.namnd for o in origins))


def _at(place: Place, unit: Unit) -> Place:
    return place._replace(namnd=unit.namnd, verksamhet=unit.verksamhet)


def _retold(own: Found | None, existed: bool, origins: Sequence[Origin]) -> bool:
    """Whether the unit has itself told of the years before, in reports from after the change."""
    if own is None or own.value is None:
        return False
    return not existed or min(own.reports, default="")[:4] > str(max(o.last for o in origins))


def times(found: Found, share: Decimal) -> Found:
    """A share of an amount, exactly; its bounds too."""
    value, low, high = (None if end is None else end * share for end in (found.value, found.low, found.high))
    return replace(found, value=value, low=low, high=high)
