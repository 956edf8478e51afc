"""Single months and kön as the reader stores them: only what is counted anew each month is ever added."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metrics import METRICS, evaluate, series
from metrics._terms import ADDED_MONTHS, staff
from store import codes
from store.records import Fact
from tests.metrics.memory import MemoryStore
from tests.metrics.small import fill, one
from tests.store.factory import fact

pytestmark = pytest.mark.usefixtures("everything_shown")
MONTHS = range(1, 9)
LEVELS = (
    ("arsarbetare", 700, "arsarbetare"),
    ("sjukfranvaro", 5, "procent"),
    ("personalomsattning", 4, "procent"),
)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def _months(measure: str, value: int, unit: str) -> list[Fact]:
    return [fact(measure, value, unit=unit, scale=1, month=m, horizon="month") for m in MONTHS]


@pytest.mark.parametrize(("measure", "value", "unit"), LEVELS)
def test_months_of_a_level_make_no_figure_of_the_year(
    store: MemoryStore, measure: str, value: int, unit: str
) -> None:
    hours = _months("ordinarie_timmar", 100, "timmar")  # beside measures whose months are added
    fill(store, ("2024-08", [*_months(measure, value, unit), *hours]))
    assert evaluate(store, measure, "goteborg") == []
    assert [a for a in series(store, measure, "goteborg") if a.value is not None] == []


@pytest.mark.parametrize(("measure", "value", "unit"), LEVELS)
def test_the_figure_of_the_year_is_the_printed_one_beside_the_months(
    store: MemoryStore, measure: str, value: int, unit: str
) -> None:
    whole = fact(measure, value + 1, unit=unit, scale=1)
    fill(store, ("2024-08", [*_months(measure, value, unit), whole]))
    assert one(store, measure).value == value + 1


def test_percentages_of_kvinnor_and_man_without_a_total_make_no_total(store: MemoryStore) -> None:
    kon = [fact("sjukfranvaro", v, unit="procent", scale=1, kon=k) for k, v in (("K", 6), ("M", 4))]
    hours = [fact("sjuktimmar", 3, unit="timmar", scale=1, kon=k) for k in ("K", "M")]
    fill(store, ("2024-08", [*kon, *hours]))
    assert [a.value for a in evaluate(store, "sjukfranvaro", "goteborg")] in ([], [None])


def test_what_is_counted_each_month_is_added(store: MemoryStore) -> None:
    fill(store, ("2024-08", _months("avgangar", 3, "antal")))
    assert one(store, "avgangar").value == Decimal(24)


def test_no_declaration_adds_months_or_groups_of_a_percentage_or_a_level() -> None:
    units = {m.code: m.unit for m in codes.matt()}
    quantities = {leaf.quantity for m in METRICS.values() for leaf in m.value.leaves()}
    assert all(units[m] != "procent" for q in quantities if q.grouped for m in q.measures)
    assert all(m in ADDED_MONTHS for q in quantities if q.monthly for m in q.measures)


@pytest.mark.parametrize(("measure", "monthly"), [("arsarbetare", True), ("sjukfranvaro", False)])
def test_a_declaration_that_would_is_refused(measure: str, monthly: bool) -> None:
    with pytest.raises(ValueError, match="kan inte läggas ihop"):
        staff(measure, "prov", monthly=monthly)
