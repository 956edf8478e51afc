"""What the page Prognoser asks: the seasons of the chosen report, and the record of earlier forecasts."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from metrics.sasong import Season, seasons
from metrics.sasong_prov import Trial, trials
from metrics.traffsakerhet import Hit, hits
from pages._desk import Desk


class Look:
    """One reader's view of the forecasts."""

    def __init__(self, desk: Desk):
        self.desk = desk
        self.kommun_name: str = desk.store.name("kommun", "", desk.kommun)
        self._variant: str = desk.filters.settings.nettokostnad_variant

    def name(self, namnd: str) -> str:
        """The nämnd's name as it is shown."""
        return str(self.desk.store.name("namnd", self.desk.kommun, namnd))

    @cached_property
    def seasons(self) -> list[Season]:
        """The seasons that have a value, the most underestimated first; those without a forecast last."""
        found = _seasons(*self._asked, self.desk.report, self._variant).values()
        return sorted((s for s in found if s.value is not None), key=_by_gap)

    def stands_out(self, season: Season) -> bool:
        """Outside the interval, by so much that the kommun's own limit says it matters."""
        own = season.own.value if season.own else None
        if not season.outside or not own or season.gap is None:
            return False
        return abs(season.gap) / abs(own) * 100 >= Decimal(str(self.desk.filters.settings.yellow_pct))

    @cached_property
    def hits(self) -> list[Hit]:
        """Every forecast of the years that are over."""
        return _hits(*self._asked, self.desk.report)

    @cached_property
    def trials(self) -> list[Trial]:
        """The säsongsprognos tried on the years that are over."""
        return _trials(*self._asked, self._variant)

    @property
    def _asked(self) -> tuple[Any, int, str]:
        return self.desk.store, self.desk.store.generation, self.desk.kommun


def _by_gap(season: Season) -> tuple[bool, Decimal]:
    return season.gap is None, -(season.gap or Decimal(0))


@lru_cache(maxsize=64)
def _seasons(store: Any, _generation: int, kommun: str, report: str, variant: str) -> dict[str, Season]:
    return seasons(store, kommun, report, variant=variant)


@lru_cache(maxsize=64)
def _hits(store: Any, _generation: int, kommun: str, report: str) -> list[Hit]:
    return hits(store, kommun, report)


@lru_cache(maxsize=16)
def _trials(store: Any, _generation: int, kommun: str, variant: str) -> list[Trial]:
    return trials(store, kommun, variant=variant)
