"""Avstämning: what should agree in a report is compared, with intervals from the numbers' own rounding.

Files without an underscore are the catalogue: each declares its checks in CHECKS.
"""

from __future__ import annotations

from checks import columns, contradictions, history, posts, printed, remaining, sums, units
from checks._check import Check, Context, History
from checks._index import Index
from checks._text import Names
from checks._totals import Tables
from store.records import Finding, Report

CHECKS: tuple[Check, ...] = tuple(
    check
    for room in (posts, columns, remaining, sums, printed, contradictions, units, history)
    for check in room.CHECKS
)

__all__ = ["CHECKS", "Check", "History", "run_checks"]


def run_checks(report: Report, history: History | None) -> tuple[Finding, ...]:
    """Run every check over a report: one Finding a comparison, with verdict, cells, a sentence.

    history: what was published before, or None for no comparison with the past. A check that finds nothing
    to compare yields nothing. Sorted: avviker first, then what could not be tested, rounding, what agrees.
    """
    index = Index(report)
    context = Context(report, index, Tables(index), Names(report), history)
    found = (finding for check in CHECKS for finding in check.findings(context))
    return tuple(sorted(found, key=lambda f: _ORDER.index(f.verdict)))


_ORDER = ("avviker", "gar_ej_att_prova", "avrundning", "stammer")
