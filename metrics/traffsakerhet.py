"""Prognosfel over the years: how near the bokslut the forecasts came, per nämnd and time of the year.

Prognosfel is bokslut minus the forecast of resultat that a delårsrapport made during the year; plus is better
than forecast. It cannot fully judge the forecasting, because nämnder act on a forecast: say so beside it.
Source: Malmö stad, årsredovisning 2014, avsnittet Prognossäkerhet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrics import Answer, evaluate, series
from store import Store

NEAR_PCT = Decimal(1)
"""A forecast has hit when it missed by at most so many percent of the kommunbidrag."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One forecast of a year that is over, in kr. bidrag: the year's kommunbidrag, None when not reported."""

    namnd: str
    year: int
    vintage: str  # 'YYYY-MM', the report that the forecast is from
    forecast: Answer
    outcome: Answer
    bidrag: Decimal | None

    @property
    def error(self) -> Decimal:
        """Bokslut minus forecast."""
        assert self.outcome.value is not None and self.forecast.value is not None
        return self.outcome.value - self.forecast.value

    @property
    def error_pct(self) -> Decimal | None:
        """In percent of the kommunbidrag."""
        return self.error / abs(self.bidrag) * 100 if self.bidrag else None

    @property
    def near(self) -> bool | None:
        """Whether it hit; None without a kommunbidrag to measure against."""
        return None if self.error_pct is None else abs(self.error_pct) <= NEAR_PCT


@dataclass(frozen=True, slots=True)
class Record:
    """Several forecasts together, in kr. bias: the mean error (plus: the forecasts were too dark).
    spread: the mean size of the error. near of judged hit within NEAR_PCT.
    """

    count: int
    bias: Decimal
    spread: Decimal
    near: int
    judged: int


def hits(store: Store, kommun: str, report: str | None = None) -> list[Hit]:
    """Every forecast that a delårsrapport made of a year whose bokslut is known, oldest first."""
    outcome, bidrag, plan = (
        _by_year(evaluate(store, key, kommun, report=report))
        for key in ("resultat_bokslut", "kommunbidrag_bokslut", "kommunbidrag_arsbudget")
    )
    found = []
    for said in series(store, "resultat_prognos", kommun, report=report):
        place = (said.namnd, said.year)
        if said.namnd and said.value is not None and place in outcome and _during(said):
            given = bidrag.get(place) or plan.get(place)
            found.append(Hit(*place, said.vintage, said, outcome[place], given.value if given else None))
    return sorted(found, key=lambda h: (h.year, h.vintage))


def _by_year(answers: Iterable[Answer]) -> dict[tuple[str, int], Answer]:
    return {(a.namnd, a.year): a for a in answers if a.namnd and a.value is not None}


def _during(said: Answer) -> bool:
    """A forecast made in December or later foresees nothing."""
    return f"{said.year}-00" < said.vintage < f"{said.year}-12"


def record(made: Sequence[Hit]) -> Record | None:
    """What several forecasts say together; None without any."""
    if not made:
        return None
    judged = [h.near for h in made if h.near is not None]
    bias = sum((h.error for h in made), Decimal(0)) / len(made)
    spread = sum((abs(h.error) for h in made), Decimal(0)) / len(made)
    return Record(len(made), bias, spread, sum(judged), len(judged))
