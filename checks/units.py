"""Plausible units: a table read in mnkr that is in tkr is a thousand times off last year and the budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import swedish
from checks._check import CODE, Check, Context
from checks._index import Placed
from checks._interval import Interval
from checks._text import Writer, column, upper
from checks.posts import POSTS
from store.records import REPORTED, Finding, Role, Scenario, Severity, Verdict

_LEAST, _MOST = Decimal(700), Decimal(1400)
_KNOWN = 20
"""A number of fewer rounding steps says too little about its size: 5 tkr may well become 1 998."""
_DIFFERENCES = ("resultat", "ackumulerat_resultat", "eget_kapital", "buffert")
"""What is left of large numbers may well grow a thousand times: only most of a column then tells."""
_MEASURES = (*POSTS, "nettokostnad", "resultat")
Pair = tuple[Placed, Interval]


def _columns(context: Context) -> Iterator[Finding]:
    columns: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    amounts = (p for p in context.index.placed if p.fact.unit == "kr" and _sized(p.interval, p))
    for one in amounts:
        reference = None if one.fact.measure.startswith(REPORTED) else _reference(context, one)
        if reference:
            columns[_column(one)].append((one, reference))
    for pairs in columns.values():
        yield _finding(context, pairs)


def _column(one: Placed) -> tuple[object, ...]:
    f = one.fact
    return f.sheet, f.scenario, f.basis, f.year, f.month, f.horizon


def _reference(context: Context, one: Placed) -> Interval | None:
    """The same number a year before, in the report or in the store; else the budget beside it."""
    find, before = context.index.find, one.fact.year - 1
    for found in (find(one, year=before, scenario=Scenario.UTFALL), find(one, year=before)):
        if found and _sized(found.interval, found):
            return found.interval
    budget = find(one, scenario=Scenario.BUDGET) if one.fact.scenario != Scenario.BUDGET else None
    sized = budget.interval if budget and _sized(budget.interval, budget) else None
    return _stored(context, one) or sized


def _stored(context: Context, one: Placed) -> Interval | None:
    """Last year's outcome from the store, for the nämnder's main rows only: enough to see a slip."""
    f = one.fact
    if one.total or f.verksamhet or f.role != Role.OWN or f.measure not in _MEASURES:
        return None
    then = context.stored(f, Scenario.UTFALL, f.year - 1)
    return then.interval if then and abs(then.interval.mid) >= _KNOWN * f.step else None


def _sized(number: Interval, one: Placed) -> bool:
    return bool(number.mid) and abs(number.mid) >= _KNOWN * one.fact.step


def _off(pair: Pair) -> bool:
    small, large = sorted((abs(pair[0].value), abs(pair[1].mid)))
    return _LEAST <= large / small <= _MOST


def _finding(context: Context, pairs: list[Pair]) -> Finding:
    off = _slipped(pairs)
    numbers = dict.fromkeys(one.ref for one, _ in off or pairs)
    verdict = Verdict.AVVIKER if off else Verdict.STAMMER
    fact = pairs[0][0].fact
    said = _slip(context, off, len(numbers)) if off else _fine(len(numbers))
    text = f"{upper(column(fact))} ({fact.sheet}): {said}"
    severity = Severity.WARNING if off else Severity.INFO
    return Finding(severity, CODE + "enhet", text, tuple(numbers), verdict=verdict)


def _slipped(pairs: list[Pair]) -> list[Pair]:
    """The numbers that are off by a thousand, if they are enough to say so."""
    off = [p for p in pairs if _off(p)]
    column = len(pairs) >= 3 and 2 * len(off) > len(pairs)
    return off if column or any(p.fact.measure not in _DIFFERENCES for p, _ in off) else []


def _fine(count: int) -> str:
    return f"{swedish.number(count)} tal har samma storleksordning som året före eller budgeten."


def _slip(context: Context, off: list[Pair], count: int) -> str:
    one, reference = off[0]
    larger = "större" if abs(one.value) > abs(reference.mid) else "mindre"
    writer = Writer(one, ())
    example = f"{context.names.entity(one.fact)}, {context.names.measure(one.fact.measure).lower()}"
    return (
        f"{swedish.number(count)} tal är ungefär 1{swedish.NBSP}000 gånger {larger} än året före "
        f"eller budgeten, till exempel {example}: "
        f"{writer.amount(one.value)} mot {writer.amount(reference.mid)}. "
        "Kontrollera om tabellen är i tkr eller mnkr."
    )


CHECKS = (
    Check(
        "enhet",
        "Enheten är rimlig",
        "Beloppen i en kolumn mot samma tal året före och mot budgeten: tusen gånger fel är fel enhet.",
        _columns,
        severity=Severity.WARNING,
    ),
)
