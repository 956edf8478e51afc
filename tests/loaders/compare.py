"""Compares what was read with the right answers: the numbers that are missing, and those that no answer
knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from store.records import Fact, Report
from tests.fixtures.golden import Answer

Key = tuple[str, ...]


def right(answers: Iterable[Answer]) -> Counter[Key]:
    return Counter(
        (
            a.namnd,
            a.verksamhet,
            a.measure,
            a.scenario,
            a.basis,
            f"{a.year}-{a.month}",
            a.horizon,
            f"{a.printed:f}",
            a.unit,
        )
        for a in answers
    )


def read(facts: Iterable[Fact]) -> Counter[Key]:
    return Counter(
        (
            f.namnd,
            f.verksamhet,
            f.measure,
            f.scenario,
            f.basis,
            f"{f.year}-{f.month}",
            f.horizon,
            _plain(f),
            f.unit,
        )
        for f in facts
    )


def _plain(fact: Fact) -> str:
    return "" if fact.printed is None else f"{fact.printed.normalize():f}"


def differences(report: Report, answers: Iterable[Answer]) -> tuple[Counter[Key], Counter[Key]]:
    """(answers that were not read, facts and control totals that are no answer); printed numbers without end
    zeros.
    """
    wanted = list(answers)
    expected = (
        _normal(right(a for a in wanted if a.is_fact)),
        _normal(right(a for a in wanted if not a.is_fact)),
    )
    found = read(report.facts), read(report.control_totals)
    missing = expected[0] - found[0] + (expected[1] - found[1])
    extra = found[0] - expected[0] + (found[1] - expected[1])
    return missing, extra


def _normal(keys: Counter[Key]) -> Counter[Key]:
    normal: Counter[Key] = Counter()
    for key, count in keys.items():
        normal[(*key[:7], f"{Decimal(key[7]).normalize():f}", key[8])] += count
    return normal
