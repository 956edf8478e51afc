"""A ledger beside a report: its months are drawn as curves, and are no table that someone has laid out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages._report_grid import is_economy

Fact = dict[str, Any]
LEDGER = "huvudbok"


def as_reported(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of one nämnd and report without a ledger's, where a report tells the same.

    Where there is only the ledger: its sums from January through the report's own month.
    """
    others = [fact for fact in facts if fact["submission_kind"] != LEDGER]
    if any(is_economy(fact) for fact in others):
        return others
    return [f for f in facts if f["submission_kind"] != LEDGER or _whole(f)]


def _whole(fact: Fact) -> bool:
    through = f"{fact['year']}-{fact['month']:02}"
    return fact["horizon"] != "month" and through == fact["report"]
