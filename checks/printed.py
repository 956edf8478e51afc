"""Changes and shares that the report printed: percentages, and the nettokostnadsutveckling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks._check import Check, Comparison, Context, Way
from checks._derived import UTVECKLING, Derived
from checks._index import Index, Missing, Placed
from checks._interval import Interval, percent_change, percent_of
from checks._text import Writer
from checks.columns import against_budget, budget_versions, last_year
from checks.posts import zero_or
from store.records import Scenario, Severity

_LACKING = "De två tal som ändringen räknas mellan finns inte i rapporten."
_ZERO = "Talet att jämföra med är noll eller avrundas till noll."
Netto = tuple[Interval, tuple[Placed, ...]]


def _percent_changes(context: Context) -> Iterator[Comparison]:
    for kind in ("forandring", "avvikelse"):
        for stated, derived in context.index.derived(kind):
            if derived.pct:
                yield _percent(stated, *_operands(context.index, stated, derived))


def _operands(index: Index, stated: Placed, derived: Derived) -> tuple[Placed | None, Placed | None]:
    if derived.kind == "avvikelse":
        return against_budget(index, stated, derived.measure)
    if stated.fact.scenario == Scenario.BUDGET:
        return budget_versions(index, stated, derived.measure)
    return last_year(index, stated, derived.measure)


def _percent(stated: Placed, now: Placed | None, before: Placed | None) -> Comparison:
    parts = tuple(p for p in (now, before) if p)
    if now is None or before is None:
        return Comparison(stated, parts=parts, obstacle=_LACKING)
    return Comparison(stated, _change_ways(now.interval, before.interval), parts, obstacle=_zero(now, before))


def _change_ways(now: Interval, before: Interval) -> tuple[Way, ...]:
    """A change from a cost, a negative number, is printed either way: +2 % grew, or −2 % unfavourable."""
    change = percent_change(now, before)
    ways = [Way(change, change=(now, before))]
    if change and before.mid < 0:
        ways.append(Way(-change, change=(now, before), note=" Minus betyder här att kostnaden ökar."))
    return tuple(ways)


def _zero(now: Placed, before: Placed) -> str:
    return _ZERO if percent_change(now.interval, before.interval) is None else ""


def _utveckling(context: Context) -> Iterator[Comparison]:
    for stated, derived in context.index.derived(UTVECKLING):
        now, before = _netto_now(context.index, stated), _netto_before(context.index, stated)
        if now is None or before is None:
            yield Comparison(stated, obstacle=_why_not(context, stated, derived))
        elif derived.pct:
            zero = "" if percent_change(now[0], before[0]) else _ZERO
            yield Comparison(stated, _change_ways(now[0], before[0]), (*now[1], *before[1]), zero)
        else:
            yield Comparison(stated, (_netto_change(now[0], before[0]),), (*now[1], *before[1]))


def _netto_change(now: Interval, before: Interval) -> Way:
    return Way(now - before, ((1, now), (-1, before)))


def _netto_now(index: Index, stated: Placed) -> Netto | None:
    return _netto(index, stated, stated.fact.scenario, stated.fact.year)


def _netto_before(index: Index, stated: Placed) -> Netto | None:
    """The year before is always an outcome, also for a forecast: prognos helår against bokslut."""
    return _netto(index, stated, Scenario.UTFALL, stated.fact.year - 1)


def _netto(index: Index, stated: Placed, scenario: str, year: int) -> Netto | None:
    """The nettokostnad as a positive cost: −(intäkter + kostnader + buffert), else the printed one."""

    def find(measure: str) -> Placed | None:
        return index.find(stated, measure=measure, scenario=scenario, year=year)

    income, cost, buffer = find("intakter"), find("kostnader"), find("buffert")
    if income and cost:
        parts = tuple(p for p in (income, cost, buffer) if p)
        return -(income.interval + cost.interval + zero_or(buffer)), parts
    netto = find("nettokostnad")
    return (netto.interval if netto.value > 0 else -netto.interval, (netto,)) if netto else None


def _why_not(context: Context, stated: Placed, derived: Derived) -> str:
    entity = context.names.entity(stated.fact)
    lacking = context.lacks(Missing(measure="intakter"), Missing(measure="kostnader"))
    text = f"{lacking} för {entity}, nu och året före, finns inte i rapporten: talet går inte att räkna fram."
    return text + (_whole_namnd(context, stated) if stated.key.verksamhet and not derived.pct else "")


def _whole_namnd(context: Context, stated: Placed) -> str:
    """What the table of the whole nämnd would give: another number, shown so that nobody mixes them up."""
    whole = replace(stated, key=stated.key._replace(verksamhet=""))
    now, before = _netto_now(context.index, whole), _netto_before(context.index, whole)
    if now is None or before is None:
        return ""
    name = context.names.namnd(stated.key.namnd)
    way, writer = _netto_change(now[0], before[0]), Writer(stated, (*now[1], *before[1]))
    assert way.result is not None
    formula = f"{writer.sum(way.terms)} = {writer.amount(way.result.mid)}"
    return f" För {name} i sin helhet blir det {formula}, men det är ett annat mått."


def _sjukfranvaro(context: Context) -> Iterator[Comparison]:
    for stated in context.index.of("sjukfranvaro"):
        sick, ordinary = (context.index.beside(stated, m) for m in ("sjuktimmar", "ordinarie_timmar"))
        if sick and ordinary:
            share = percent_of(sick.interval, ordinary.interval)
            way = Way(share, share=(sick.interval, ordinary.interval))
            yield Comparison(stated, (way,), (sick, ordinary), "" if share else _ZERO)


CHECKS = (
    Check(
        "procent",
        "Procentuell förändring",
        "(talet ÷ talet det jämförs med − 1), räknat på de tryckta talens avrundningsintervall.",
        _percent_changes,
    ),
    Check(
        "nettokostnadsutveckling",
        "Nettokostnadens utveckling mot föregående år",
        "Nettokostnad (intäkter + kostnader + buffert) − samma period året före, i kr eller procent.",
        _utveckling,
        # a report may leave out posts in this number without saying so in the table
        severity=Severity.WARNING,
    ),
    Check(
        "sjukfranvaro",
        "Sjukfrånvaron är sjuktimmar genom ordinarie tid",
        "Sjukfrånvaro i procent = sjukfrånvarotimmar ÷ sammanlagd ordinarie arbetstid, i samma kolumn.",
        _sjukfranvaro,
    ),
)
