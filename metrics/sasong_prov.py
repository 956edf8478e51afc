"""How well the säsongsprognos would have done: tried on years that are over, with what was known then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrics import evaluate
from metrics.sasong import Season, seasons
from store import Store


@dataclass(frozen=True, slots=True)
class Trial:
    """One nämnd and report of a year that is over; amounts of nettokostnad in kr.

    own: what the nämnd itself forecast then, or None. naive: the period as if each month cost the same.
    """

    namnd: str
    report: str
    outcome: Decimal
    season: Season
    own: Decimal | None

    @property
    def naive(self) -> Decimal:
        return (self.season.period * 12 / self.season.month).quantize(Decimal(1))

    @property
    def inside(self) -> bool | None:
        """Whether the outcome fell in the interval; None when there was none."""
        low, high = self.season.low, self.season.high
        return None if low is None or high is None else low <= self.outcome <= high


def trials(store: Store, kommun: str, *, variant: str) -> list[Trial]:
    """Every nämnd, every delårsrapport of the years whose bokslut is known, oldest first."""
    ended = evaluate(store, f"nettokostnad_bokslut_{variant}", kommun)
    outcome = {(a.namnd, a.year): a.value for a in ended if a.namnd and a.value}
    return [
        _trial(season, report, outcome[season.namnd, season.year])
        for report in sorted(r["report"] for r in store.reports(kommun))
        for season in seasons(store, kommun, report, variant=variant).values()
        if (season.namnd, season.year) in outcome and season.value is not None
    ]


def _trial(season: Season, report: str, outcome: Decimal) -> Trial:
    return Trial(season.namnd, report, outcome, season, season.own.value if season.own else None)


def error_pct(pairs: Iterable[tuple[Decimal | None, Decimal]]) -> Decimal | None:
    """The sum of the misses through the sum of the outcomes, in percent; None without any.

    pairs: (forecast, outcome) in kr; those without a forecast do not count.
    """
    known = [(said, came) for said, came in pairs if said is not None]
    if not known:
        return None
    missed = sum((abs(came - said) for said, came in known), Decimal(0))
    return missed / sum((abs(came) for _, came in known), Decimal(0)) * 100


def coverage(tried: Sequence[Trial]) -> tuple[int, int]:
    """(outcomes that fell inside the interval, trials that had one)."""
    said = [t.inside for t in tried if t.inside is not None]
    return sum(said), len(said)
