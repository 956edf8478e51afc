"""Anslagsbryggan: from the original budget over each decision to the budget that applies and the forecast.

The budget's versions and the decisions stand in reports (facts); the list of decisions that the kommun keeps
(store.underlag) adds what a report does not say: for how long, paid by what, and decisions that no report
has. A decision that stands in both is one decision. What the decisions do not explain is a rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from metrics import Answer
from store.underlag import Decision

Fact = Mapping[str, Any]
"""A row of Store.table."""

ZERO = Decimal(0)
BUDGET = "kommunbidrag"


@dataclass(frozen=True, slots=True)
class Level:
    """A version of the budget, in kr. name: '2022:1', '' when the report gives none. fact: where it is."""

    name: str
    value: Decimal
    fact: Fact


@dataclass(frozen=True, slots=True)
class Change:
    """One decision, in kr. fact: where a report has it; row: where the kommun's list has it."""

    amount: Decimal
    decision: str
    fact: Fact | None
    row: Decision | None

    @property
    def duration(self) -> str:
        return self.row.duration if self.row else ""

    @property
    def financing(self) -> str:
        return self.row.financing if self.row else ""

    @property
    def purpose(self) -> str:
        return self.row.purpose if self.row else ""


@dataclass(frozen=True, slots=True)
class Life:
    """A budget's life in a year. first and last are the same when nothing changed, None when not reported.

    forecast: the nämnd's prognosavvikelse (plus is a surplus), when there is one.
    """

    year: int
    first: Level | None
    changes: tuple[Change, ...]
    last: Level | None
    forecast: Answer | None

    @property
    def decided(self) -> Decimal:
        """The sum of the decisions."""
        return sum((c.amount for c in self.changes), ZERO)

    @property
    def rest(self) -> Decimal:
        """What the budget changed by beyond the decisions; zero when it is not known at both ends."""
        if self.first is None or self.last is None:
            return ZERO
        return self.last.value - self.first.value - self.decided

    @property
    def end(self) -> Decimal | None:
        """What the forecast would need: the budget that applies minus the forecast deviation."""
        if self.last is None or self.forecast is None or self.forecast.value is None:
            return None
        return self.last.value - self.forecast.value


def life(
    facts: Iterable[Fact], decisions: Iterable[Decision], namnd: str, year: int, forecast: Answer | None
) -> Life:
    """facts: those of the nämnd in every report of the year, oldest report first."""
    mine = [f for f in facts if f["year"] == year and not f["verksamhet"] and f["value"] is not None]
    levels = _levels([f for f in mine if f["measure"] == BUDGET and _is_plan(f)])
    told = [f for f in mine if f["measure"] == "tillaggsanslag"]
    listed = [d for d in decisions if d.namnd == namnd and d.year == year]
    first, last = (levels[0], levels[-1]) if levels else (None, None)
    return Life(year, first, tuple(changes(told, listed)), last, forecast)


def _is_plan(fact: Fact) -> bool:
    return bool(fact["scenario"] == "budget" and fact["horizon"] == "year")


def _levels(facts: Sequence[Fact]) -> list[Level]:
    """The versions in order; a version that is told again is the same, and so is one without a name."""
    found: dict[str, Level] = {}
    unnamed: list[Level] = []
    for fact in facts:
        level = Level(fact["basis"], fact["value"], fact)
        if level.name:
            found.setdefault(level.name, level)
        elif not unnamed or unnamed[-1].value != level.value:
            unnamed.append(level)
    return [found[name] for name in sorted(found, key=_version)] or unnamed


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", name))


def changes(told: Sequence[Fact], listed: Sequence[Decision]) -> list[Change]:
    """The decisions of reports with what the list says of them, then those that only the list has."""
    left = list(listed)
    found = []
    for fact in told:
        row = next((d for d in left if _same(fact, d)), None)
        if row is not None:
            left.remove(row)
        found.append(Change(fact["value"], fact["basis"], fact, row))
    return found + [Change(d.amount, d.decision, None, d) for d in left]


def _same(fact: Fact, row: Decision) -> bool:
    """The same nämnd, amount and paragraph; a list that does not say the paragraph is taken at its amount."""
    told, listed = (_paragraph(text) for text in (str(fact["basis"]), row.decision))
    own = bool(fact["namnd"] == row.namnd and fact["value"] == row.amount)
    return own and (not told or not listed or told == listed)


def _paragraph(text: str) -> str:
    found = re.search(r"§\s*(\d+)", text)
    return found[1] if found else ""
