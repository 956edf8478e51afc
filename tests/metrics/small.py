"""One small store a rule: what the tests of the nyckeltal are filled with and asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from metrics import Answer, evaluate
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.twin_posts import Submission
from tests.store.factory import golden_facts

DAY = dt.datetime(2024, 9, 20, 12)


def fill(store: MemoryStore, *reports: tuple[str, list[Fact]], kommun: str = "goteborg") -> MemoryStore:
    """Each report published a day after the one before it."""
    store.fill(kommun, [
        Submission(f"s{i}", report, DAY + dt.timedelta(days=i), None, None, tuple(facts))
        for i, (report, facts) in enumerate(reports)
    ])  # fmt: skip
    return store


def one(store: MemoryStore, key: str, **asked: Any) -> Answer:
    (found,) = evaluate(store, key, "goteborg", **asked)
    return found


def without(
    measure: str, *, scenario: str = "utfall", year: int = 2024, horizon: str = "period"
) -> list[Fact]:
    gone = (measure, scenario, year, horizon)
    return [f for f in golden_facts() if (f.measure, f.scenario, f.year, f.horizon) != gone]


def number(value: Decimal | None) -> str:
    return "-" if value is None else f"{value / 1_000_000:.1f}"
