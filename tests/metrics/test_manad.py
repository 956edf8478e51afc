"""Month by month: a month is only told when the file's own sums say that nothing was left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metrics.manad import months_of
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.small import fill
from tests.store.factory import fact

BOOKED = {"bad": (10, 20, 0), "bibliotek": (5, 0, 7)}
INCOME = {"bad": (1, 0, 2)}


def ledger(year: int = 2025, role: str = "own", **skipped: int) -> list[Fact]:
    """Costs and income of three months, alone and from January; a month without bookings has no fact."""
    found = []
    for measure, booked, sign in (("kostnader", BOOKED, -1), ("intakter", INCOME, 1)):
        for part, values in booked.items():
            place = {"namnd": "kulturnamnden", "verksamhet": part, "year": year, "scale": 1, "role": role}
            for month, kr in enumerate(values, 1):
                if kr and skipped.get(part) != month:
                    found.append(fact(measure, sign * kr, month=month, horizon="month", **place))
                found.append(fact(measure, sign * sum(values[:month]), month=month, **place))
    return found


def net(memory: MemoryStore, report: str = "2025-03") -> dict[int, list[Decimal]]:
    found = months_of(memory, "exempelstad", "kulturnamnden", report)
    return {year: [m.value for m in months] for year, months in found.items()}


@pytest.fixture
def memory() -> MemoryStore:
    return MemoryStore()


def test_each_month_is_the_sum_of_its_parts(memory: MemoryStore) -> None:
    fill(memory, ("2025-03", ledger()), kommun="exempelstad")
    assert net(memory) == {2025: [Decimal(14), Decimal(20), Decimal(5)]}
    (first, *_) = months_of(memory, "exempelstad", "kulturnamnden", "2025-03")[2025]
    assert len(first.facts) == 3


def test_a_month_with_something_left_out_tells_nothing(memory: MemoryStore) -> None:
    fill(memory, ("2025-03", ledger(bad=2)), kommun="exempelstad")
    assert net(memory) == {}


def test_sums_without_months_are_no_months(memory: MemoryStore) -> None:
    fill(memory, ("2025-03", [f for f in ledger() if f.horizon != "month"]), kommun="exempelstad")
    assert net(memory) == {}


def test_each_year_comes_from_its_own_file_and_later_reports_are_not_known(memory: MemoryStore) -> None:
    fill(memory, ("2024-03", ledger(2024)), ("2025-03", ledger() + ledger(2024, "comparison")),
         kommun="exempelstad")  # fmt: skip
    assert set(net(memory)) == {2024, 2025} and set(net(memory, "2024-12")) == {2024}
    found = months_of(memory, "exempelstad", "kulturnamnden", "2025-03")
    assert all(f.startswith("s0.") for m in found[2024] for f in m.facts)
