"""What is known of a nämnd at a report: the material of the sentences that open its page.

The rules that make sentences of it (_says.py) see nothing else, so that each can be tried on a made-up nämnd.
Amounts are in kr. A `source` is an answer (its cells), an address, or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Given:
    """An amount and where it comes from. `vintage`: the report that it was foreseen in, 'YYYY-MM'."""

    value: Decimal
    source: Any = None
    vintage: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A verksamhet: its deviation from the year's budget (plus: cheaper), or its cost in a budget."""

    name: str
    value: Decimal
    source: Any = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the nämnd's resultat (`intakter`, `kostnader` ...), foreseen or closed, and as budgeted."""

    measure: str
    now: Given
    plan: Given


@dataclass(frozen=True, slots=True)
class Missed:
    """How forecasts of one month came out: the errors of so many years (plus: better than forecast)."""

    month: int
    errors: tuple[Decimal, ...]
    source: Any = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The nämnd's own words. `kind`: comment or uppdrag; `status` of the uppdrag in words."""

    kind: str
    text: str
    status: str = ""
    source: Any = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that is known; None, zero or empty is what is not.

    kind: period (a delårsrapport), year (closed), plan (a budget document). report: 'YYYY-MM'. through: the
    month that the period's figures reach.
    """

    name: str
    report: str
    kind: str
    unit: str = "mnkr"
    entity: str = "namnd"  # or post, bolag
    limit_pct: Decimal = Decimal("0.5")  # a deficit that is worth a word about what is done
    grant: Decimal | None = None  # kommunbidrag of the year
    forecast: Given | None = None  # against budget
    forecast_result: Given | None = None  # where no budget is known
    outcome: Given | None = None  # resultat of a closed year
    cost: Given | None = None  # nettokostnad of the year: foreseen, closed or budgeted
    cost_gap: Given | None = None  # its budget minus it: plus is cheaper
    cost_before: Given | None = None  # of the year before
    period_gap: Given | None = None
    period_result: Given | None = None
    period_cost: Given | None = None
    addition: Given | None = None  # tilläggsanslag
    parts: tuple[Part, ...] = ()
    posts: tuple[Post, ...] = ()
    change: Given | None = None  # of the forecast; vintage: the report before, '' when not known
    error: Given | None = None  # prognosfel; vintage: the forecast's report
    growth: Given | None = None  # of nettokostnad, in percent
    broken: int = 0  # checks of the report that do not agree
    broken_source: Any = None
    absent_from: str = ""  # the kommun's newest report of the same year, when the nämnd is not in it
    season_gap: Given | None = None  # säsongsprognos minus own forecast, when outside the pattern
    missed: Missed | None = None
    quote: Quote | None = None
    commented: bool = False  # the report has texts of the nämnd's own

    @property
    def year(self) -> int:
        return int(self.report[:4])

    @property
    def month(self) -> int:
        return int(self.report[5:])
