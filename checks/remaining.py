"""What is left of a budget, and how much of it is used: against the outcome that stands in the same row."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Check, Comparison, Context, Way
from checks._index import Index, Placed
from checks._interval import percent_of
from store.records import Horizon, Scenario

_LACKING = "Utfall eller budget för samma rad saknas."
_ZERO = "Budgeten är noll eller avrundas till noll."
_TURNED = " Plus betyder här att det finns budget kvar."


def _remaining(context: Context) -> Iterator[Comparison]:
    for stated, derived in context.index.derived("kvar"):
        budget = context.index.find(stated, measure=derived.measure, scenario=Scenario.BUDGET)
        outcome = _outcome(context, stated, derived.measure)
        if not budget or not outcome:
            yield Comparison(stated, parts=tuple(p for p in (budget, outcome) if p), obstacle=_LACKING)
        elif budget.fact.unit != stated.fact.unit or outcome.fact.unit != stated.fact.unit:
            yield Comparison(stated, parts=(budget, outcome), obstacle="Talen har inte samma enhet.")
        else:
            yield Comparison(stated, tuple(_differences(budget, outcome)), (budget, outcome))


def _differences(budget: Placed, outcome: Placed) -> Iterator[Way]:
    """Of a cost, a negative number, what is left is printed either way: −40 of it, or 40 left to use."""
    terms = ((1, budget.interval), (-1, outcome.interval))
    yield Way(budget.interval - outcome.interval, terms)
    if budget.value < 0:
        turned = ((-1, budget.interval), (1, outcome.interval))
        yield Way(outcome.interval - budget.interval, turned, note=_TURNED)


def _outcome(context: Context, stated: Placed, measure: str) -> Placed | None:
    """The outcome so far: up to the report's month for a budget of the whole year."""
    month = int(context.report.report[5:] or 0)
    times = ((stated.key.month, stated.key.horizon), (month, Horizon.PERIOD))
    found = (
        context.index.find(stated, measure=measure, scenario=Scenario.UTFALL, month=m, horizon=str(h))
        for m, h in times
    )
    return next((p for p in found if p), None)


def _used(context: Context) -> Iterator[Comparison]:
    for stated, derived in context.index.derived("forbrukning"):
        outcome = context.index.find(stated, measure=derived.measure, scenario=Scenario.UTFALL)
        budgets = _budgets(context.index, stated, derived.measure)
        parts = tuple(p for p in (outcome, *budgets) if p)
        if not outcome or not budgets:
            yield Comparison(stated, parts=parts, obstacle=_LACKING)
            continue
        ways = tuple(
            Way(percent_of(outcome.interval, b.interval), share=(outcome.interval, b.interval))
            for b in budgets
        )
        yield Comparison(stated, ways, parts, "" if any(w.result for w in ways) else _ZERO)


def _budgets(index: Index, stated: Placed, measure: str) -> list[Placed]:
    """The budget of the whole year, which is the usual one to use of; then that of the same time."""
    times = dict.fromkeys(((12, str(Horizon.YEAR)), (stated.key.month, stated.key.horizon)))
    found = (
        index.find(stated, measure=measure, scenario=Scenario.BUDGET, month=m, horizon=h) for m, h in times
    )
    return [p for p in found if p]


CHECKS = (
    Check(
        "kvar",
        "Kvar att förbruka är budget minus utfall",
        "Kolumnen Kvar att förbruka = budget − utfall så långt.",
        _remaining,
    ),
    Check(
        "forbrukning",
        "Förbrukningen är utfall genom budget",
        "Förbrukning i procent = utfall ÷ budget för helåret (eller för samma period), räknat på de tryckta "
        "talens avrundningsintervall.",
        _used,
    ),
)
