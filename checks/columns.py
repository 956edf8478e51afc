"""Columns of one row that are differences of others: avvikelse, förändring, prognosfel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checks._check import Check, Comparison, Context, Way
from checks._index import Index, Placed, nearest
from store.records import Scenario

Operands = tuple[Placed | None, Placed | None]
Finder = Callable[[Index, Placed, str], Operands]


def difference(stated: Placed, now: Placed | None, before: Placed | None, lacking: str) -> Comparison:
    """now − before against a printed difference; `lacking` says what is missing when one of them is."""
    parts = tuple(p for p in (now, before) if p)
    if now is None or before is None:
        return Comparison(stated, parts=parts, obstacle=lacking)
    if now.fact.unit != stated.fact.unit:
        return Comparison(stated, parts=parts, obstacle="Talen har inte samma enhet.")
    terms = ((1, now.interval), (-1, before.interval))
    return Comparison(stated, (Way(now.interval - before.interval, terms),), parts)


def against_budget(index: Index, stated: Placed, measure: str) -> Operands:
    """Utfall − budget of the same period; in a prognos column prognos − budget."""
    outcome = None
    for scenario in dict.fromkeys((stated.fact.scenario, Scenario.UTFALL, Scenario.PROGNOS)):
        if scenario != Scenario.BUDGET:
            outcome = outcome or index.find(stated, measure=measure, scenario=scenario)
    return outcome, index.find(stated, measure=measure, scenario=Scenario.BUDGET)


def _forecast_against_budget(index: Index, stated: Placed, measure: str) -> Operands:
    return (
        index.find(stated, measure=measure, scenario=Scenario.PROGNOS),
        index.find(stated, measure=measure, scenario=Scenario.BUDGET),
    )


def _outcome_against_forecast(index: Index, stated: Placed, measure: str) -> Operands:
    return (
        index.find(stated, measure=measure, scenario=Scenario.UTFALL),
        index.find(stated, measure=measure, scenario=Scenario.PROGNOS),
    )


def _forecast_against_previous(index: Index, stated: Placed, measure: str) -> Operands:
    return (
        index.find(stated, measure=measure, scenario=Scenario.PROGNOS),
        index.find(stated, measure=measure, scenario=Scenario.PROGNOS, fg=True),
    )


def budget_versions(index: Index, stated: Placed, measure: str) -> Operands:
    """The later and the earlier budget of the row: versions of one year, else the year and the one before."""
    this_year = _budgets(index, stated, measure, stated.fact.year)
    if len(this_year) == 2:
        return this_year[1], this_year[0]
    year_before = _budgets(index, stated, measure, stated.fact.year - 1)
    if len(this_year) == len(year_before) == 1:
        return this_year[0], year_before[0]
    return None, None


def _budgets(index: Index, stated: Placed, measure: str, year: int) -> list[Placed]:
    """One budget a version, in the order of the versions; of two tables the nearest to the stated number."""
    found = index.at(stated.key._replace(measure=measure, scenario=Scenario.BUDGET, year=year))
    same = [p for p in found if p.total == stated.total]
    versions = sorted({p.fact.basis for p in same})
    each = (nearest(stated, [p for p in same if p.fact.basis == basis]) for basis in versions)
    return [p for p in each if p]


def last_year(index: Index, stated: Placed, measure: str) -> Operands:
    """The column's own number, and the outcome of the same period the year before (prognos: the bokslut)."""
    now = index.find(stated, measure=measure)
    return now, index.find(stated, measure=measure, scenario=Scenario.UTFALL, year=stated.fact.year - 1)


def _change(index: Index, stated: Placed, measure: str) -> Operands:
    if stated.fact.scenario == Scenario.BUDGET:
        return budget_versions(index, stated, measure)
    return last_year(index, stated, measure)


def _compare(kind: str, operands: Finder, lacking: str) -> Callable[[Context], Iterator[Comparison]]:
    def compare(context: Context) -> Iterator[Comparison]:
        for stated, derived in context.index.derived(kind):
            if not derived.pct:
                yield difference(stated, *operands(context.index, stated, derived.measure), lacking)

    return compare


CHECKS = (
    Check(
        "avvikelse",
        "Avvikelsen är utfall minus budget",
        "Kolumnen Avvikelse = utfall − budget för samma period (i en prognoskolumn prognos − budget).",
        _compare("avvikelse", against_budget, "Utfall eller budget för samma rad och period saknas."),
    ),
    Check(
        "prognosavvikelse",
        "Prognosavvikelsen är prognos minus budget",
        "Kolumnen Prognosavvikelse = prognos för helåret − budget för helåret.",
        _compare("prognosavvikelse", _forecast_against_budget, "Prognos eller budget för samma rad saknas."),
    ),
    Check(
        "prognosfel",
        "Prognosfelet är bokslut minus prognos",
        "Bokslut − den prognos som gjordes i delårsrapporten.",
        _compare("prognosfel", _outcome_against_forecast, "Bokslut eller prognos för samma rad saknas."),
    ),
    Check(
        "prognosforandring",
        "Prognosförändringen är prognos minus föregående prognos",
        "Prognos − kolumnen Fg prognos.",
        _compare("prognosforandring", _forecast_against_previous, "Någon av prognoserna i raden saknas."),
    ),
    Check(
        "forandring",
        "Förändringen är skillnaden mellan två kolumner",
        "Mellan budgetversioner: den senare − den tidigare. Annars: talet − samma period året före.",
        _compare("forandring", _change, "De två tal som förändringen räknas mellan finns inte i samma rad."),
    ),
)
