"""Säsongsprognos: what the full year becomes if it goes on as in earlier years, beside the nämnd's forecast.

The share of the year that used to fall by now is the sum of the earlier periods through the sum of their full
years (never a mean of percentages). The interval is where a new year would fall nine times of ten if its
share is drawn like the earlier ones (Student's t): few years give a wide interval, a single one gives none.
Source of the method: Malmö stad, årsredovisning 2014, avsnittet Prognossäkerhet; of the interval: the usual
prediction interval for one further observation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrics import Answer, evaluate
from store import Store

MOST_YEARS = 5
"""How many earlier years speak at most: older habits say little of today's."""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier year: what the same period cost, and the whole year. Both in kr, above zero.

    sources: the answers that say so, the period's first.
    """

    year: int
    period: Decimal
    whole: Decimal
    sources: tuple[Answer, ...] = ()

    @property
    def share(self) -> Decimal:
        """The part of the year's net cost that fell in the period, 0.64 for 64 %."""
        return self.period / self.whole


@dataclass(frozen=True, slots=True)
class Season:
    """A säsongsprognos in kr. `own`: the nämnd's forecast of the same thing, if it has made one.

    value is None when nothing can be said; `why` then says why, in Swedish. low and high: None with one year.
    """

    namnd: str
    year: int
    month: int
    now: Answer
    past: tuple[Past, ...]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    own: Answer | None
    why: str = ""

    @property
    def period(self) -> Decimal:
        """What the period has cost, in kr."""
        assert self.now.value is not None
        return self.now.value

    @property
    def gap(self) -> Decimal | None:
        """Säsongsprognosen minus the nämnd's own forecast: plus is a higher cost than the nämnd says."""
        own = self.own.value if self.own else None
        return None if own is None or self.value is None else self.value - own

    @property
    def outside(self) -> bool:
        """True when the nämnd's own forecast lies outside the interval."""
        own = self.own.value if self.own else None
        if own is None or self.low is None or self.high is None:
            return False
        return not self.low <= own <= self.high


def seasons(
    store: Store, kommun: str, report: str, *, variant: str, most_years: int = MOST_YEARS
) -> dict[str, Season]:
    """nämnd -> its säsongsprognos of nettokostnad for the report's year, as known when the report was made.

    variant: which nettokostnad, as in settings. most_years: 1 to MOST_YEARS. Empty for a report of a whole
    year: nothing is left to foresee.
    """
    year, month = int(report[:4]), int(report[5:])
    if not 0 < month < 12:
        return {}
    period = _by_place(evaluate(store, f"nettokostnad_{variant}", kommun, report=report), month)
    whole = _by_place(evaluate(store, f"nettokostnad_bokslut_{variant}", kommun, report=report), 12)
    own = _by_place(
        evaluate(store, f"nettokostnad_prognos_{variant}", kommun, report=report, years=[year]), 12
    )
    now = {namnd: a for (namnd, y), a in period.items() if y == year and a.value is not None}
    return {
        namnd: _season(answer, _past(namnd, year, period, whole, most_years), own.get((namnd, year)))
        for namnd, answer in now.items()
    }


_Answers = Mapping[tuple[str, int], Answer]


def _by_place(answers: Iterable[Answer], month: int) -> dict[tuple[str, int], Answer]:
    return {(a.namnd, a.year): a for a in answers if a.month == month and a.namnd and not a.verksamhet}


def _past(namnd: str, year: int, period: _Answers, whole: _Answers, most: int) -> list[tuple[Answer, Answer]]:
    """(period, full year) of the years before, newest first, where both are known and above zero."""
    found = []
    for before in range(year - 1, year - 1 - most, -1):
        part, all_year = period.get((namnd, before)), whole.get((namnd, before))
        if part and all_year and (part.value or 0) > 0 and (all_year.value or 0) > 0:
            found.append((part, all_year))
    return found


def _season(now: Answer, past: Sequence[tuple[Answer, Answer]], own: Answer | None) -> Season:
    assert now.value is not None
    years = tuple(Past(p.year, p.value or Decimal(0), w.value or Decimal(0), (p, w)) for p, w in past)
    why = "" if years else "Inget tidigare år har både samma period och ett bokslut."
    if now.value <= 0:
        why = "Nettokostnaden hittills är inte större än noll."
    value = low = high = None
    if not why:
        value, low, high = expected(now.value, years)
    return Season(now.namnd, now.year, now.month, now, years, value, low, high, own, why)


def expected(period: Decimal, past: Sequence[Past]) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """(value, low, high) of the full year in kr, whole kronor. Raises ValueError without earlier years."""
    if not past:
        raise ValueError("a säsongsprognos needs an earlier year")
    share = share_of(past)
    margin = _margin([p.share for p in past])
    low = _kronor(period / (share + margin)) if margin is not None else None
    high = _kronor(period / (share - margin)) if margin is not None and margin < share else None
    return _kronor(period / share), low, high


@dataclass(frozen=True, slots=True)
class PeriodBudget:
    """A full-year budget shared out by the pattern of earlier years: computed, not reported. A cost is +."""

    plan: Answer  # the year's budget
    past: tuple[Past, ...]

    @property
    def value(self) -> Decimal:
        assert self.plan.value is not None
        return _kronor(self.plan.value * share_of(self.past))


def period_budgets(
    store: Store, kommun: str, report: str, seasons_of: Mapping[str, Season], *, variant: str
) -> dict[str, PeriodBudget]:
    """nämnd -> its budget for the period, where the reports give one for the full year only.

    seasons_of: what `seasons` said of the same report.
    """
    year = int(report[:4])
    told = evaluate(store, f"nettokostnad_budget_{variant}", kommun, report=report, years=[year])
    plans = evaluate(store, f"nettokostnad_arsbudget_{variant}", kommun, report=report, years=[year])
    given = {a.namnd for a in told if a.value is not None}
    return {
        a.namnd: PeriodBudget(a, seasons_of[a.namnd].past)
        for a in plans
        if a.value and a.namnd in seasons_of and a.namnd not in given and seasons_of[a.namnd].past
    }


def share_of(past: Sequence[Past]) -> Decimal:
    """The part of the year's net cost that fell in the period, over several years summed."""
    return sum((p.period for p in past), Decimal(0)) / sum((p.whole for p in past), Decimal(0))


_T90 = ("6.3138", "2.9200", "2.3534", "2.1318")
"""Student's t, two-sided 90 %, for 1, 2, 3 and 4 degrees of freedom: MOST_YEARS is five."""


def _margin(shares: Sequence[Decimal]) -> Decimal | None:
    """Half the width of the interval of the share, or None for one year, which has no spread."""
    n = len(shares)
    if n < 2:
        return None
    middle = sum(shares, Decimal(0)) / n
    variance = sum(((x - middle) ** 2 for x in shares), Decimal(0)) / (n - 1)
    return Decimal(_T90[n - 2]) * (variance * (1 + Decimal(1) / n)).sqrt()


def _kronor(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1))
